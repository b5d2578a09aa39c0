"""One person on two platforms: by a code of their own, by an admin, and never by anybody else."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.people import Membership
from bot.errors import NoDesk, NoSuchThing, NotNow, NotYours
from bot.requests import Actor, PlaceKind, PlaceRef, Profile, Request, Typed, Via
from bot.results import CodeFailed, CodeTold, Failure, LinkDone, LinkPreview, LinksTold
from bot.storage import Database
from policy.facts import Role

TENANT = "tenant-a"


class Teams:
    """The same desks, asked from Teams."""

    def __init__(self, talk) -> None:
        self.talk = talk
        self.asked = 0

    def says(self, who: str, text: str, *, via=Via.COMMAND, vouched=None, mentioned=None, conversation=None):
        self.asked += 1
        talk = self.talk
        talk.result = talk.mistake = None
        kind = PlaceKind.PRIVATE if conversation is None else PlaceKind.CHANNEL
        request = Request(
            teams(who),
            PlaceRef("teams", TENANT, conversation or f"chat-{who}", None, kind),
            Typed(text),
            f"teams-{self.asked}",
            talk.clock.now(),
            via,
            Profile(who.title(), email=vouched, home_tenant=TENANT, vouched=vouched),
            mentioned or {},
        )
        talk.reply = talk.desk.answer(request)
        return self

    def presses(self, who: str, label: str):
        return self.says(who, pressed(self.talk.reply, label), via=Via.BUTTON)


def teams(who: str) -> Actor:
    return Actor("teams", TENANT, f"aad-{who}")


def pressed(reply, label: str) -> str:
    """The command of the button of that label."""
    actions = [a for block in reply.blocks for a in getattr(block, "actions", ())]
    rows = [item for block in reply.blocks for item in getattr(block, "items", ())]
    actions += [row.action for row in rows if getattr(row, "action", None)]
    [found] = [each.command for each in actions if each.label == label]
    return found


@pytest.fixture
def there(talk):
    return Teams(talk)


def has_in_teams(talk, who: str, role: Role, desk: str = "Boréal", account: str | None = None) -> None:
    with talk.database.writing() as uow:
        at = uow.desks.by_name(desk).id
        of = None if account is None else uow.accounts.by_name(at, account).id
        person = uow.people.by_actor(teams(who)) or uow.people.add(f"{who.title()} T")
        uow.people.link(person.id, teams(who))
        uow.people.join(Membership(person.id, at, of, role))
        uow.commit()


def code_of(talk, who: str) -> str:
    talk.says(who, "link")
    assert isinstance(talk.result, CodeTold)
    return talk.result.code


def person(talk, actor: Actor):
    with talk.database.reading() as uow:
        return uow.people.by_actor(actor)


def roles(talk, actor: Actor) -> dict[str, str]:
    """What somebody is, by desk (and account)."""
    with talk.database.reading() as uow:
        found = {}
        for member in uow.people.standing(actor):
            desk = uow.desks.get(member.membership.desk_id).name
            account = "" if member.account is None else f" {member.account.name}"
            found[desk + account] = str(member.membership.role)
        return found


# By a code of one's own


def test_a_code_of_one_platform_makes_its_asker_one_person_on_the_other(talk, there):
    there.says("ines", f"link {code_of(talk, 'ines')}")
    assert isinstance(talk.result, LinkPreview)
    assert "agent at Boréal" in talk.reply.summary
    assert person(talk, teams("ines")) is None
    there.presses("ines", "Link")
    assert isinstance(talk.result, LinkDone)
    assert roles(talk, teams("ines")) == {"Boréal": "agent"}
    assert person(talk, teams("ines")) == person(talk, talk.actor("ines"))
    there.says("ines", "queue")
    assert talk.mistake is None


@pytest.mark.parametrize("written", ["{}", "{} yes", "lower"])
def test_a_code_may_be_written_as_people_write(talk, there, written):
    code = code_of(talk, "ines")
    told = code.lower().replace("-", " ") if written == "lower" else written.format(code.replace("-", ""))
    there.says("ines", f"lier {told}")
    assert isinstance(talk.result, LinkPreview | LinkDone)


def test_a_code_that_others_could_read_is_used_up_before_they_take_it(talk, there):
    code = code_of(talk, "ines")
    there.says("ines", f"link {code}", via=Via.MENTION, conversation="19:lobby")
    assert talk.result == CodeFailed(Failure.SEEN, 15)
    there.says("mallory", f"link {code} yes")
    assert talk.result == CodeFailed(Failure.WRONG, 15)
    assert roles(talk, teams("mallory")) == {}


def test_a_code_is_good_once(talk, there):
    code = code_of(talk, "ines")
    there.says("ines", f"link {code} yes")
    there.says("mallory", f"link {code} yes")
    assert talk.result == CodeFailed(Failure.WRONG, 15)
    assert person(talk, teams("mallory")) is None


def test_a_code_is_over_after_ten_minutes(talk, there):
    code = code_of(talk, "ines")
    talk.clock.set(talk.clock.now() + timedelta(minutes=10))
    there.says("ines", f"link {code}")
    assert talk.result == CodeFailed(Failure.WRONG, 15)


def test_a_second_code_takes_the_place_of_the_first(talk, there):
    first, second = code_of(talk, "ines"), code_of(talk, "ines")
    there.says("ines", f"link {first}")
    assert isinstance(talk.result, CodeFailed)
    there.says("ines", f"link {second}")
    assert isinstance(talk.result, LinkPreview)


def test_a_near_guess_uses_the_code_up(talk, there):
    code = code_of(talk, "ines")
    there.says("mallory", f"link {code[:-1]}{'2' if code[-1] != '2' else '3'}")
    assert isinstance(talk.result, CodeFailed)
    there.says("ines", f"link {code}")
    assert talk.result == CodeFailed(Failure.WRONG, 15)


def test_after_five_wrong_codes_nobody_is_heard_for_a_quarter_of_an_hour(talk, there):
    for n in range(5):
        there.says("mallory", f"link AAAA-AAAA-AAA{n + 2}")
        assert talk.result == CodeFailed(Failure.WRONG, 15)
    code = code_of(talk, "ines")
    there.says("mallory", f"link {code} yes")
    assert talk.result == CodeFailed(Failure.TRIES, 15)
    talk.clock.set(talk.clock.now() + timedelta(minutes=16))
    there.says("mallory", f"link {code_of(talk, 'ines')}")
    assert isinstance(talk.result, LinkPreview)


def test_ones_own_code_on_ones_own_identity_says_so_and_stays_good(talk, there):
    code = code_of(talk, "ines")
    talk.says("ines", f"link {code}")
    assert talk.result == CodeFailed(Failure.OWN, 15)
    there.says("ines", f"link {code}")
    assert isinstance(talk.result, LinkPreview)


def test_a_stranger_gets_no_code_and_learns_nothing(talk, there):
    there.says("mallory", "link")
    assert isinstance(talk.mistake, NoDesk)
    assert person(talk, teams("mallory")) is None


def test_no_code_stands_anywhere_in_the_database(talk, there, tmp_path):
    code = code_of(talk, "ines")
    there.says("ines", f"link {code}")
    with talk.database.reading() as uow:
        kept = uow.links.code(code[:4])
        assert kept is not None
    dump = _everything(talk.database)
    assert code not in dump
    assert code.replace("-", "") not in dump
    assert code.replace("-", "")[4:] not in dump


def _everything(database: Database) -> str:
    with database.reading() as uow:
        db = uow._connection
        tables = [row[0] for row in db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(
            str(tuple(row)) for t in tables for row in db.exec_driver_sql(f'SELECT * FROM "{t}"')
        )


def test_two_who_have_roles_become_one_with_both_and_the_higher_one_stays(talk, there):
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    has_in_teams(talk, "ines", Role.LEAD, "Cormoran")
    has_in_teams(talk, "ines", Role.LEAD)
    there.says("ines", f"link {code_of(talk, 'ines')}")
    assert "lead at Boréal and lead at Cormoran" in talk.reply.summary
    there.presses("ines", "Link")
    assert roles(talk, talk.actor("ines")) == {"Boréal": "lead", "Cormoran": "lead"}
    assert person(talk, talk.actor("ines")).name == "Ines T"


def test_tickets_of_both_are_the_ones(talk, there):
    has_in_teams(talk, "nadia", Role.AUTHORIZED, account="Hôtel Laurier")
    talk.says("nadia", "open Printer on fire")
    there.says("nadia", "open Toner is low")
    other = person(talk, teams("nadia"))
    there.says("nadia", f"link {code_of(talk, 'nadia')} yes")
    there.says("nadia", "list")
    assert [ticket.number for ticket in talk.result.tickets] == [2, 1]
    with talk.database.reading() as uow:
        assert uow.people.get(other.id) == person(talk, talk.actor("nadia"))
        assert uow.people.memberships(other.id) == ()
    requesters = {talk.ticket(number).requester_id for number in (1, 2)}
    assert requesters == {person(talk, teams("nadia")).id}


def test_who_works_for_the_desk_and_who_is_a_customer_of_it_cannot_be_one(talk, there):
    has_in_teams(talk, "ines", Role.AUTHORIZED, account="Hôtel Laurier")
    there.says("ines", f"link {code_of(talk, 'ines')}")
    assert talk.mistake.says == "error.link_sides"
    there.says("ines", f"link {code_of(talk, 'ines')} yes")
    assert talk.mistake.says == "error.link_sides"
    assert roles(talk, teams("ines")) == {"Boréal Hôtel Laurier": "authorized"}


def test_people_of_two_accounts_cannot_be_one(talk, there):
    talk.has_account("Boréal", "Auberge")
    has_in_teams(talk, "tom", Role.COLLEAGUE, account="Auberge")
    there.says("tom", f"link {code_of(talk, 'tom')} yes")
    assert talk.mistake.says == "error.link_accounts"


def test_whoever_was_tricked_loses_nothing_by_unlink_of_the_other(talk, there):
    """Somebody gave their code away: what came in can only take itself out again."""
    there.says("mallory", f"link {code_of(talk, 'ines')} yes")
    there.says("mallory", "unlink yes")
    assert roles(talk, teams("mallory")) == {}
    assert roles(talk, talk.actor("ines")) == {"Boréal": "agent"}
    there.says("mallory", "unlink yes")
    assert talk.mistake.says == "error.link_last"


def test_the_person_and_the_admins_are_told_of_a_link_and_an_admin_undoes_it(talk, there):
    there.says("mallory", f"link {code_of(talk, 'ines')} yes")
    told = [row.target for row in talk.rows() if row.notice.tag == "link"]
    ines, sara = person(talk, talk.actor("ines")).id, talk.people["sara"].id
    assert {(t.person_id, t.platform) for t in told} == {(ines, "slack"), (ines, "teams"), (sara, None)}
    talk.says("sara", "people link")
    assert "aad-mallory in Teams became Ines" in "".join(
        str(span) for block in talk.reply.blocks for item in getattr(block, "items", ()) for span in item.line
    )
    talk.presses("sara", pressed(talk.reply, "Unlink"))
    talk.presses("sara", pressed(talk.reply, "Unlink"))
    assert isinstance(talk.result, LinkDone)
    assert roles(talk, teams("mallory")) == {}
    there.says("mallory", "queue")
    assert isinstance(talk.mistake, NoDesk)


# By an admin


def test_an_admin_links_two_of_their_desk_after_seeing_what_the_one_may_do(talk, there):
    has_in_teams(talk, "nadia", Role.COLLEAGUE, account="Hôtel Laurier")
    talk.says("sara", 'people link Nadia "Nadia T"')
    assert isinstance(talk.result, LinkPreview)
    assert "authorized contact of Hôtel Laurier at Boréal" in talk.reply.summary
    talk.presses("sara", pressed(talk.reply, "Link"))
    assert roles(talk, teams("nadia")) == {"Boréal Hôtel Laurier": "authorized"}


def test_an_admin_names_the_other_identity_by_its_address(talk, there):
    with talk.database.writing() as uow:
        known = uow.people.by_actor(talk.actor("ines"))
        uow.people.update(replace(known, email="Ines@Example.com"))
        uow.commit()
    has_in_teams(talk, "ines", Role.AGENT)
    talk.says("sara", f"people link p{person(talk, teams('ines')).id} ines@example.com")
    talk.presses("sara", pressed(talk.reply, "Link"))
    assert person(talk, teams("ines")) == person(talk, talk.actor("ines"))


def test_an_admin_in_teams_mentions_somebody_new_who_is_known_in_slack(talk, there):
    has_in_teams(talk, "sara", Role.ADMIN)
    there.says("sara", "people link @aad-ines Ines", mentioned={"aad-ines": Profile("Ines In Teams")})
    there.presses("sara", "Link")
    assert roles(talk, teams("ines")) == {"Boréal": "agent"}


@pytest.mark.parametrize("who", ["nadia", "ines", "marc", "anne"])
def test_only_an_admin_links_others(talk, there, who):
    has_in_teams(talk, "noor", Role.COLLEAGUE, account="Hôtel Laurier")
    other = person(talk, teams("noor")).id
    for words in ("people link", f"people link @U-noor p{other} yes", "people unlink @U-noor teams yes"):
        talk.says(who, words)
        assert isinstance(talk.mistake, NotYours), words
        talk.presses(who, words)
        assert isinstance(talk.mistake, NotYours), words


def test_an_admin_gives_nobody_the_rights_of_another_desk(talk, there):
    """The admin of Boréal links an accomplice to the admin of Cormoran, who is also an agent of Boréal."""
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    talk.has("c-sara", Role.AGENT, "Boréal")
    has_in_teams(talk, "mallory", Role.AGENT)
    victim, accomplice = person(talk, talk.actor("c-sara")).id, person(talk, teams("mallory")).id
    for one, other in ((victim, accomplice), (accomplice, victim)):
        for sure in ("", " yes"):
            talk.presses("sara", f"people link p{one} p{other}{sure}")
            assert talk.mistake.says == "error.link_elsewhere"
    talk.presses("sara", f"people link @aad-new p{victim} yes")
    assert talk.mistake.says == "error.link_elsewhere"
    assert roles(talk, teams("mallory")) == {"Boréal": "agent"}


def test_an_admin_takes_nothing_from_somebody_of_another_desk(talk, there):
    """Nor does an accomplice become the one who holds the roles, by splitting off the first identity."""
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    talk.has("c-sara", Role.AGENT, "Boréal")
    there.says("sara-too", f"link {code_of(talk, 'c-sara')} yes", conversation=None)
    victim = person(talk, teams("sara-too")).id
    talk.says("sara", f"people unlink p{victim} slack yes")
    assert talk.mistake.says == "error.link_elsewhere"


def test_an_identity_that_another_desks_admin_gave_somebody_gets_no_role_here_with_them(talk, there):
    """Nor does a desk take somebody in who was linked beforehand with an accomplice's identity."""
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    has_in_teams(talk, "sara", Role.ADMIN)
    there.says("sara", "people link @aad-mallory Ines yes", mentioned={"aad-mallory": Profile("Mallory")})
    assert isinstance(talk.result, LinkDone)
    for role in ("lead", "authorized"):
        talk.says("c-sara", f"setup people {role} @U-ines")
        assert talk.mistake.says == "error.link_of_others"
    assert roles(talk, teams("mallory")) == {"Boréal": "agent"}
    there.says("mallory", "unlink yes")
    talk.says("c-sara", "setup people lead @U-ines")
    assert talk.mistake is None
    assert roles(talk, teams("mallory")) == {}
    assert roles(talk, talk.actor("ines")) == {"Boréal": "agent", "Cormoran": "lead"}


