"""How far a sentence answers a question, by signals that can be explained.

Each signal is a number between about 0 and 1; `Signals` names them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.statements import Context, Statement
from twinbot.answering.scoring.asked import AskedQuestion
from twinbot.answering.scoring.gathered import Statements
from twinbot.answering.scoring.interaction import Vectors, normalise, sum_pieces
from twinbot.answering.scoring.likeness import Likeness
from twinbot.answering.scoring.rivals import find_rivals
from twinbot.types import Hit

LOG_ODDS_RANGE = 8.0
"""What the reader holds of a sentence is cut off here."""

CONTEXT_DISCOUNT = 0.85
"""What a match in heading or title counts, where the sentence itself has none."""

NEIGHBOUR_DISCOUNT = 0.7
"""What a match in the sentence before counts likewise."""

SUBJECT_MATCH = 0.5
"""Below this a statement and what stands before it do not speak of the thing asked about."""

MISSPELT = 0.85
"""A word of the documents that is so like the thing's name, by difflib's ratio, may be meant."""

_LATIN_WORD = re.compile(r"[a-z\u00df-\u024f]{4,}")


@dataclass(frozen=True, slots=True)
class Signals:
    """Why a sentence scored as it did; all between about 0 and 1.

    Attributes:
        interaction: Mean over the question's pieces, weighted by the length of their vectors, of
            the best match in the sentence, or in its heading and title at a discount.
        closeness: Cosine of the question and the sentence with its title and heading.
        coverage: Share of the question's content words that stand in sentence, heading or title,
            or in the header above a row of a table, which here counts as a heading.
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
            and names others: what is so of one city is not so of another, see `rivals`.
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
        missed_anywhere: The same over all known questions; of a follow-up, with what it is about.
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

KIND_SIGNALS: tuple[str, ...] = ("holds", "lacks", "adds", "lists", "beside", "unmeasured")
"""Those that depend on the kind of question, as `AskedQuestion.kind_signals` returns them."""

Column: TypeAlias = Sequence[float] | NDArray[np.floating[Any]]
"""A signal of every statement."""

RULED: Mapping[str, float] = {"beside": -0.25, "unmeasured": -0.1, "astray": -0.35, "rival": -0.1}
"""Weights that are not learned, because question sets hold too few such questions: who holds an
office is never answered best by who held it, a weight by a length, a founding by a visit, nor what
is so of one by what is so of another."""


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
    found, hits = statements.found, statements.evidence.hits
    places = {hit.passage.passage_id: place for place, hit in enumerate(hits)}
    of_hit = [places[hit.passage.passage_id] for hit, _ in found]
    rivals = find_rivals(question, statements)
    kinds = np.array([question.kind_signals(statement.text) for _, statement in found])
    matches = _match(question, statements, question.measured(kinds))
    of_kind = dict(zip(KIND_SIGNALS, kinds.T, strict=True))
    if question.asks_measure:
        of_kind["unmeasured"] = np.maximum(of_kind["unmeasured"], rivals)
    matched, shares = matches.words, question.word_shares
    words = matched @ shares
    with_neighbour = np.maximum(matched, NEIGHBOUR_DISCOUNT * _before(found, matched))
    in_passage = np.maximum(matched, question.stand_in(statements.passage_forms)[of_hit])
    around = sum_pieces(statements.context_pieces)[statements.context_of]
    best_fused = max(1e-9, *(hit.score for hit in hits))
    best_lexical = max(hit.lexical_score for hit in hits) or 1.0
    measured: dict[str, Column] = {
        "interaction": matches.pieces @ question.piece_shares,
        "closeness": normalise(statements.sums + around) @ question.vector,
        "coverage": question.coverage(found, matches.standing, words),
        "words": words,
        "passage_words": in_passage @ shares,
        "neighbour": with_neighbour @ shares - words,
        "missing": ((1.0 - matched) * question.word_ranks).max(axis=1, initial=0.0),
        "similarity": [hit.similarity for hit, _ in found],
        "lexical": [hit.lexical_score / best_lexical for hit, _ in found],
        "fused": [max(hit.score, 0.0) / best_fused for hit, _ in found],
        **of_kind,
        "astray": np.maximum(_astray(question, found), _of_others(question, found, matched)),
        "rival": rivals,
        "unnamed": _unnamed(question, statements)[of_hit],
        "headed": matches.in_context @ shares,
        "meaning": meaning,
        "known": likeness.known,
        "missed": likeness.missed,
        "missed_anywhere": likeness.missed_anywhere,
        "near_miss": likeness.near_miss,
        "reader": np.zeros(len(found)),
    }
    return np.column_stack([measured[name] for name in SIGNALS]), matched


@dataclass(frozen=True, slots=True)
class _Matches:
    """How far a question is found in each statement.

    Attributes:
        pieces: Its pieces, float32 of shape (statements, pieces).
        words: Its content words, in statement, heading or title, float32 of shape (statements,
            words).
        standing: 1 where a word itself, or a name of what it names, stands there; likewise.
        in_context: How far words are found in heading or title alone; likewise.
    """

    pieces: Vectors
    words: Vectors
    standing: Vectors
    in_context: Vectors


def _match(question: AskedQuestion, statements: Statements, measured: Vectors) -> _Matches:
    """Match pieces and words with statements and with what stands above them.

    Args:
        question: What is asked.
        statements: What may answer it.
        measured: How far a word is found by the measure it asks for, of shape (statements, words).
    """
    found, contexts, inside = statements.found, statements.contexts, statements.context_of
    topical = statements.topical[:, None]
    pieces, in_statement = question.match(statements.pieces)
    pieces_around, in_context = question.match(statements.context_pieces)
    standing = np.maximum(
        question.stand_in([statement.form for _, statement in found]),
        question.called_in([statement.mentioned for _, statement in found]),
    )
    standing_around = np.maximum(
        question.stand_in([context.form for context in contexts]),
        question.called_in([context.mentioned for context in contexts]),
    )
    meant = question.meant_in([statement.concepts for _, statement in found])
    meant_around = question.meant_in([context.concepts for context in contexts])
    in_context = np.maximum.reduce([in_context, standing_around, meant_around])[inside]
    words = np.maximum.reduce(
        [
            in_statement,
            standing,
            meant,
            measured,
            CONTEXT_DISCOUNT * in_context,
            CONTEXT_DISCOUNT * topical * question.carried_words,
        ]
    )
    pieces = np.maximum.reduce(
        [
            pieces,
            CONTEXT_DISCOUNT * pieces_around[inside],
            CONTEXT_DISCOUNT * topical * question.carried_pieces,
        ]
    )
    return _Matches(pieces, words, np.maximum(standing, standing_around[inside]), in_context)


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


def _of_others(
    question: AskedQuestion, found: Sequence[tuple[Hit, Statement]], matched: Vectors
) -> NDArray[np.float64]:
    """Return 1 for each statement in the question's language that speaks of some other thing.

    What a passage spoke of before, later statements may call "it".
    """
    shares = np.zeros(len(found))
    if question.subject is None:
        return shares
    if matched[:, question.subject].max(initial=0.0) < SUBJECT_MATCH:
        told = {word for _, statement in found for word in _LATIN_WORD.findall(statement.form)}
        if get_close_matches(question.subject_word, told, 1, MISSPELT):
            return shares  # "aggreement" stands nowhere, and yet it is spoken of
    spoken = 0.0
    for place, (hit, _) in enumerate(found):
        if place and found[place - 1][0] is not hit:
            spoken = 0.0
        spoken = max(spoken, float(matched[place, question.subject]))
        if hit.passage.language == question.language:
            shares[place] = spoken < SUBJECT_MATCH
    return shares


def _unnamed(question: AskedQuestion, statements: Statements) -> NDArray[np.float64]:
    """Return the share of the question's names and numbers that each passage lacks."""
    hits = statements.evidence.hits
    contexts: dict[str, Context] = {}
    mentioned: dict[str, frozenset[int]] = {}
    for (hit, statement), number in zip(statements.found, statements.title_of, strict=True):
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
