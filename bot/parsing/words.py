"""The words of the grammar beside the verbs: options, their values and small words, in three languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from bot.commands import COMMANDS, ArticleAct, CommandSpec, CreditAct, PeopleAct, ProductAct, SetupAct
from policy.facts import Channel, Role, Severity


def plain(word: str) -> str:
    """A word as it is compared: small letters, no accents, straight apostrophes."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def index(words: Mapping[str, str]) -> dict[str, str]:
    """Each way to write a word (and the word itself) to its language-neutral id."""
    return {plain(way): neutral for neutral, ways in words.items() for way in (neutral, *ways.split())}


OPTIONS = index(
    {
        "severity": "gravité gravedad severidad",
        "channel": "canal",
        "requester": "demandeur demandeuse solicitante for pour para",
        "account": "compte cuenta",
        "page": "página",
        "policy": "politique política",
        "plan": "forfait",
        "employees": "employés empleados",
        "active": "actif activa activo",
        "channels": "canaux canales",
        "licences": "licenses licencias",
        "language": "langue idioma",
        "role": "rôle rol",
        "desk": "guichet mesa",
        # incidents
        "discussed": "discuté hablado conversado",
        "title": "titre título",
        "accepted": "",
        "agreed": "",
        "draft": "",
        "split": "",
        "quoted": "",
        "shown": "",
        # intake
        "consent": "consentement consentimiento",
        "documentation": "documentación",
        "concerns": "concerne concierne",
        "product": "produit producto",
        "version": "versión",
        "mail": "e-mail email courriel correo",
        "chat": "clavardage",
        "domain": "domaine dominio",
        "hours": "heures horaire horas horario",
        "maintenance": "mantenimiento",
        "contacts": "contactos",
        "bought": "acheté achetée comprado comprada",
        "managed": "géré gérée gestionado gestionada",
        "fee": "",
    }
)

SEVERITIES = index(
    {
        Severity.CRITICAL: "critique crítica crítico",
        Severity.SEVERE: "sévère severa severo grave",
        Severity.MEDIUM: "moyenne moyen media medio",
        Severity.MINOR: "mineure mineur menor leve",
    }
)


CHANNELS = index(
    {
        Channel.CHAT: "messagerie clavardage",
        Channel.EMAIL: "e-mail mail courriel correo",
        Channel.PHONE: "téléphone teléfono tel",
        Channel.FORUM: "foro",
        Channel.REMOTE: "distance distancia remoto remota",
        Channel.WEB: "",
    }
)

ROLES = index(
    {
        Role.COLLEAGUE: "collègue colega",
        Role.AUTHORIZED: "autorisé autorisée autorizado autorizada contact contacto",
        Role.AGENT: "agente",
        Role.LEAD: "responsable chef jefe jefa",
        Role.DIRECTOR: "directeur directrice directora",
        Role.ADMIN: "administrateur administratrice administrador administradora administrator",
    }
)

LANGUAGES = index(
    {"en": "english anglais inglés", "fr": "french français francés", "es": "spanish espagnol español"}
)

PEOPLE_ACTS = index(
    {
        PeopleAct.LIST: "liste lister lista listar",
        PeopleAct.AUTHORIZE: "autoriser autorizar add ajouter añadir",
        PeopleAct.REVOKE: "révoquer revocar remove retirer quitar",
    }
)

SETUP_ACTS = index(
    {
        SetupAct.SHOW: "voir ver",
        SetupAct.DESK: "guichet mesa",
        SetupAct.POLICY: "politique política",
        SetupAct.CHANNEL: "canal place lieu lugar",
        SetupAct.ACCOUNT: "compte cuenta",
        SetupAct.PEOPLE: "personnes personas person personne persona",
        SetupAct.LANGUAGE: "langue idioma",
        SetupAct.ORGANISATION: "organization organización",
        SetupAct.EXCLUSION: "exclusión",
        SetupAct.AGREEMENT: "convention contrat acuerdo contrato",
        SetupAct.PRICE: "prix prices precio precios tarif",
        SetupAct.TAX: "taxe taxes impuesto impuestos",
        SetupAct.SELLER: "vendeur vendedor",
        SetupAct.BUYER: "acheteur comprador",
        SetupAct.REMINDERS: "rappels recordatorios",
        SetupAct.LINK: "lier lien vincular vínculo",
    }
)

ARTICLE_ACTS = index(
    {
        ArticleAct.LIST: "liste lister lista listar",
        ArticleAct.ADD: "ajouter añadir",
        ArticleAct.REMOVE: "retirer supprimer quitar",
    }
)
YES_OR_NO = index({"yes": "oui sí", "no": "non"})
REMOVED = frozenset(map(plain, ("remove", "retirer", "enlever", "quitar", "retirar")))
PRODUCT_ACTS = index(
    {
        ProductAct.SHOW: "voir ver",
        ProductAct.ADD: "ajouter añadir",
        ProductAct.RELEASE: "publier publicar sortie salida",
    }
)

NONE = frozenset(map(plain, ("none", "aucun", "aucune", "ninguno", "ninguna", "nada", "-")))

CREDIT_ACTS = index(
    {
        CreditAct.LIST: "liste lista",
        CreditAct.CONFIRM: "confirmer confirmar",
        CreditAct.DECLINE: "refuser rechazar",
    }
)

ON_OR_OFF = index({"on": "oui marche activé sí activado", "off": "non arrêt désactivé no desactivado"})
FACES = index({"desk": "guichet mesa", "customer": "client cliente"})
ALL = frozenset(map(plain, ("all", "everyone", "anyone", "tous", "toutes", "todos", "todas")))
"""Instead of a contact: whoever is there."""
CLOSED = frozenset(
    map(plain, ("closed", "all", "fermés", "clos", "tous", "toutes", "cerrados", "todos", "todas"))
)
MINE = frozenset(map(plain, ["mine", "me", "moi", "mía", "mías", "mío", "míos", "mi", "miens", "à"]))
EVERY = frozenset(map(plain, ["every", "all", "toutes", "tous", "chaque", "todas", "todos", "cada"]))
FULL = EVERY | frozenset(map(plain, ["full", "complet", "entier", "completo", "entero", "todo", "tout"]))
ACROSS = {"en": frozenset({"to"}), "fr": frozenset({"vers", "a"}), "es": frozenset({"a", "hacia"})}
"""The word before a group, by the language of the verb: "escalate 42 to network"."""

VERBS: Mapping[str, tuple[CommandSpec, str]] = {
    plain(word): (spec, language)
    for spec in reversed(COMMANDS)
    for language in ("es", "fr", "en")
    for word in (*spec.words[language], spec.name)
}
"""Every way to write a verb, with the language that it is written in."""


def one_of(index: Mapping[str, str]) -> tuple[str, ...]:
    """The neutral ids of an index, in order."""
    return tuple(dict.fromkeys(index.values()))


def joined(ids: Iterable[str]) -> str:
    """Ids as an error's fact holds them."""
    return ", ".join(str(each) for each in ids)
