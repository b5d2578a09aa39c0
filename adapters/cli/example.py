"""The lived-in example of the workspace: two desks, accounts on several plans, tickets in several states.

Everything is done by real commands of its people, through the real adapter: the example is a rehearsal of
setting a desk up, too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec

SARA, INES, KARIM, MARC, ANNE = "U0SARA", "U0INES", "U0KARIM", "U0MARC", "U0ANNE"
NADIA, TOM, LUCIA = "U0NADIA", "U0TOM", "U0LUCIA"
ELISE, HUGO, PAUL, MAYA = "U0ELISE", "U0HUGO", "U0PAUL", "U0MAYA"
BOREAL, LAURIER, MINUIT = "C0BOREAL", "C0LAURIER", "C0MINUIT"
COMPTOIR, LUMEN, ROY = "C0COMPTOIR", "C0LUMEN", "C0ROY"


def _user(id_: str, name: str, title: str, locale: str = "en-CA", *, admin: bool = False) -> UserSpec:
    # Handles are without accents, as they are typed: @ines.
    bare = unicodedata.normalize("NFKD", name.split(maxsplit=1)[0])
    handle = "".join(letter for letter in bare if letter.isascii()).lower()
    return UserSpec(id_, handle, name, title, locale, "America/Toronto", is_admin=admin)


TEAM = TeamSpec(
    id="T0GUICHET",
    name="Place du Marché",
    domain="place-du-marche",
    users=(
        _user(NADIA, "Nadia Roy", "Authorized contact, Hôtel Laurier"),
        _user(TOM, "Tom Blais", "Colleague, Hôtel Laurier"),
        _user(LUCIA, "Lucía Ortega", "Propietaria, Café Minuit", "es-ES"),
        _user(INES, "Inès Caron", "Agent, Boréal"),
        _user(KARIM, "Karim Haddad", "Agent, Boréal"),
        _user(MARC, "Marc Dubé", "Lead, Boréal"),
        _user(ANNE, "Anne Petit", "Director, Boréal"),
        _user(SARA, "Sara Lind", "Admin, Boréal", admin=True),
        _user(PAUL, "Paul Mercier", "Contact autorisé, Studio Lumen", "fr-CA"),
        _user(MAYA, "Maya Singh", "Authorized contact, Atelier Roy"),
        _user(HUGO, "Hugo Lavoie", "Agent, Comptoir", "fr-CA"),
        _user(ELISE, "Élise Gagnon", "Admin, Comptoir", "fr-CA", admin=True),
    ),
    channels=(
        ChannelSpec(
            LAURIER,
            "hotel-laurier",
            members=(NADIA, TOM, SARA, INES, KARIM, THE_APP),
            purpose="Hôtel Laurier",
        ),
        ChannelSpec(MINUIT, "cafe-minuit", members=(LUCIA, SARA, KARIM, THE_APP), purpose="Café Minuit"),
        ChannelSpec(
            BOREAL,
            "boreal-desk",
            private=True,
            members=(INES, KARIM, MARC, ANNE, SARA, THE_APP),
            purpose="The agents of Boréal",
        ),
        ChannelSpec(LUMEN, "studio-lumen", members=(PAUL, ELISE, HUGO, THE_APP), purpose="Studio Lumen"),
        ChannelSpec(ROY, "atelier-roy", members=(MAYA, ELISE, HUGO, THE_APP), purpose="Atelier Roy"),
        ChannelSpec(
            COMPTOIR,
            "comptoir",
            private=True,
            members=(HUGO, ELISE, THE_APP),
            purpose="Les agents du Comptoir",
        ),
    ),
)


OTHER = TeamSpec(
    id="T0QUAINORD",
    name="Quai Nord",
    domain="quai-nord",
    users=(
        _user("U0JEANNE", "Jeanne Côté", "Admin, Quai Nord", "fr-CA", admin=True),
        _user("U0OMAR", "Omar Diaz", "Operations, Quai Nord", "es-ES"),
    ),
    channels=(
        ChannelSpec("C0QUAI", "quai", members=("U0JEANNE", "U0OMAR"), purpose="Everybody"),
        ChannelSpec("C0AIDE", "aide", private=True, members=("U0JEANNE",), purpose="Help, to be set up"),
    ),
)
"""Another company's workspace, which has not installed the app: to try how that is done."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody did, so many minutes before the example begins.

    `words` is a slash command; with `thread`, a message in that thread of a ticket: "customer 1", "desk 1".
    """

    before: int
    who: str
    channel: str
    words: str
    thread: int | None = None


H = 60
HELP = "https://help.boreal.example"
SETUP: tuple[Act, ...] = (
    Act(100 * H, SARA, BOREAL, "setup desk Boréal policy:pitney-bowes language:en"),
    Act(100 * H, SARA, BOREAL, "setup channel desk"),
    Act(100 * H, SARA, BOREAL, "setup account Hôtel Laurier plan:standard employees:80"),
    Act(100 * H, SARA, BOREAL, "setup account Café Minuit plan:standard employees:12"),
    Act(100 * H, SARA, LAURIER, "setup channel customer Hôtel Laurier"),
    Act(100 * H, SARA, MINUIT, "setup channel customer Café Minuit"),
    Act(100 * H, SARA, BOREAL, f"setup people agent <@{INES}>"),
    Act(100 * H, SARA, BOREAL, f"setup people agent <@{KARIM}>"),
    Act(100 * H, SARA, BOREAL, f"setup people lead <@{MARC}>"),
    Act(100 * H, SARA, BOREAL, f"setup people director <@{ANNE}>"),
    Act(100 * H, SARA, LAURIER, f'setup people authorized <@{NADIA}> account:"Hôtel Laurier"'),
    Act(100 * H, SARA, LAURIER, f'setup people colleague <@{TOM}> account:"Hôtel Laurier"'),
    Act(100 * H, SARA, MINUIT, f'setup people authorized <@{LUCIA}> account:"Café Minuit"'),
    Act(99 * H, INES, BOREAL, f"article add Unlock a blocked meter {HELP}/unlock E4 compteur bloqué medidor"),
    Act(99 * H, INES, BOREAL, f"article add Print labels again after they come out blank {HELP}/labels"),
    Act(99 * H, INES, BOREAL, f"article add Calibrar la balanza {HELP}/balanza peso gramos scale balance"),
    Act(100 * H, ELISE, COMPTOIR, "configurer desk Comptoir policy:devolutions language:fr"),
    Act(100 * H, ELISE, COMPTOIR, "configurer channel desk"),
    Act(100 * H, ELISE, COMPTOIR, "configurer account Studio Lumen plan:premium licences:25"),
    Act(100 * H, ELISE, COMPTOIR, "configurer account Atelier Roy plan:standard licences:3"),
    Act(100 * H, ELISE, LUMEN, "configurer channel customer Studio Lumen"),
    Act(100 * H, ELISE, ROY, "configurer channel customer Atelier Roy"),
    Act(100 * H, ELISE, COMPTOIR, f"configurer people agent <@{HUGO}>"),
    Act(100 * H, ELISE, LUMEN, f'configurer people authorized <@{PAUL}> account:"Studio Lumen"'),
    Act(100 * H, ELISE, ROY, f'configurer people authorized <@{MAYA}> account:"Atelier Roy"'),
)
STORY: tuple[Act, ...] = (
    Act(
        76 * H,
        NADIA,
        LAURIER,
        "open Labels come out blank severity:medium consent:yes facts: Every label since Monday, any size.",
    ),
    Act(75 * H, INES, BOREAL, "claim 1"),
    Act(
        74 * H,
        INES,
        LAURIER,
        "Could you take the tray out and put it back, and send us the serial number?",
        thread=1,
    ),
    Act(
        73 * H,
        NADIA,
        LAURIER,
        "It is PB-4471-K. With the tray put back it prints again, thank you.",
        thread=1,
    ),
    Act(72 * H, NADIA, LAURIER, "close 1"),
    Act(
        30 * H,
        LUCIA,
        MINUIT,
        "abrir La balanza marca cinco gramos de más gravedad:grave consentimiento:sí "
        "detalles: Con cualquier paquete, desde esta mañana.",
    ),
    Act(29 * H, KARIM, BOREAL, "claim 2"),
    Act(28 * H, KARIM, MINUIT, "¿Ocurre también con el plato vacío?", thread=2),
    Act(26 * H, PAUL, LUMEN, "ouvrir L’import des données s’arrête à 80 % gravité:critique"),
    Act(25 * H + 30, HUGO, COMPTOIR, "prendre 1"),
    Act(25 * H, HUGO, LUMEN, "Je regarde le journal que vous avez joint.", thread=1),
    Act(
        5 * H,
        NADIA,
        LAURIER,
        "open Postage meter blocked after the update severity:severe facts: It shows E4 after every start.",
    ),
    Act(4 * H, INES, BOREAL, "claim 3"),
    Act(3 * H, MAYA, ROY, "open Licence key refused on the new laptop severity:medium"),
    Act(
        40,
        LUCIA,
        MINUIT,
        "abrir No llega la factura de mayo gravedad:menor consentimiento:no "
        "detalles: La de abril llegó el día 2.",
    ),
)
SPAN = timedelta(hours=101)
"""How long before the present the example begins."""
