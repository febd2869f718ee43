"""Everyday words of city life that mean the same in the three languages.

Static vectors know names and rare words across languages well, frequent verbs and nouns badly:
their forms differ and their neighbours are all words. The table in ``concepts.txt`` closes that
gap, for choosing what answers and for checking what was written. It is general: it holds no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

_LATIN: Final = re.compile(r"[a-z]+")
_COMPOUND_CHARS: Final = 6
"""A beginning this long may also stand inside a German compound."""
_KEY_CHARS: Final = 3
"""No beginning is shorter."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The table by what is looked up; concepts are numbers of its lines.

    Beginnings of Latin words are kept by their own first letters, Japanese parts by their first.
    """

    whole: dict[str, frozenset[int]]
    beginnings: dict[str, list[tuple[str, int]]]
    japanese: dict[str, list[tuple[str, int]]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    whole: dict[str, set[int]] = {}
    beginnings: dict[str, list[tuple[str, int]]] = {}
    japanese: dict[str, list[tuple[str, int]]] = {}
    text = (resources.files(__package__) / "concepts.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines()):
        if line.startswith("#"):
            continue
        latin, _, other = line.partition("|")
        for word in latin.split():
            if word.endswith("="):
                whole.setdefault(word[:-1], set()).add(number)
            else:
                beginnings.setdefault(word[:_KEY_CHARS], []).append((word, number))
        for part in other.split():
            japanese.setdefault(part[0], []).append((part, number))
    found = {word: frozenset(numbers) for word, numbers in whole.items()}
    return _Table(found, beginnings, japanese)


@lru_cache(maxsize=16_384)
def word_concepts(word: str) -> frozenset[int]:
    """Return the concepts of one word in matching form, Latin or Japanese."""
    table = _table()
    if _LATIN.fullmatch(word):
        begun = {
            number
            for place in range(len(word) - _KEY_CHARS + 1)
            for start, number in table.beginnings.get(word[place : place + _KEY_CHARS], ())
            if (place == 0 or len(start) >= _COMPOUND_CHARS) and word.startswith(start, place)
        }
        return frozenset(begun) | table.whole.get(word, frozenset())
    # A part must make up most of the word: 大学 says nothing of 京都大学.
    return frozenset(n for part, n in _japanese_parts(word) if 2 * len(part) > len(word))


def text_concepts(form: str) -> frozenset[int]:
    """Return the concepts of a text in matching form."""
    found = {number for _, number in _japanese_parts(form)}
    return frozenset(found).union(*(word_concepts(word) for word in set(_LATIN.findall(form))))


def _japanese_parts(form: str) -> Iterator[tuple[str, int]]:
    table = _table()
    for place, first in enumerate(form):
        for part, number in table.japanese.get(first, ()):
            if form.startswith(part, place):
                yield part, number
