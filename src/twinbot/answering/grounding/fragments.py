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

from twinbot.language import content_words
from twinbot.types import Language

_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"\w")
_RUN: Final = 2
"""Fewer tokens are none: a single character tells nothing, and a word only if it is no "the"."""
_END: Final = ""
"""After each sentence of a source; no run goes over it."""


class Fragment(NamedTuple):
    """A run of tokens, and where it starts in both texts."""

    start: int
    source_start: int
    tokens: int


def find_fragments(tokens: Sequence[str], source: Sequence[str]) -> list[Fragment]:
    """Return the runs of a text's tokens that a source has too, each the longest from its start.

    Of equally long ones that is taken which stands next after the one before.

    Args:
        tokens: Of the text.
        source: Of the source.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(source):
        places[token].append(place)
    fragments: list[Fragment] = []
    start = after = 0
    while start < len(tokens):
        runs = [
            Fragment(start, place, _run(tokens, start, source, place))
            for place in places.get(tokens[start], ())
        ]
        if not runs:
            start += 1
            continue
        longest = max(runs, key=lambda run: (run.tokens, run.source_start >= after))
        fragments.append(longest)
        after = longest.source_start + longest.tokens
        start += longest.tokens
    return fragments


def _run(tokens: Sequence[str], start: int, source: Sequence[str], place: int) -> int:
    """Return how many tokens from two places on are the same."""
    most = min(len(tokens) - start, len(source) - place)
    return next(
        (length for length in range(most) if tokens[start + length] != source[place + length]), most
    )


def share_reordered(form: str, sources: Sequence[Sequence[str]], language: Language) -> float:
    """Return how often a sentence jumps back in a source, as a share of the runs it takes.

    Args:
        form: The sentence, in matching form.
        sources: Sentences of each source in its language, likewise; without any the share is 0.
        language: Its language.
    """
    token = _LETTER if language == "ja" else _WORD
    told: list[str] = []
    owners: list[int] = []
    for owner, sentences in enumerate(sources):
        for text in sentences:
            told += [*token.findall(text), _END]
        owners += [owner] * (len(told) - len(owners))
    tokens = token.findall(form)
    telling = set() if language == "ja" else set(content_words(form, language))
    found = [
        one
        for one in find_fragments(tokens, told)
        if one.tokens >= _RUN or tokens[one.start] in telling
    ]
    turned = sum(
        later.source_start < earlier.source_start
        and owners[later.source_start] == owners[earlier.source_start]
        for earlier, later in pairwise(found)
    )
    return turned / max(1, len(found))
