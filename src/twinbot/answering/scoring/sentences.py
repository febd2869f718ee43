"""Which sentences of the evidence answer the question.

The weighted sum of a sentence's signals (`twinbot.answering.scoring.signals`) is its score. A first
sum over the cheap signals chooses the sentences that the reader reads; the second sum, with what
the reader holds of them, orders these. The weights stand in ``calibration.json`` and are learned by
``training/calibrate.py``, as ``docs/learning.md`` tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.statements import Statement, StatementFinder
from twinbot.answering.scoring.asked import AskedQuestion, QuestionTokens
from twinbot.answering.scoring.gathered import Statements, TokenEmbedder, gather_statements
from twinbot.answering.scoring.interaction import Vectors, normalise, sum_pieces
from twinbot.answering.scoring.likeness import Likeness
from twinbot.answering.scoring.meaning import MeaningComparer
from twinbot.answering.scoring.signals import LOG_ODDS_RANGE, SIGNALS, Signals, measure_signals
from twinbot.answering.understanding.particulars.successions import asks_of_another
from twinbot.glossary import Glossary
from twinbot.types import Evidence, Hit, Passage, Query, Span

TOPIC_BONUS = 0.8
"""What a sentence of a follow-up gains in score that is wholly on the topic."""

SAME_STATEMENT_COSINE = 0.45
"""Sentences of two languages at least this close are taken to say the same: of eight pairs seen,
translations were .37 to .68, others .27 to .40."""

SAME_BONUS = 10.0
"""What it gains if staff know it to answer this very question: more than any other can have."""

KNOWN = SIGNALS.index("known")


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
        matched: How far each content word of the question is found in it, its heading or title.
        shares: What each of those words weighs, summing to 1.
        told: Names of the glossary that it tells of beside those asked about.
        topical: How far its passage is on the topic of the last answer, less where it holds
            nothing that the question says itself, 0 to 1; 0 without an answer before.
        lift: What of the score comes of known questions.
        known: Whether staff know it to answer this very question.
        settles: Whether it answers beyond doubt, see
            `twinbot.answering.understanding.particulars.particulars.find_settling`.
    """

    hit: Hit
    span: Span
    text: str
    score: float
    signals: Signals
    vector: Vectors
    matched: Vectors
    shares: Vectors
    told: frozenset[int] = frozenset()
    topical: float = 0.0
    lift: float = 0.0
    known: bool = False
    settles: bool = False

    @property
    def merit(self) -> float:
        """The score without the lift.

        By it sentences of two languages are compared, and those quoted together: that one of them
        is known to answer such questions says nothing against the merit of another.
        """
        return self.score - self.lift


class StatementReader(Protocol):
    """What reads a question together with sentences.

    Attributes:
        most: How many sentences of a question's evidence it is given, the best by the other
            signals.
    """

    most: int

    def read(
        self, query: Query, statements: Statements, chosen: NDArray[np.intp]
    ) -> NDArray[np.float64]:
        """Return the log-odds that chosen statements answer, float64 of shape (chosen,).

        Args:
            query: What is asked.
            statements: All statements of the evidence.
            chosen: The places of those to be read.
        """


LITTLE_ALIKE = 0.68
UNLIKELY_READ = 0.3
"""Below both, without a word of its own covered nor the kind of fact that it asks for, what is
quoted to a follow-up strays: "Is he married?" after "When was he born?"."""

STRAYING_SHARE = 1 / 3
"""So far it counts then that the sentence is on the topic of the last answer. Of 363 follow-ups
that others had put, six are declined by it; five of these are told nowhere."""


