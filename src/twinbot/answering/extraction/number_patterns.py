"""How dates, times, amounts and number words look in matching form, in the three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from twinbot.types import Language

MONTHS: Final[Mapping[str, int]] = {
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
MONTH: Final = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY: Final = r"(?<![\d.,:])(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?"
FROM: Final = (
    r"(?:(?<![\d.,:])(?P<first>[0-3]?\d)(?:st|nd|rd|th|\.)? ?"
    r"(?:-|bis zum|bis|und|to|and|until|&|/) ?)?"
)
YEAR: Final = r"(?P<year>1\d{3}|20\d\d)(?!\d|[.,]\d)"
ERAS: Final[Mapping[str, int]] = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "meiji": 1867, "taisho": 1911, "showa": 1925, "heisei": 1988, "reiwa": 2018,
}  # fmt: skip
"""The year before the first of each era."""

ERA: Final = re.compile(rf"({'|'.join(ERAS)}) ?(元|\d{{1,2}})(?: ?年)?")
JAPANESE_DATE: Final = re.compile(
    r"(?<!\d)(?:(?P<year>1\d{3}|20\d\d)年(?:度)?)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<first>[0-3]?\d)日?(?:から|と|~|-|、|および|及び))?"
    r"(?:(?P<day>[0-3]?\d)日)?)?"
)
LATER_DAY: Final = re.compile(
    r"^(?:から|と|~|-|、)(?:(?P<month>1[0-2]|[1-9])月)?(?P<day>[0-3]?\d)日"
)
LATIN_DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{FROM}{DAY} ?(?:of )?{MONTH}(?:,? ?{YEAR})?",
        rf"{MONTH} {FROM}{DAY}(?!\d|[.,]\d)(?:,? {YEAR})?",
        rf"{MONTH},? (?:des jahres |of )?{YEAR}",
        r"(?<!\d)(?P<year>1\d{3}|20\d\d)-(?P<month>0\d|1[0-2])-(?P<day>[0-3]\d)(?!\d)",
        (
            r"(?<![\d.])(?P<day>[0-3]?\d)\. ?(?P<month>1[0-2]|0?[1-9])\. ?"
            r"(?P<year>1\d{3}|20\d\d)(?!\d)"
        ),
        rf"\b(?!may\b|mar\b|sep\b|dec\b){MONTH}(?! \d)(?=[\s,.;:)]|$)",
        r"\b(?:in|since|until|of|early|late) (?P<month>may)\b(?! \d)",
    )
)
DECADE: Final = re.compile(r"(?<!\d)(1\d\d0|20\d0)(?:er(?:n|jahre)?\b(?:[ -]jahren?)?|s\b|年代)")
CENTURY: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:\. ?jahrhunderts?|(?:st|nd|rd|th)[ -]centur(?:y|ies)|世紀)"
)
YEAR_PAIR: Final = re.compile(r"(?<!\d)(1\d{3}|20\d\d)/(\d\d)(?!\d)")
BARE_YEAR: Final = re.compile(r"(?<![\d.,])(1[5-9]\d\d|20\d\d)(?![\d]|[.,]\d)年?")

UNITS: Final[tuple[tuple[str, str], ...]] = (
    ("km2", r"km2|km²|quadratkilometern?|square kilomet(?:re|er)s?|平方キロメートル|平方キロ"),
    ("km", r"km|kilometern?|kilomet(?:re|er)s?|キロメートル|キロ(?!グラム)"),
    ("m", r"metern?|met(?:re|er)s?|m(?![a-z0-9²])|メートル"),
    ("minute", r"minuten?|minutes?|min\b|分(?!野|の)"),
    ("clock", r"uhr|o'clock|時(?!間)"),
    ("hour", r"stunden?|hours?|時間"),
    ("day", r"tagen?|tage?s?\b|days?|日間"),
    ("week", r"wochen?|weeks?|週間"),
    ("month", r"monaten?|monate?\b|months?|か月|ヶ月|カ月|ケ月"),
    (
        "year",
        r"jahren?|jahre?s?\b|years?|年間|歳|周年|年(?=後|前|ほど|以上|余|近く|遅|早|ぶり|目)|-jaehrige?[nrs]?|-jahr-|-year",
    ),
    ("percent", r"prozent|per ?cent|%|パーセント"),
    ("euro", r"euro|eur\b|€|ユーロ"),
    ("yen", r"yen|円|¥"),
    ("dollar", r"dollars?|us\$|\$|ドル"),
)
UNIT: Final = "|".join(f"(?P<{name}>{pattern})" for name, pattern in UNITS)
SCALES: Final[Mapping[str, float]] = {
    "tausend": 1e3, "thousand": 1e3, "million": 1e6, "millionen": 1e6, "mio.": 1e6,
    "milliarde": 1e9, "milliarden": 1e9, "billion": 1e9,
    "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12,
}  # fmt: skip
SCALE: Final = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))
TIME: Final = re.compile(
    r"(?<![\d.,:])(?P<half>午前|午後)?(?P<hour>[0-2]?\d)(?:[:時](?P<minute>[0-5]\d)分?"
    r"|\.(?P<dotted>[0-5]\d)(?= ?(?:uhr|bis|-))|時(?!間))(?: ?(?P<pm>[ap]\.?m\b))?"
)
HOUR: Final = re.compile(r"(?<![\d.,:])(?P<hour>[0-2]?\d) ?(?:uhr|o'clock|(?P<pm>[ap])\.?m\b)")
NOON: Final = re.compile(r"\b(?:noon|zwoelf uhr mittags)\b|正午")
CODE: Final = re.compile(
    r"(?<![a-z0-9.,])(?:[a-z]{1,4}\d{1,4}(?![\d%])|0\d{2,}|\d{1,3}-\d{1,3}(?![\d-])"
    r"|\d{5}(?=[ ,][a-z]))"
)
THOUSANDS: Final[Mapping[Language, str]] = {"de": ".", "en": ",", "ja": ","}
NUMBER: Final = re.compile(r"(?<![\d.,a-z])\d+(?:[.,]\d+)*|(?<=[a-z])\d+(?:[.,]\d+)+")
JAPANESE_NUMBER: Final = re.compile(r"(?<![\d.,a-z])(?:\d[\d,]*(?:\.\d+)?(?:兆|億|万|千)?)+")
SUFFIX: Final = re.compile(
    rf" ?(?:(?P<scale>{SCALE})(?![a-z]))? ?-?(?:{UNIT}"
    r"|(?P<ordinal>番目|部|位|st\b|nd\b|rd\b|th\b))?"
)
TENTHS: Final = re.compile(r"(\d)割")

GERMAN_WORDS: Final = [
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
ENGLISH_WORDS: Final = [
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
WORDS: Final[Mapping[str, float]] = {
    **{word: float(value) for value, word in enumerate(GERMAN_WORDS) if word != "-"},
    **{word: float(value) for value, word in enumerate(ENGLISH_WORDS) if word != "-"},
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
WORD: Final = re.compile(rf"\b({'|'.join(sorted(WORDS, key=len, reverse=True))})\b")
ONE: Final = re.compile(
    r"\b(?:eine[mrns]?|one|a|an)[ -](woche|stunde|minute|jahr|monat|tag|week|hour|year|month|day)\b"
)
COMPOUND: Final = re.compile(
    r"\b(zweit|dritt|viert|fuenft|sechst|siebt|acht)(?=groess|aeltest|hoechst|meist)"
)
COMPOUND_ORDINALS: Final = {
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fuenft": 5,
    "sechst": 6,
    "siebt": 7,
    "acht": 8,
}
KANJI_DIGITS: Final = {k: v for v, k in enumerate("〇一二三四五六七八九")}
KANJI_NUMBER: Final = re.compile(
    r"(?<![一二三四五六七八九十百千万])(?!一(?:つ|人|部))([一二三四五六七八九十百千]{1,5})"
    r"(?=つ|人|社|校|都市|番目|部|か所|ヶ所|カ所|時間|週間|日間|か月|年間|年(?=後|前|ほど|以上|余|近く|遅|早|ぶり)|周年|キロ|メートル|回|分野|大学|機関|名)"
)
FIRST: Final = re.compile(r"最初|初めて|初の|第一")
BOTH: Final = re.compile(r"\bbeide[nr]?\b|\bboth\b|両(?=市|大学|者|国|校|都市|方)")
VAGUE: Final[tuple[tuple[str, float], ...]] = (
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
