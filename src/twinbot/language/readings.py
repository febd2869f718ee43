"""Questions written wholly in kana, spelled as documents spell their words.

Children and learners write つくばしのじんこうは, documents つくば市の人口: to word search, to the
embedding models and to the rules these share nothing. ``readings.txt`` lists words of town halls,
travel and questions with their readings; a question that holds no kanji is rewritten with them, the
longest reading first. A short reading counts only where a word can begin, because its letters also
stand inside other words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from twinbot.language.scripts import HIRAGANA, KANJI

READINGS_FILE: Final = "readings.txt"

_ANYWHERE: Final = 4
"""A reading of so many letters is a word wherever it stands."""

_FEWEST: Final = 4
"""A question of fewer letters of hiragana is left alone."""

_KANJI: Final = re.compile(f"[{KANJI}]")
_HIRAGANA: Final = re.compile(f"[{HIRAGANA}]")
_PARTICLE: Final = re.compile(
    "には|では|とは|から|まで|への|との|での|にも|[はがのをにとへもや]|で(?!き)"
)
_PAUSE: Final = re.compile(r"[\s、。,.?!・「『(]")
"""After these a word begins, not a particle."""


def spell_with_kanji(text: str) -> str:
    """Return a question wholly in kana with its words in their usual spelling.

    Args:
        text: A question. One that holds a kanji, or next to no hiragana, is returned as it is.
    """
    form = unicodedata.normalize("NFKC", text)
    if _KANJI.search(form) or len(_HIRAGANA.findall(form)) < _FEWEST:
        return text
    written: list[str] = []
    place, begins = 0, True
    while place < len(form):
        reading = _reading_at(form, place, begins=begins)
        length = len(reading) if reading else 1
        written.append(_load_readings()[reading] if reading else form[place])
        place += length
        ends = reading is not None or not _HIRAGANA.match(form[place - 1])
        joined = reading is not None or not _PAUSE.match(form[place - 1])
        particle = _particle_at(form, place) if ends and joined else ""
        written.append(particle)
        place += len(particle)
        begins = ends
    return "".join(written)


def _particle_at(form: str, place: int) -> str:
    """Return the particle at a place, unless a longer word begins there or within it."""
    particle = _PARTICLE.match(form, place)
    if particle is None or _reading_at(form, place, begins=False):
        return ""
    if len(particle.group()) > 1 and _reading_at(form, place + 1, begins=False):
        return form[place]
    return particle.group()


@lru_cache(maxsize=1)
def readings_fingerprint() -> str:
    """Return 8 hex digits of the table: questions spelled by another are spelled differently."""
    content = files(__package__).joinpath(READINGS_FILE).read_bytes()
    return hashlib.sha256(content).hexdigest()[:8]


def _reading_at(form: str, place: int, *, begins: bool) -> str | None:
    """Return the longest reading that stands at a place, where a word may begin or not."""
    readings = _load_readings()
    shortest = 2 if begins else _ANYWHERE
    for length in range(min(_longest_reading(), len(form) - place), shortest - 1, -1):
        if form[place : place + length] in readings:
            return form[place : place + length]
    return None


@lru_cache(maxsize=1)
def _longest_reading() -> int:
    return max(map(len, _load_readings()))


@lru_cache(maxsize=1)
def _load_readings() -> Mapping[str, str]:
    """Read the table: a reading, a blank and the word, a line each; ``#`` begins a remark."""
    lines = files(__package__).joinpath(READINGS_FILE).read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return dict(pairs)
