"""The sample texts of the story, whole, in the three languages."""

from datetime import timedelta

import pytest

from bot.domain.events import EscalationKind
from bot.domain.people import Face
from bot.outgoing import Change, EscalatedNotice, InternalHeader, OpenedNotice, ReminderNotice
from bot.replies import ClockMark, Countdown, Note, plain
from bot.results import (
    Changed,
    ClockView,
    EscalationPreview,
    Listed,
    OpenForm,
    Refused,
    WhenTold,
    WhyTold,
)
from bot.wording import NoticeContext, card, word, word_notice
from policy.decisions import Allowed, Denied, Reason, ReasonCode
from policy.entitlements import ChannelOffer
from policy.facts import Channel, Role, Severity
from policy.targets import Kind, Milestone, Tell
from tests.wording.samples import (
    ANNE,
    DUE,
    HOUR,
    INES,
    MARC,
    NADIA,
    RECEIVED,
    TORONTO,
    cite,
    clock,
    colleague_refused,
    explanation,
    on,
    promise,
    reader,
    ticket,
)

LANGUAGES = ("en", "fr", "es")


def spaced(text: str) -> str:
    """Non-breaking spaces as plain ones, so that a table can be read and typed."""
    return text.replace("\u00a0", " ")


def check(said: str, expected: str) -> None:
    assert spaced(said) == expected


S1 = {
    "en": "First response by Thu 2 Jul, 20:00 (Toronto), clause PB-b.ii. 12 h business, 46 h 50 calendar. "
    "Closed Wednesday, Canada Day. Phone opens Thursday 08:00 (PB-b.i).",
    "fr": "Première réponse au plus tard le jeu. 2 juill. à 20 h (Toronto), clause PB-b.ii. 12 h ouvrées, "
    "46 h 50 calendaires. Fermé mercredi (fête du Canada). Le téléphone ouvre jeudi à 8 h (PB-b.i).",
    "es": "Primera respuesta a más tardar el jue. 2 jul. a las 20:00 (Toronto), cláusula PB-b.ii. "
    "12 h hábiles, 46 h 50 naturales. Miércoles cerrado, Día de Canadá. "
    "El teléfono abre el jueves a las 8:00 (PB-b.i).",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_promise_stands_in_the_form_before_it_is_sent(language: str) -> None:
    opens = {"channel": "phone", "opens_at": on(2, 8)}
    phone = Denied((Reason(ReasonCode.CHANNEL_CLOSED, cite("PB-b.i"), opens),))
    may = Allowed((Reason(ReasonCode.ON_ROSTER, cite("PB-b.iii.roster"), {"action": "open"}),))
    form = OpenForm(
        desk="Boréal",
        account="Hôtel Laurier",
        subject="",
        facts="",
        severity=Severity.MEDIUM,
        severities=tuple(Severity),
        channel=Channel.CHAT,
        offers=(ChannelOffer(Channel.CHAT, may), ChannelOffer(Channel.PHONE, phone)),
        decision=may,
        promises=(promise(language),),
        zone=TORONTO,
        next_opening=on(2, 8),
    )
    reply = word(form, reader(language))
    assert reply.form is not None
    notes = [plain(field.line) for field in reply.form.fields if isinstance(field, Note)]
    check(notes[-1], S1[language])
    assert [field.id for field in reply.form.fields] == [
        "subject",
        "facts",
        "severity",
        "channel",
        "promise_1",
        "files",
    ]
    assert reply.form.command == "open accepted:2026-07-02T20:00:00-04:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_says_the_same_promise_for_every_severity_that_has_it(language: str) -> None:
    opens = {"channel": "phone", "opens_at": on(2, 8)}
    decision = Allowed((Reason(ReasonCode.CHANNEL_CLOSED_NOW, cite("PB-b.i"), opens),))
    rows = tuple((each, Channel.PHONE, decision, (promise(language),)) for each in Severity)
    told = word(WhenTold("Boréal", "standard", TORONTO, RECEIVED, rows, on(2, 8)), reader(language))
    labels = {
        "en": "Critical, severe, medium and minor, by phone",
        "fr": "Gravité critique, sévère, moyenne et mineure, par téléphone",
        "es": "Gravedad crítica, grave, media y leve, por teléfono",
    }
    heads = {
        "en": "What would be promised now by Boréal, plan standard. ",
        "fr": "Ce que Boréal promettrait maintenant, forfait standard. ",
        "es": "Lo que Boréal prometería ahora, plan estándar. ",
    }
    colon = " : " if language == "fr" else ": "
    check(told.summary, heads[language] + labels[language] + colon + S1[language])


S2 = {
    "en": "Ticket #42 is open. A person will answer by Thu 2 Jul, 20:00 (Toronto). "
    "What you add in its thread reaches the desk.",
    "fr": "Le ticket #42 est ouvert. Une personne vous répondra au plus tard le jeu. 2 juill. à 20 h "
    "(Toronto). Ce que vous ajoutez dans son fil parvient au guichet.",
    "es": "El ticket #42 está abierto. Una persona le responderá a más tardar el jue. 2 jul. a las 20:00 "
    "(Toronto). Lo que añada en su hilo llegará a la mesa de ayuda.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_confirmation_says_when_a_person_answers(language: str) -> None:
    check(word_notice(OpenedNotice(), context(RECEIVED, clock()), reader(language)).summary, S2[language])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.GOAL, "The goal, not a guarantee, is to answer by Thu 2 Jul, 20:00 (Toronto)."),
        (
            Kind.BEST_EFFORT,
            "As a best effort, not a promise, a person answers by Thu 2 Jul, 20:00 (Toronto).",
        ),
    ],
)
def test_what_is_no_guarantee_is_not_called_a_promise(kind: Kind, expected: str) -> None:
    told = word_notice(OpenedNotice(), context(RECEIVED, clock(kind=kind)), reader("en"))
    check(told.summary, f"Ticket #42 is open. {expected} What you add in its thread reaches the desk.")


