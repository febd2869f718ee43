"""Which sentences of the evidence answer the question, by signals that can be explained.

Five signals, each between about 0 and 1, are added with fixed weights:

* ``interaction``: each piece of the question against its best match among windows of one to
  three pieces of the sentence, or of its heading and title at a discount, weighted by the length
  of the piece's vector (late interaction, MaxSim: Khattab and Zaharia, SIGIR 2020,
  doi:10.1145/3397271.3401075);
* ``closeness``: cosine of the question and the sentence with its title and heading;
* ``coverage``: the share of the question's content words that stand in sentence, heading or title;
* ``similarity``: cosine of the question and the passage around the sentence;
* ``passage``: how retrieval ranked that passage.

A sentence that cannot hold the kind of fact asked for loses a fixed amount.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.questions import QuestionKind, can_hold, question_kind
from twinbot.embedding import TokenVectors
from twinbot.glossary import Glossary
from twinbot.language import content_words, matching_form, sentence_spans
from twinbot.types import Evidence, Hit, Language, Query, Span

Vectors = NDArray[np.float32]

WINDOW_PIECES = 3
"""Longest window of sentence pieces that one piece of the question is held against."""

CONTEXT_DISCOUNT = 0.85
"""What a match in heading or title counts, where the sentence itself has none."""

MIN_CHARS: Mapping[Language, int] = {"de": 20, "en": 20, "ja": 10}
"""Shorter pieces are labels, not statements."""


class TokenEmbedder(Protocol):
    """The built-in model, which sentence scoring uses whatever model made the index."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return normalised float32 vectors of shape (number of texts, dimension)."""

    def token_vectors(self, text: str) -> TokenVectors:
        """Return the pieces of a text and their stored vectors."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; chosen on the dev questions of ``eval/``."""

    interaction: float = 0.27
    closeness: float = 0.30
    coverage: float = 0.30
    similarity: float = 0.09
    passage: float = 0.04
    wrong_kind: float = 0.18


@dataclass(frozen=True, slots=True)
class Signals:
    """Why a sentence scored as it did; all between about 0 and 1."""

    interaction: float
    closeness: float
    coverage: float
    similarity: float
    passage: float
    holds_kind: bool | None


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of the evidence.

    Attributes:
        hit: The passage it stands in.
        span: Where it stands in the page's text.
        text: Its words.
        score: Weighted sum of the signals.
        signals: The signals.
        vector: Of the sentence alone, to tell repetition.
    """

    hit: Hit
    span: Span
    text: str
    score: float
    signals: Signals
    vector: Vectors


class SentenceScorer:
    """Scores the sentences of passages against a query."""

    def __init__(
        self, embedder: TokenEmbedder, glossary: Glossary, weights: Weights | None = None
    ) -> None:
        """Score with the vectors of ``embedder`` and the names of ``glossary``."""
        self._embedder = embedder
        self._glossary = glossary
        self._weights = weights or Weights()

    def score(
        self, query: Query, evidence: Evidence, titles: Mapping[str, str]
    ) -> list[ScoredSentence]:
        """Return every sentence of the evidence, best first.

        Args:
            query: The question.
            evidence: Its passages.
            titles: Titles by document id.
        """
        found = [(hit, span) for hit in evidence.hits for span in _statements(hit)]
        if not found:
            return []
        texts = [span.of(hit.passage.text) for hit, span in found]
        contexts = [_context(hit, titles) for hit, _ in found]
        question = _Question(query, self._embedder, self._glossary)
        vectors = self._embedder.embed_passages(texts)
        in_context = self._embedder.embed_passages(
            [f"{context} {text}" for context, text in zip(contexts, texts, strict=True)]
        )
        closeness = in_context @ question.vector
        interactions = self._interactions(question, texts, contexts)
        scored = []
        for place, (hit, span) in enumerate(found):
            signals = Signals(
                interaction=interactions[place],
                closeness=float(closeness[place]),
                coverage=question.coverage(f"{contexts[place]} {texts[place]}", hit),
                similarity=hit.similarity,
                passage=1.0 / hit.rank,
                holds_kind=can_hold(question.kind, texts[place]),
            )
            start = hit.passage.span.start
            scored.append(
                ScoredSentence(
                    hit=hit,
                    span=Span(start + span.start, start + span.end),
                    text=texts[place],
                    score=self._weigh(signals),
                    signals=signals,
                    vector=vectors[place],
                )
            )
        return sorted(scored, key=lambda s: (-s.score, s.hit.rank, s.span))

    def _weigh(self, signals: Signals) -> float:
        weights = self._weights
        return (
            weights.interaction * signals.interaction
            + weights.closeness * signals.closeness
            + weights.coverage * signals.coverage
            + weights.similarity * signals.similarity
            + weights.passage * signals.passage
            - (weights.wrong_kind if signals.holds_kind is False else 0.0)
        )

    def _interactions(
        self, question: _Question, texts: Sequence[str], contexts: Sequence[str]
    ) -> list[float]:
        """Return the late interaction of the question with each sentence."""
        matches: dict[str, NDArray[np.float32]] = {}
        for context in set(contexts):
            matches[context] = CONTEXT_DISCOUNT * question.best_matches(
                self._embedder.token_vectors(context).vectors
            )
        return [
            question.weighted(
                np.maximum(
                    question.best_matches(self._embedder.token_vectors(text).vectors),
                    matches[context],
                )
            )
            for text, context in zip(texts, contexts, strict=True)
        ]


class _Question:
    """What of the question is used for every sentence, computed once."""

    def __init__(self, query: Query, embedder: TokenEmbedder, glossary: Glossary) -> None:
        names = glossary.expand(query.text, query.language)
        pieces = embedder.token_vectors(query.text).vectors
        lengths = np.linalg.norm(pieces, axis=1)
        self.kind: QuestionKind = question_kind(query.text, query.language)
        self.vector: Vectors = embedder.embed_passages([query.text])[0]
        self._weights = lengths / max(float(lengths.sum()), 1e-9)
        self._pieces = _normalised(pieces)
        self._names = [matching_form(name) for name in names]
        self._words = content_words(query.text, query.language)
        self._language = query.language

    def best_matches(self, pieces: Vectors) -> NDArray[np.float32]:
        """Return for each piece of the question its best cosine with a window, at least 0."""
        if not len(pieces) or not len(self._pieces):
            return np.zeros(len(self._pieces), dtype=np.float32)
        windows = [pieces]
        for width in range(2, WINDOW_PIECES + 1):
            if len(pieces) >= width:
                sums = np.cumsum(np.vstack([np.zeros_like(pieces[:1]), pieces]), axis=0)
                windows.append(sums[width:] - sums[:-width])
        similarities = self._pieces @ _normalised(np.vstack(windows)).T
        best: NDArray[np.float32] = similarities.max(axis=1).clip(min=0.0)
        return best

    def weighted(self, matches: NDArray[np.float32]) -> float:
        """Return the mean of matches, weighted by the length of the question's pieces."""
        return float(matches @ self._weights)

    def coverage(self, text: str, hit: Hit) -> float:
        """Return the share of the question's content words found in ``text``.

        In another language only the glossary's names can be found, so they alone count there.
        """
        form = matching_form(text)
        if hit.passage.language != self._language:
            known = sum(name in form for name in self._names)
            return min(1.0, known / max(1, len(self._words)))
        if not self._words:
            return 0.0
        return sum(_stands_in(word, form) for word in self._words) / len(self._words)