def test_people_of_another_desk_cannot_be_named_at_all(talk, there):
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    stranger = person(talk, talk.actor("c-ines")).id
    for word in (f"p{stranger}", "c-ines", "@U-c-ines"):
        talk.says("sara", f"people link @U-ines {word} yes")
        assert isinstance(talk.mistake, NoSuchThing | NotNow), word
    assert roles(talk, talk.actor("c-ines")) == {"Cormoran": "agent"}


def test_a_past_at_another_desk_is_not_taken_over(talk, there):
    """Who has left Cormoran still has tickets there: its history must not name somebody else."""
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    talk.says("c-nadia", "open Meter blocked documentation:yes")
    with talk.database.writing() as uow:
        gone = uow.people.by_actor(talk.actor("c-nadia"))
        [held] = uow.people.memberships(gone.id)
        uow.people.leave(held.desk_id, gone.id, held.account_id)
        uow.commit()
    talk.says("sara", "people link @U-ines @U-c-nadia yes")
    assert talk.mistake.says == "error.link_elsewhere"


def test_unlinked_somebody_is_nobody_and_the_other_keeps_everything(talk, there):
    has_in_teams(talk, "nadia", Role.AUTHORIZED, account="Hôtel Laurier")
    there.says("nadia", "open Toner is low")
    other = person(talk, teams("nadia")).id
    talk.says("sara", f"people link @U-nadia p{other} yes")
    talk.says("sara", "people unlink @U-nadia teams")
    assert "stops being" in talk.reply.summary
    talk.presses("sara", pressed(talk.reply, "Unlink"))
    assert roles(talk, teams("nadia")) == {}
    talk.says("nadia", "list")
    assert [ticket.number for ticket in talk.result.tickets] == [1]
    talk.says("sara", "people unlink @U-nadia slack yes")
    assert talk.mistake.says == "error.link_last"


