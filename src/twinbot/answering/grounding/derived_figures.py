"""Figures that a source does not state but that follow from what it states.

"Three years later" follows from 2016 and 2019, "three days" from 22 to 24 April, "more than 9,000
kilometres" from 9,250.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal, TypeAlias

from twinbot.answering.extraction.numbers import Figures, Moment, Quantity

Rounding: TypeAlias = Literal["up", "down", "either"]

_DAYS: Final = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
"""How many days a unit has on average."""
_MONTHS_A_YEAR: Final = 12
_SOME_YEAR: Final = 2001
"""Taken for two days that are told without a year."""

_LASTS: Final = re.compile(
    r"\b(?:spaeter|nach|vor|seit\w*|blieb\w*|dauer\w*|lang|lagen|vergingen|waehrend|innerhalb|"
    r"later|after|before|ago|since|for|last(?:ed|s)?|took|takes|passed|spent|within|stay\w*)\b"
    r"|後|前|間|ぶり|かか|経|ほど|以上|余|遅|早|滞在|続"
)
"""Words beside which a duration is the time between two events."""

_FARTHEST_OFF: Final = 0.1
"""Share by which a rounded number may differ from the exact one."""
_LEAST_ROUNDED: Final = 20
"""Smaller numbers are counted, not rounded."""
_MOST_DIGITS: Final = 2
"""Leading digits that a rounded number has at most."""

_NUMBER: Final = r"(?P<number>\d[\d.,]*)"
_COUNTED: Final = r"[\d.,兆億万千百]*[^\d、。]{0,5}?"
_ROUNDED: Final[tuple[tuple[Rounding, re.Pattern[str]], ...]] = (
    (
        "down",
        re.compile(
            r"\b(?:mehr als|ueber|gut|over|more than|above|at least|mindestens) "
            rf"{_NUMBER}|{_NUMBER.replace('number', 'counted')}{_COUNTED}(?:以上|超|余)"
        ),
    ),
    (
        "up",
        re.compile(
            r"\b(?:fast|knapp|beinahe|unter|weniger als|nearly|almost|under|less than) "
            rf"{_NUMBER}|{_NUMBER.replace('number', 'counted')}{_COUNTED}(?:近く|足らず|未満|弱)"
        ),
    ),
    (
        "either",
        re.compile(
            r"(?:\b(?:rund|etwa|circa|ca\.?|ungefaehr|about|around|roughly|approximately|some) "
            rf"|約|ほぼ|およそ){_NUMBER}|{_NUMBER.replace('number', 'counted')}{_COUNTED}"
            r"(?:ほど|くらい|ぐらい|前後)"
        ),
    ),
)  # fmt: skip


def follows(quantity: Quantity, form: str, told: Sequence[Figures]) -> bool:
    """Tell whether a quantity of a sentence follows from the figures of its sources.

    Args:
        quantity: It stands nowhere as it is.
        form: The sentence, in matching form.
        told: The figures of each unit of the sources.
    """
    if quantity.unit == "clock":
        return False
    if quantity.unit in _DAYS and _LASTS.search(form):
        moments = {moment for one in told for moment in one.moments}
        if any(
            quantity.value in _told_lengths(one, other, quantity.unit)
            for one, other in itertools.combinations(moments, 2)
        ):
            return True
    known = [other for one in told for other in one.quantities if other.unit != "clock"]
    return any(
        _rounds(quantity, other, way) for way in _roundings(quantity, form) for other in known
    )


def _told_lengths(one: Moment, other: Moment, unit: str) -> set[float]:
    """Return the whole numbers by which the time between two moments can be told in a unit."""
    one, other = _with_year(one, other), _with_year(other, one)
    if not one.year or not other.year or max(one.span_years, other.span_years) > 1:
        return set()
    first, last = _day(one), _day(other)
    if first and last:
        apart = abs((first - last).days)
        if unit == "day":
            return {float(apart), float(apart + 1)}  # or both ends counted
        return _rounded_and_completed(apart / _DAYS[unit])
    years = float(abs(one.year - other.year))
    if one.month and other.month:
        months = float(abs(_MONTHS_A_YEAR * (one.year - other.year) + one.month - other.month))
        told = {"month": {months}, "year": _rounded_and_completed(months / _MONTHS_A_YEAR)}
    else:
        told = {"year": {years}}
    return told.get(unit, set())


def _with_year(moment: Moment, other: Moment) -> Moment:
    """Return a moment with the other's year where it has none of its own."""
    if moment.year or not moment.month:
        return moment
    return replace(moment, year=other.year or _SOME_YEAR)


def _rounded_and_completed(length: float) -> set[float]:
    return {float(round(length)), float(math.floor(length))} - {0.0}


def _day(moment: Moment) -> date | None:
    if not moment.year or not moment.month or not moment.day:
        return None
    try:
        return date(moment.year, moment.month, moment.day)
    except ValueError:  # a 31 June in a text is no day
        return None


def _roundings(quantity: Quantity, form: str) -> Iterator[Rounding]:
    """Yield the ways in which a sentence says that it rounds a quantity, right beside it."""
    whole = f"{quantity.value:.0f}"
    for way, pattern in _ROUNDED:
        for match in pattern.finditer(form):
            digits = re.sub(r"\D", "", match["number"] or match["counted"]).rstrip("0")
            if digits and whole.startswith(digits):
                yield way


def _rounds(quantity: Quantity, exact: Quantity, way: Rounding) -> bool:
    """Tell whether a number is another one rounded, in that direction."""
    units = {quantity.unit, exact.unit} - {""}
    if len(units) > 1 or exact.value <= 0 or quantity.value < _LEAST_ROUNDED:
        return False
    if len(f"{quantity.value:.0f}".rstrip("0")) > _MOST_DIGITS:
        return False
    off = (quantity.value - exact.value) / exact.value
    lowest = 0.0 if way == "up" else -_FARTHEST_OFF
    highest = 0.0 if way == "down" else _FARTHEST_OFF
    return lowest <= off <= highest
