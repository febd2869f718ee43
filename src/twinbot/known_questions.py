"""Questions of which staff know what answers them, and what does not: ``corpus/questions.csv``.

A line ties exact words of a document to ways in which people ask for what they tell, and to near
misses: questions that search leads to these words, and that they do not answer. Who asks like the
former is answered with these words, if they stand; who asks like the latter is sooner told that the
documents do not say. Unlike a pin (`twinbot.pins`), a question only counts among what else speaks
for a sentence (`twinbot.answering.scoring.likeness`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from twinbot.errors import CorpusError
from twinbot.language import spell_with_kanji
from twinbot.staff_table import alternatives, read_rows

KNOWN_QUESTIONS_FILE: Final = "questions.csv"
"""Name of the file in the corpus folder."""

MAX_KNOWN_QUESTION_CHARS: Final = 300
"""Longer ones are no questions but text that slipped into the column."""

_HEADER: Final = ("document", "quote", "questions", "near_misses")


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """Words of a document with questions that they answer, and such that they do not.

    Attributes:
        document_id: The document.
        quote: Its words.
        questions: What they answer, in whatever language each is asked; what is written wholly in
            kana as `twinbot.language.spell_with_kanji` spells it, as questions of readers are.
        near_misses: What they do not, likewise; of both together there is at least one.
        place: Where the line stands, for messages.
    """

    document_id: str
    quote: str
    questions: tuple[str, ...]
    near_misses: tuple[str, ...]
    place: str


def parse_known_questions(content: bytes, place: str) -> tuple[KnownAnswer, ...]:
    """Read the questions of a corpus.

    Args:
        content: The file's bytes, see `read_rows`; the columns ``questions`` and ``near_misses``
            hold questions divided by ``|``, one of the two at least one. Empty for none.
        place: Where they come from, for error messages.

    Raises:
        CorpusError: If the bytes are not UTF-8 or a line is wrong; the message names the line.
    """
    return tuple(_answer(row, where) for where, row in read_rows(content, _HEADER, place))


def _answer(row: list[str], where: str) -> KnownAnswer:
    """Make an entry of a line, or say what is wrong with it."""
    cells = (unicodedata.normalize("NFC", cell).strip() for cell in row)
    document_id, quote, answered, missed = cells
    for column, value in (("document", document_id), ("quote", quote)):
        if not value:
            message = (
                f"{where}: the column {column} is empty; wanted are a document's path below the "
                "corpus folder, words of it, and questions, divided by '|', that they answer or "
                "do not answer"
            )
            raise CorpusError(message)
    questions, near_misses = _questions(answered, where), _questions(missed, where)
    if not questions and not near_misses:
        message = (
            f"{where}: the columns questions and near_misses are empty; wanted is in one of them a "
            "question that the words answer, or do not answer"
        )
        raise CorpusError(message)
    if both := set(questions) & set(near_misses):
        message = (
            f"{where}: {min(both)!r} stands in both columns; the words answer it (questions), or "
            "they do not (near_misses)"
        )
        raise CorpusError(message)
    spelled, missing = (tuple(map(spell_with_kanji, kind)) for kind in (questions, near_misses))
    return KnownAnswer(document_id, "\n".join(quote.splitlines()), spelled, missing, where)


def _questions(cell: str, where: str) -> tuple[str, ...]:
    """Return the questions of a cell, or say what is wrong with one."""
    questions = alternatives(cell)
    for question in questions or ([""] if cell else []):
        if not any(letter.isalnum() for letter in question):
            message = (
                f"{where}: {question!r} is no question; wanted are questions divided by '|', each "
                "with a letter or digit"
            )
            raise CorpusError(message)
        if len(question) > MAX_KNOWN_QUESTION_CHARS:
            message = (
                f"{where}: a question has {len(question)} characters, wanted are at most "
                f"{MAX_KNOWN_QUESTION_CHARS}; divide questions by '|'"
            )
            raise CorpusError(message)
    return questions
