"""The one table of verbs: the parser, the help, the role check and the platforms' manifests read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from policy.facts import Role

CUSTOMERS = frozenset({Role.COLLEAGUE, Role.AUTHORIZED})
STAFF = frozenset({Role.AGENT, Role.LEAD, Role.DIRECTOR, Role.ADMIN})
ANYONE = CUSTOMERS | STAFF


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One verb. `words` are the ways to write it, by language, the first being the one shown.

    `takes_ticket`: a number, or none inside the ticket's thread. `writes`: it may change something.
    Usage, example and summary are in the catalogs under `help.<name>.*`.
    """

    name: str
    words: dict[str, tuple[str, ...]]
    roles: frozenset[Role]
    takes_ticket: bool = False
    writes: bool = False
    options: tuple[str, ...] = field(default=())


def _spec(
    name: str,
    fr: str,
    es: str,
    roles: frozenset[Role] = ANYONE,
    *,
    en: str = "",
    ticket: bool = False,
    writes: bool = False,
    options: tuple[str, ...] = (),
) -> CommandSpec:
    words = {"en": tuple((en or name).split()), "fr": tuple(fr.split()), "es": tuple(es.split())}
    return CommandSpec(name, words, roles, ticket, writes, options)


COMMANDS: tuple[CommandSpec, ...] = (
    _spec(
        "open", "ouvrir", "abrir", writes=True, en="open new", options=("severity", "channel", "requester")
    ),
    _spec("show", "voir afficher", "ver mostrar", en="show view", ticket=True),
    _spec("list", "liste lister", "lista listar", en="list mine", options=("page",)),
    _spec("reply", "répondre", "responder", en="reply answer", ticket=True, writes=True),
    _spec("escalate", "escalader", "escalar", ticket=True, writes=True),
    _spec("close", "fermer clore", "cerrar", ticket=True, writes=True),
    _spec("reopen", "rouvrir", "reabrir", ticket=True, writes=True),
    _spec("why", "pourquoi", "porqué porque", ticket=True),
    _spec("when", "quand", "cuándo cuando", options=("severity", "channel", "account")),
    _spec("plan", "forfait", "plan", options=("account",)),
    _spec("policy", "politique", "política politica"),
    _spec("ask", "demander", "pedir", frozenset({Role.COLLEAGUE}), writes=True),
    _spec("claim", "prendre", "tomar", STAFF, en="claim take", ticket=True, writes=True),
    _spec("assign", "confier attribuer", "asignar", STAFF, ticket=True, writes=True),
    _spec("note", "note noter", "nota anotar", STAFF, ticket=True, writes=True),
    _spec("pending", "attente", "espera", STAFF, en="pending wait", ticket=True, writes=True),
    _spec("resume", "reprendre", "reanudar", STAFF, ticket=True, writes=True),
    _spec("severity", "gravité gravite", "gravedad", STAFF, ticket=True, writes=True),
    _spec("queue", "file", "cola", STAFF, options=("page",)),
    _spec(
        "people",
        "personnes contacts",
        "personas contactos",
        frozenset({Role.AUTHORIZED}) | STAFF,
        writes=True,
        options=("account",),
    ),
    _spec(
        "setup",
        "configurer",
        "configurar",
        frozenset({Role.ADMIN}),
        writes=True,
        options=("policy", "account", "plan", "employees", "licences", "language", "role"),
    ),
    _spec("help", "aide", "ayuda"),
)
