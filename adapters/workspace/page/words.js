// The page's own words, in the reader's language.
import { lang } from "./store.js";

const NB = "\u00a0";

const EN = {
  sidebar: "Desks and channels", desks: "Desks", channels: "Channels", direct: "Direct messages", apps: "Apps", all_apps: "Installed apps",
  jump: "Jump to", jump_placeholder: "Channel or desk", who: "Who am I", who_placeholder: "Name, role, account",
  you_are: (name) => `You are ${name}. Change person`, nothing_found: "Nothing has that name.",
  unread: (n) => (n === 1 ? "1 unread message" : `${n} unread messages`), private: "private",
  message_to: (name) => `Message ${name}`, reply_in_thread: "Reply in thread", reply_placeholder: "Reply",
  send: "Send", shortcuts: "Shortcuts", thread: "Thread", close: "Close", close_thread: "Close the thread",
  replies: (n) => (n === 1 ? "1 reply" : `${n} replies`), more: "More actions", edit: "Edit", remove: "Delete",
  save: "Save", cancel: "Cancel", edited: "edited", deleted: "This message was deleted.", app: "APP",
  remove_title: "Delete this message?", remove_text: "Nobody will see it any more.",
  only_you: "Only visible to you", dismiss: "Dismiss", messages: "Messages", home: "Home",
  empty_channel: "No tickets here yet. Type /ticket.", empty_thread: "Choose a message.", empty_home: "Nothing is waiting.",
  no_member: "You are not in this channel.", join: "Join", is_archived: "This channel is archived.",
  no_command_in_thread: (command, bot) => `${command} does not work in threads. Mention @${bot} instead.`,
  commands: "Commands", example: "Example", people: "People",
  plus_quarter: "+15 min", plus_hour: "+1 h", next_opening: "Next opening", next_event: "Next event",
  clock: "Desk clock", moving: "Moving the clock", moved: (moment) => `It is now ${moment}.`, no_event: "nothing planned",
  theme: "Theme", theme_auto: "system", theme_light: "light", theme_dark: "dark",
  help: "Keyboard", help_keys: "Keys", letter_keys: "Single-letter keys", letter_keys_hint: "They never act while you type in a field.",
  key_jump: "Jump to a channel or a desk", key_complete: "Choose in a list of suggestions", key_close: "Close what is open",
  key_composer: "Write, with the list of commands", key_messages: "Next or previous message", key_thread: "Open the message’s thread",
  key_who: "Change person", key_event: "Move the clock to the next event", key_help: "This list", key_send: "Send, or a new line",
  today: "today", tomorrow: "tomorrow", yesterday: "yesterday", required: "Please fill in this field.",
  too_short: (n) => `At least ${n} characters, please.`, too_long: (n) => `At most ${n} characters, please.`,
  optional: "optional", choose: "Choose", confirm: "Confirm", no_files: "Files cannot be sent from this page.",
  unknown_block: (type) => `This page cannot show “${type}”.`, options: "Options", image: "Image",
  new_message: (name, text) => `${name}: ${text}`, private_message: (name, text) => `Only visible to you. ${name}: ${text}`,
  unreachable: "The workspace does not answer. Is it still running?", server_said: (status) => `The workspace answered ${status}.`,
  here: "here", channel_all: "channel", everyone: "everyone", working: "Working", all_people: "Everybody", skip: "Skip to the composer",
};

const FR = {
  sidebar: "Guichets et canaux", desks: "Guichets", channels: "Canaux", direct: "Messages directs", apps: "Applications", all_apps: "Applications installées",
  jump: "Aller à", jump_placeholder: "Canal ou guichet", who: "Qui suis-je", who_placeholder: "Nom, rôle, compte",
  you_are: (name) => `Vous êtes ${name}. Changer de personne`, nothing_found: "Rien ne porte ce nom.",
  unread: (n) => (n < 2 ? `${n} message non lu` : `${n} messages non lus`), private: "privé",
  message_to: (name) => `Écrire à ${name}`, reply_in_thread: "Répondre dans le fil", reply_placeholder: "Répondre",
  send: "Envoyer", shortcuts: "Raccourcis", thread: "Fil", close: "Fermer", close_thread: "Fermer le fil",
  replies: (n) => (n < 2 ? `${n} réponse` : `${n} réponses`), more: "Autres actions", edit: "Modifier", remove: "Supprimer",
  save: "Enregistrer", cancel: "Annuler", edited: "modifié", deleted: "Ce message a été supprimé.", app: "APPLI",
  remove_title: "Supprimer ce message", remove_text: "Plus personne ne le verra.",
  only_you: "Visible par vous seulement", dismiss: "Masquer", messages: "Messages", home: "Accueil",
  empty_channel: "Aucun ticket ici pour le moment. Tapez /ticket.", empty_thread: "Choisissez un message.", empty_home: "Rien n’attend.",
  no_member: "Vous n’êtes pas dans ce canal.", join: "Rejoindre", is_archived: "Ce canal est archivé.",
  no_command_in_thread: (command, bot) => `${command} ne fonctionne pas dans les fils. Mentionnez plutôt @${bot}.`,
  commands: "Commandes", example: "Exemple", people: "Personnes",
  plus_quarter: `+15${NB}min`, plus_hour: `+1${NB}h`, next_opening: "Prochaine ouverture", next_event: "Prochain évènement",
  clock: "Horloge du guichet", moving: "L’horloge avance", moved: (moment) => `Nous sommes le ${moment}.`, no_event: "rien de prévu",
  theme: "Thème", theme_auto: "système", theme_light: "clair", theme_dark: "sombre",
  help: "Clavier", help_keys: "Touches", letter_keys: "Touches d’une seule lettre", letter_keys_hint: "Elles n’agissent jamais pendant que vous écrivez dans un champ.",
  key_jump: "Aller à un canal ou à un guichet", key_complete: "Choisir dans une liste de suggestions", key_close: "Fermer ce qui est ouvert",
  key_composer: "Écrire, avec la liste des commandes", key_messages: "Message suivant ou précédent", key_thread: "Ouvrir le fil du message",
  key_who: "Changer de personne", key_event: "Avancer l’horloge au prochain évènement", key_help: "Cette liste", key_send: "Envoyer, ou aller à la ligne",
  today: "aujourd’hui", tomorrow: "demain", yesterday: "hier", required: "Veuillez remplir ce champ.",
  too_short: (n) => `Au moins ${n} caractères.`, too_long: (n) => `Au plus ${n} caractères.`,
  optional: "facultatif", choose: "Choisir", confirm: "Confirmer", no_files: "Cette page ne peut pas envoyer de fichiers.",
  unknown_block: (type) => `Cette page ne sait pas montrer «${NB}${type}${NB}».`, options: "Options", image: "Image",
  new_message: (name, text) => `${name}${NB}: ${text}`, private_message: (name, text) => `Visible par vous seulement. ${name}${NB}: ${text}`,
  unreachable: "L’espace de travail ne répond pas. Vérifiez qu’il tourne encore.", server_said: (status) => `L’espace de travail a répondu ${status}.`,
  here: "ici", channel_all: "canal", everyone: "tous", working: "En cours", all_people: "Tout le monde", skip: "Aller à la zone de saisie",
};

