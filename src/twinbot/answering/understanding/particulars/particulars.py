"""What a question asks for in particular, which a sentence that shares its words may leave out.

When something began, who came before somebody, what somebody does now or is called in full, when it
will be next, who holds an office there, who came to a place, what is a capital, when somebody died,
who paid, when it was ended: each is known by its own words, and each has answers that only look
like one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import (
    asks_first_name,
    names_office,
    tells_full_name,
    tells_only_of_deputy,
)
from twinbot.answering.extraction.statements import Statement
from twinbot.answering.extraction.tense import (
    asks_of_event,
    asks_of_next,
    asks_of_now,
    asks_what_one_does_now,
    is_over,
    tells_of_past,
    tells_of_past_alone,
)
from twinbot.answering.understanding.particulars.ages import asks_age_of_holder, tells_age_of_holder
from twinbot.answering.understanding.particulars.careers import (
    asks_earlier_life,
    tells_earlier_life,
)
from twinbot.answering.understanding.particulars.deeds import asked_deed
from twinbot.answering.understanding.particulars.events import asked_event, tells_event
from twinbot.answering.understanding.particulars.journeys import (
    asked_destination,
    leads_elsewhere,
    names_traveller,
    tells_of_journey,
)
from twinbot.answering.understanding.particulars.kinds import QuestionKind
from twinbot.answering.understanding.particulars.offices import (
    asked_year,
    held_not_then,
    tells_of_other_office,
)
from twinbot.answering.understanding.particulars.origins import asked_origin, tells_origin
from twinbot.answering.understanding.particulars.owners import asked_owned, tells_of_others
from twinbot.answering.understanding.particulars.successions import (
    asked_succession,
    asks_former_holder,
    asks_until,
    carried_succession,
    tells_succession,
    tells_until,
)
from twinbot.language import matching_form
from twinbot.types import Query

_CAPITAL = re.compile(
    r"(?<!kultur)hauptstadt\b|\bcapital(?: city)? of (?!culture)|'s capital\b|首都(?!圏)"
)
"""Asked for or told of in a matching form. Without the word, any town of the country is near it."""

_HAPPENED = re.compile(
    r"\bwas (?:geschah|passierte|ereignete sich|war los|fand\b.* statt|gab es|"
    r"ist\b.*\b(?:geschehen|passiert))\b|\bwelche ereignisse\b|"
    r"\bwhat (?:happened|took place|occurred|went on|was going on)\b|"
    r"\bwh(?:ich|at) events?\b|何が(?:あり|あっ|起き|起こ|行われ)|(?:出来事|できごと)は"
)
"""Asks, in matching form, for what was at a time."""

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")

LeavesOut: TypeAlias = Callable[[Statement, str], bool]
"""Tells it of a statement; also given, in matching form, the one before it in its passage."""

_Sort: TypeAlias = Callable[[Query, QuestionKind, NameFinder], LeavesOut | None]
"""Returns what tells it for one sort of question, ``None`` for others."""


def find_particular(query: Query, kind: QuestionKind, finder: NameFinder) -> LeavesOut | None:
    """Return what tells whether a statement leaves out what is asked for in particular.

    Args:
        query: The question; what a follow-up leaves unsaid is looked at for whom it means alone.
        kind: The kind of fact that it asks for.
        finder: Finds names.

    Returns:
        ``None`` for a question that asks for nothing of the sort.
    """
    left_out = _told_otherwise(query, kind, finder)
    deed = None if query.parts else asked_deed(matching_form(query.text))
    if not deed:
        return left_out
    return lambda statement, before: (
        not deed.search(statement.form) or (left_out is not None and left_out(statement, before))
    )


def _told_otherwise(query: Query, kind: QuestionKind, finder: NameFinder) -> LeavesOut | None:
    """Return what tells it for the sort that a question is of."""
    if origin := _origin(query, finder):
        return lambda statement, before: not tells_origin(statement.form, before, origin, finder)
    if query.parts:
        return None  # each is asked by itself
    return next(filter(None, (sort(query, kind, finder) for sort in _SORTS)), None)


def _events_of_a_year(query: Query, _: QuestionKind, __: NameFinder) -> LeavesOut | None:
    """What happened in a year."""
    years = _years_of_events(query.text)
    return (lambda statement, _: _tells_of_other_years(statement.form, years)) if years else None


def _capital(query: Query, _: QuestionKind, __: NameFinder) -> LeavesOut | None:
    """What is the capital of a country."""
    if not _CAPITAL.search(matching_form(query.text)):
        return None
    return lambda statement, _: not _CAPITAL.search(statement.form)


def _life(query: Query, _: QuestionKind, finder: NameFinder) -> LeavesOut | None:
    """How old a holder of an office is, and what that person was before."""
    if asks_age_of_holder(query.text):
        return lambda statement, _: not tells_age_of_holder(statement.text, query.text)
    if asks_earlier_life(query.text, finder):
        return lambda statement, _: not tells_earlier_life(statement.text, query.text)
    return None


def _succession(query: Query, kind: QuestionKind, finder: NameFinder) -> LeavesOut | None:
    """Who held an office before or after somebody, before now, or until when."""
    if succession := asked_succession(query.text, finder) or carried_succession(
        query.text, (query.carried, query.topic), finder
    ):
        return lambda statement, _: not tells_succession(statement.text, succession, finder)
    if kind in ("who", "other") and asks_former_holder(query.text):
        return lambda statement, _: not tells_of_past(statement.text)
    if kind == "who" and asks_until(query.text):
        return lambda statement, _: not tells_until(statement.form)
    return None


def _present_task(query: Query, kind: QuestionKind, _: NameFinder) -> LeavesOut | None:
    """What somebody does now."""
    if kind in ("count", "yes_no") or not asks_what_one_does_now(query.text):
        return None
    return lambda statement, _: tells_of_past_alone(statement.text)


def _full_name(query: Query, _: QuestionKind, __: NameFinder) -> LeavesOut | None:
    """What somebody's first name is."""
    if not asks_first_name(query.text):
        return None
    return lambda statement, _: not tells_full_name(statement.text, query.text)