def test_linked_and_split_and_linked_again_the_past_leads_to_who_it_became(talk, there):
    has_in_teams(talk, "nadia", Role.AUTHORIZED, account="Hôtel Laurier")
    first = person(talk, teams("nadia")).id
    talk.says("sara", f"people link @U-nadia p{first} yes")
    talk.says("sara", "people unlink @U-nadia teams yes")
    there.says("nadia", f"link {code_of(talk, 'nadia')} yes")
    with talk.database.reading() as uow:
        assert uow.people.get(first).id == person(talk, talk.actor("nadia")).id
        assert uow.people.many([first])[first].id == person(talk, talk.actor("nadia")).id
        assert set(uow.people.actors(first)) == {talk.actor("nadia"), teams("nadia")}


@pytest.mark.parametrize(("who", "words"), [("ines", "link"), ("sara", "people link")])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_is_said_in_each_language(talk, who, words, language):
    talk.says(who, f"language {language}")
    talk.says(who, words)
    assert isinstance(talk.result, CodeTold | LinksTold)
    assert re.search(r"\{|link\.", talk.reply.summary) is None


# By an address that both platforms vouch for


def from_slack(who: str, address: str | None = None, *, vouched: bool = True, home: str = "T1") -> Profile:
    held = address or f"{who}@boreal.example"
    return Profile(who.title(), email=held, home_tenant=home, vouched=held if vouched else None)


