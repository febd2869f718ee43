"""What settles a question though a statement shares few words with it.

Whose age, whose work before an office, who somebody is, who held an office in a year, or what is
told of a name: each is told in words of its own, by which a statement is known to answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.statements import Statement
from twinbot.answering.understanding.particulars.ages import person_of_age, tells_age_of
from twinbot.answering.understanding.particulars.careers import (
    person_of_earlier_life,
    tells_earlier_life_of,
)
from twinbot.answering.understanding.particulars.identities import tells_identity
from twinbot.answering.understanding.particulars.kinds import QuestionKind
from twinbot.answering.understanding.particulars.offices import asked_year, held_then
from twinbot.answering.understanding.particulars.overviews import (
    keyword_alone,
    subject_named,
    tells_of_keyword,
    tells_of_subject,
)
from twinbot.answering.understanding.particulars.particulars import place_of_office
from twinbot.types import Query

Settles: TypeAlias = Callable[[Statement], bool]
"""Tells of a statement whether it answers beyond doubt."""

_Sort: TypeAlias = Callable[[Query, QuestionKind, NameFinder], Settles | None]
"""Returns what tells it for one sort of question, ``None`` for others."""


def find_settling(query: Query, kind: QuestionKind, finder: NameFinder) -> Settles | None:
    """Return what tells whether a statement answers beyond doubt.

    Args:
        query: The question.
        kind: The kind of fact that it asks for.
        finder: Finds names.

    Returns:
        ``None`` for a question of another sort, and for one with parts.
    """
    if query.parts:
        return None
    return next(filter(None, (sort(query, kind, finder) for sort in _SORTS)), None)


def _age(query: Query, _: QuestionKind, finder: NameFinder) -> Settles | None:
    """How old somebody is."""
    persons = person_of_age(query.text, query.language, finder)
    return (lambda one: tells_age_of(one, query.text, persons, finder)) if persons else None


def _earlier_life(query: Query, _: QuestionKind, finder: NameFinder) -> Settles | None:
    """What somebody did before an office."""
    persons = person_of_earlier_life(query.text, finder)
    if not persons:
        return None
    return lambda one: tells_earlier_life_of(one, query.text, persons, finder)


def _identity(query: Query, kind: QuestionKind, finder: NameFinder) -> Settles | None:
    """Who somebody is."""
    if kind != "identity":
        return None
    asked = frozenset[int]().union(*finder.find(query.text).found) & finder.persons
    return lambda one: tells_identity(one, asked, finder)


def _subject(query: Query, _: QuestionKind, finder: NameFinder) -> Settles | None:
    """Whatever is told of a name; of a follow-up the question before says what is asked of it."""
    if query.carried:
        return None
    if subject := subject_named(query.text, finder):
        return lambda one: tells_of_subject(one, subject, finder)
    keyword = "" if finder.find(query.text).found else keyword_alone(query.text, query.language)
    return (lambda one: tells_of_keyword(one, keyword)) if keyword else None


def _holder_then(query: Query, kind: QuestionKind, finder: NameFinder) -> Settles | None:
    """Who held an office in a year.

    It is told by a term from years before to years after, which does not name that year; questions
    like it are mostly for times of which nothing is told.
    """
    year = asked_year(query.text)
    if kind != "who" or year is None:
        return None
    place = place_of_office(query.text, finder, past=True)
    return lambda one: held_then(one.text, query.text, year, place, finder)


_SORTS: Sequence[_Sort] = (_age, _earlier_life, _identity, _subject, _holder_then)
"""In the order in which they are tried: the first that a question is of decides."""
