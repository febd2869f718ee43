"""Questions for a journey to some place, which a journey from there does not answer.

"Did the mayor of A come to B?" shares its words with "The mayor of B visited A".
"""

from __future__ import annotations

import re

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import names_office
from twinbot.language import matching_form

_MOVES = re.compile(
    r"\b(?:\w*besuch(?:t|te|ten|en|e|s)?|reist(?:e|en)?|reisen|gereist|komm(?:t|en)|gekommen|"
    r"fuhr(?:en)?|faehrt|fahrt|fahren|gefahren|flog(?:en)?|fliegt|geflogen|zu (?:gast|besuch))\b|"
    r"\bkam(?:en)?\b(?! (?:ins amt|dazu|aus))|\bcame\b(?! into| from)|"
    r"\b(?:visit(?:s|ed|ing|ors?)?|travel\w*|comes?|went|goes|flew|been to|journey|trip)\b|"
    r"\b(?:leads?|led|fuehrte?)\b.{0,60}\b(?:through|durch|to|nach)\b|\btour(?:s|ed)\b|"
    r"\b(?:delegation|group|guests|gruppe|gaeste)\b.{0,40}\b(?:saw|sahen)\b|"
    r"訪れ|訪問|訪ね|(?<!出)来(?:た|まし|る|日|独|訪)|(?<!を)行(?:っ|き)|視察|渡航|留学(?=[しすでに])"
)
_VISITS = re.compile(r"\b(?:\w*besuch|visit)")
_IS_THERE = re.compile(r"\b(?:war|waren|was|were|been)\b")
_TRAVELLER = re.compile(
    r"\b(?:he|she|they|er|sie|delegation\w*|group|gruppe|guests?|gaeste|team)\b|代表団|一行|氏|さん|彼"
)
_IN = re.compile(r"\bin(?: der| the)?(?: stadt| city of)? $")
_DONE_BEFORE = re.compile(r"\b(?:born|held|built|made|taught|\w{2,}ed) in(?: the)?(?: city of)? $")
_DONE_BEHIND = re.compile(r"^\W+(?:ge(?!wesen)\w+(?:t|en)|\w+iert)\b")
"""Whoever was born in a place need not have gone there."""

_FROM_BEFORE = re.compile(
    r"\b(?:aus|von|vom|from|of|between|zwischen)(?: der| the)?(?: stadt| city of| city)? $|"
    r"\bder (?:stadt|gemeinde) $"
)
_FROM_BEHIND = re.compile(
    r"^(?:er(?:in(?:nen)?)?|s|'s|’s)\b|^[市県町村]?(?:の|から|長|は|側)|"
    r"^ (?:delegation|group|guests?|mayor|lord mayor|party|representatives?|students?|team)\b"
)
"""A place so named is where somebody is from ..."""

_OWNS = re.compile(r"^(?:er|s|'s|’s)\b|^[市県町村]?の")
_FOLK = re.compile(
    r"\W*(?:\w+ )?(?:\w*(?:delegation|gruppe|gaeste|meister|rektor|praesident)|(?:lord )?mayor|"
    r"rector|president|group|guests?|team|party|students?|representatives?)|"
    r".{0,12}?(?:[市学総会社]長|代表団|一行|氏|さん)"
)
"""Behind a place's name: what it owns, unless these are people of it."""

_TO_BEFORE = re.compile(
    r"\b(?:to|nach|visit(?:s|ed|ing)?|besuch(?:t|te|ten)?)(?: der| the)?(?: stadt| city of)? $"
)
_TO_BEHIND = re.compile(r"^[市県町村]?(?:を|へ|に)")
"""... and so, where somebody goes."""


def asked_destination(question: str, finder: NameFinder) -> frozenset[int]:
    """Return the entries of the place to which a journey is asked for; empty for other questions.

    Args:
        question: What is asked.
        finder: Finds names.
    """
    form = matching_form(question)
    ends = _named_ends(form, finder)
    if _MOVES.search(form):
        meant = [end for end in ends if _is_marked(form, end)]
        if not meant and "besuch" in form:
            meant = ends[-1:]  # "Wann besuchte A B?" has the place behind the person
    elif _IS_THERE.search(form) and names_traveller(question, finder):
        meant = [
            (start, end, entries)
            for start, end, entries in ends
            if _IN.search(form[:start])
            and not _DONE_BEFORE.search(form[:start])
            and not _DONE_BEHIND.match(form[end:])
        ]
    else:
        meant = []
    return meant[0][2] if len(meant) == 1 else frozenset()


def names_traveller(question: str, finder: NameFinder) -> bool:
    """Tell whether a question names somebody who may travel: a person, an office, a group."""
    form = matching_form(question)
    people = any(entries & finder.persons for _, _, entries in finder.places(form))
    return people or names_office(question) or bool(_TRAVELLER.search(form))


def tells_of_journey(form: str) -> bool:
    """Tell whether a statement, in matching form, is of a journey."""
    return bool(_MOVES.search(form))


def leads_elsewhere(form: str, destination: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a statement is of a journey to another place.

    Args:
        form: The statement in matching form.
        destination: Entries of the place asked about.
        finder: Finds names.
    """
    if not tells_of_journey(form) or _has_part_of(form, destination, finder):
        return False
    ends = _named_ends(form, finder)
    if not ends:  # "The delegation from A travelled to Japan": from the place, whither ever
        return any(
            entries & destination and _is_of_travellers(form, start, end)
            for start, end, entries in finder.places(form)
        )
    meant = [end for end in ends if _is_marked(form, end)]
    if not meant and _VISITS.search(form):
        meant = ends
    return bool(meant) and not any(
        finder.stands_in(destination, form[start:end]) for start, end, _ in ends
    )


def leads_there(form: str, place: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a statement is of a journey to a place: who makes it is from another.

    Args:
        form: The statement in matching form.
        place: Entries of the place.
        finder: Finds names.
    """
    return tells_of_journey(form) and any(
        entries & place for _, _, entries in _named_ends(form, finder)
    )


def _named_ends(form: str, finder: NameFinder) -> list[tuple[int, int, frozenset[int]]]:
    """Return the names of a text but those of people and of where somebody is from."""
    return [
        (start, end, entries)
        for start, end, entries in finder.places(form)
        if not (_FROM_BEFORE.search(form[:start]) or _FROM_BEHIND.search(form[end:]))
        and not entries & finder.persons
        and not names_office(form[start:end])
    ]


def _has_part_of(form: str, place: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a text names something in a place, as "the town hall of A" does."""
    return any(
        entries & place
        and (found := _OWNS.match(form[end:]))
        and not _FOLK.match(form[end + found.end() :])
        for _, end, entries in finder.places(form)
    )


def _is_of_travellers(form: str, start: int, end: int) -> bool:
    """Tell whether a place's name tells where those come from who travel."""
    behind = _OWNS.match(form[end:])
    return bool(
        (behind and _FOLK.match(form[end + behind.end() :]))
        or _FROM_BEHIND.search(form[end:])
        or (_FROM_BEFORE.search(form[:start]) and _TRAVELLER.search(form[:start]))
    )


def _is_marked(form: str, end: tuple[int, int, frozenset[int]]) -> bool:
    return bool(_TO_BEFORE.search(form[: end[0]]) or _TO_BEHIND.search(form[end[1] :]))
