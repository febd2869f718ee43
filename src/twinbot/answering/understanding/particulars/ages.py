"""Questions for somebody's age, which is told by a birth as well.

"How old is the mayor of A?" is not answered by the age of a deputy nor by the length of a term,
though both share its words.
"""

from __future__ import annotations

import re

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import (
    OFFICE_JA,
    names_office,
    tells_of_deputy,
    tells_only_of_deputy,
)
from twinbot.answering.extraction.statements import Statement
from twinbot.language import content_words, matching_form
from twinbot.types import Language

_ASKS_AGE = re.compile(
    r"\bwie alt (?:ist|war|wurde|sind)\b|\bin welchem alter\b|\bgeburts(?:tag|datum|jahr)|"
    r"\bwann (?:ist|wurde) (?P<de>.*)\bgeboren\b|"
    r"\b(?:welches|das) alter\b|\bwelche[rn]? jahrgang\b|"
    r"\b(?:wer|who|which|welche\w*)\b.*\b(?:aelter|juenger|older|younger)\b|年上|年下|"
    r"\bhow old (?:is|was|are|were)\b|\b(?:what|which) age\b|\bthe age of\b|'s age\b|"
    r"\b(?:date of birth|birth ?day|birth ?date|year of birth)\b|"
    r"\b(?:when|(?:what|which) year) (?:was|were) (?P<en>.*)\bborn\b|"
    r"何歳|年齢|誕生日|生年|いつ生まれ"
)
_TELLS_AGE = re.compile(
    r"\bgeboren\b|\bjahre alt\b|-?jaehrig|\bjahrgang\b|\bgeburts|"
    r"\bborn\b|\byears? old\b|-year-old\b|\baged \d|\bat the age\b|"
    r"生まれ|生年|(?<!何)歳|誕生"
)
_COMPARES = re.compile(r"\b(?:aelter|juenger|older|younger|wo|where)\b|年上|年下|どこ|何が")
"""Asks for another's age as well, or for more than an age."""

_TITLE = re.compile(
    r"\b(?:(?:herrn?|frau|dr|prof|professor(?:in)?|mrs?|ms)\b\.? )+(?= (?!'?s\b))|"
    r"(?<= )(?:さん|氏|先生|教授|様)(?=[はのがもって、]|$)"
)
"""Stands before the place of a name that was taken out, or behind it."""

_LIVED = re.compile(
    r"\b(?:geboren|jahrgang|born)\b|\bjahre alt\b(?! ge)|\byears? old\b|(?<!が)生まれ|生年|"
    r"\d歳(?!以上|以下|未満|から|の子)"
)
_DIGIT = re.compile(r"\d")
_NOW = re.compile(r"\b(?:heute|jetzt|nun|aktuell|eigentlich|now|today|currently)\b|今年?|現在")
_OFFICE_BESIDE = re.compile(
    rf"\b(?:副|前|元)?(?:{OFFICE_JA})|\b(?:ober)?b(?:ue|ü)rgermeister\b(?= )"
)
"""An office as part of what somebody is called, beside the name that was taken out."""

_AT_START = re.compile(
    r"\b(?:bei(?:m| seinem| ihrem) )?(?:amts)?antritt\b|"
    r"\bals (?:er|sie) (?:anfing|begann|antrat|(?:\w+ ){0,3}wurde)\b|"
    r"\bwhen (?:he|she) (?:started|began|took office|was elected|became(?: \w+){1,3})\b|"
    r"(?:就任(?:した)?|(?:に)?なった)(?:時|とき|当時)"
)
_AGED = re.compile(
    r"\d ?(?:jahre alt|years old|歳(?!以上|以下|未満|から|の子))|\d-year-old|at the age of \d|"
    r"\b(?:mit|im alter von) \d+ jahren\b(?! erfahrung)"
)
"""Gives an age in years."""

_HE = re.compile(r"\b(?:er|sie|he|she)\b|彼(?!岸|ら)|同氏|その人")


def asks_age_of_holder(question: str) -> bool:
    """Tell whether a question is for the age of whoever holds an office, or of "him"."""
    form = matching_form(question)
    return bool(_ASKS_AGE.search(form)) and (names_office(question) or bool(_HE.search(form)))


def tells_age_of_holder(sentence: str, question: str) -> bool:
    """Tell whether a sentence says how old somebody is or was, and not a deputy alone.

    Args:
        sentence: The sentence.
        question: Which may ask for a deputy.
    """
    if not _TELLS_AGE.search(matching_form(sentence)):
        return False
    deputies = tells_of_deputy(question, sentence) and names_office(question)
    return not deputies and not tells_only_of_deputy(question, sentence)


def person_of_age(question: str, language: Language, finder: NameFinder) -> frozenset[int]:
    """Return whose age a question asks for by name, and for nothing else; empty if none's.

    Args:
        question: The question.
        language: Its language.
        finder: Knows persons.
    """
    mentioned = finder.find(question)
    persons = frozenset[int]().union(*mentioned.found) & finder.persons
    named = [
        form
        for form, entries in zip(mentioned.forms, mentioned.found, strict=True)
        if entries & finder.persons or not names_office(form)  # "Mayor Berg" is one
    ]
    if len(named) != 1 or not persons:
        return frozenset()
    if _COMPARES.search(mentioned.rest) or not _ASKS_AGE.search(mentioned.rest):
        return frozenset()
    rest = _AT_START.sub(" ", _TITLE.sub(" ", _OFFICE_BESIDE.sub(" ", mentioned.rest)))
    rest = _NOW.sub(" ", _ASKS_AGE.sub(lambda found: f" {found['de'] or found['en'] or ''} ", rest))
    return frozenset() if content_words(rest, language) else persons


def tells_age_of(
    statement: Statement, question: str, persons: frozenset[int], finder: NameFinder
) -> bool:
    """Tell whether a statement says how old somebody is or was, or when born.

    It names no other person of the glossary, whose age that may be.

    Args:
        statement: The statement.
        question: Which may ask for the age at the beginning of an office; no birth tells that.
        persons: Who it is.
        finder: Knows persons.
    """
    named = statement.mentioned.names & finder.persons
    tells = _LIVED.search(statement.form) and _DIGIT.search(statement.form)
    if _AT_START.search(matching_form(question)):
        tells = _AGED.search(statement.form)
    return bool(named) and named <= persons and bool(tells)
