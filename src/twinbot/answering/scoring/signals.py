"""How far a sentence answers a question, by signals that can be explained.

Each signal is a number between about 0 and 1; `Signals` names them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.statements import (
    Context,
    Statement,
    StatementFinder,
    reading_context,
)
from twinbot.answering.scoring.asked import AskedQuestion
from twinbot.answering.scoring.interaction import (
    Vectors,
    normalise,
    sum_pieces,
)
from twinbot.answering.scoring.likeness import Likeness
from twinbot.embedding import Pieces, TokenVectors
from twinbot.types import Evidence, Hit

CONTEXT_DISCOUNT = 0.85
"""What a match in heading or title counts, where the sentence itself has none."""

NEIGHBOUR_DISCOUNT = 0.7
"""What a match in the sentence before counts likewise."""

_BOTH = re.compile(r"\bbeide[nr]?\b|\bboth\b|\bthe two\b|両市|両都市|二つの市", re.IGNORECASE)


class TokenEmbedder(Protocol):
    """The built-in model, which sentence scoring uses whatever model made the index."""

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the numbers of the pieces of texts."""

    def look_up(self, pieces: Sequence[Pieces]) -> TokenVectors:
        """Return the stored vectors of texts that were cut before."""


@dataclass(frozen=True, slots=True)
class Signals:
    """Why a sentence scored as it did; all between about 0 and 1.

    Attributes:
        interaction: Mean over the question's pieces, weighted by the length of their vectors, of
            the best match in the sentence, or in its heading and title at a discount.
        closeness: Cosine of the question and the sentence with its title and heading.
        coverage: Share of the question's content words that stand in sentence, heading or title.
        words: As ``interaction``, over the question's content words instead of its pieces.
        passage_words: Share of the content words, so weighted, found anywhere in the passage.
        neighbour: What the sentence before adds to ``words``.
        missing: How much the worst matched content word counts and fails.
        similarity: Cosine of the question and the passage around the sentence.
        lexical: BM25 score of the passage, as a share of the best one.
        fused: Fused score of the passage, as a share of the best one.
        holds: 1 if the sentence can hold the kind of fact asked for.
        lacks: 1 if it cannot.
        adds: 1 if it holds such a fact that the question does not already name.
        lists: 1 if several things are asked for and it names several.
        beside: 1 if a person or number of the present is asked for and it speaks of the past, or of
            a deputy that the question does not name.
        unmeasured: 1 if a certain measure is asked for, such as a weight or a price, and it holds
            none of that kind, or that of another.
        astray: 1 if it leaves out what is asked for in particular, such as when something began or
            who held an office before, see `twinbot.answering.understanding.particulars`.
        rival: 1 if it lacks a name of the glossary that is asked about, as do title and headings,
            and names others: what is so of one city is not so of another.
        unnamed: Share of the question's names and numbers that stand neither in the passage nor
            in its title or heading; 0 in another language, where names may be written otherwise.
        headed: Share of the content words, weighted likewise, found in title or heading: what a
            document is about is meant where others tell of the like in passing.
        meaning: How far the cosine of the question and the sentence with its title and headings,
            as the encoder sees them, lies above the mean of the sentences considered, see
            `twinbot.answering.scoring.meaning`.
        known: How like the question is to those that staff know the sentence to answer, see
            `twinbot.answering.scoring.likeness`.
        missed: How much nearer the question is to one that some of the sentences are known not to
            answer than to any that they answer, in cosine; 0 of one that no known question is
            tied to, the same for all others.
        missed_anywhere: The same over all known questions.
        near_miss: Cosine of the question and the nearest that no sentence is known to answer,
            likewise.
        reader: What a reader holds of it, see `twinbot.answering.scoring.contextual_reader` and
            `twinbot.answering.scoring.reader`: its log-odds that the
            sentence answers, from -8 (0) to 8 (1).
    """

    interaction: float = 0.0
    closeness: float = 0.0
    coverage: float = 0.0
    words: float = 0.0
    passage_words: float = 0.0
    neighbour: float = 0.0
    missing: float = 0.0
    similarity: float = 0.0
    lexical: float = 0.0
    fused: float = 0.0
    holds: float = 0.0
    lacks: float = 0.0
    adds: float = 0.0
    lists: float = 0.0
    beside: float = 0.0
    unmeasured: float = 0.0
    astray: float = 0.0
    rival: float = 0.0
    unnamed: float = 0.0
    headed: float = 0.0
    meaning: float = 0.0
    known: float = 0.0
    missed: float = 0.0
    missed_anywhere: float = 0.0
    near_miss: float = 0.0
    reader: float = 0.0


