// What the page itself says, in the person's language. What the bot says comes from the bot.
const WORDS = {
  en: {
    conversations: "Conversations", chat: "Chat", channels: "Channels", messages: "Messages", you_are: "You are", theme: "Theme",
    auto: "As the system", light: "Light", dark: "Dark", contrast: "High contrast", message: "Message", send: "Send", extend: "+ Open a ticket",
    reply: "Reply", close: "Close", edited: "Edited", only_you: "Only you can see this message", gone: "This message has been deleted.",
    more: "More options", more_actions: "More actions", from_message: "Open a ticket from this message", add_message: "Add this message to a ticket", find: "Find", find_title: "Find a ticket", number_or_words: "Number or words", more_rows: "More", edit: "Edit", delete: "Delete", save: "Save",
    cancel: "Cancel", failed: "That did not work.", in_channel: "@Guichet open …, or a message", in_chat: "open …, list, help", in_thread: "@Guichet why, or a message",
    suggestions: "Suggestions", clock: "Desk time", busy: "One moment …", nothing: "Nothing has been said here yet.", bot: "the bot", choose: "…", slack: "Slack",
    attach: "Attach files", leave_out: "Leave out", undo: "Undo",
  },
  fr: {
    conversations: "Conversations", chat: "Conversation", channels: "Canaux", messages: "Messages", you_are: "Vous êtes", theme: "Thème",
    auto: "Comme le système", light: "Clair", dark: "Sombre", contrast: "Contraste élevé", message: "Message", send: "Envoyer", extend: "+ Ouvrir un ticket",
    reply: "Répondre", close: "Fermer", edited: "Modifié", only_you: "Vous seul voyez ce message", gone: "Ce message a été supprimé.",
    more: "Autres options", more_actions: "Autres actions", from_message: "Ouvrir un ticket à partir de ce message", add_message: "Ajouter ce message à un ticket", find: "Trouver", find_title: "Trouver un ticket", number_or_words: "Numéro ou mots", more_rows: "Suite", edit: "Modifier", delete: "Supprimer", save: "Enregistrer",
    cancel: "Annuler", failed: "Cela n’a pas abouti.", in_channel: "@Guichet ouvrir …, ou un message", in_chat: "ouvrir …, liste, aide", in_thread: "@Guichet pourquoi, ou un message",
    suggestions: "Suggestions", clock: "Heure du guichet", busy: "Un instant …", nothing: "Rien n’a encore été dit ici.", bot: "le bot", choose: "…", slack: "Slack",
    attach: "Joindre des fichiers", leave_out: "Retirer", undo: "Annuler",
  },
  es: {
    conversations: "Conversaciones", chat: "Chat", channels: "Canales", messages: "Mensajes", you_are: "Usted es", theme: "Tema",
    auto: "Como el sistema", light: "Claro", dark: "Oscuro", contrast: "Contraste alto", message: "Mensaje", send: "Enviar", extend: "+ Abrir un ticket",
    reply: "Responder", close: "Cerrar", edited: "Editado", only_you: "Solo usted ve este mensaje", gone: "Este mensaje se ha eliminado.",
    more: "Más opciones", more_actions: "Más acciones", from_message: "Abrir un ticket a partir de este mensaje", add_message: "Añadir este mensaje a un ticket", find: "Buscar", find_title: "Buscar un ticket", number_or_words: "Número o palabras", more_rows: "Más", edit: "Editar", delete: "Eliminar", save: "Guardar",
    cancel: "Cancelar", failed: "No ha funcionado.", in_channel: "@Guichet abrir …, o un mensaje", in_chat: "abrir …, lista, ayuda", in_thread: "@Guichet por qué, o un mensaje",
    suggestions: "Sugerencias", clock: "Hora de la mesa de ayuda", busy: "Un momento …", nothing: "Aquí aún no se ha dicho nada.", bot: "el bot", choose: "…", slack: "Slack",
    attach: "Adjuntar archivos", leave_out: "Quitar", undo: "Deshacer",
  },
};
let spoken = WORDS.en;

/** Speak the language of that locale from now on; English where there is none. */
export function speak(locale) {
  spoken = WORDS[locale.slice(0, 2)] ?? WORDS.en;
}

export const word = (name) => spoken[name];
