"""Who holds an office of a place, which no guest there and no report from there answers.

"Who is mayor of A?" shares its words with "Mayor B visited A" and "The newspaper of A calls B a
good mayor".
"""

from __future__ import annotations

import re
from datetime import date

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import (
    find_persons,
    names_office,
    office_spans,
    tells_of_deputy,
)
from twinbot.answering.understanding.particulars.journeys import leads_there
from twinbot.language import matching_form

_JAPANESE = re.compile(r"[\u3041-\u30ff]")

_NEAR_CHARS = 26
"""How far an office and its place stand apart: "the council of A installed Mayor B"; in Japanese
the place stands before it without a comma between."""

_OF_PLACE = re.compile(r" (?:von|of|der|des|in)(?: the| der)?(?: stadt| city of)? ")
_PLACES = re.compile(r"(?:s|'s|er)? [a-z]*|[市町村]?の?")
"""Between an office and the name of whose it is."""

_COMMA = re.compile(r"[、。,|]")


_HELD_ASKED = re.compile(
    r"\bwer (?:war|hatte)\b|\bwie hie(?:ss|\u00df)\b|\bwho (?:was|held)\b|"
    r"(?:誰|だれ|どなた)(?:でした|だった)"
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_ENDED = re.compile(
    r"\b(?:bis|until|till|to|left|leaving|resigned|retired|stepped down|schied|ausgeschieden)\b|"
    r"[-–]\s?(?:19|20)\d\d|まで|退任|folgte auf|succeed"
)
_YEAR_OF = r"((?:19|20)\d\d)"
_TERM = re.compile(
    rf"{_YEAR_OF} ?(?:to|until|till|bis|[-–]) ?(?:(?:zum|ende|mitte|anfang|the end of) )?"
    rf"(?:\d{{1,2}}\.? )?(?:[a-z]+ (?:\d{{1,2}}, )?)?{_YEAR_OF}(?!\d)|"
    rf"{_YEAR_OF}年[^。、]{{0,8}}から、?{_YEAR_OF}年[^。、]{{0,10}}まで"
)
_TERM_GOES_ON = re.compile(
    rf"\b(?:since|seit) (?:dem |the )?(?:\d{{1,2}}\.? )?(?:[a-z]+ (?:\d{{1,2}}, )?)?"
    rf"{_YEAR_OF}(?!\d)|"
    rf"{_YEAR_OF}年[^。、]{{0,8}}から(?!、?\d)"
)
_SAME_OFFICE = (
    re.compile(r"meister\b|meisterin\b|\bmayor|市長"),
    re.compile(r"praesident|\bpresident|rektor|\brector|学長|総長"),
)
"""What an office is called in the three languages: the head of a town, and of a university."""

_IN_OFFICE = re.compile(r"\b(?:i[mn]s? amt|amtszeit|in office|term)\b|在任|任期")


def asked_year(question: str) -> int | None:
    """Return the year of which a question asks who held an office then; ``None`` for others."""
    form = matching_form(question)
    years = _YEAR.findall(form)
    if len(years) != 1 or not _HELD_ASKED.search(form) or not names_office(form):
        return None
    return int(years[0])


def held_not_then(form: str, year: int) -> bool:
    """Tell whether a statement is of no office, or of somebody who held it after a year alone.

    Args:
        form: The statement in matching form.
        year: The year.
    """
    if not office_spans(form) and not _IN_OFFICE.search(form):
        return True
    years = [int(one) for one in _YEAR.findall(form)]
    return bool(years) and min(years) > year and not _ENDED.search(form)


def held_then(
    statement: str, question: str, year: int, place: frozenset[int], finder: NameFinder
) -> bool:
    """Tell whether a statement names who held an office of a place by a term that holds a year.

    The first and the last year of a term may be another's too.

    Args:
        statement: The statement.
        question: What is asked.
        year: The year of which it is asked.
        place: Entries of the place.
        finder: Finds names.
    """
    form, asked = matching_form(statement), matching_form(question)
    return (
        any(office.search(asked) and office.search(form) for office in _SAME_OFFICE)
        and tells_of_deputy("", question) == tells_of_deputy("", statement)
        and len(find_persons(statement)) == 1
        and any(entries & place for _, _, entries in finder.places(form))
        and not tells_of_other_office(form, place, finder)
        and any(start < year < end for start, end in _terms(form))
    )


def _terms(form: str) -> list[tuple[int, int]]:
    """Return the first and the last year of the terms that a statement in matching form tells."""
    ended = [[int(one) for one in found if one] for found in _TERM.findall(form)]
    if ended:
        return [(start, end) for start, end in ended]
    this_year = date.today().year  # noqa: DTZ011
    return [
        (int(one), this_year + 1) for found in _TERM_GOES_ON.findall(form) for one in found if one
    ]


def tells_of_other_office(form: str, place: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a statement names an office, but not that of a place.

    Args:
        form: The statement in matching form.
        place: Entries of the place; those of the office may be among them.
        finder: Finds names.
    """
    offices = office_spans(form)
    named = [
        (start, end, bool(own & place))
        for start, end, own in finder.places(form)
        if not own & finder.persons and not names_office(form[start:end])
    ]
    own_places = [(start, end) for start, end, own in named if own]
    if any(_is_of(form, name, office) for name in own_places for office in offices):
        return False
    if leads_there(form, place, finder):
        return True
    others = [(start, end) for start, end, own in named if not own]
    free = [office for office in offices if not any(_is_of(form, one, office) for one in others)]
    if any(_belongs(form, name, office) for name in own_places for office in free):
        return False
    return bool(offices and own_places) or any(
        _is_of(form, (start, end), office) for start, end, _ in named for office in offices
    )


def _is_of(form: str, place: tuple[int, int], office: tuple[int, int]) -> bool:
    """Tell whether an office stands right beside a place's name, as that place's."""
    start, end = place
    return bool(
        (office[1] <= start and _OF_PLACE.fullmatch(form[office[1] : start]))
        or start < office[0] < end  # "A市" and 「市長」 share a character
        or (end <= office[0] and _PLACES.fullmatch(form[end : office[0]]))
    )


def _belongs(form: str, place: tuple[int, int], office: tuple[int, int]) -> bool:
    """Tell whether an office stands so near a place's name that it is that place's."""
    if _JAPANESE.search(form):
        between = form[place[1] : office[0]]
        return place[0] <= office[0] <= place[1] + _NEAR_CHARS and not _COMMA.search(between)
    return max(place[0] - office[1], office[0] - place[1]) <= _NEAR_CHARS
