"""Dates in questions, spelled as documents spell them: search compares words, not numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.answering.extraction.number_patterns import ERAS, KANJI_DIGITS
from twinbot.types import Language

MONTH_NAMES: Mapping[Language, tuple[str, ...]] = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip

_DATE: Mapping[Language, str] = {
    "de": "{day}. {name} {year}",
    "en": "{day} {name} {year}",
    "ja": "{year}年{month}月{day}日",
}
_DAY, _MONTH, _YEAR = (
    r"(?P<day>0?[1-9]|[12]\d|3[01])",
    r"(?P<month>0?[1-9]|1[0-2])",
    r"(?P<year>(?:19|20)\d\d)",
)
_NUMERIC = tuple(
    re.compile(rf"(?<![\d.,/-]){pattern}(?![\d/-]|[.,]\d)")
    for pattern in (
        rf"{_DAY}\. ?{_MONTH}\. ?{_YEAR}",
        rf"{_YEAR}(?P<mark>[-/.／．]){_MONTH}(?P=mark){_DAY}",
    )
)
"""Day and month stand in one order alone: 4/5/2019 is not touched."""

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_ERAS = "|".join(era for era in ERAS if not era.isascii())
_TENS = "一二三四五六七八九十"
_ERA_YEAR = re.compile(rf"({_ERAS})\s*(元|\d{{1,2}}|[{_TENS}]{{1,3}})\s*年")
_DIGITS = "〇零一二三四五六七八九"
_KANJI_YEAR = re.compile(rf"(?<![{_DIGITS}十百千])[一二][{_DIGITS}]{{3}}(?=年)")


def spell_dates(text: str, language: Language) -> str:
    """Return a question with its dates as documents of its language write them.

    25.11.2019 and 2019-11-25 become "25. November 2019", 令和元年 and 二〇一九年 become 2019年;
    wide digits become narrow ones.

    Args:
        text: The question.
        language: Its language.
    """
    text = text.translate(_NARROW)
    for pattern in _NUMERIC:
        text = pattern.sub(lambda found: _spelled(found, language), text)
    text = _ERA_YEAR.sub(lambda found: f"{ERAS[found[1]] + _count(found[2])}年", text)
    return _KANJI_YEAR.sub(lambda found: "".join(str(_digit(sign)) for sign in found[0]), text)


def _spelled(found: re.Match[str], language: Language) -> str:
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    name = "" if language == "ja" else MONTH_NAMES[language][month - 1]
    return _DATE[language].format(year=year, month=month, day=day, name=name)


def _count(year: str) -> int:
    """Return the number of a year of an era, 1 for its first, 元年."""
    if year == "元":
        return 1
    if year.isdecimal():
        return int(year)
    tens, ten, ones = year.rpartition("十")
    return (_digit(tens) if tens else 1) * 10 * bool(ten) + (_digit(ones) if ones else 0)


def _digit(sign: str) -> int:
    return 0 if sign in "〇零" else KANJI_DIGITS[sign]
