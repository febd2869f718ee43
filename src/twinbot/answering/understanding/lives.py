"""Questions for somebody's age, or for what somebody did before an office.

"How old is the mayor of A?" is not answered by the age of a deputy nor by the length of a term, and
"What was B before he became mayor?" not by the office itself, though all of these share its words.
"""

from __future__ import annotations

import re

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import (
    OFFICE_JA,
    names_office,
    office_spans,
    task_spans,
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
_AGED = re.compile(r"\d ?(?:jahre alt|years old|歳)|\d-year-old|at the age of \d|mit \d+ jahren")
_HE = re.compile(r"\b(?:er|sie|he|she)\b|彼(?!岸|ら)|同氏|その人")

_ASKS_WORK_BEFORE = re.compile(
    r"\b(?:frueherer?|vorheriger?|ehemaliger?|voriger?) (?:beruf|job|taetigkeit|posten|arbeit)|"
    r"\bwerdegang\b|\bberuflich\b.*\b(?:vor|bevor|vorher|zuvor|frueher)\b|"
    r"\b(?:previous|former|earlier|last) (?:job|profession|occupation|post|position|career|work)\b|"
    r"\b(?:job|profession|occupation|career|work(?:ed)?)\b.*\bbefore\b|"
    r"前職|経歴|(?:なる|就任する|就く|務める)前(?:に|は|の|どこ|何|、)"
)
_ASKS_BEFORE = re.compile(
    r"\bvor (?:seine[mr]|ihre[mr]|dem) (?:amt|wahl|zeit|ernennung|amtszeit)|"
    r"\bbefore (?:he|she|becoming|being|taking|(?:his|her) (?:term|time|election|appointment))\b|"
    r"\bbevor (?:er|sie|\w+ (?:\w+ )?(?:ober)?\w*meister)\b|"
    r"\b(?:was|wo)\b.*\b(?:vorher|zuvor|frueher|davor)\b|"
    r"\b(?:what|where) (?:did|was|were|had)\b.*"
    r"\b(?:before|previously|earlier|formerly|beforehand)\b|"
    r"以前は?(?:何|どこ|どんな)|(?<!名)前は(?:何|どこ)"
)
"""May be asked of a thing as well."""

_ASKS_WHO = re.compile(r"\b(?:wer|who|whose)\b|誰|だれ|どなた")
_BEFORE = re.compile(
    r"\b(?:before|prior to|bevor|vor)\b(?P<what>.*)|(?P<ja>.*?)(?:になる|に就任する)前"
)
_CAME_FROM = re.compile(
    r"\barbeitete\b|\b(?:stammt|kam|kommt) aus\b|\bwar (?:\w+ ){0,6}taetig\b|"
    r"\b(?:came|comes) from\b|\bformer(?:ly)?\b|\bpreviously\b|\bby profession\b|\bstudied\b|"
    r"勤務|出身|働い|経歴|前職|歴任"
)
NEAR_CHARS = 12
"""So many letters may stand between "from" and the name of a place."""

_WAS = re.compile(
    r"\bwar\b|\bwas (?!(?:born|elected|re-elected)\b)|\bworked\b|務め|勤め|だった|でした"
)
"""Tells of another office or task, unless it is the one before which it is asked for."""


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
    if len(mentioned.found) != 1 or not persons:
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


def asks_earlier_life(question: str, finder: NameFinder) -> bool:
    """Tell whether a question is for what somebody did before an office.

    Args:
        question: The question.
        finder: Knows persons.
    """
    form = matching_form(question)
    if _ASKS_WHO.search(form):
        return False  # "Who had the job before him?"
    if _ASKS_WORK_BEFORE.search(form):
        return True
    names_person = any(one & finder.persons for *_, one in finder.places(form))
    of_person = names_person or names_office(question) or bool(_HE.search(form))
    return of_person and bool(_ASKS_BEFORE.search(form))


def tells_earlier_life(sentence: str, question: str) -> bool:
    """Tell whether a sentence says what somebody was or did, other than the office asked about.

    Args:
        sentence: The sentence.
        question: Which may name the office before which it was.
    """
    form = matching_form(sentence)
    if _CAME_FROM.search(form):
        return True
    return bool(_WAS.search(form)) and not (_offices_before(question) & _offices(form))


def person_of_earlier_life(question: str, finder: NameFinder) -> frozenset[int]:
    """Return whose earlier life a question asks for by name; empty if nobody's, or of several.

    Args:
        question: The question.
        finder: Knows persons.
    """
    if not asks_earlier_life(question, finder):
        return frozenset()
    named = [one & finder.persons for one in finder.find(question).found if one & finder.persons]
    return named[0] if len(named) == 1 else frozenset()


def tells_earlier_life_of(
    statement: Statement, question: str, persons: frozenset[int], finder: NameFinder
) -> bool:
    """Tell whether a statement says where somebody came from or which office that person held.

    Args:
        statement: The statement; it names no other person of the glossary.
        question: Which may name the office before which it was.
        persons: Who it is.
        finder: Knows persons and places.
    """
    named = statement.mentioned.names & finder.persons
    if not named or not named <= persons or "\n" in statement.text:
        return False
    form = statement.form
    if any(
        not _begins_with_place(form[came.end() :], finder) for came in _CAME_FROM.finditer(form)
    ):
        return True
    return (
        bool(_WAS.search(form))
        and bool(task_spans(form))
        and not _offices_before(question) & _offices(form)
    )


def _begins_with_place(form: str, finder: NameFinder) -> bool:
    """Tell whether a name that is nobody's follows at once: "from Nordheim", "aus der Stadt X"."""
    first = next(finder.places(form), None)
    return first is not None and first[0] <= NEAR_CHARS and not first[2] & finder.persons


def _offices_before(question: str) -> frozenset[str]:
    """Return the offices of which a question asks what was before, in matching form."""
    form = matching_form(question)
    found = _BEFORE.search(form)
    return _offices((found["what"] or found["ja"] or "") if found else "")


def _offices(form: str) -> frozenset[str]:
    return frozenset(
        form[start:end].removesuffix("s").removesuffix("'") for start, end in office_spans(form)
    )