def _next_time(query: Query, kind: QuestionKind, _: NameFinder) -> LeavesOut | None:
    """When something will be next."""
    if kind != "when" or not asks_of_next(query.text):
        return None
    return lambda statement, _: is_over(statement.text, date.today().year)  # noqa: DTZ011


def _office(query: Query, kind: QuestionKind, finder: NameFinder) -> LeavesOut | None:
    """Who holds an office of a place, or held it in a year."""
    year = asked_year(query.text)
    place = place_of_office(query.text, finder, past=year is not None)
    if kind != "who" or not place:
        return None
    return lambda statement, _: (
        tells_of_other_office(statement.form, place, finder)
        or tells_only_of_deputy(query.text, statement.text)
        or (year is not None and held_not_then(statement.form, year))
    )


def _owned(query: Query, _: QuestionKind, finder: NameFinder) -> LeavesOut | None:
    """Whose things are asked for."""
    owned = asked_owned(matching_form(query.text), finder)
    return (lambda one, _: tells_of_others(one.form, owned, finder)) if owned else None


def _journey(query: Query, kind: QuestionKind, finder: NameFinder) -> LeavesOut | None:
    """Who came to a place, and when."""
    destination = asked_destination(query.text, finder)
    if not destination:
        return None
    # Whether somebody was there is told by journeys alone, and when they "were" there; when
    # they visited it also by what they saw.
    bare = kind == "when" and not tells_of_journey(matching_form(query.text))
    of_journeys = (kind == "yes_no" or bare) and names_traveller(query.text, finder)
    return lambda statement, _: (
        leads_elsewhere(statement.form, destination, finder)
        or (of_journeys and not tells_of_journey(statement.form))
    )


def _event(query: Query, kind: QuestionKind, _: NameFinder) -> LeavesOut | None:
    """When somebody was born or died, or something was restored or destroyed."""
    event = asked_event(matching_form(query.text)) if kind == "when" else None
    return (lambda one, before: not tells_event(one.form, before, event)) if event else None


_SORTS: Sequence[_Sort] = (
    _events_of_a_year,
    _capital,
    _life,
    _succession,
    _present_task,
    _full_name,
    _next_time,
    _office,
    _owned,
    _journey,
    _event,
)
"""In the order in which they are tried: the first that a question is of decides."""


def _years_of_events(question: str) -> range | None:
    """Return the years of which a question asks what happened; ``None`` for other questions."""
    form = matching_form(question)
    years = [int(year) for year in _YEAR.findall(form)] if _HAPPENED.search(form) else []
    return range(min(years), max(years) + 1) if years else None


def _tells_of_other_years(form: str, years: range) -> bool:
    """Tell whether a statement, in matching form, names years, but none of those asked about."""
    told = [int(year) for year in _YEAR.findall(form)]
    return bool(told) and not any(year in years for year in told)


def _origin(query: Query, finder: NameFinder) -> frozenset[int]:
    """Return what it is asked of when it began; of a question with parts, in each of them."""
    origins = [
        asked_origin(matching_form(part.text), part.language, finder)
        for part in query.parts or (query,)
    ]
    return frozenset[int]().union(*origins) if all(origins) else frozenset()


def place_of_office(question: str, finder: NameFinder, *, past: bool) -> frozenset[int]:
    """Return whose office it is that a question asks for the holder of, at present or in a year."""
    present = asks_of_now(question) and not asks_of_event(question)
    if not names_office(question) or not (present or past):
        return frozenset()
    form = matching_form(question)
    named = [
        entries
        for start, end, entries in finder.places(form)
        if not entries & finder.persons and not names_office(form[start:end])
    ]
    return frozenset[int]().union(*named)
