"""Question to evidence: what search finds, and what answers the known questions that it is like.

Search compares a question with what documents say; citizens often ask in other words. Where staff
keep known questions, passages that answer the most similar ones are considered too. The
measurements behind this stand in ``docs/learning.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from twinbot.answering.scoring.meaning import MeaningComparer
from twinbot.retrieval import HybridRetriever
from twinbot.types import Evidence, Passage, Query

PASSAGES_CONSIDERED = 24
"""Passages whose sentences are weighed for an answer."""

SEARCHED_BESIDE_KNOWN = 12
"""So many of them come from search where known questions bring others: with 24 fewer dev questions
are answered rightly, and scoring takes longer."""

KNOWN_PASSAGES = 10
"""From about so many on no more are taken from known questions."""

KNOWN_QUESTIONS = 24
"""So many of these are looked at, the most similar first."""


class StoredPassages(Protocol):
    """The part of an index generation that gathering evidence needs."""

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """Return passages, in the order asked."""


def find_evidence(
    query: Query,
    retriever: HybridRetriever,
    meanings: MeaningComparer | None,
    stored: StoredPassages,
    spare: int = 0,
) -> Evidence:
    """Return the passages whose sentences are weighed for an answer.

    Args:
        query: What is asked; its earlier turns are not looked at.
        retriever: Searches.
        meanings: Knows which questions the question is like; ``None`` where none are known.
        stored: The passages.
        spare: So many more are searched for than are considered.
    """
    known = find_known(query, meanings, stored) if meanings else []
    searched = SEARCHED_BESIDE_KNOWN if known else PASSAGES_CONSIDERED
    return retriever.retrieve(query, searched + spare, known)


def find_known(query: Query, meanings: MeaningComparer, stored: StoredPassages) -> list[str]:
    """Return the ids of the passages that answer the known questions most like it, best first.

    A translation into the question's language stands for the others.
    """
    found: dict[str, None] = {}
    for ids in meanings.rank_passages(query, KNOWN_QUESTIONS):
        passages = stored.passages(sorted(ids))
        own = [one.passage_id for one in passages if one.language == query.language]
        found |= dict.fromkeys(own or sorted(ids))
        if len(found) >= KNOWN_PASSAGES:
            break
    return list(found)
