"""The example's other face: a customer of Boréal whose people are in Teams, while its agents are in Slack."""

from __future__ import annotations

from adapters.cli.example import BOREAL, INES, SARA, TEAM
from adapters.teamspace.specs import ChannelSpec, PersonSpec, TenantSpec
from bot.requests import Actor

APP = "6f1d2c3b-4a59-4687-8c9d-0e1f2a3b4c5d"
"""The bot's registration in the tenant."""
NORA, JULES, ROSA, SARA_THERE, MARC_THERE = "aad-nora", "aad-jules", "aad-rosa", "aad-sara", "aad-marc"
RIVE = "19:clinique-rive@thread.tacv2"
TENANT = TenantSpec(
    "0a7b6c5d-4e3f-4a2b-9c1d-8e7f6a5b4c3d",
    "Place du Marché",
    (
        PersonSpec(NORA, "Nora Petit", "Authorized contact, Clinique Rive", "en-CA"),
        PersonSpec(JULES, "Jules Roche", "Collègue, Clinique Rive", "fr-CA"),
        PersonSpec(ROSA, "Rosa Vidal", "Contacto autorizado, Clinique Rive", "es-ES"),
        PersonSpec(SARA_THERE, "Sara Lind", "Admin, Boréal", "en-CA"),
        PersonSpec(
            MARC_THERE,
            "Marc Dubé",
            "Lead, Boréal: not linked yet",
            "fr-CA",
            email="marc@place-du-marche.example",
        ),
    ),
    (ChannelSpec(RIVE, "clinique-rive", (NORA, JULES, ROSA, SARA_THERE, MARC_THERE)),),
    hears=True,
    slash=True,
)
SAME = (Actor("slack", TEAM.id, SARA), Actor("teams", TENANT.id, SARA_THERE))
"""Boréal's admin is one person on both platforms."""
SETUP: tuple[tuple[str, str, str], ...] = (
    (SARA_THERE, f"a:{SARA_THERE}", "setup account Clinique Rive plan:standard employees:60"),
    (SARA_THERE, RIVE, "@Guichet setup channel customer Clinique Rive"),
    (SARA_THERE, RIVE, '@Guichet setup people authorized @Nora account:"Clinique Rive"'),
    (SARA_THERE, RIVE, '@Guichet setup people authorized @Rosa account:"Clinique Rive"'),
    (SARA_THERE, RIVE, '@Guichet setup people colleague @Jules account:"Clinique Rive"'),
)
"""What its admin writes: to the bot in private, then in the customer's channel."""
CUSTOMER = f"/?user={NORA}&conversation={RIVE}"
AGENT = f"/?user={INES}&channel={BOREAL}"
"""Where the two faces stand when they are shown side by side."""