S3 = {
    "en": "Running, first response due Thu 2 Jul, 20:00; at 14:00, 6 h business, 6 h calendar left "
    "(50 % used)",
    "fr": "En cours, première réponse due le jeu. 2 juill. à 20 h. À 14 h, il reste 6 h ouvrées, "
    "6 h calendaires (50 % écoulés)",
    "es": "En curso, primera respuesta: vence el jue. 2 jul. a las 20:00. A las 14:00 quedan 6 h hábiles, "
    "6 h naturales (50 % consumido)",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_countdown_leads_with_the_due_instant(language: str) -> None:
    said = card(ticket(on(2, 14)), Face.CUSTOMER, reader(language, shared=True))
    lines = [block for block in said.blocks if isinstance(block, Countdown)]
    assert [(spaced(plain(each.line)), each.mark, each.due_at) for each in lines] == [
        (S3[language], ClockMark.RUNNING, DUE)
    ]


def context(now: object, about: ClockView, **changes: object) -> NoticeContext:
    people = {5: MARC, 4: INES, 2: NADIA, 6: ANNE}
    return NoticeContext(
        desk="Boréal",
        now=now,
        ticket=ticket(now, clocks=(about,), **changes),
        account="Hôtel Laurier",
        people=people,
        clock=about,
        face=Face.DESK,
    )


def reminder(
    share: str, at: object, *tell: Tell, kind: Kind = Kind.GUARANTEE, **late: object
) -> ReminderNotice:
    return ReminderNotice(Milestone.FIRST_RESPONSE, kind, 1, share, at, DUE, tell, **late)


def breached(now: object, over: timedelta, calendar_over: timedelta) -> ClockView:
    return clock(
        now,
        mark=ClockMark.BREACHED,
        left=None,
        calendar_left=None,
        over=over,
        calendar_over=calendar_over,
        share=1 + over / (12 * HOUR),
    )


S4 = {
    "en": "@Inès Caron, #42 needs a first response by 20:00. 3 h business, 3 h calendar left.",
    "fr": "@Inès Caron, #42 attend une première réponse avant 20 h. Il reste 3 h ouvrées, 3 h calendaires.",
    "es": "@Inès Caron, #42 necesita una primera respuesta antes de las 20:00. "
    "Quedan 3 h hábiles, 3 h naturales.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_quarters_through_the_assignee_is_called_on(language: str) -> None:
    now = on(2, 17)
    said = word_notice(reminder("0.75", now, Tell.ASSIGNEE), context(now, clock(now)), reader(language))
    check(said.summary, S4[language])


NINETY = {
    "en": "@Inès Caron @Marc Dubé, #42 is due at 20:00. 1 h 12 business, 1 h 12 calendar left.",
    "fr": "@Inès Caron @Marc Dubé, l’échéance de #42 est à 20 h. "
    "Il reste 1 h 12 ouvrées, 1 h 12 calendaires.",
    "es": "@Inès Caron @Marc Dubé, #42 vence a las 20:00. Quedan 1 h 12 hábiles, 1 h 12 naturales.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_nine_tenths_the_lead_is_called_on_too(language: str) -> None:
    now = on(2, 18, 48)
    notice = reminder("0.9", now, Tell.ASSIGNEE, Tell.LEAD)
    check(word_notice(notice, context(now, clock(now)), reader(language)).summary, NINETY[language])


LATE = {
    "en": "I was stopped 16:50–19:05. #42 passed 90 % at 18:48; this is 17 min late. "
    "@Inès Caron @Marc Dubé, #42 is due at 20:00. 55 min business, 55 min calendar left.",
    "fr": "J’étais hors service de 16 h 50 à 19 h 05. #42 a dépassé 90 % à 18 h 48. "
    "Ce message a 17 min de retard. @Inès Caron @Marc Dubé, l’échéance de #42 est à 20 h. "
    "Il reste 55 min ouvrées, 55 min calendaires.",
    "es": "Estuve fuera de servicio de las 16:50 a las 19:05. #42 superó el 90 % a las 18:48. "
    "Este aviso llega con 17 min de retraso. @Inès Caron @Marc Dubé, #42 vence a las 20:00. "
    "Quedan 55 min hábiles, 55 min naturales.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_an_outage_a_reminder_says_how_late_it_is_and_why(language: str) -> None:
    now = on(2, 19, 5)
    notice = reminder(
        "0.9",
        on(2, 18, 48),
        Tell.ASSIGNEE,
        Tell.LEAD,
        late_by_s=17 * 60,
        stopped_from=on(2, 16, 50),
        stopped_until=now,
    )
    check(word_notice(notice, context(now, clock(now)), reader(language)).summary, LATE[language])


def test_a_ticket_that_nobody_has_says_so_instead_of_calling_on_nobody() -> None:
    now = on(2, 17)
    about = context(now, clock(now), assignee=None)
    said = word_notice(reminder("0.75", now, Tell.ASSIGNEE), about, reader("en"))
    check(
        said.summary,
        "#42 needs a first response by 20:00. Nobody has taken it yet. 3 h business, 3 h calendar left.",
    )


S5 = {
    "en": "Breached: #42 had no first response by Thu 2 Jul, 20:00 (PB-b.ii). Assignee: Inès Caron. "
    "The answer is still owed.",
    "fr": "Échéance dépassée : #42 n’avait pas reçu de première réponse le jeu. 2 juill. à 20 h (PB-b.ii). "
    "Ticket confié à Inès Caron. La réponse reste due.",
    "es": "Plazo incumplido: #42 no tenía primera respuesta el jue. 2 jul. a las 20:00 (PB-b.ii). "
    "A cargo de Inès Caron. La respuesta sigue pendiente.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_breach_is_announced_with_its_clause_and_who_has_it(language: str) -> None:
    late = breached(DUE, timedelta(), timedelta())
    said = word_notice(reminder("1", DUE, Tell.CHANNEL), context(DUE, late), reader(language))
    check(said.summary, S5[language])


def test_a_missed_goal_is_not_announced_as_a_breach() -> None:
    late = breached(DUE, timedelta(), timedelta())
    said = word_notice(reminder("1", DUE, Tell.CHANNEL, kind=Kind.GOAL), context(DUE, late), reader("en"))
    check(
        said.summary,
        "Goal missed: #42 had no first response by Thu 2 Jul, 20:00 (PB-b.ii). It was a goal, not a "
        "guarantee. Assignee: Inès Caron. The answer is still owed.",
    )


OVER = {
    "en": "#42 is over by 1 h 12 business, 13 h 12 calendar. "
    "Escalated (hierarchical) to Anne Petit, director (PB-b.iii.scope).",
    "fr": "#42 dépasse l’échéance de 1 h 12 ouvrées, 13 h 12 calendaires. "
    "Escaladé (hiérarchique) vers Anne Petit, direction (PB-b.iii.scope).",
    "es": "#42 supera el plazo en 1 h 12 hábiles, 13 h 12 naturales. "
    "Escalado (jerárquico) a Anne Petit, dirección (PB-b.iii.scope).",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_up_by_itself_says_by_how_much_it_is_over(language: str) -> None:
    now = on(3, 9, 12)
    notice = EscalatedNotice(
        EscalationKind.HIERARCHICAL,
        "director",
        "director",
        (6,),
        None,
        None,
        "PB-b.iii.scope",
        Milestone.FIRST_RESPONSE,
    )
    late = breached(now, timedelta(hours=1, minutes=12), timedelta(hours=13, minutes=12))
    check(word_notice(notice, context(now, late), reader(language)).summary, OVER[language])


S6 = {
    "en": "I can’t open this ticket with Boréal for you: at Hôtel Laurier, authorized contacts do "
    "(PB-b.iii.first-line). Nadia Roy is available now. If no contact is, you may escalate by accepting the "
    "fee (PB-b.iii.fee).",
    "fr": "Je ne peux pas ouvrir ce ticket chez Boréal pour vous : chez Hôtel Laurier, les contacts "
    "autorisés s’en chargent (PB-b.iii.first-line). Nadia Roy est disponible maintenant. Si aucun contact "
    "ne l’est, vous pourrez escalader en acceptant les frais (PB-b.iii.fee).",
    "es": "No puedo abrirle este ticket en Boréal: en Hôtel Laurier lo hacen los contactos autorizados "
    "(PB-b.iii.first-line). Nadia Roy está disponible ahora. Si no lo está ningún contacto, podrá escalar "
    "aceptando la tarifa (PB-b.iii.fee).",
}
SEND = {"en": "Send to Nadia", "fr": "Transmettre à Nadia", "es": "Enviar a Nadia"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_colleague_is_refused_with_the_clause_and_one_way_on(language: str) -> None:
    refused = Refused(
        "open", colleague_refused(), "Boréal", "Hôtel Laurier", TORONTO, "Meter blocked", (NADIA,)
    )
    said = word(refused, reader(language, Role.COLLEAGUE))
    check(said.summary, S6[language])
    buttons = [action for block in said.blocks if block.tag == "actions" for action in block.actions]
    assert [(each.label, each.command) for each in buttons] == [(SEND[language], "ask p2 Meter blocked")]
    assert said.refused


S7 = {
    "en": "You are about to escalate #42 (hierarchical) to Marc Dubé, lead. "
    "Told now: Marc Dubé (19:10 there) and Inès Caron. Still due 20:00. Covered: PB-b.iii.scope.",
    "fr": "Vous allez escalader le #42 (hiérarchique) vers Marc Dubé, chef d’équipe. "
    "Avertis maintenant : Marc Dubé (19 h 10 sur place) et Inès Caron. Échéance inchangée : 20 h. "
    "Couvert : PB-b.iii.scope.",
    "es": "Está a punto de escalar el #42 (jerárquico) a Marc Dubé, responsable de equipo. "
    "Avisados ahora: Marc Dubé (las 19:10 allí) e Inès Caron. El vencimiento no cambia: las 20:00. "
    "Cubierto: PB-b.iii.scope.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_escalation_shows_who_is_told_and_what_stays_due(language: str) -> None:
    covered = (Reason(ReasonCode.ROLE_MAY_ASK, cite("PB-b.iii.scope"), {"action": "escalate"}),)
    preview = EscalationPreview(
        ticket(on(2, 19, 10)), EscalationKind.HIERARCHICAL, "lead", (MARC, INES), covered
    )
    form = word(preview, reader(language)).form
    assert form is not None
    check(plain(next(field.line for field in form.fields if isinstance(field, Note))), S7[language])
    assert form.command == 'escalate 42 to "lead"'


S8 = {
    "en": "#42, first response due Thu 2 Jul, 20:00. Received Tue 21:10, closed. Wed: Canada Day. "
    "Thu 08:00–20:00: 12 h counted. Pauses: none. Calendar: 46 h 50. "
    "PB-b.i, PB-b.ii, version 11 Feb 2020.",
    "fr": "#42, première réponse due le jeu. 2 juill. à 20 h. Reçu mardi à 21 h 10, fermé. "
    "Mercredi : fête du Canada. Jeudi de 8 h à 20 h : 12 h comptées. Pauses : aucune. "
    "Calendaire : 46 h 50. PB-b.i, PB-b.ii, version du 11 févr. 2020.",
    "es": "#42, primera respuesta: vence el jue. 2 jul. a las 20:00. Recibido el martes a las 21:10, "
    "cerrado. Miércoles: Día de Canadá. Jueves de las 8:00 a las 20:00: 12 h contadas. Pausas: ninguna. "
    "Horas naturales: 46 h 50. PB-b.i, PB-b.ii, versión del 11 feb. 2020.",
}
EVERY = {"en": "Every window", "fr": "Toutes les plages", "es": "Todos los tramos"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_counts_the_windows_and_names_the_holidays(language: str) -> None:
    now = on(2, 14)
    told = WhyTold(ticket(now), ((clock(now), explanation(language)),), every=False)
    said = word(told, reader(language))
    check(said.summary, S8[language])
    buttons = [action for block in said.blocks if block.tag == "actions" for action in block.actions]
    assert [(each.label, each.command) for each in buttons] == [(EVERY[language], "why 42 every")]


QUEUE = {
    "en": "#42 Meter blocked, Hôtel Laurier, due at 20:00, 3 h business, 3 h calendar, Inès Caron",
    "fr": "#42 Meter blocked, Hôtel Laurier, échéance à 20 h, 3 h ouvrées, 3 h calendaires, Inès Caron",
    "es": "#42 Meter blocked, Hôtel Laurier, vence a las 20:00, 3 h hábiles, 3 h naturales, Inès Caron",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_of_the_queue_tells_what_is_due_and_who_has_it(language: str) -> None:
    said = word(Listed((ticket(on(2, 17)),), 1, more=False, queue=True), reader(language, Role.AGENT))
    (items,) = (block for block in said.blocks if block.tag == "items")
    check(plain(items.items[0].line), QUEUE[language])


CLAIM = {
    "en": "#42 is yours. The first-response clock still runs.",
    "fr": "Le #42 est à vous. Le délai de première réponse court toujours.",
    "es": "El #42 es suyo. El plazo de primera respuesta sigue corriendo.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_is_no_answer_and_says_so(language: str) -> None:
    check(word(Changed(Change.CLAIMED, ticket(on(2, 9))), reader(language)).summary, CLAIM[language])


INTERNAL = {
    "en": "🔒 Internal. Hôtel Laurier sees nothing written here.",
    "fr": "🔒 Interne. Hôtel Laurier ne voit rien de ce qui s’écrit ici.",
    "es": "🔒 Interno. Hôtel Laurier no ve nada de lo que se escriba aquí.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desks_thread_opens_with_who_does_not_see_it(language: str) -> None:
    said = word_notice(InternalHeader(), context(RECEIVED, clock()), reader(language, shared=True))
    check(said.summary, INTERNAL[language])