@pytest.fixture
def believed(talk, there):
    """Sara is one person on both, and says on both that addresses at boreal.example are believed."""
    there.says("sara", f"link {code_of(talk, 'sara')} yes")
    talk.says("sara", "setup link email:on domain:boreal.example", profile=from_slack("sara"))
    assert "before you say the same" in talk.reply.summary
    there.says("sara", "setup link Boreal.example")
    assert "Teams and Slack give them" in talk.reply.summary
    return there


def test_somebody_new_with_the_address_of_a_person_is_that_person_and_all_are_told(talk, believed):
    talk.says("nadia", "list", profile=from_slack("nadia"))
    believed.says("nadia", "open Printer on fire", vouched="Nadia@Boreal.example")
    assert talk.mistake is None
    assert roles(talk, teams("nadia")) == {"Boréal Hôtel Laurier": "authorized"}
    assert talk.ticket().requester_id == person(talk, talk.actor("nadia")).id
    told = [
        row.target.person_id
        for row in talk.rows()
        if row.notice.tag == "link" and row.notice.way == "address"
    ]
    nadia = person(talk, teams("nadia")).id
    assert told == [nadia, nadia, talk.people["sara"].id]


def test_who_only_looks_is_known_too_and_split_off_stays_nobody(talk, believed):
    talk.says("ines", "queue", profile=from_slack("ines"))
    believed.says("ines", "queue", vouched="ines@boreal.example")
    assert talk.mistake is None
    talk.says("sara", "people unlink @U-ines teams yes")
    believed.says("ines", "queue", vouched="ines@boreal.example")
    assert isinstance(talk.mistake, NoDesk)


