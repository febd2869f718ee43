"""Query to evidence: dense and lexical search, fused, with translations collapsed.

Dense search runs over all three languages, because the embedding model is cross-lingual; lexical
search only within the query's language, because words do not cross languages; the glossary's names
of what the query speaks of are added to its words and to its vector, in all three languages. The
measurements behind this stand in ``docs/architecture.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twinbot.embedding import Embedder
from twinbot.glossary import Glossary
from twinbot.language import detect_language, lexical_tokens
from twinbot.types import LANGUAGES, Evidence, Hit, Language, Passage, Query

Vector: TypeAlias = NDArray[np.float32]

POOL_SIZE = 60
"""Candidates taken from each ranker and language before fusion."""

TOPIC_CHARS: Mapping[Language, int] = {"de": 160, "en": 160, "ja": 64}
"""So much of the last answer tells what it was about: what it begins with."""

RANK_OFFSET = 3.0
"""Added to ranks before their reciprocals are summed. Cormack, Clarke and Buettcher (SIGIR 2009,
doi:10.1145/1571941.1572114) have 60 for lists of a thousand; with 10 one dev answer is lost."""

SAME_STATEMENT_COSINE = 0.5
"""Two passages of one translation group at least this close are taken to say the same."""


class ScoredPassage(Protocol):
    """What a ranker returns."""

    @property
    def passage_id(self) -> str:
        """The passage found."""

    @property
    def score(self) -> float:
        """Its score; higher is better."""


class SearchableIndex(Protocol):
    """The part of an index generation that retrieval needs."""

    def search_dense(self, vector: Vector, language: Language, k: int) -> Sequence[ScoredPassage]:
        """Return the ``k`` nearest passages of a language by cosine."""

    def search_lexical(
        self, tokens: Sequence[str], language: Language, k: int
    ) -> Sequence[ScoredPassage]:
        """Return the ``k`` best passages of a language by BM25."""

    def vectors(self, passage_ids: Sequence[str]) -> Vector:
        """Return the vectors of passages, in the order asked."""

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """Return passages, in the order asked."""

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> Mapping[str, Sequence[str]]:
        """Return the ids of translation groups' passages in one language, by group."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage in the pool, before its text is fetched."""

    passage_id: str
    language: Language
    similarity: float
    lexical_score: float
    score: float = 0.0


