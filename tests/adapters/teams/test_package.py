"""The package that an admin uploads: valid, whole, and the same bytes each time."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.teams.package.check import faults_of
from adapters.teams.package.manifest import LANGUAGES, App, manifest, translation
from adapters.teams.package.packing import BadApp, package

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"
APP = App("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002")


def _opened(app: App) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(package(app)))


def test_everything_stands_at_the_root_and_twice_is_the_same():
    assert _opened(APP).namelist() == ["manifest.json", "fr.json", "es.json", "color.png", "outline.png"]
    assert package(APP) == package(APP)


def test_the_icons_have_the_sizes_that_teams_asks_for():
    held = _opened(APP)
    sizes = {name: struct.unpack(">II", held.read(name)[16:24]) for name in ("color.png", "outline.png")}
    assert sizes == {"color.png": (192, 192), "outline.png": (32, 32)}


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the published schemas are not at hand")
@pytest.mark.parametrize("app", [APP, replace(APP, slash=True), replace(APP, hears_channels=True)])
def test_it_is_valid_against_the_published_schemas(app):
    jsonschema = pytest.importorskip("jsonschema")

    def errors(schema: str, held: object) -> list[str]:
        found = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(found)(found)
        return [error.message for error in validator.iter_errors(held)]

    assert errors("teams-manifest-1.29.schema.json", manifest(app)) == []
    for language in ("fr", "es"):
        assert errors("teams-manifest-1.29.localization.schema.json", translation(language)) == []


def test_true_slash_commands_are_an_option():
    plain, slash = manifest(APP)["bots"][0], manifest(replace(APP, slash=True))["bots"][0]
    assert "supportsTargetedMessages" not in plain
    assert slash["supportsTargetedMessages"] is True
    assert {tuple(each["triggers"]) for each in slash["commandLists"]} == {("mention", "slash")}
    assert [len(each["commands"]) for each in plain["commandLists"]] == [12, 12, 12]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "x"}, "id: 'x' is not a GUID"),
        ({"bot": "x"}, "bots[0].botId: 'x' is not a GUID"),
        (
            {"website": "http://desk.example"},
            "developer.websiteUrl: 'http://desk.example' is not an https address",
        ),
        ({"version": "1"}, "version: '1' is not like 1.0.0"),
    ],
)
def test_what_would_be_refused_is_said_before(change, fault):
    with pytest.raises(BadApp) as told:
        package(replace(APP, **change))
    assert fault in str(told.value).splitlines()


def test_what_the_schema_lets_through_is_found():
    held = manifest(APP)
    held["bots"][0]["commandLists"] = held["bots"][0]["commandLists"][:1]
    commands = held["bots"][0]["commandLists"][0]["commands"]
    commands.append(commands[0])
    held["composeExtensions"][0]["botId"] = "another"
    assert sorted(faults_of(held, {})) == [
        "bots[0].commandLists[0].commands: 'open' stands twice",
        "bots[0].commandLists[0].commands: 13, at most 12",
        "composeExtensions[0].botId: another bot than the app's own",
        "localizationInfo: es.json is not in the package",
        "localizationInfo: fr.json is not in the package",
    ]


def test_the_extension_is_kept_within_its_limits():
    held = manifest(APP)
    [extension] = held["composeExtensions"]
    extension["commands"] = extension["commands"][:1] * 11
    extension["commands"][0] |= {"title": "x" * 33, "description": ""}
    told = {"fr.json": {"composeExtensions[0].commands[0].description": "x" * 129}}
    found = faults_of(held, {"es.json": {}, **told})
    assert [fault for fault in found if "[1]" not in fault][:4] == [
        "composeExtensions[0].commands: 11, at most 10",
        "composeExtensions[0].commands: 'open' stands twice",
        "composeExtensions[0].commands[0].title: 33 characters, wanted 1 to 32",
        "composeExtensions[0].commands[0].description: 0 characters, wanted 1 to 128",
    ]
    assert found[-1] == "fr.json: composeExtensions[0].commands[0].description: 129 characters, at most 128"


def test_an_action_on_a_message_opens_a_form_and_one_adds_to_a_ticket():
    [extension] = manifest(APP)["composeExtensions"]
    offered = {
        each["id"]: (each["type"], each["context"], each.get("fetchTask")) for each in extension["commands"]
    }
    assert offered["open"] == ("action", ["compose", "message", "commandBox"], True)
    assert offered["add"] == ("action", ["message"], True)


def test_every_translation_names_only_what_the_manifest_has():
    for language in LANGUAGES:
        for path in translation(language):
            if not path.startswith("$"):
                assert isinstance(_at(manifest(APP), path), str), path


def _at(held: object, path: str) -> object:
    for part in path.replace("]", "").replace("[", ".").split("."):
        held = held[int(part)] if isinstance(held, list) else held[part]
    return held


def test_a_name_that_teams_would_refuse_is_found():
    """In the manifest, and in each language."""
    held, french = manifest(APP), translation("fr")
    held["name"]["short"] = french["name.short"] = "x" * 31
    held["description"]["short"] = french["description.short"] = "x" * 81
    assert sorted(faults_of(held, {"fr.json": french, "es.json": {}})) == [
        "description.short: 81 characters, wanted 1 to 80",
        "fr.json: description.short: 81 characters, at most 80",
        "fr.json: name.short: 31 characters, at most 30",
        "name.short: 31 characters, wanted 1 to 30",
    ]
