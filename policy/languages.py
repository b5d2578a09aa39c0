"""In which languages a policy's customers are served."""

from policy.decisions import Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.publishing_rules import LanguagesRule


def served(document: PolicyDocument) -> LanguagesRule | None:
    """The rule on languages, where the policy has one (SU-languages)."""
    return next((rule for rule in document.of(LanguagesRule)), None)


def may_choose(document: PolicyDocument, language: str) -> Denied | None:
    """A refusal of a language that the policy does not offer; None where it says nothing against it."""
    rule = served(document)
    if rule is None or language in rule.languages:
        return None
    facts: dict[str, Fact] = {"language": language, "languages": rule.languages}
    return Denied((Reason(ReasonCode.LANGUAGE_NOT_SPOKEN, document.cite(rule.clause), facts),))