class SentenceScorer:
    """Scores the sentences of passages against a query."""

    def __init__(
        self,
        embedder: TokenEmbedder,
        question_embedder: QuestionTokens,
        glossary: Glossary,
        first: Mapping[str, float],
        weights: Mapping[str, float],
        reader: StatementReader | None,
        meanings: MeaningComparer | None = None,
    ) -> None:
        """Score with the vectors of ``embedder`` and the names of ``glossary``.

        Args:
            embedder: The built-in model.
            question_embedder: The same for questions to this corpus.
            glossary: Names across languages.
            first: What each of `SIGNALS` counts in choosing the sentences to read.
            weights: What each counts for these.
            reader: Reads them; ``None`` leaves every sentence at its first score.
            meanings: Compares questions with the sentences of the same index; ``None`` leaves
                what they mean aside.
        """
        self._embedder = embedder
        self._question_embedder = question_embedder
        self.glossary = glossary
        self._first = np.array([first[name] for name in SIGNALS])
        self._weights = np.array([weights[name] for name in SIGNALS])
        self._reader = reader
        self._meanings = meanings
        self._finder = NameFinder(glossary)
        self._statements = StatementFinder(embedder, self._finder)

    def warm_up(self, passages: Sequence[Passage]) -> None:
        """Find the statements of passages before a question needs them."""
        for passage in passages:  # one at a time, so that readers come in between
            for listing in (False, True):
                self._statements.find([passage], listing=listing)
        self._statements.forms(passages)

    def score(
        self, query: Query, evidence: Evidence, titles: Mapping[str, str]
    ) -> list[ScoredSentence]:
        """Return the sentences of the evidence that come into question, best first.

        Args:
            query: The question.
            evidence: Its passages.
            titles: Titles by document id.
        """
        question = AskedQuestion(query, self._question_embedder, self.glossary, self._finder)
        found = self._find(question, evidence)
        if not found:
            return []
        statements = gather_statements(
            question, evidence, found, titles, self._embedder, self._statements
        )
        meaning, likeness = self._compare(query, found)
        signals, matched = measure_signals(question, statements, meaning, likeness)
        topical = statements.topical * question.told_itself(matched)
        keys = [(hit.passage.passage_id, statement.span) for hit, statement in found]
        same = np.array([key in query.known for key in keys])
        above = TOPIC_BONUS * topical + SAME_BONUS * same
        chosen = np.flatnonzero([key not in query.missed for key in keys])
        weights = self._first
        scores = signals @ weights + above
        if self._reader:
            chosen = chosen[np.argsort(-scores[chosen], kind="stable")[: self._reader.most]]
            log_odds = self._reader.read(query, statements, chosen).clip(
                -LOG_ODDS_RANGE, LOG_ODDS_RANGE
            )
            signals[chosen, -1] = (log_odds / LOG_ODDS_RANGE + 1.0) / 2.0
            weights = self._weights
            scores = signals @ weights + above
        if query.topic and question.leaves_out is None and not asks_of_another(query.text):
            topical = np.where(_strays(signals), STRAYING_SHARE * topical, topical)
        lift = signals[:, KNOWN] * weights[KNOWN] + SAME_BONUS * same
        vectors = normalise(statements.sums)
        asked_about = frozenset[int]().union(*question.asked_about)
        scored = [
            ScoredSentence(
                hit=hit,
                span=_on_page(hit.passage, statement.span),
                text=statement.text,
                score=float(scores[place]),
                signals=Signals(*map(float, signals[place])),
                vector=vectors[place],
                matched=matched[place],
                shares=question.word_shares,
                told=statement.mentioned.names - asked_about,
                topical=float(topical[place]),
                lift=float(lift[place]),
                known=bool(same[place]),
                settles=question.settles is not None and question.settles(statement),
            )
            for place in chosen.tolist()
            for hit, statement in [found[place]]
        ]
        return sorted(scored, key=lambda s: (-s.score, s.hit.rank, s.span))

    def _find(self, question: AskedQuestion, evidence: Evidence) -> list[tuple[Hit, Statement]]:
        """Return the statements of the evidence with their passages."""
        stated = self._statements.find(
            [hit.passage for hit in evidence.hits], listing=question.kind == "list"
        )
        return [
            (hit, statement)
            for hit, of_passage in zip(evidence.hits, stated, strict=True)
            for statement in of_passage
        ]

    def _compare(
        self, query: Query, found: Sequence[tuple[Hit, Statement]]
    ) -> tuple[NDArray[np.float64], Likeness]:
        """Return how near each statement is in meaning, and how like the question is to others."""
        if self._meanings is None:
            return np.zeros(len(found)), Likeness.unknown(len(found))
        return self._meanings.compare(query.search_text, found), self._meanings.liken(query, found)

    def find_like(
        self, sentence: ScoredSentence, passages: Sequence[Passage]
    ) -> ScoredSentence | None:
        """Return the statement of passages in another language that says the same, if one does."""
        stated = self._statements.find(passages)
        found = [
            (passage, statement)
            for passage, of_passage in zip(passages, stated, strict=True)
            for statement in of_passage
        ]
        if not found:
            return None
        pieces = self._embedder.look_up([statement.pieces for _, statement in found])
        vectors = normalise(sum_pieces(pieces))
        closest = int(np.argmax(vectors @ sentence.vector))
        if float(vectors[closest] @ sentence.vector) < SAME_STATEMENT_COSINE:
            return None
        passage, statement = found[closest]
        return replace(
            sentence,
            hit=replace(sentence.hit, passage=passage),
            span=_on_page(passage, statement.span),
            text=statement.text,
            vector=vectors[closest],
        )


def _strays(signals: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which sentences only share a topic with a follow-up, and none of its own words."""
    coverage, words, reader, holds = (
        signals[:, SIGNALS.index(name)] for name in ("coverage", "words", "reader", "holds")
    )
    bare = (coverage == 0) & (holds == 0)  # "How long does it last?" names nothing, but a kind
    strays: NDArray[np.bool_] = bare & (words < LITTLE_ALIKE) & (reader < UNLIKELY_READ)
    return strays


def _on_page(passage: Passage, span: Span) -> Span:
    """Return where a span of a passage's text stands on its page."""
    return Span(passage.span.start + span.start, passage.span.start + span.end)
