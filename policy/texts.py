"""A text in the three languages that every policy is written in."""

from dataclasses import dataclass

LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Translated:
    """One text in English, French and Spanish; none may be missing."""

    en: str
    fr: str
    es: str

    def get(self, language: str) -> str:
        """The text in a language, by its tag; a region is ignored and an unknown one reads English."""
        match language.lower().replace("_", "-").split("-")[0]:
            case "fr":
                return self.fr
            case "es":
                return self.es
            case _:
                return self.en
