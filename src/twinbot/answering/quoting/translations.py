"""Quotes in the reader's language, where a translation of the document says the same.

Retrieval shows each passage in the reader's language where its translation is known to say the same
as a whole. A sentence may have its like in a translation that is divided otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from twinbot.answering.scoring.sentences import ScoredSentence, SentenceScorer
from twinbot.types import Language, Passage


class StoredTranslations(Protocol):
    """The part of an index generation that holds the translations of documents."""

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> Mapping[str, Sequence[str]]:
        """Return the ids of translation groups' passages in one language, by group."""

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """Return passages, in the order asked."""


def read_back(
    chosen: Sequence[ScoredSentence],
    language: Language,
    stored: StoredTranslations,
    scorer: SentenceScorer,
) -> tuple[ScoredSentence, ...]:
    """Return what is quoted, in the reader's language if a translation says it.

    All stays as it is where the first sentence has no like in that language; others that have none
    are then left out, as quotes of two languages do not stand side by side.

    Args:
        chosen: What is quoted, in order.
        language: The reader's.
        stored: The translations.
        scorer: Finds the like of a sentence.
    """
    groups = {s.hit.passage.translation_group for s in chosen if s.hit.passage.language != language}
    if not groups:
        return tuple(chosen)
    ids = stored.group_passages(sorted(groups), language)
    likes: dict[tuple[str, int], ScoredSentence] = {}
    for sentence in chosen:
        like: ScoredSentence | None = sentence
        if sentence.hit.passage.language != language:
            group = ids.get(sentence.hit.passage.translation_group, ())
            like = scorer.find_like(sentence, stored.passages(group)) if group else None
        if like is None and not likes:
            return tuple(chosen)
        if like is not None:
            likes.setdefault((like.hit.passage.passage_id, like.span.start), like)
    return tuple(likes.values())