@pytest.mark.parametrize(
    ("slack", "teams_says"),
    [
        (from_slack("ines", vouched=False), "ines@boreal.example"),
        (from_slack("ines"), None),
        (from_slack("ines", "ines@other.example"), "ines@other.example"),
        (from_slack("ines"), "ines@boreal.example.evil.example"),
        (from_slack("ines"), "other@boreal.example"),
    ],
    ids=[
        "a guest in Slack",
        "a guest in Teams",
        "a domain not believed",
        "a longer domain",
        "another address",
    ],
)
def test_least_doubt_links_nobody(talk, believed, slack, teams_says):
    talk.says("ines", "queue", profile=slack)
    believed.says("ines", "queue", vouched=teams_says)
    assert isinstance(talk.mistake, NoDesk)
    assert person(talk, teams("ines")) is None


def test_without_the_setting_on_both_platforms_nobody_is_linked(talk, there):
    talk.says("sara", "setup link boreal.example", profile=from_slack("sara"))
    talk.says("ines", "queue", profile=from_slack("ines"))
    there.says("ines", "queue", vouched="ines@boreal.example")
    assert isinstance(talk.mistake, NoDesk)


def test_no_admin_comes_in_by_an_address(talk, believed):
    talk.has("olga", Role.ADMIN, "Boréal")
    talk.says("olga", "queue", profile=from_slack("olga"))
    believed.says("olga", "queue", vouched="olga@boreal.example")
    assert isinstance(talk.mistake, NoDesk)


