"""Questions for what somebody did before an office.

"What was B before he became mayor?" is not answered by the office itself, though it shares its
words.
"""

from __future__ import annotations

import re

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import names_office, office_spans, task_spans
from twinbot.answering.extraction.statements import Statement
from twinbot.language import matching_form

_HE = re.compile(r"\b(?:er|sie|he|she)\b|彼(?!岸|ら)|同氏|その人")

_ASKS_WORK_BEFORE = re.compile(
    r"\b(?:frueherer?|vorheriger?|ehemaliger?|voriger?) (?:beruf|job|taetigkeit|posten|arbeit)|"
    r"\bwerdegang\b|\bberuflich\b.*\b(?:vor|bevor|vorher|zuvor|frueher)\b|"
    r"\b(?:previous|former|earlier|last) (?:job|profession|occupation|post|position|career|work)\b|"
    r"\b(?:job|profession|occupation|career|work(?:ed)?)\b.*\bbefore\b|"
    r"前職|前の(?:仕事|職)|経歴|(?:なる|就任する|就く|務める)前(?:に|は|の|どこ|何|、)"
)

_ASKS_BEFORE = re.compile(
    r"\bvor (?:seine[mr]|ihre[mr]|dem) (?:amt|wahl|zeit|ernennung|amtszeit)\b|"
    r"\bbefore (?:he|she|becoming|being|(?:his|her) (?:term|time|election|appointment))\b|"
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

_ASKS_DOING = re.compile(
    r"^(?:und |aber )?(?:was|wo|als was)\b.*\b(?:war|gearbeitet|arbeitete|gemacht|machte|getan|tat|taetig|beschaeftigt)\b|"
    r"\b(?:beruf|beruflich|job|werdegang|taetigkeit)\b|"
    r"^(?:and |but )?(?:what|where) (?:did|was|were|had|has)\b.*\b(?:do|done|doing|work\w*|before|previously|earlier)\b"
    r"(?!.*\b(?:say|said|visit\w*|sign\w*|meet|met|go|went|travel\w*)\b)|"
    r"\b(?:job|profession|occupation|career)\b|"
    r"何を(?:して|やって)|どこ(?:で働|に勤|の.{1,6}にい[たま])|前職|職業|仕事|何(?:だった|でした)|どんな仕事"
)
"""Asks what one was or did, and for nothing that one did, said or saw."""

_WORKED = re.compile(
    r"\barbeitete\b|\b(?:stammt|kam|kommt) aus\b(?!.*\bzurueck\b)|\bwar (?:\w+ ){0,6}taetig\b|"
    r"\bcame from\b|\bby profession\b|勤務|出身|働い|前職"
)

_NEAR_PLACE_CHARS = 12
"""So many letters may stand between "from" and the name of a place."""

_WAS = re.compile(
    r"\bwar\b|\bwas (?!(?:born|elected|re-elected)\b)|\bworked\b|務め|勤め|だった|でした"
)
"""Tells of another office or task, unless it is the one before which it is asked for."""


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
    form = matching_form(question)
    if not asks_earlier_life(question, finder) or not _ASKS_DOING.search(form):
        return frozenset()
    before = _BEFORE.search(form)  # "before he became mayor of Nordheim" names a place
    until = before.start() if before and before["what"] is not None else len(form)
    named = [
        entries
        for start, end, entries in finder.places(form)
        if start < until and (entries & finder.persons or not names_office(form[start:end]))
    ]
    return named[0] & finder.persons if len(named) == 1 else frozenset()


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
    if any(not _begins_with_place(form[came.end() :], finder) for came in _WORKED.finditer(form)):
        return True
    return (
        bool(_WAS.search(form))
        and bool(task_spans(form))
        and not _offices_before(question) & _offices(form)
    )


def _begins_with_place(form: str, finder: NameFinder) -> bool:
    """Tell whether a name that is nobody's follows at once: "from Nordheim", "aus der Stadt X"."""
    first = next(finder.places(form), None)
    return first is not None and first[0] <= _NEAR_PLACE_CHARS and not first[2] & finder.persons


def _offices_before(question: str) -> frozenset[str]:
    """Return the offices of which a question asks what was before, in matching form."""
    form = matching_form(question)
    found = _BEFORE.search(form)
    return _offices((found["what"] or found["ja"] or "") if found else "")


def _offices(form: str) -> frozenset[str]:
    return frozenset(
        form[start:end].removesuffix("s").removesuffix("'") for start, end in office_spans(form)
    )
