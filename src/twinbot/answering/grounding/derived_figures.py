"""Figures that a source does not state but that follow from what it states.

"Three years later" follows from 2016 and 2019, "three days" from 22 to 24 April, "more than 9,000
kilometres" from 9,250.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

from twinbot.answering.extraction.numbers import Figures, Moment, Quantity

Rounding: TypeAlias = Literal["up", "down", "either"]

_DAYS: Final = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
"""How many days a unit has on average."""
_UNEVEN: Final = 0.6
"""Of a unit: so far a duration may lie from the time between two days, and be told whole."""
_OFF: Final = 0.1
"""So far a rounded number may lie from the exact one."""
_DIGITS: Final = 2
"""Leading digits that a rounded number has at most."""

_ROUNDED: Final[tuple[tuple[Rounding, re.Pattern[str]], ...]] = (
    (
        "down",
        re.compile(
            r"\b(?:mehr als|ueber|gut|over|more than|above|at least|mindestens)\b|以上|超|余り"
        ),
    ),
    (
        "up",
        re.compile(
            r"\b(?:fast|knapp|beinahe|unter|weniger als|nearly|almost|under|less than)\b"
            r"|近く|足らず|未満|弱"
        ),
    ),
    (
        "either",
        re.compile(
            r"\b(?:rund|etwa|circa|ca|ungefaehr|about|around|roughly|approximately|some)\b"
            r"|約|ほぼ|ほど|くらい|ぐらい|前後|およそ"
        ),
    ),
)


def follows(quantity: Quantity, form: str, told: Sequence[Figures]) -> bool:
    """Tell whether a quantity of a sentence follows from the figures of its sources.

    Args:
        quantity: It stands nowhere as it is.
        form: The sentence, in matching form.
        told: The figures of each unit of the sources.
    """
    if quantity.unit in _DAYS:
        return _lies_between(quantity, {moment for one in told for moment in one.moments})
    roundings = [rounding for rounding, pattern in _ROUNDED if pattern.search(form)]
    known = [other for one in told for other in one.quantities]
    return any(_rounds(quantity, other, way) for way in roundings for other in known)


def _lies_between(duration: Quantity, moments: set[Moment]) -> bool:
    """Tell whether two of the moments lie so far apart."""
    days = _DAYS[duration.unit]
    return any(
        abs(apart / days - duration.value) <= _UNEVEN
        for one, other in itertools.combinations(moments, 2)
        for apart in _apart_days(one, other, duration.unit)
    )


def _apart_days(one: Moment, other: Moment, unit: str) -> Iterator[float]:
    """Yield the days between two moments, as exactly as a unit asks for; both ends counted last."""
    if not one.year or not other.year or one.span_years != 1 or other.span_years != 1:
        return
    if unit == "year":
        yield abs(one.year - other.year) * _DAYS["year"]
    if not one.month or not other.month:
        return
    if unit == "month":
        months = 12 * (one.year - other.year) + one.month - other.month
        yield abs(months) * _DAYS["month"]
    first, last = _day(one), _day(other)
    if first and last:
        apart = float(abs((first - last).days))
        yield apart
        if unit == "day":
            yield apart + 1


def _day(moment: Moment) -> date | None:
    if not moment.year or not moment.month or not moment.day:
        return None
    try:
        return date(moment.year, moment.month, moment.day)
    except ValueError:  # a 31 June in a text is no day
        return None


def _rounds(quantity: Quantity, exact: Quantity, way: Rounding) -> bool:
    """Tell whether a number is another one rounded, in that direction."""
    units = {quantity.unit, exact.unit} - {""}
    if len(units) > 1 or exact.value <= 0 or quantity.value < 10**_DIGITS:
        return False
    if len(f"{quantity.value:.0f}".rstrip("0")) > _DIGITS:
        return False
    off = (quantity.value - exact.value) / exact.value
    lowest, highest = {"up": (0.0, _OFF), "down": (-_OFF, 0.0), "either": (-_OFF, _OFF)}[way]
    return lowest <= off <= highest