class HybridRetriever:
    """Finds the passages that speak to a query."""

    def __init__(self, index: SearchableIndex, embedder: Embedder, glossary: Glossary) -> None:
        """Search ``index``, whose vectors ``embedder`` made, with the names of ``glossary``."""
        self._index = index
        self._embedder = embedder
        self._glossary = glossary

    def retrieve(self, query: Query, k: int = 10, also: Sequence[str] = ()) -> Evidence:
        """Return the best ``k`` passages, each statement once and in the reader's language.

        Args:
            query: What was asked; its earlier turns are not looked at.
            k: How many passages at the most, from 1.
            also: Ids of passages that another ranking puts first, in its order. They are returned
                too, if they are among the candidates, and both rankings are fused.

        Returns:
            Evidence whose hits are ranked from 1. Empty if the index is.
        """
        return self._retrieve(query, self._embed(query), k, also)

    def _retrieve(self, query: Query, vector: Vector, k: int, also: Sequence[str] = ()) -> Evidence:
        pool = self._pool(query, vector)
        ranked = sorted(
            fuse(pool, query.language), key=lambda found: (-found.score, found.passage_id)
        )
        considered = ranked[: 4 * k]
        considered += [found for found in ranked[4 * k :] if found.passage_id in also]
        hits = self._collapse(considered, query, vector)
        kept = hits[:k] + [hit for hit in hits[k:] if hit.passage.passage_id in also]
        merit = fuse_ranks([hit.passage.passage_id for hit in hits], also)
        kept.sort(key=lambda hit: -merit[hit.passage.passage_id])
        return Evidence(
            query, tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1))
        )

    def retrieve_topic(self, query: Query, k: int) -> list[Hit]:
        """Return passages around what the last answer of a conversation said, closest first.

        These are the passages nearest to the one whose words are most like what it begins with, as
        a rule the one that it is quoted from, then those of the same document that are nearest to
        the question.

        Args:
            query: A follow-up, with the answer in ``topic``.
            k: How many passages of each sort at the most.
        """
        topic = query.topic[: TOPIC_CHARS[query.language]]
        told = Query(topic, query.language)
        nearest = list(self._retrieve(told, self._find_vector(told), k).hits)
        if not nearest:
            return []
        group = nearest[0].passage.translation_group
        language = nearest[0].passage.language
        known = {hit.passage.passage_id for hit in nearest}
        ids = [
            passage_id
            for passage_id in self._index.group_passages([group], language).get(group, ())
            if passage_id not in known
        ]
        if not ids:
            return nearest
        similarities = self._index.vectors(ids) @ self._embed(query)
        best = [int(place) for place in np.argsort(-similarities)[:k]]
        passages = self._index.passages([ids[place] for place in best])
        return nearest + [
            Hit(passage, 0.0, len(nearest) + number, float(similarities[place]), 0.0)
            for number, (place, passage) in enumerate(zip(best, passages, strict=True), start=1)
        ]

    def _find_vector(self, told: Query) -> Vector:
        """Return the vector of the passage whose words are most like an answer's.

        To encode the answer took a follow-up some 12 ms more and found no more.
        """
        language = detect_language(told.text, told.language)
        found = self._index.search_lexical(lexical_tokens(told.text, language), language, 1)
        return self._index.vectors([found[0].passage_id])[0] if found else self._embed(told)

    def _embed(self, query: Query) -> Vector:
        """Embed the query, with names in the other languages behind it."""
        names = self._glossary.expand(query.search_text, query.language)
        return self._embedder.embed_question(query.search_text, names)

    def _pool(self, query: Query, vector: Vector) -> list[_Candidate]:
        """Gather candidates of every language with both scores."""
        names = self._glossary.expand(query.search_text, query.language)
        pool: list[_Candidate] = []
        for language in LANGUAGES:
            own = language == query.language
            dense = _as_mapping(self._index.search_dense(vector, language, POOL_SIZE))
            lexical: dict[str, float] = {}
            if own:
                tokens = lexical_tokens(" ".join([query.search_text, *names]), language)
                if tokens:
                    lexical = _as_mapping(self._index.search_lexical(tokens, language, POOL_SIZE))
            unseen = [passage_id for passage_id in lexical if passage_id not in dense]
            if unseen:
                similarities = self._index.vectors(unseen) @ vector
                dense |= dict(zip(unseen, map(float, similarities), strict=True))
            pool += [
                _Candidate(passage_id, language, similarity, lexical.get(passage_id, 0.0))
                for passage_id, similarity in dense.items()
            ]
        return pool

    def _collapse(self, ranked: Sequence[_Candidate], query: Query, vector: Vector) -> list[Hit]:
        """Keep each statement once, in the reader's language where a translation says it."""
        passages = self._index.passages([found.passage_id for found in ranked])
        twins, vectors = self._translations(passages, query.language)
        kept: dict[str, Hit] = {}
        of_group: dict[str, list[Passage]] = {}
        for found, passage in zip(ranked, passages, strict=True):
            shown = twins.get(passage.passage_id, passage)
            said = of_group.setdefault(shown.translation_group, [])
            if shown.passage_id in kept or _is_said(shown, said, vectors):
                continue
            said.append(shown)
            kept[shown.passage_id] = Hit(
                passage=shown,
                score=found.score,
                rank=1,
                similarity=float(vectors[shown.passage_id] @ vector),
                lexical_score=found.lexical_score,
            )
        return list(kept.values())

    def _translations(
        self, passages: Sequence[Passage], language: Language
    ) -> tuple[dict[str, Passage], dict[str, Vector]]:
        """Find what says the same in ``language``, with two look-ups for all passages.

        Returns:
            The translation of each foreign passage that has one, by the foreign passage's id, and
            the vectors of all passages and translations.
        """
        foreign = [passage for passage in passages if passage.language != language]
        groups = self._index.group_passages(
            sorted({passage.translation_group for passage in foreign}), language
        )
        own = [passage_id for ids in groups.values() for passage_id in ids]
        wanted = list(dict.fromkeys([*(p.passage_id for p in passages), *own]))
        rows = self._index.vectors(wanted)
        vectors = dict(zip(wanted, rows, strict=True))
        places = {passage_id: place for place, passage_id in enumerate(wanted)}
        of_group = {group: rows[[places[i] for i in ids]] for group, ids in groups.items() if ids}
        chosen: dict[str, str] = {}
        for passage in foreign:
            if passage.translation_group not in of_group:
                continue
            ids = groups[passage.translation_group]
            closeness = of_group[passage.translation_group] @ vectors[passage.passage_id]
            best = int(np.argmax(closeness))
            if closeness[best] >= SAME_STATEMENT_COSINE:
                chosen[passage.passage_id] = ids[best]
        unique = sorted(set(chosen.values()))
        texts = dict(zip(unique, self._index.passages(unique), strict=True))
        return {passage_id: texts[twin] for passage_id, twin in chosen.items()}, vectors


def fuse(pool: Sequence[_Candidate], language: Language) -> list[_Candidate]:
    """Give each candidate the sum of its two scores, each standardised over the pool.

    In the query's language the score is the equal-weight sum of the z-scores of cosine and BM25;
    in another language, where BM25 says nothing, the z-score of the cosine stands for both, so
    that neither language wins by having more rankers.
    """
    if not pool:
        return []
    dense = standardise([found.similarity for found in pool])
    own = [place for place, found in enumerate(pool) if found.language == language]
    lexical = dense.copy()
    if own:
        lexical[own] = standardise([pool[place].lexical_score for place in own])
    scores = (dense + lexical).tolist()
    return [
        # Not `dataclasses.replace`, which takes eight times as long.
        _Candidate(found.passage_id, found.language, found.similarity, found.lexical_score, score)
        for found, score in zip(pool, scores, strict=True)
    ]


def fuse_ranks(*rankings: Sequence[str]) -> dict[str, float]:
    """Return what each id has in rankings together: the sum of 1 / (`RANK_OFFSET` + its rank)."""
    merit: dict[str, float] = {}
    for ranking in rankings:
        for rank, found in enumerate(ranking, start=1):
            merit[found] = merit.get(found, 0.0) + 1.0 / (RANK_OFFSET + rank)
    return merit


def standardise(scores: Sequence[float]) -> NDArray[np.float64]:
    """Return z-scores: zero mean, unit standard deviation; all 0 where all scores are equal.

    Returns:
        float64 of the same length.
    """
    values = np.asarray(scores, dtype=np.float64)
    spread = float(values.std()) if len(values) else 0.0
    if spread < np.finfo(np.float32).eps:
        return np.zeros_like(values)
    standard: NDArray[np.float64] = (values - values.mean()) / spread
    return standard


def _as_mapping(found: Iterable[ScoredPassage]) -> dict[str, float]:
    return {item.passage_id: item.score for item in found}


def _is_said(passage: Passage, group: Iterable[Passage], vectors: Mapping[str, Vector]) -> bool:
    """Tell whether a kept passage of the same group in another language says the same."""
    return any(
        kept.language != passage.language
        and float(vectors[kept.passage_id] @ vectors[passage.passage_id]) >= SAME_STATEMENT_COSINE
        for kept in group
    )
