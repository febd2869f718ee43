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
        rf"{_DAY}\. ?{_MONTH}\. ?(?P<short>\d\d)(?!:)",
        rf"(?P<day>1[3-9]|2\d|3[01])(?P<mark>[/-]){_MONTH}(?P=mark){_YEAR}",
        rf"{_MONTH}/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}",
    )
)
"""Day and month stand in one order alone: 4/5/2019 is not touched."""

_SHORT_MONTHS: Mapping[Language, str] = {
    "de": r"(?:jan|feb|m(?:ä|ae)rz?|apr|mai|jun|jul|aug|sept?|okt|nov|dez)",
    "en": r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)",
}


def _month_pattern(language: Language) -> str:
    """Return a pattern for the names of months, whole or by their first three or four letters."""
    whole = "|".join(MONTH_NAMES[language]).replace("ä", "(?:ä|ae)")
    return rf"(?P<name>{whole}|{_SHORT_MONTHS[language]}(?=[. ,])\.?)"


_SPELLED: Mapping[Language, tuple[re.Pattern[str], ...]] = {
    "de": (
        re.compile(
            rf"\b{_DAY}(?:\.|ten|ter)? ?{_month_pattern('de')}(?: {_YEAR})?(?!\w)", re.IGNORECASE
        ),
    ),
    "en": (
        re.compile(
            rf"\b(?:the (?=\d+[a-z]))?{_DAY}(?:st|nd|rd|th)?(?: of)? {_month_pattern('en')}"
            rf"(?:,? {_YEAR})?(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{_month_pattern('en')} (?:the )?{_DAY}(?=(?:st|nd|rd|th)\b|,? (?:19|20)\d\d)"
            rf"(?:st|nd|rd|th)?(?:,? {_YEAR})?(?!\w)",
            re.IGNORECASE,
        ),
    ),
}
"""Dates with the name of the month: "April 22nd, 2025", "the 22nd of April", "22. Apr. 2025"."""

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_ERAS = "|".join(era for era in ERAS if not era.isascii())
_TENS = "一二三四五六七八九十"
_ERA_YEAR = re.compile(rf"({_ERAS})\s*(元|\d{{1,2}}|[{_TENS}]{{1,3}})\s*年")
_DIGITS = "〇零一二三四五六七八九"
_KANJI_YEAR = re.compile(rf"(?<![{_DIGITS}十百千])[一二][{_DIGITS}]{{3}}(?=年)")


def spell_dates(text: str, language: Language) -> str:
    """Return a question with its dates as documents of its language write them.

    25.11.2019, 25/11/2019 and 2019-11-25 become "25. November 2019", 令和元年 and 二〇一九年
    become 2019年; wide digits become narrow ones.

    Args:
        text: The question.
        language: Its language.
    """
    text = text.translate(_NARROW)
    for pattern in _NUMERIC:
        text = pattern.sub(lambda found: _spelled(found, language), text)
    for pattern in _SPELLED.get(language, ()):
        text = pattern.sub(lambda found: _named(found, language), text)
    text = _ERA_YEAR.sub(lambda found: f"{ERAS[found[1]] + _count(found[2])}年", text)
    return _KANJI_YEAR.sub(lambda found: "".join(str(_digit(sign)) for sign in found[0]), text)


def _spelled(found: re.Match[str], language: Language) -> str:
    groups = found.groupdict()
    month, day = int(groups["month"]), int(groups["day"])
    year = int(groups.get("year") or f"20{groups['short']}")
    name = "" if language == "ja" else MONTH_NAMES[language][month - 1]
    return _DATE[language].format(year=year, month=month, day=day, name=name)


def _named(found: re.Match[str], language: Language) -> str:
    """Return a date as documents write it whose month is named, perhaps without its year."""
    start = found["name"].casefold().replace("ae", "ä")[:3]
    name = next(name for name in MONTH_NAMES[language] if name.casefold().startswith(start))
    year = found["year"] or ""
    return _DATE[language].format(day=int(found["day"]), name=name, year=year).rstrip()


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
