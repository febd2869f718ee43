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

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the stored vectors of each text's pieces, shape (pieces, dimension)."""


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
        pieces = self._embedder.embed_tokens([query.text, *names, *texts])
        question = _Question(query, pieces[0], self._glossary)
        known = dict(zip(names, pieces[1 : 1 + len(names)], strict=True))
        told = pieces[1 + len(names) :]
        vectors = _normalised(np.stack([own.sum(axis=0) for own in told]))
        in_context = _normalised(
            np.stack(
                [
                    own.sum(axis=0) + known[c].sum(axis=0)
                    for own, c in zip(told, contexts, strict=True)
                ]
            )
        )
        closeness = in_context @ question.vector
        interactions = question.interactions(
            told, {name: question.best_matches([known[name]])[0] for name in names}, contexts
        )
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


class _Question:
    """What of the question is used for every sentence, computed once."""

    def __init__(self, query: Query, pieces: Vectors, glossary: Glossary) -> None:
        lengths = np.linalg.norm(pieces, axis=1)
        self.kind: QuestionKind = question_kind(query.text, query.language)
        self.vector: Vectors = _normalised(pieces.sum(axis=0, keepdims=True))[0]
        self._weights = lengths / max(float(lengths.sum()), 1e-9)
        self._pieces = _normalised(pieces)
        self._names = [matching_form(name) for name in glossary.expand(query.text, query.language)]
        self._words = content_words(query.text, query.language)
        self._language = query.language

    def interactions(
        self, told: Sequence[Vectors], context: Mapping[str, Vectors], contexts: Sequence[str]
    ) -> list[float]:
        """Return the late interaction of the question with each sentence in its context."""
        return [
            float(np.maximum(own, CONTEXT_DISCOUNT * context[name]) @ self._weights)
            for own, name in zip(self.best_matches(told), contexts, strict=True)
        ]

    def best_matches(self, told: Sequence[Vectors]) -> list[Vectors]:
        """Return for each text the best cosine of each piece of the question, at least 0.

        Args:
            told: The pieces of each text.

        Returns:
            For each text float32 of shape (pieces of the question,).
        """
        filled = [own for own in told if len(own)]
        if not filled or not len(self._pieces):
            return [np.zeros(len(self._pieces), dtype=np.float32)] * len(told)
        # All texts at once: windows are sums of neighbours, and one that would reach into the
        # next text is left to the shorter window that ends with its own.
        stacked = np.concatenate(filled)
        ends = np.cumsum([len(own) for own in filled])
        starts = ends - [len(own) for own in filled]
        windows = stacked
        best = self._pieces @ _normalised(stacked).T
        for width in range(2, WINDOW_PIECES + 1):
            windows = windows[:-1] + stacked[width - 1 :]
            if not len(windows):
                break
            inside = np.ones(len(windows), dtype=bool)
            for end in ends[:-1]:
                inside[max(0, end - width + 1) : end] = False
            similarity = self._pieces @ _normalised(windows).T
            np.maximum(
                best[:, : len(windows)],
                np.where(inside, similarity, -1.0),
                out=best[:, : len(windows)],
            )
        found = iter(np.maximum.reduceat(best, starts, axis=1).clip(min=0.0).T)
        nothing = np.zeros(len(self._pieces), dtype=np.float32)
        return [next(found) if len(own) else nothing for own in told]

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
