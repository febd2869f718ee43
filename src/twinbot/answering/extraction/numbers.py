"""Dates and quantities in German, English and Japanese text, as values that can be compared.

25. November 2019, November 25, 2019, 2019年11月25日 and 令和元年11月25日 are one `Moment`;
9.250 km, 9,250 kilometres and 9250キロ are one `Quantity`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from twinbot.answering.extraction.number_patterns import (
    BARE_YEAR,
    BOTH,
    CENTURY,
    CODE,
    COMPOUND,
    COMPOUND_ORDINALS,
    DECADE,
    ERA,
    ERAS,
    FIRST,
    HOUR,
    JAPANESE_DATE,
    JAPANESE_NUMBER,
    KANJI_DIGITS,
    KANJI_NUMBER,
    LATER_DAY,
    LATIN_DATES,
    MONTHS,
    NOON,
    NUMBER,
    ONE,
    SCALES,
    SUFFIX,
    TENTHS,
    THOUSANDS,
    TIME,
    UNITS,
    VAGUE,
    WORD,
    WORDS,
    YEAR_PAIR,
)
from twinbot.language import matching_form
from twinbot.types import Language


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, as far as a text gives it; what it does not give is ``None``.

    A decade is a moment whose year is its first and whose ``span_years`` is 10, a century one of
    100 years.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    span_years: int = 1

    def within(self, other: Moment) -> bool:
        """Tell whether ``other`` says all that this says: 2019 is within 25 November 2019."""
        if self.span_years != other.span_years:
            return (
                self.year is not None
                and other.year is not None
                and (
                    self.span_years > other.span_years
                    and self.year <= other.year < self.year + self.span_years
                )
            )
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
            )
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        value: The number; times of day are minutes since midnight.
        unit: A unit's own name (``km``, ``hour``, ``percent``, ``clock``), or empty where the
            text counts things or names no unit.
    """

    value: float
    unit: str = ""

    def matches(self, other: Quantity) -> bool:
        """Tell whether both may mean the same: equal numbers, units equal where both have one."""
        if abs(self.value - other.value) > 1e-9 * max(1.0, abs(self.value)):
            return False
        return not self.unit or not other.unit or self.unit == other.unit


@dataclass(frozen=True, slots=True)
class Figures:
    """What a text says in dates, quantities and codes.

    Attributes:
        moments: Dates.
        quantities: Numbers with units, counts and ordinals.
        codes: Tokens of digits that are names rather than amounts: ``0234``, ``u35``, ``2-6``.
    """

    moments: frozenset[Moment]
    quantities: frozenset[Quantity]
    codes: frozenset[str]


def figures(text: str, language: Language) -> Figures:
    """Return the dates, quantities and codes of a text.

    Args:
        text: Text with the names already taken out, so that 五十嵐 is no fifty.
        language: Its language, which decides what separates thousands.
    """
    form = _eras_as_years(re.sub("[‐-―〜～−]", "-", matching_form(text)))
    moments: set[Moment] = set()
    quantities: set[Quantity] = set()

    def take(pattern: re.Pattern[str], read: Callable[[re.Match[str]], None], rest: str) -> str:
        def taken(match: re.Match[str]) -> str:
            if not match.group():
                return ""
            read(match)
            return " § "

        return pattern.sub(taken, rest)

    form = take(DECADE, lambda m: moments.add(Moment(int(m[1]), span_years=10)), form)
    form = take(CENTURY, lambda m: moments.add(Moment(100 * int(m[1]) - 100, span_years=100)), form)
    form = _take_japanese_dates(form, moments)
    for pattern in LATIN_DATES:
        form = take(pattern, lambda m: moments.update(_dates(m)), form)
    form = take(TIME, lambda m: quantities.add(_time(m)), form)
    form = take(HOUR, lambda m: quantities.add(_time(m)), form)
    form = take(NOON, lambda _: quantities.add(Quantity(720, "clock")), form)
    codes: set[str] = set()
    form = take(CODE, lambda m: codes.add(m.group()), form)
    form = take(
        YEAR_PAIR,
        lambda m: moments.update((Moment(int(m[1])), Moment(int(m[1][:2] + m[2])))),
        form,
    )
    form = _take_numbers(form, language, moments, quantities)
    _add_number_words(form, quantities)
    return Figures(frozenset(moments), frozenset(quantities), frozenset(codes))


def _eras_as_years(form: str) -> str:
    def year(match: re.Match[str]) -> str:
        count = 1 if match[2] == "元" else int(match[2])
        return f"{ERAS[match[1]] + count}年"

    return ERA.sub(year, form)