SIGNALS: tuple[str, ...] = tuple(field.name for field in fields(Signals))
"""Names of the signals, in the order of the columns of a signal matrix; the reader's is last."""

RULED: Mapping[str, float] = {"beside": -0.25, "unmeasured": -0.1, "astray": -0.35, "rival": -0.1}
"""Weights that are not learned, because question sets hold too few such questions: who holds an
office is never answered best by who held it, a weight by a length, a founding by a visit, nor what
is so of one by what is so of another."""


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of the evidence, side by side.

    Attributes:
        evidence: Their passages, with the scores of the rankers.
        found: Each with its passage, in the order of the passages.
        pieces: Of the statements.
        sums: Of each statement's pieces, float32 of shape (statements, dimension).
        passage_forms: Matching forms of the passages.
        contexts: What a reader knows before: titles with the headings above, each once.
        context_of: Number of each statement's context.
        context_pieces: Of the contexts.
        topical: How far each passage is on the topic of the last answer, see
            `AskedQuestion.topical`.
    """

    evidence: Evidence
    found: Sequence[tuple[Hit, Statement]]
    pieces: TokenVectors
    sums: Vectors
    passage_forms: Sequence[str]
    contexts: Sequence[Context]
    context_of: Sequence[int]
    context_pieces: TokenVectors
    topical: Vectors


def gather_statements(
    question: AskedQuestion,
    evidence: Evidence,
    found: Sequence[tuple[Hit, Statement]],
    titles: Mapping[str, str],
    embedder: TokenEmbedder,
    finder: StatementFinder,
) -> Statements:
    """Return the statements with all that the signals need of them.

    Args:
        question: What is asked.
        evidence: The passages.
        found: Their statements; not empty.
        titles: Titles by document id.
        embedder: The built-in model.
        finder: What found the statements; it also knows the contexts.
    """
    around = [
        reading_context(titles.get(hit.passage.document_id, ""), hit.passage) for hit, _ in found
    ]
    contexts = finder.read_contexts(sorted(set(around)))
    numbers = {context.text: number for number, context in enumerate(contexts)}
    pieces = embedder.look_up([statement.pieces for _, statement in found])
    sums = sum_pieces(pieces)
    return Statements(
        evidence=evidence,
        found=found,
        pieces=pieces,
        sums=sums,
        passage_forms=finder.forms([hit.passage for hit in evidence.hits]),
        contexts=contexts,
        context_of=[numbers[context] for context in around],
        context_pieces=embedder.look_up([context.pieces for context in contexts]),
        topical=question.topical(found, sums),
    )


def measure_signals(
    question: AskedQuestion,
    statements: Statements,
    meaning: NDArray[np.float64],
    likeness: Likeness,
) -> tuple[NDArray[np.float64], Vectors]:
    """Return the signals of every statement but the reader's.

    Args:
        question: What is asked.
        statements: What may answer it.
        meaning: How near each is in meaning, float64 of shape (statements,).
        likeness: How like the question is to the known ones.

    Returns:
        float64 of shape (statements, signals), the last column 0, and how far each content word
        is matched, float32 of shape (statements, words).
    """
    found, topical = statements.found, statements.topical
    hits, inside = statements.evidence.hits, statements.context_of
    places = {hit.passage.passage_id: place for place, hit in enumerate(hits)}
    of_hit = [places[hit.passage.passage_id] for hit, _ in found]
    pieces, in_sentence = question.match(statements.pieces)
    pieces_around, in_context = question.match(statements.context_pieces)
    pieces = np.maximum(pieces, CONTEXT_DISCOUNT * pieces_around[inside])
    stand_in_sentence = question.stand_in([statement.form for _, statement in found])
    stand_in_context = question.stand_in([context.form for context in statements.contexts])
    called = question.called_in([statement.mentioned for _, statement in found])
    stand_in_sentence = np.maximum(stand_in_sentence, called)
    meant_in_sentence = question.meant_in([statement.concepts for _, statement in found])
    meant_in_context = question.meant_in([context.concepts for context in statements.contexts])
    stand_in_context = np.maximum(
        stand_in_context, question.called_in([context.mentioned for context in statements.contexts])
    )
    in_sentence = np.maximum.reduce([in_sentence, stand_in_sentence, meant_in_sentence])
    in_context = np.maximum.reduce([in_context, stand_in_context, meant_in_context])[inside]
    kinds = np.array([question.kind_signals(statement.text) for _, statement in found])
    in_sentence = np.maximum(in_sentence, question.measured(kinds))
    matched = np.maximum(in_sentence, CONTEXT_DISCOUNT * in_context)
    matched = np.maximum(matched, CONTEXT_DISCOUNT * topical[:, None] * question.carried_words)
    pieces = np.maximum(pieces, CONTEXT_DISCOUNT * topical[:, None] * question.carried_pieces)
    with_neighbour = np.maximum(matched, NEIGHBOUR_DISCOUNT * _before(found, matched))
    stand_in_passage = question.stand_in(statements.passage_forms)
    words = matched @ question.word_shares
    best_fused = max(1e-9, *(hit.score for hit in hits))
    best_lexical = max(hit.lexical_score for hit in hits) or 1.0
    around = sum_pieces(statements.context_pieces)[inside]
    rivals = _rivals(question, statements)
    if question.asks_measure:
        kinds[:, -1] = np.maximum(kinds[:, -1], rivals)
    signals = np.column_stack(
        [
            pieces @ question.piece_shares,
            normalise(statements.sums + around) @ question.vector,
            question.coverage(
                found,
                np.maximum(stand_in_sentence, stand_in_context[inside]),
                words,
            ),
            words,
            np.maximum(matched, stand_in_passage[of_hit]) @ question.word_shares,
            with_neighbour @ question.word_shares - words,
            ((1.0 - matched) * question.word_ranks).max(axis=1, initial=0.0),
            [hit.similarity for hit, _ in found],
            [hit.lexical_score / best_lexical for hit, _ in found],
            [max(hit.score, 0.0) / best_fused for hit, _ in found],
            kinds,
            _astray(question, found),
            rivals,
            _unnamed(question, statements)[of_hit],
            in_context @ question.word_shares,
            meaning,
            likeness.known,
            likeness.missed,
            likeness.missed_anywhere,
            likeness.near_miss,
            np.zeros(len(found)),
        ]
    )
    return signals, matched


def _rivals(question: AskedQuestion, statements: Statements) -> NDArray[np.float64]:
    """Return 1 for each statement that speaks of others than those asked about."""
    wanted = [frozenset(entries) for entries in question.asked_about if entries]
    own = frozenset[int]().union(*wanted)
    shares = np.zeros(len(statements.found))
    for place, (_, statement) in enumerate(statements.found):
        others = statement.mentioned.names - own
        context = statements.contexts[statements.context_of[place]]
        # A title that names both says nothing of which of them the sentence is about.
        known = "" if others & context.mentioned.names else context.form
        if others and any(
            not (entries & statement.mentioned.names)
            and not question.finder.stands_in(entries, f"{known} {statement.form}")
            for entries in wanted
        ):
            shares[place] = 1.0
        elif question.asks_between and not (
            own <= statement.mentioned.names or _BOTH.search(statement.text)
        ):
            shares[place] = 1.0  # how far one of the two places is from a third
    return shares


def _astray(question: AskedQuestion, found: Sequence[tuple[Hit, Statement]]) -> NDArray[np.float64]:
    """Return 1 for each statement that leaves out what the question asks for in particular."""
    shares = np.zeros(len(found))
    if question.leaves_out:
        before: tuple[Hit, str] | None = None
        for place, (hit, statement) in enumerate(found):
            of_passage = before[1] if before and before[0] is hit else ""
            shares[place] = question.leaves_out(statement, of_passage)
            before = hit, statement.form
    return shares


def _unnamed(question: AskedQuestion, statements: Statements) -> NDArray[np.float64]:
    """Return the share of the question's names and numbers that each passage lacks."""
    hits = statements.evidence.hits
    contexts: dict[str, Context] = {}
    mentioned: dict[str, frozenset[int]] = {}
    for (hit, statement), number in zip(statements.found, statements.context_of, strict=True):
        key = hit.passage.passage_id
        contexts[key] = statements.contexts[number]
        mentioned[key] = mentioned.get(key, frozenset()) | statement.mentioned.entries
    shares = np.zeros(len(hits))
    for place, hit in enumerate(hits):
        if question.called and hit.passage.language == question.language:
            context = contexts.get(hit.passage.passage_id)
            form = f"{context.form if context else ''} {statements.passage_forms[place]}"
            entries = mentioned.get(hit.passage.passage_id, frozenset())
            entries |= context.mentioned.entries if context else frozenset()
            lacking = sum(
                name not in form and not (entries & other_names)
                for name, other_names in question.called.items()
            )
            shares[place] = lacking / len(question.called)
    return shares


def _before(found: Sequence[tuple[Hit, Statement]], matched: Vectors) -> Vectors:
    """Return the matches of the sentence before each, zeros where it begins its passage."""
    before = np.zeros_like(matched)
    for place in range(1, len(found)):
        if found[place][0] is found[place - 1][0]:
            before[place] = matched[place - 1]
    return before
