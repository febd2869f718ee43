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

_TINY = 1e-12

WINDOW_PIECES = 3
"""Longest window of sentence pieces that one piece of the question is held against."""

CONTEXT_DISCOUNT = 0.85
"""What a match in heading or title counts, where the sentence itself has none."""

MIN_CHARS: Mapping[Language, int] = {"de": 20, "en": 20, "ja": 10}
"""Shorter pieces are labels, not statements."""


class TokenEmbedder(Protocol):
    """The built-in model, which sentence scoring uses whatever model made the index."""

    def embed_tokens(self, texts: Sequence[str]) -> TokenVectors:
        """Return the stored vectors of the pieces of texts."""


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
        names = sorted(set(contexts))
        places = {name: place for place, name in enumerate(names)}
        inside = [places[context] for context in contexts]
        question = _Question(query, self._embedder.embed_tokens([query.text]), self._glossary)
        around = self._embedder.embed_tokens(names)
        told = self._embedder.embed_tokens(texts)
        sums = _sums(told)
        vectors = _normalised(sums)
        closeness = _normalised(sums + _sums(around)[inside]) @ question.vector
        matches = np.maximum(
            question.best_matches(told), CONTEXT_DISCOUNT * question.best_matches(around)[inside]
        )
        interactions = matches @ question.weights
        scored = []
        for place, (hit, span) in enumerate(found):
            signals = Signals(
                interaction=float(interactions[place]),
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


class _Question:
    """What of the question is used for every sentence, computed once."""

    def __init__(self, query: Query, tokens: TokenVectors, glossary: Glossary) -> None:
        pieces = tokens.vectors
        lengths = np.linalg.norm(pieces, axis=1)
        self.kind: QuestionKind = question_kind(query.text, query.language)
        self.vector: Vectors = _normalised(_sums(tokens))[0]
        self.weights: Vectors = lengths / max(float(lengths.sum()), 1e-9)
        self._pieces = _normalised(pieces)
        self._names = [matching_form(name) for name in glossary.expand(query.text, query.language)]
        self._words = content_words(query.text, query.language)
        self._language = query.language

    def best_matches(self, tokens: TokenVectors) -> Vectors:
        """Return the best cosine of each piece of the question with a window of each text.

        A window is the sum of one to three neighbouring pieces. Its product with a piece of the
        question is the sum of theirs, and its length follows from theirs and the products of
        neighbours, so that no window is ever built.

        Returns:
            float32 of shape (texts, pieces of the question), at least 0.
        """
        found = np.zeros((len(tokens.lengths), len(self._pieces)), dtype=np.float32)
        filled = np.flatnonzero(tokens.lengths)
        if not len(filled) or not len(self._pieces):
            return found
        pieces = tokens.vectors
        ends = np.cumsum(tokens.lengths[filled])
        starts = ends - tokens.lengths[filled]
        products = self._pieces @ pieces.T
        squares = _row_products(pieces, pieces)
        window, length = products, squares
        best = window / np.sqrt(np.maximum(length, _TINY))
        for width in range(2, min(WINDOW_PIECES, len(pieces)) + 1):
            last = width - 1
            window = window[:, :-1] + products[:, last:]
            length = length[:-1] + squares[last:]
            for reach in range(1, width):  # each pair that the new last piece makes
                pairs = _row_products(pieces[:-reach], pieces[reach:])
                length = length + 2 * pairs[last - reach :]
            reaches_on = np.zeros(len(pieces) - last, dtype=bool)
            for end in ends[:-1]:  # a window must not reach into the next text
                reaches_on[max(0, end - last) : end] = True
            cosines = window / np.sqrt(np.maximum(length, _TINY))
            cosines[:, reaches_on] = -1.0
            np.maximum(best[:, : cosines.shape[1]], cosines, out=best[:, : cosines.shape[1]])
        found[filled] = np.maximum.reduceat(best, starts, axis=1).clip(min=0.0).T
        return found

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


def _row_products(one: Vectors, other: Vectors) -> Vectors:
    products: Vectors = np.einsum("td,td->t", one, other)
    return products


def _sums(tokens: TokenVectors) -> Vectors:
    """Return the sum of each text's pieces, float32 of shape (texts, dimension)."""
    sums = np.zeros((len(tokens.lengths), tokens.vectors.shape[1]), dtype=np.float32)
    filled = np.flatnonzero(tokens.lengths)
    if len(filled):
        starts = np.cumsum(tokens.lengths[filled]) - tokens.lengths[filled]
        sums[filled] = np.add.reduceat(tokens.vectors, starts, axis=0)
    return sums
