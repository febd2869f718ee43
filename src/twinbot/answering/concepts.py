"""Everyday words of city life that mean the same in the three languages.

Static vectors know names and rare words across languages well, frequent verbs and nouns badly:
their forms differ and their neighbours are all words. The table in ``concepts.txt`` closes that
gap for checking. It is general: it holds no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

_LATIN: Final = re.compile(r"[a-z]+")
_COMPOUND_CHARS: Final = 6
"""A beginning this long may also stand inside a German compound."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The table by what is looked up; concepts are numbers of its lines."""

    whole: dict[str, frozenset[int]]
    beginnings: tuple[tuple[str, int], ...]
    japanese: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    whole: dict[str, set[int]] = {}
    beginnings: list[tuple[str, int]] = []
    japanese: list[tuple[str, int]] = []
    text = (resources.files(__package__) / "concepts.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines()):
        if line.startswith("#"):
            continue
        latin, _, other = line.partition("|")
        for word in latin.split():
            if word.endswith("="):
                whole.setdefault(word[:-1], set()).add(number)
            else:
                beginnings.append((word, number))
        japanese += [(part, number) for part in other.split()]
    found = {word: frozenset(numbers) for word, numbers in whole.items()}
    return _Table(found, tuple(beginnings), tuple(japanese))


@lru_cache(maxsize=16_384)
def word_concepts(word: str) -> frozenset[int]:
    """Return the concepts of one word in matching form, Latin or Japanese."""
    table = _table()
    if _LATIN.fullmatch(word):
        begun = {
            number
            for start, number in table.beginnings
            if word.startswith(start) or (len(start) >= _COMPOUND_CHARS and start in word)
        }
        return frozenset(begun) | table.whole.get(word, frozenset())
    # A part must make up most of the word: 大学 says nothing of 京都大学.
    return frozenset(n for part, n in table.japanese if part in word and 2 * len(part) > len(word))


def text_concepts(form: str) -> frozenset[int]:
    """Return the concepts of a text in matching form."""
    found = {number for part, number in _table().japanese if part in form}
    return frozenset(found).union(*(word_concepts(word) for word in set(_LATIN.findall(form))))