const ES = {
  sidebar: "Mesas de ayuda y canales", desks: "Mesas de ayuda", channels: "Canales", direct: "Mensajes directos", apps: "Aplicaciones", all_apps: "Aplicaciones instaladas",
  jump: "Ir a", jump_placeholder: "Canal o mesa de ayuda", who: "Quién soy", who_placeholder: "Nombre, función, cuenta",
  you_are: (name) => `Usted es ${name}. Cambiar de persona`, nothing_found: "Nada tiene ese nombre.",
  unread: (n) => (n === 1 ? "1 mensaje sin leer" : `${n} mensajes sin leer`), private: "privado",
  message_to: (name) => `Escribir a ${name}`, reply_in_thread: "Responder en el hilo", reply_placeholder: "Responder",
  send: "Enviar", shortcuts: "Atajos", thread: "Hilo", close: "Cerrar", close_thread: "Cerrar el hilo",
  replies: (n) => (n === 1 ? "1 respuesta" : `${n} respuestas`), more: "Más acciones", edit: "Editar", remove: "Eliminar",
  save: "Guardar", cancel: "Cancelar", edited: "editado", deleted: "Este mensaje se eliminó.", app: "APP",
  remove_title: "Eliminar este mensaje", remove_text: "Nadie podrá verlo.",
  only_you: "Solo visible para usted", dismiss: "Ocultar", messages: "Mensajes", home: "Inicio",
  empty_channel: "Todavía no hay tickets aquí. Escriba /ticket.", empty_thread: "Elija un mensaje.", empty_home: "No hay nada pendiente.",
  no_member: "Usted no está en este canal.", join: "Unirse", is_archived: "Este canal está archivado.",
  no_command_in_thread: (command, bot) => `${command} no funciona en los hilos. Mencione a @${bot}.`,
  commands: "Comandos", example: "Ejemplo", people: "Personas",
  plus_quarter: `+15${NB}min`, plus_hour: `+1${NB}h`, next_opening: "Próxima apertura", next_event: "Próximo evento",
  clock: "Reloj de la mesa de ayuda", moving: "El reloj avanza", moved: (moment) => `Ahora es el ${moment}.`, no_event: "nada previsto",
  theme: "Tema", theme_auto: "sistema", theme_light: "claro", theme_dark: "oscuro",
  help: "Teclado", help_keys: "Teclas", letter_keys: "Teclas de una sola letra", letter_keys_hint: "Nunca actúan mientras escribe en un campo.",
  key_jump: "Ir a un canal o a una mesa de ayuda", key_complete: "Elegir en una lista de sugerencias", key_close: "Cerrar lo que está abierto",
  key_composer: "Escribir, con la lista de comandos", key_messages: "Mensaje siguiente o anterior", key_thread: "Abrir el hilo del mensaje",
  key_who: "Cambiar de persona", key_event: "Adelantar el reloj al próximo evento", key_help: "Esta lista", key_send: "Enviar, o una línea nueva",
  today: "hoy", tomorrow: "mañana", yesterday: "ayer", required: "Rellene este campo.",
  too_short: (n) => `Al menos ${n} caracteres.`, too_long: (n) => `Como máximo ${n} caracteres.`,
  optional: "opcional", choose: "Elegir", confirm: "Confirmar", no_files: "Desde esta página no se pueden enviar archivos.",
  unknown_block: (type) => `Esta página no puede mostrar «${type}».`, options: "Opciones", image: "Imagen",
  new_message: (name, text) => `${name}: ${text}`, private_message: (name, text) => `Solo visible para usted. ${name}: ${text}`,
  unreachable: "El espacio de trabajo no responde. Compruebe que sigue en marcha.", server_said: (status) => `El espacio de trabajo respondió ${status}.`,
  here: "aquí", channel_all: "canal", everyone: "todos", working: "En curso", all_people: "Todas las personas", skip: "Ir al cuadro de escritura",
};

export const CATALOGS = { en: EN, fr: FR, es: ES };

/** The word or sentence of this name; some take a number, a name or a moment. */
export function word(name, ...values) {
  const found = CATALOGS[lang()][name];
  return typeof found === "function" ? found(...values) : found;
}
