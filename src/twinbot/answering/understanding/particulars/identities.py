"""Who somebody is: "Who is Uta Hohn?" asks what she does, and for no other person's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import (
    latin_persons,
    names_office,
    office_spans,
    task_spans,
)
from twinbot.answering.extraction.statements import Statement
from twinbot.types import Language

_ASKED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:und |aber )?wer (?:(?:genau|eigentlich|denn|bitte) )*(?:ist|war)"
        r" (?:(?:denn|eigentlich|noch ?mal|bitte|dieser?|der|die|genau) )*(?P<name>.+?)"
        r"(?:,? (?:denn|eigentlich|genau|überhaupt|noch ?mal|gewesen|bitte))*\W*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^(?:and |but |so )?who(?:['’]s| is| was) (?:(?:exactly|actually|this) )*(?P<name>.+?)"
        r"(?:,? (?:exactly|actually|anyway|again|please))*\W*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"^(?P<name>.+?)(?:さん|氏|先生|様)?(?:という[人方])?(?:は|って|とは)、?(?:いったい|一体)?"
        r"(?:誰|だれ|どなた|何者|どんな(?:人|方|人物)|どういう(?:人|方|人物))(?:なの|なん|だった)?(?:です|でしょう|でした|だ)?[かの]?[ねな]?\W*$"
    ),
}
RIGHT_BESIDE = 45
"""At most so many letters stand between a name and what somebody is called: "Lord Mayor of Nordheim
has been since 1 November 2025 Anna Berg"."""

_TITLES = re.compile(
    r"\b(?:herrn?|frau|dr|prof|professor(?:in)?|mr|mrs|ms|miss)\b\.?|(?:博士|教授|先生|さん|氏)$",
    re.IGNORECASE,
)
_BESIDE_OFFICE = re.compile(r"\b(?:lord|vice|deputy|former|ober|vize)\b|[前副元]")
_KATAKANA_NAME = re.compile(r"[ァ-ヴー]{2,}(?:・[ァ-ヴー]{2,})+")
_LETTER = re.compile(r"\w")


def tells_identity(statement: Statement, persons: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a statement calls somebody by an office or an occupation right beside the name.

    It names no other person of the glossary, who may hold it; rows of a table belong to many.

    Args:
        statement: The statement.
        persons: Who it is.
        finder: Knows persons.
    """
    named = statement.mentioned.names & finder.persons
    if not named or not named <= persons or "\n" in statement.text:
        return False
    called = [
        (start, end) for start, end, entries in finder.places(statement.form) if entries & persons
    ]
    return any(
        max(start, task_start) - min(end, task_end) <= RIGHT_BESIDE
        for start, end in called
        for task_start, task_end in task_spans(statement.form)
    )


def asks_identity(text: str, language: Language, finder: NameFinder) -> bool:
    """Tell whether a question names one person and asks for nothing but who that is.

    Args:
        text: The question.
        language: Its language.
        finder: Knows whose names are persons'; others count who have a first and a last name.
    """
    found = _ASKED[language].search(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return False
    if names_person_alone(found["name"], finder):
        return True
    name = _TITLES.sub(" ", found["name"]).strip()
    mentioned = finder.find(name)
    if mentioned.found and not _LETTER.search(mentioned.rest):
        return False
    return latin_persons(name) == [name] or bool(_KATAKANA_NAME.fullmatch(name))


def names_person_alone(text: str, finder: NameFinder) -> bool:
    """Tell whether a text is a person's name in the glossary, with titles and offices at most."""
    mentioned = finder.find(text)
    if not mentioned.found:  # "Frau Hohn", where staff list "Uta Hohn" alone
        mentioned = finder.find(_TITLES.sub(" ", text))
    persons = [bool(entries & finder.persons) for entries in mentioned.found]
    others = [form for form, one in zip(mentioned.forms, persons, strict=True) if not one]
    if sum(persons) != 1 or not all(map(names_office, others)):
        return False
    rest = mentioned.rest
    for start, end in reversed(office_spans(rest)):
        rest = rest[:start] + rest[end:]
    return not _LETTER.search(_BESIDE_OFFICE.sub(" ", _TITLES.sub(" ", rest)))
