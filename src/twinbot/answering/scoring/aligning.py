"""Which statements of documents that are each other's translations say the same.

Translations are divided otherwise, and tell things in another order, so that statements are aligned
by what they mean: two belong together if each is the other's nearest (mutual nearest neighbours, as
in Artetxe and Schwenk 2019, doi:10.1162/tacl_a_00288).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.index.values import EncodedStatements
from twinbot.kept import Kept
from twinbot.types import LANGUAGES, Language, Passage, Span

StatementKey = tuple[str, Span]
"""The id of a passage, and where in it a statement stands."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A statement that says the same as another in another language.

    Attributes:
        key: The statement.
        language: Its language.
        cosine: How near the two are, see `find_translations`.
    """

    key: StatementKey
    language: Language
    cosine: float


Aligned = Mapping[StatementKey, tuple[Translated, ...]]

SAME_STATEMENT: Final = 0.3
"""Least cosine of two statements, each taken from the mean of its document, that say the same. Of
pairs of ours nearest to each other at .2 to .3 the figures in them agree as often as in the pairs
at .3 to .4 where only one is the other's nearest."""

SAME_ALONE: Final = 0.66
"""Least cosine where one of the documents is a single statement, of which no mean can be taken."""

SURELY_SAME: Final = 0.55
"""Cosine from which on they surely do."""

MOST_STATEMENTS: Final = 3_000
"""Of a group with more in one language none are aligned: to compare three times 3,000 takes half a
second, for which the first question about it would wait."""

GROUPS_KEPT: Final = 1_000
"""Alignments of so many translation groups are kept in memory, about 20 kB each."""


class StoredTranslations(Protocol):
    """The part of an index generation that aligning needs."""

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> Mapping[str, Sequence[str]]:
        """Return the ids of translation groups' passages in one language, by group."""

    def statements(self, passage_ids: Sequence[str]) -> Sequence[EncodedStatements]:
        """Return what of each passage can be quoted alone, with its vectors."""


class StatementAligner:
    """Finds translations of the statements of an index; may be used from many threads."""

    def __init__(self, stored: StoredTranslations) -> None:
        """Align what is in ``stored``, each translation group when it is first asked for."""
        self._stored = stored
        self._kept: Kept[str, Aligned] = Kept(GROUPS_KEPT)

    def find(self, statements: Sequence[tuple[Passage, Span]]) -> list[tuple[Translated, ...]]:
        """Return, of each statement, those that say the same in other languages.

        Args:
            statements: Their passages, and where in these they stand.
        """
        groups = [passage.translation_group for passage, _ in statements]
        aligned = self._kept.look_up(groups, self._align)
        return [
            of_group.get((passage.passage_id, span), ())
            for (passage, span), of_group in zip(statements, aligned, strict=True)
        ]

    def _align(self, groups: Sequence[str]) -> dict[str, Aligned]:
        ids = {one: self._stored.group_passages(groups, one) for one in LANGUAGES}
        return {
            group: self._align_group({one: ids[one].get(group, ()) for one in LANGUAGES})
            for group in groups
        }

    def _align_group(self, ids: Mapping[Language, Sequence[str]]) -> Aligned:
        if sum(map(bool, ids.values())) <= 1:
            return {}  # nothing is translated
        keys: list[StatementKey] = []
        vectors: list[NDArray[np.float16]] = []
        languages: list[Language] = []
        for language, own in ids.items():
            for passage_id, of_passage in zip(own, self._stored.statements(own), strict=True):
                if of_passage.spans:
                    keys += [(passage_id, span) for span in of_passage.spans]
                    vectors.append(of_passage.vectors)
                    languages += [language] * len(of_passage.spans)
        if not keys:
            return {}
        found = find_translations(np.concatenate(vectors).astype(np.float32), languages)
        return {
            keys[place]: tuple(
                Translated(keys[one], languages[one], cosine) for one, cosine in same.items()
            )
            for place, same in found.items()
        }


def find_translations(
    vectors: NDArray[np.float32], languages: Sequence[Language], least: float = SAME_STATEMENT
) -> Mapping[int, Mapping[int, float]]:
    """Return, of a translation group's statements, those that say the same in other languages.

    What is common to all statements of a language is taken from each first: its subject is no sign
    that two say the same, and vectors of two languages lie apart. With a single statement in one of
    two languages, they are compared as they are.

    Args:
        vectors: Of the statements, of shape (statements, dimension), rows of length 1.
        languages: Theirs.
        least: Cosine from which on two say the same, each taken from the mean of its language.

    Returns:
        For each that has any, their places with these cosines.
    """
    placed = {one: np.array([o == one for o in languages]).nonzero()[0] for one in LANGUAGES}
    if max(map(len, placed.values())) > MOST_STATEMENTS:
        return {}
    apart = {one: _normalised_apart(vectors[places]) for one, places in placed.items()}
    whole = {one: vectors[places] for one, places in placed.items()}
    found: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for one, other in combinations(LANGUAGES, 2):
        here, there = placed[one].tolist(), placed[other].tolist()
        if here and there:
            alone = min(len(here), len(there)) == 1
            taken, lowest = (whole, max(least, SAME_ALONE)) if alone else (apart, least)
            for row, column, cosine in _mutual(taken[one] @ taken[other].T, lowest):
                found[here[row]][there[column]] = cosine
                found[there[column]][here[row]] = cosine
    return found


def _normalised_apart(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(vectors):
        return vectors
    apart = vectors - vectors.mean(axis=0)
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    normalised: NDArray[np.float32] = apart / lengths.clip(1e-6)
    return normalised


def _mutual(cosines: NDArray[np.float32], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield row, column and cosine of those that are each other's nearest."""
    nearest, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
    for row, column in enumerate(nearest.tolist()):
        if back[column] == row and cosines[row, column] > least:
            yield row, column, float(cosines[row, column])
