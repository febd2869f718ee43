"""Whether a full stop between Latin letters ends a sentence or belongs to a word or a number."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from twinbot.language.abbreviations import (
    ALWAYS_FOLLOWED,
    BEFORE_NUMBER,
    BEFORE_ORDINAL,
    MAY_END,
    MONTHS,
    STARTERS,
    USUALLY_ENDS,
)

LatinLanguage: TypeAlias = Literal["de", "en"]

_LAST_TOKEN: Final = re.compile(
    r"(?:(?<![^\s(\[„“\"'‚»«/–-])(?:[^\W\d_]{1,4}\.[ \u00a0\u202f]?)+)?[^\s(\[„“\"'‚»«/–]+$"
)
"""The word before the full stop, with the parts of a spaced abbreviation ("z. B", "i. d. R")."""

_PREVIOUS_WORD: Final = re.compile(r"([^\W\d_]+)\s+\S+$")
_NEXT_WORD: Final = re.compile(r"[^\W\d_]+")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ROMAN: Final = re.compile(r"[IVXLC]+")
_PARTS: Final = re.compile(r"[.-]")
_PAGES: Final = re.compile(r"\d\s*ff?$")

_SHORT_NUMBER: Final = re.compile(r"(?:\D*[-–/])?\d{1,3}")
_ORDINAL: Final = re.compile(r"(?:\D*[-–/])?\d{1,2}")
_REST_OF_DATE: Final = re.compile(r"\s?\d{1,2}\.\s?\d")
_DATE_BEHIND: Final = re.compile(r"(?<!\d)\d{1,2}\.\s?\d{1,2}$")
_CENTURIES: Final = frozenset({"jahrhundert", "jahrhunderts", "jh", "jhd", "jhdt"})


def full_stop_ends(before: str, following: str, upcoming: str, language: LatinLanguage) -> bool:
    """Decide on a single full stop by the words on both sides.

    Args:
        before: The end of the sentence so far, without the full stop.
        following: What follows the full stop and the marks that close behind it.
        upcoming: The same from its first letter, digit or sign; not empty.
        language: Whose abbreviations count.
    """
    match = _LAST_TOKEN.search(before)
    if match is None:
        return True
    token = match.group()
    last = token.split()[-1]
    match = _NEXT_WORD.match(upcoming)
    word = match.group() if match else ""
    # "A. Smith" begins with an initial, not with an article.
    starter = word.casefold() in STARTERS[language] and not upcoming.startswith(f"{word}.")
    if _SHORT_NUMBER.fullmatch(last):
        if _REST_OF_DATE.match(following):
            return False
        return _number_ends(before, last, upcoming, starter=starter, language=language)
    if token in ("f", "ff"):  # "S. 12 f." may end a sentence, the initial of "Frank" may not
        return _PAGES.search(before) is not None
    verdict = _abbreviation_ends(token, upcoming, starter=starter, language=language)
    if verdict is None:
        return starter or not _is_initial(token, last)
    return verdict


def _abbreviation_ends(
    token: str, upcoming: str, *, starter: bool, language: LatinLanguage
) -> bool | None:
    """Decide on an abbreviation; ``None`` where ``token`` is none."""
    parts = token.casefold().split()
    last = parts[-1]
    for form in ("".join(parts), last, _PARTS.split(last)[-1]):
        if form in ALWAYS_FOLLOWED[language]:
            return False
        if form in BEFORE_NUMBER[language] and upcoming[0].isdigit():
            return False
        if form in USUALLY_ENDS:
            return True
        if form in MAY_END[language]:
            return starter
    return starter if language == "de" and last.endswith("str") else None


def _is_initial(token: str, last: str) -> bool:
    """Tell whether the token is the initials of a name or of a country, or a Roman number."""
    compact = "".join(token.split())
    return any(
        pattern.fullmatch(form)
        for pattern, form in ((_INITIALS, compact), (_INITIALS, last), (_ROMAN, last))
    )


def _number_ends(
    before: str, last: str, upcoming: str, *, starter: bool, language: LatinLanguage
) -> bool:
    """Decide on a number and a full stop: an item's number, a date, an ordinal, or the end."""
    item = before.strip() == last
    if item or (_DATE_BEHIND.search(before) and upcoming[0].isdigit()):
        return False
    if language == "en" or not _ORDINAL.fullmatch(last):
        return True
    return not _is_ordinal(upcoming) and (starter or not _wants_ordinal(before))


def _is_ordinal(upcoming: str) -> bool:
    """Tell whether a German number is a day or a century: "8. November", "19. Jahrhundert"."""
    match = _NEXT_WORD.match(upcoming)
    word = match.group().casefold() if match else ""
    return word in MONTHS or word in _CENTURIES


def _wants_ordinal(before: str) -> bool:
    """Tell whether a German number stands behind an article or the like: "im 3. Stock"."""
    match = _PREVIOUS_WORD.search(before)
    return match is not None and match.group(1).casefold() in BEFORE_ORDINAL