def _take_japanese_dates(form: str, moments: set[Moment]) -> str:
    """Take out dates such as 2025年4月22日から24日まで; a later day takes month and year."""
    parts: list[str] = []
    place = 0
    for match in JAPANESE_DATE.finditer(form):
        if not match.group() or match.start() < place:
            continue
        dates = _dates(match)
        moments.update(dates)
        parts.append(form[place : match.start()])
        place = match.end()
        later = LATER_DAY.match(form[place:])
        if later and dates[-1].month:
            month = int(later["month"]) if later["month"] else dates[-1].month
            moments.add(Moment(dates[-1].year, month, int(later["day"])))
            place += later.end()
    return " § ".join([*parts, form[place:]])


def _dates(match: re.Match[str]) -> list[Moment]:
    """Return the date of a match, and the one before "bis" or "and" where there is one."""
    groups = match.groupdict()
    month = groups.get("month")
    number = None if month is None else MONTHS.get(month) or int(month)
    year = int(groups["year"]) if groups.get("year") else None
    days = [int(day) for day in (groups.get("first"), groups.get("day")) if day]
    return [Moment(year, number, day) for day in days] or [Moment(year, number)]


def _time(match: re.Match[str]) -> Quantity:
    groups = match.groupdict()
    hour = int(groups["hour"])
    afternoon = (groups.get("pm") or "").startswith("p") or groups.get("half") == "午後"
    if afternoon and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    minute = int(groups.get("minute") or groups.get("dotted") or 0)
    return Quantity(60 * hour + minute, "clock")


def _take_numbers(
    form: str, language: Language, moments: set[Moment], quantities: set[Quantity]
) -> str:
    """Take out the numbers in digits; those that can only be years become moments."""
    form = TENTHS.sub(lambda m: f"{10 * int(m[1])}%", form)
    pattern = JAPANESE_NUMBER if re.search("[兆億万千]", form) else NUMBER
    rest: list[str] = []
    place = 0
    for match in pattern.finditer(form):
        if match.start() < place:
            continue
        suffix = SUFFIX.match(form, match.end())
        unit = _unit(suffix)
        if unit is None and BARE_YEAR.fullmatch(match.group()):
            moments.add(Moment(int(match.group())))
        else:
            scale = SCALES[suffix["scale"]] if suffix and suffix["scale"] else 1.0
            value = _value(match.group(), language) * scale
            quantities.add(Quantity(value, unit or ""))
        rest.append(form[place : match.start()])
        place = match.end()
    return " ".join([*rest, form[place:]])


def _unit(suffix: re.Match[str] | None) -> str | None:
    """Return the unit behind a number; empty where it counts; ``None`` where nothing follows."""
    if suffix is None:
        return None
    for name, _ in UNITS:
        if suffix[name]:
            return name
    return "" if suffix["ordinal"] or suffix["scale"] else None


def _value(digits: str, language: Language) -> float:
    """Read a number as the language writes it."""
    if re.search("[兆億万千]", digits):
        parts = re.findall(r"(\d[\d,]*(?:\.\d+)?)([兆億万千]?)", digits)
        return sum(
            float(number.replace(",", "")) * SCALES.get(scale, 1.0) for number, scale in parts
        )
    thousands = THOUSANDS[language]
    decimal = "," if thousands == "." else "."
    grouped = re.fullmatch(
        rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:\{decimal}\d+)?", digits
    )
    if grouped:
        return float(digits.replace(thousands, "").replace(decimal, "."))
    plain = digits.replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else float(plain.replace(".", ""))


def _add_number_words(form: str, quantities: set[Quantity]) -> None:
    """Add numbers in words: zwölf, fifty, 三つ, the fifth, a third."""
    for match in WORD.finditer(form):
        suffix = SUFFIX.match(form, match.end())
        scale = SCALES[suffix["scale"]] if suffix and suffix["scale"] else 1.0
        quantities.add(Quantity(WORDS[match[1]] * scale, _unit(suffix) or ""))
    for match in ONE.finditer(form):
        suffix = SUFFIX.match(form, match.start(1))
        quantities.add(Quantity(1.0, _unit(suffix) or ""))
    for match in COMPOUND.finditer(form):
        quantities.add(Quantity(float(COMPOUND_ORDINALS[match[1]])))
    for match in KANJI_NUMBER.finditer(form):
        suffix = SUFFIX.match(form, match.end())
        quantities.add(Quantity(_kanji_value(match[1]), _unit(suffix) or ""))
    if FIRST.search(form):
        quantities.add(Quantity(1.0))
    if BOTH.search(form):
        quantities.add(Quantity(2.0))
    for pattern, value in VAGUE:
        if re.search(pattern, form):
            quantities.add(Quantity(value))


def _kanji_value(digits: str) -> float:
    total, current = 0, 0
    for digit in digits:
        if digit in KANJI_DIGITS:
            current = KANJI_DIGITS[digit]
        else:
            total += max(current, 1) * {"十": 10, "百": 100, "千": 1000}[digit]
            current = 0
    return float(total + current)
