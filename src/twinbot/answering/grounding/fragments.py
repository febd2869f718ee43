"""Runs of words that a sentence takes from its sources, as they stand there.

The extractive fragments of Grusky et al. 2018 (doi:10.18653/v1/N18-1065), found greedily. A
sentence that keeps to its source takes few and long ones, in their order; one that makes somebody
else the doer takes the same words in another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from twinbot.types import Language

_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"\w")
_SHORTEST_JAPANESE: Final = 2
"""A single character that two texts share tells nothing."""
_END: Final = ""
"""Between texts; no run goes over it."""


class Fragment(NamedTuple):
    """A run of tokens, and where it starts in both texts."""

    start: int
    source_start: int
    tokens: int


def find_fragments(tokens: Sequence[str], source: Sequence[str]) -> list[Fragment]:
    """Return the runs of a text's tokens that a source has too, each the longest from its start.

    Args:
        tokens: Of the text.
        source: Of the source.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(source):
        places[token].append(place)
    fragments = []
    start = 0
    while start < len(tokens):
        runs = [
            Fragment(start, place, _run(tokens, start, source, place))
            for place in places.get(tokens[start], ())
        ]
        longest = max(runs, key=lambda run: run.tokens, default=None)
        if longest:
            fragments.append(longest)
        start += longest.tokens if longest else 1
    return fragments


def _run(tokens: Sequence[str], start: int, source: Sequence[str], place: int) -> int:
    """Return how many tokens from two places on are the same."""
    most = min(len(tokens) - start, len(source) - place)
    return next(
        (length for length in range(most) if tokens[start + length] != source[place + length]), most
    )


def share_reordered(form: str, sources: Sequence[str], language: Language) -> float:
    """Return the share of a sentence's fragments that stand in its sources before the one before.

    Args:
        form: The sentence, in matching form.
        sources: Texts in its language, likewise; without any the share is 0.
        language: Its language.
    """
    token = _LETTER if language == "ja" else _WORD
    told = [one for text in sources for one in (*token.findall(text), _END)]
    shortest = _SHORTEST_JAPANESE if language == "ja" else 1
    found = [one for one in find_fragments(token.findall(form), told) if one.tokens >= shortest]
    turned = sum(later.source_start < earlier.source_start for earlier, later in pairwise(found))
    return turned / max(1, len(found))
