"""The one table of verbs: the parser, the help, the role check and the platforms' manifests read it."""

from __future__ import annotations

from bot.commands.commerce import SPECS as COMMERCE
from bot.commands.contacts import SPECS as CONTACTS
from bot.commands.fairness import SPECS as FAIRNESS
from bot.commands.home import SPECS as HOME
from bot.commands.incidents import SPECS as INCIDENTS
from bot.commands.intake import SPECS as INTAKE
from bot.commands.ledger import SPECS as LEDGER
from bot.commands.linking import SPECS as LINKING
from bot.commands.products import SPECS as PRODUCTS
from bot.commands.reminding import SPECS as REMINDING
from bot.commands.scope import SPECS as SCOPE
from bot.commands.spec import ANYONE, CUSTOMERS, STAFF, CommandSpec, verb
from policy.facts import Role

__all__ = ["ANYONE", "COMMANDS", "CUSTOMERS", "STAFF", "CommandSpec"]

COMMANDS: tuple[CommandSpec, ...] = (
    verb(
        "open",
        "ouvrir",
        "abrir",
        writes=True,
        en="open new",
        options=(
            *("severity", "channel", "requester", "consent", "documentation", "concerns"),
            *("product", "version"),
        ),
    ),
    verb("show", "voir afficher", "ver mostrar", en="show view", ticket=True),
    verb("list", "liste lister", "lista listar", en="list mine", options=("page",)),
    verb("reply", "répondre", "responder", en="reply answer", ticket=True, writes=True),
    verb("add", "ajouter", "añadir agregar", ticket=True, writes=True),
    verb("escalate", "escalader", "escalar", ticket=True, writes=True),
    verb("close", "fermer clore", "cerrar", ticket=True, writes=True),
    verb("reopen", "rouvrir", "reabrir", ticket=True, writes=True),
    verb("why", "pourquoi", "porqué porque", ticket=True),
    verb("when", "quand", "cuándo cuando", options=("severity", "channel", "account")),
    verb("plan", "forfait", "plan", options=("account",)),
    verb("policy", "politique", "política politica"),
    verb("ask", "demander", "pedir", frozenset({Role.COLLEAGUE}), writes=True),
    verb("claim", "prendre", "tomar", STAFF, en="claim take", ticket=True, writes=True),
    verb("assign", "confier attribuer", "asignar", STAFF, ticket=True, writes=True),
    verb("note", "note noter", "nota anotar", STAFF, ticket=True, writes=True),
    verb("pending", "attente", "espera", STAFF, en="pending wait", ticket=True, writes=True),
    verb("resume", "reprendre", "reanudar", STAFF, ticket=True, writes=True),
    verb("severity", "gravité gravite", "gravedad", STAFF, ticket=True, writes=True),
    verb("queue", "file", "cola", STAFF, options=("page", "severity", "account")),
    verb(
        "people",
        "personnes contacts",
        "personas contactos",
        frozenset({Role.AUTHORIZED}) | STAFF,
        writes=True,
        options=("account",),
    ),
    verb(
        "setup",
        "configurer",
        "configurar",
        frozenset({Role.ADMIN}),
        writes=True,
        options=(
            "policy",
            "account",
            "plan",
            "employees",
            "licences",
            "language",
            "role",
            "title",
            "domain",
            "mail",
        ),
    ),
    *LEDGER,
    *COMMERCE,
    *INTAKE,
    *CONTACTS,
    *SCOPE,
    *INCIDENTS,
    *PRODUCTS,
    *FAIRNESS,
    *HOME,
    *REMINDING,
    *LINKING,
    verb("help", "aide", "ayuda"),
)
