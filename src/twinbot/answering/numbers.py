"""Dates and quantities in German, English and Japanese text, as values that can be compared.

25. November 2019, November 25, 2019, 2019年11月25日 and 令和元年11月25日 are one `Moment`;
9.250 km, 9,250 kilometres and 9250キロ are one `Quantity`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

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


_MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "maerz march mar", "april apr",
            "mai may", "juni june jun", "juli july jul", "august aug",
            "september sept sep", "oktober october okt oct", "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY: Final = r"(?<![\d.,:])(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?"
_FROM: Final = (
    r"(?:(?<![\d.,:])(?P<first>[0-3]?\d)(?:st|nd|rd|th|\.)? ?"
    r"(?:-|bis zum|bis|und|to|and|until|&|/) ?)?"
)
_YEAR: Final = r"(?P<year>1\d{3}|20\d\d)(?!\d|[.,]\d)"
_ERAS: Final[Mapping[str, int]] = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "meiji": 1867, "taisho": 1911, "showa": 1925, "heisei": 1988, "reiwa": 2018,
}  # fmt: skip
"""The year before the first of each era."""

_ERA: Final = re.compile(rf"({'|'.join(_ERAS)}) ?(元|\d{{1,2}})(?: ?年)?")
_JAPANESE_DATE: Final = re.compile(
    r"(?<!\d)(?:(?P<year>1\d{3}|20\d\d)年(?:度)?)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<first>[0-3]?\d)日?(?:から|と|~|-|、|および|及び))?"
    r"(?:(?P<day>[0-3]?\d)日)?)?"
)
_LATER_DAY: Final = re.compile(
    r"^(?:から|と|~|-|、)(?:(?P<month>1[0-2]|[1-9])月)?(?P<day>[0-3]?\d)日"
)
_LATIN_DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FROM}{_DAY} ?(?:of )?{_MONTH}(?:,? ?{_YEAR})?",
        rf"{_MONTH} {_FROM}{_DAY}(?!\d|[.,]\d)(?:,? {_YEAR})?",
        rf"{_MONTH},? (?:des jahres |of )?{_YEAR}",
        r"(?<!\d)(?P<year>1\d{3}|20\d\d)-(?P<month>0\d|1[0-2])-(?P<day>[0-3]\d)(?!\d)",
        (
            r"(?<![\d.])(?P<day>[0-3]?\d)\. ?(?P<month>1[0-2]|0?[1-9])\. ?"
            r"(?P<year>1\d{3}|20\d\d)(?!\d)"
        ),
        rf"\b(?!may\b|mar\b|sep\b|dec\b){_MONTH}(?! \d)(?=[\s,.;:)]|$)",
        r"\b(?:in|since|until|of|early|late) (?P<month>may)\b(?! \d)",
    )
)
_DECADE: Final = re.compile(r"(?<!\d)(1\d\d0|20\d0)(?:er(?:n|jahre)?\b(?:[ -]jahren?)?|s\b|年代)")
_CENTURY: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:\. ?jahrhunderts?|(?:st|nd|rd|th)[ -]centur(?:y|ies)|世紀)"
)
_YEAR_PAIR: Final = re.compile(r"(?<!\d)(1\d{3}|20\d\d)/(\d\d)(?!\d)")
_BARE_YEAR: Final = re.compile(r"(?<![\d.,])(1[5-9]\d\d|20\d\d)(?![\d]|[.,]\d)年?")

_UNITS: Final[tuple[tuple[str, str], ...]] = (
    ("km2", r"km2|km²|quadratkilometern?|square kilomet(?:re|er)s?|平方キロメートル|平方キロ"),
    ("km", r"km|kilometern?|kilomet(?:re|er)s?|キロメートル|キロ(?!グラム)"),
    ("m", r"metern?|met(?:re|er)s?|m(?![a-z0-9²])|メートル"),
    ("minute", r"minuten?|minutes?|min\b|分(?!野|の)"),
    ("clock", r"uhr|o'clock|時(?!間)"),
    ("hour", r"stunden?|hours?|時間"),
    ("day", r"tagen?|tage?s?\b|days?|日間"),
    ("week", r"wochen?|weeks?|週間"),
    ("month", r"monaten?|monate?\b|months?|か月|ヶ月|カ月|ケ月"),
    ("year", r"jahren?|jahre?s?\b|years?|年間|歳|周年|-jaehrige?[nrs]?|-jahr-|-year"),
    ("percent", r"prozent|per ?cent|%|パーセント"),
    ("euro", r"euro|eur\b|€|ユーロ"),
    ("yen", r"yen|円|¥"),
    ("dollar", r"dollars?|us\$|\$|ドル"),
)
_UNIT: Final = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS)
_SCALES: Final[Mapping[str, float]] = {
    "tausend": 1e3, "thousand": 1e3, "million": 1e6, "millionen": 1e6, "mio.": 1e6,
    "milliarde": 1e9, "milliarden": 1e9, "billion": 1e9,
    "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12,
}  # fmt: skip
_SCALE: Final = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_TIME: Final = re.compile(
    r"(?<![\d.,:])(?P<half>午前|午後)?(?P<hour>[0-2]?\d)(?:[:時](?P<minute>[0-5]\d)分?"
    r"|\.(?P<dotted>[0-5]\d)(?= ?(?:uhr|bis|-))|時(?!間))(?: ?(?P<pm>[ap]\.?m\b))?"
)
_HOUR: Final = re.compile(r"(?<![\d.,:])(?P<hour>[0-2]?\d) ?(?:uhr|o'clock|(?P<pm>[ap])\.?m\b)")
_NOON: Final = re.compile(r"\b(?:noon|zwoelf uhr mittags)\b|正午")
_CODE: Final = re.compile(
    r"(?<![a-z0-9.,])(?:[a-z]{1,4}\d{1,4}(?![\d%])|0\d{2,}|\d{1,3}-\d{1,3}(?![\d-])"
    r"|\d{5}(?=[ ,][a-z]))"
)
_THOUSANDS: Final[Mapping[Language, str]] = {"de": ".", "en": ",", "ja": ","}
_NUMBER: Final = re.compile(r"(?<![\d.,a-z])\d+(?:[.,]\d+)*|(?<=[a-z])\d+(?:[.,]\d+)+")
_JAPANESE_NUMBER: Final = re.compile(r"(?<![\d.,a-z])(?:\d[\d,]*(?:\.\d+)?(?:兆|億|万|千)?)+")
_SUFFIX: Final = re.compile(
    rf" ?(?:(?P<scale>{_SCALE})(?![a-z]))? ?-?(?:{_UNIT}"
    r"|(?P<ordinal>番目|部|位|st\b|nd\b|rd\b|th\b))?"
)
_TENTHS: Final = re.compile(r"(\d)割")

_GERMAN_WORDS: Final = [
    "null",
    "-",
    "zwei",
    "drei",
    "vier",
    "fuenf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwoelf",
    "dreizehn",
    "vierzehn",
    "fuenfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
]
_ENGLISH_WORDS: Final = [
    "zero",
    "-",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_WORDS: Final[Mapping[str, float]] = {
    **{word: float(value) for value, word in enumerate(_GERMAN_WORDS) if word != "-"},
    **{word: float(value) for value, word in enumerate(_ENGLISH_WORDS) if word != "-"},
    "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "dutzend": 12, "dozen": 12,
    "erste": 1, "ersten": 1, "erster": 1, "erstes": 1, "erstem": 1, "first": 1, "erstmals": 1,
    "zweite": 2, "zweiten": 2, "zweiter": 2, "zweites": 2, "second": 2,
    "dritte": 3, "dritten": 3, "dritter": 3, "drittes": 3, "third": 3,
    "vierte": 4, "vierten": 4, "vierter": 4, "fourth": 4,
    "fuenfte": 5, "fuenften": 5, "fuenfter": 5, "fifth": 5,
    "sechste": 6, "sechsten": 6, "sechster": 6, "sixth": 6,
    "siebte": 7, "siebten": 7, "seventh": 7, "achte": 8, "achten": 8, "eighth": 8,
    "neunte": 9, "neunten": 9, "ninth": 9, "zehnte": 10, "zehnten": 10, "tenth": 10,
}  # fmt: skip
_WORD: Final = re.compile(rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})\b")
_ONE: Final = re.compile(
    r"\b(?:eine[mrns]?|one|a|an)[ -](woche|stunde|minute|jahr|monat|tag|week|hour|year|month|day)\b"
)
_COMPOUND: Final = re.compile(
    r"\b(zweit|dritt|viert|fuenft|sechst|siebt|acht)(?=groess|aeltest|hoechst|meist)"
)
_COMPOUND_ORDINALS: Final = {
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fuenft": 5,
    "sechst": 6,
    "siebt": 7,
    "acht": 8,
}
_KANJI_DIGITS: Final = {k: v for v, k in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER: Final = re.compile(
    r"(?<![一二三四五六七八九十百千万])(?!一(?:つ|人|部))([一二三四五六七八九十百千]{1,5})"
    r"(?=つ|人|社|校|都市|番目|部|か所|ヶ所|カ所|時間|週間|日間|か月|年間|周年|回|分野|大学|機関|名)"
)
_FIRST: Final = re.compile(r"最初|初めて|初の|第一")
_BOTH: Final = re.compile(r"\bbeide[nr]?\b|\bboth\b|両(?=市|大学|者|国|校|都市|方)")
_VAGUE: Final[tuple[tuple[str, float], ...]] = (
    (r"\bdutzende\b|\bdozens\b|数十", -10.0),
    (r"\bhundert(?:e|en)\b|\bhundreds\b|数百", -100.0),
    (r"\btausend(?:e|en)\b|\bthousands\b|数千", -1000.0),
    (r"\bmillionen(?= von| menschen)|\bmillions\b|数百万", -1e6),
    (r"\bdrittel\b|\b(?:one|a|two) thirds?\b|3分の1", 1 / 3),
    (r"\bhaelfte\b|\bhalf\b|半数|半分", 0.5),
    (r"\bviertel\b|\ba quarter\b|4分の1", 0.25),
    (r"\bdoppelt|\bverdoppel|\bdoubled?\b|\btwice\b|2倍|倍増", 2.0),
)
"""Words for amounts; those that name no number are told apart by negative values."""


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

    form = take(_DECADE, lambda m: moments.add(Moment(int(m[1]), span_years=10)), form)
    form = take(
        _CENTURY, lambda m: moments.add(Moment(100 * int(m[1]) - 100, span_years=100)), form
    )
    form = _take_japanese_dates(form, moments)
    for pattern in _LATIN_DATES:
        form = take(pattern, lambda m: moments.update(_dates(m)), form)
    form = take(_TIME, lambda m: quantities.add(_time(m)), form)
    form = take(_HOUR, lambda m: quantities.add(_time(m)), form)
    form = take(_NOON, lambda _: quantities.add(Quantity(720, "clock")), form)
    codes: set[str] = set()
    form = take(_CODE, lambda m: codes.add(m.group()), form)
    form = take(
        _YEAR_PAIR,
        lambda m: moments.update((Moment(int(m[1])), Moment(int(m[1][:2] + m[2])))),
        form,
    )
    form = _take_numbers(form, language, moments, quantities)
    _add_number_words(form, quantities)
    return Figures(frozenset(moments), frozenset(quantities), frozenset(codes))


def _eras_as_years(form: str) -> str:
    def year(match: re.Match[str]) -> str:
        count = 1 if match[2] == "元" else int(match[2])
        return f"{_ERAS[match[1]] + count}年"

    return _ERA.sub(year, form)


def _take_japanese_dates(form: str, moments: set[Moment]) -> str:
    """Take out dates such as 2025年4月22日から24日まで; a later day takes month and year."""
    parts: list[str] = []
    place = 0
    for match in _JAPANESE_DATE.finditer(form):
        if not match.group() or match.start() < place:
            continue
        dates = _dates(match)
        moments.update(dates)
        parts.append(form[place : match.start()])
        place = match.end()
        later = _LATER_DAY.match(form[place:])
        if later and dates[-1].month:
            month = int(later["month"]) if later["month"] else dates[-1].month
            moments.add(Moment(dates[-1].year, month, int(later["day"])))
            place += later.end()
    return " § ".join([*parts, form[place:]])


def _dates(match: re.Match[str]) -> list[Moment]:
    """Return the date of a match, and the one before "bis" or "and" where there is one."""
    groups = match.groupdict()
    month = groups.get("month")
    number = None if month is None else _MONTHS.get(month) or int(month)
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
    form = _TENTHS.sub(lambda m: f"{10 * int(m[1])}%", form)
    pattern = _JAPANESE_NUMBER if re.search("[兆億万千]", form) else _NUMBER
    rest: list[str] = []
    place = 0
    for match in pattern.finditer(form):
        if match.start() < place:
            continue
        suffix = _SUFFIX.match(form, match.end())
        unit = _unit(suffix)
        if unit is None and _BARE_YEAR.fullmatch(match.group()):
            moments.add(Moment(int(match.group())))
        else:
            scale = _SCALES[suffix["scale"]] if suffix and suffix["scale"] else 1.0
            value = _value(match.group(), language) * scale
            quantities.add(Quantity(value, unit or ""))
        rest.append(form[place : match.start()])
        place = match.end()
    return " ".join([*rest, form[place:]])


def _unit(suffix: re.Match[str] | None) -> str | None:
    """Return the unit behind a number; empty where it counts; ``None`` where nothing follows."""
    if suffix is None:
        return None
    for name, _ in _UNITS:
        if suffix[name]:
            return name
    return "" if suffix["ordinal"] or suffix["scale"] else None


def _value(digits: str, language: Language) -> float:
    """Read a number as the language writes it."""
    if re.search("[兆億万千]", digits):
        parts = re.findall(r"(\d[\d,]*(?:\.\d+)?)([兆億万千]?)", digits)
        return sum(
            float(number.replace(",", "")) * _SCALES.get(scale, 1.0) for number, scale in parts
        )
    thousands = _THOUSANDS[language]
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
    for match in _WORD.finditer(form):
        suffix = _SUFFIX.match(form, match.end())
        scale = _SCALES[suffix["scale"]] if suffix and suffix["scale"] else 1.0
        quantities.add(Quantity(_WORDS[match[1]] * scale, _unit(suffix) or ""))
    for match in _ONE.finditer(form):
        suffix = _SUFFIX.match(form, match.start(1))
        quantities.add(Quantity(1.0, _unit(suffix) or ""))
    for match in _COMPOUND.finditer(form):
        quantities.add(Quantity(float(_COMPOUND_ORDINALS[match[1]])))
    for match in _KANJI_NUMBER.finditer(form):
        suffix = _SUFFIX.match(form, match.end())
        quantities.add(Quantity(_kanji_value(match[1]), _unit(suffix) or ""))
    if _FIRST.search(form):
        quantities.add(Quantity(1.0))
    if _BOTH.search(form):
        quantities.add(Quantity(2.0))
    for pattern, value in _VAGUE:
        if re.search(pattern, form):
            quantities.add(Quantity(value))


def _kanji_value(digits: str) -> float:
    total, current = 0, 0
    for digit in digits:
        if digit in _KANJI_DIGITS:
            current = _KANJI_DIGITS[digit]
        else:
            total += max(current, 1) * {"十": 10, "百": 100, "千": 1000}[digit]
            current = 0
    return float(total + current)
