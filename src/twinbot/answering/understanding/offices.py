"""Who holds an office of a place, which no guest there and no report from there answers.

"Who is mayor of A?" shares its words with "Mayor B visited A" and "The newspaper of A calls B a
good mayor".
"""

from __future__ import annotations

import re

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import names_office, office_spans
from twinbot.answering.understanding.journeys import leads_there

_JAPANESE = re.compile(r"[\u3041-\u30ff]")

_NEAR_CHARS = 26
"""How far an office and its place stand apart: "the council of A installed Mayor B"; in Japanese
the place stands before it without a comma between."""

_OF_PLACE = re.compile(r" (?:von|of|der|des|in)(?: the| der)?(?: stadt| city of)? ")
_PLACES = re.compile(r"(?:s|'s|er)? [a-z]*|[市町村]?の?")
"""Between an office and the name of whose it is."""

_COMMA = re.compile(r"[、。,|]")


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
    if any(_belongs(form, name, office) for name in own_places for office in offices):
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