def _statements(hit: Hit) -> list[Span]:
    """Return the spans, within the passage's text, of what can be quoted alone.

    These are sentences long enough to state a fact; a list counts as one with the line that
    introduces it, because its items say nothing without it.
    """
    passage = hit.passage
    text = passage.text
    lists = _lists(text, passage.language)
    alone = [
        span
        for span in sentence_spans(text, passage.language)
        if len(span) >= MIN_CHARS[passage.language]
        and not any(taken.start <= span.start and span.end <= taken.end for taken in lists)
    ]
    return sorted([*alone, *lists])


_ITEM = re.compile(r"^- .*(?:\n- .*)*", re.MULTILINE)
MAX_LIST_CHARS = 600
"""A longer list is quoted by its items."""


def _lists(text: str, language: Language) -> list[Span]:
    """Return the spans of lists together with the sentence that introduces each."""
    sentences = sentence_spans(text, language)
    lists = []
    for items in _ITEM.finditer(text):
        before = [span for span in sentences if span.end <= items.start()]
        if not before or text[before[-1].end : items.start()].strip():
            continue
        introduction = before[-1].of(text)
        introduces = introduction.endswith((":", "：")) or bool(_ANNOUNCES.search(introduction))
        if introduces and items.end() - before[-1].start <= MAX_LIST_CHARS:
            lists.append(Span(before[-1].start, items.end()))
    return lists


_ANNOUNCES = re.compile(r"次の|以下の|folgende|following")


def _context(hit: Hit, titles: Mapping[str, str]) -> str:
    """Return what a reader knows before the sentence: the title and the headings above it."""
    return f"{titles.get(hit.passage.document_id, '')} {hit.passage.heading}".strip()


STEM_CHARS = 5
"""Latin words that share this many first letters count as forms of one word."""


def _stands_in(word: str, form: str) -> float:
    """Tell how far a content word stands in a text's matching form: 1, 0.8 for its stem, or 0."""
    if word in form:
        return 1.0
    if word.isascii() and len(word) > STEM_CHARS and word[:STEM_CHARS] in form:
        return 0.8
    return 0.0


def _normalised(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled
