"""All statements that may answer a question, with what the signals need of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from twinbot.answering.extraction.statements import (
    Context,
    Statement,
    StatementFinder,
    reading_context,
    statement_context,
)
from twinbot.answering.scoring.asked import AskedQuestion
from twinbot.answering.scoring.interaction import Vectors, sum_pieces
from twinbot.embedding import Pieces, TokenVectors
from twinbot.types import Evidence, Hit


class TokenEmbedder(Protocol):
    """The built-in model, which sentence scoring uses whatever model made the index."""

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the numbers of the pieces of texts."""

    def look_up(self, pieces: Sequence[Pieces]) -> TokenVectors:
        """Return the stored vectors of texts that were cut before."""


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of the evidence, side by side.

    Attributes:
        evidence: Their passages, with the scores of the rankers.
        found: Each with its passage, in the order of the passages.
        pieces: Of the statements.
        sums: Of each statement's pieces, float32 of shape (statements, dimension).
        passage_forms: Matching forms of the passages.
        contexts: What a reader knows before: titles with the headings above, and these with the
            header of a table before its rows, each once.
        context_of: Number of each statement's context.
        title_of: Number of the same without a header.
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
    title_of: Sequence[int]
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
    above = [
        reading_context(titles.get(hit.passage.document_id, ""), hit.passage) for hit, _ in found
    ]
    around = [
        statement_context(title, hit.passage.text, statement.span)
        for title, (hit, statement) in zip(above, found, strict=True)
    ]
    contexts = finder.read_contexts(sorted({*above, *around}))
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
        title_of=[numbers[title] for title in above],
        context_pieces=embedder.look_up([context.pieces for context in contexts]),
        topical=question.topical(found, sums),
    )