def test_another_desk_of_the_person_must_believe_it_as_well(talk, believed):
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    talk.says("ines", "queue", profile=from_slack("ines"))
    talk.has("ines", Role.AGENT, "Cormoran")
    believed.says("ines", "queue", vouched="ines@boreal.example")
    assert isinstance(talk.mistake, NoDesk)


def test_another_organisation_s_word_counts_nothing(talk, believed):
    """A customer's own workspace says that one of its members has the address of an agent."""
    has_in_teams(talk, "ines-t", Role.AGENT)
    believed.says("ines-t", "queue", vouched="ines@boreal.example")
    talk.says(
        "eve", "queue", tenant="T-evil", profile=from_slack("eve", "ines@boreal.example", home="T-evil")
    )
    assert isinstance(talk.mistake, NoDesk)
    assert roles(talk, Actor("slack", "T-evil", "U-eve")) == {}


def test_nobody_new_is_given_to_a_member_of_another_organisation(talk, believed):
    """The other way round: who comes later is not made the person that the customer's workspace invented."""
    evil = Actor("slack", "T-evil", "U-eve")
    with talk.database.writing() as uow:
        eve = uow.people.add("Eve")
        uow.people.link(eve.id, evil)
        desk = uow.desks.by_name("Boréal").id
        of = uow.accounts.by_name(desk, "Hôtel Laurier").id
        uow.people.join(Membership(eve.id, desk, of, Role.COLLEAGUE))
        uow.people.vouch(evil, "ines@boreal.example", talk.clock.now())
        uow.commit()
    believed.says("ines", "queue", vouched="ines@boreal.example")
    assert isinstance(talk.mistake, NoDesk)


def test_an_address_that_passed_on_or_is_old_proves_nothing(talk, believed):
    talk.says("ines", "queue", profile=from_slack("ines"))
    talk.clock.set(talk.clock.now() + timedelta(days=31))
    believed.says("ines", "queue", vouched="ines@boreal.example")
    assert isinstance(talk.mistake, NoDesk)
    talk.says("ines", "queue", profile=from_slack("ines"))
    believed.says("ines", "queue", vouched="ines@boreal.example")
    assert talk.mistake is None
    believed.says("new-ines", "queue", vouched="ines@boreal.example")
    assert isinstance(talk.mistake, NoDesk)


def test_a_guest_says_nothing_of_addresses_and_public_domains_are_none(talk, there):
    talk.says("sara", "setup link boreal.example", profile=from_slack("sara", home="T9"))
    assert talk.mistake.says == "error.link_not_at_home"
    talk.says("sara", "setup link boreal.example")
    assert talk.mistake.says == "error.link_not_at_home"
    talk.says("sara", "setup link gmail.com", profile=from_slack("sara"))
    assert talk.mistake.says == "error.link_public"
    talk.says("sara", "setup link on", profile=from_slack("sara"))
    assert talk.mistake.says == "error.bad_value"


def test_turned_off_nobody_new_is_linked(talk, believed):
    talk.says("sara", "setup link off boreal.example", profile=from_slack("sara"))
    talk.says("ines", "queue", profile=from_slack("ines"))
    believed.says("ines", "queue", vouched="ines@boreal.example")
    assert isinstance(talk.mistake, NoDesk)


def test_people_known_on_both_with_one_address_are_proposed_and_linked_by_a_button(talk, there):
    has_in_teams(talk, "nadia", Role.COLLEAGUE, account="Hôtel Laurier")
    talk.says("nadia", "list", profile=from_slack("nadia"))
    there.says("nadia", "list", vouched="nadia@boreal.example")
    talk.says("sara", "people link")
    assert "as one, authorized contact of Hôtel Laurier at Boréal" in talk.reply.summary
    talk.presses("sara", pressed(talk.reply, "Link"))
    assert person(talk, teams("nadia")) == person(talk, talk.actor("nadia"))
    talk.says("sara", "people link")
    assert talk.result.proposals == ()
