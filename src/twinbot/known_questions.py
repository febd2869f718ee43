"""Questions whose answer staff know: ``corpus/questions.csv``.

A line ties exact words of a document to ways in which people ask for what they tell. Who asks alike
is then answered with these words, if they stand; unlike a pin (`twinbot.pins`), such a question
only counts among what else speaks for a sentence (`twinbot.answering.likeness`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from twinbot.errors import CorpusError
from twinbot.staff_table import alternatives, read_rows

KNOWN_QUESTIONS_FILE: Final = "questions.csv"
"""Name of the file in the corpus folder."""

MAX_KNOWN_QUESTION_CHARS: Final = 300
"""Longer ones are no questions but text that slipped into the column."""

_HEADER: Final = ("document", "quote", "questions")


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """Words of a document with questions that they answer.

    Attributes:
        document_id: The document.
        quote: Its words.
        questions: In whatever language each is asked; at least one.
        place: Where the line stands, for messages.
    """

    document_id: str
    quote: str
    questions: tuple[str, ...]
    place: str


def parse_known_questions(content: bytes, place: str) -> tuple[KnownAnswer, ...]:
    """Read the questions of a corpus.

    Args:
        content: The file's bytes, see `read_rows`; the column ``questions`` holds one question or
            several divided by ``|``. Empty for none.
        place: Where they come from, for error messages.

    Raises:
        CorpusError: If the bytes are not UTF-8 or a line is wrong; the message names the line.
    """
    return tuple(_answer(row, where) for where, row in read_rows(content, _HEADER, place))


def _answer(row: list[str], where: str) -> KnownAnswer:
    """Make an entry of a line, or say what is wrong with it."""
    document_id, quote, cell = (unicodedata.normalize("NFC", cell).strip() for cell in row)
    for column, value in (("document", document_id), ("quote", quote), ("questions", cell)):
        if not value:
            message = (
                f"{where}: the column {column} is empty; wanted are a document's path below the "
                "corpus folder, words of it, and questions that they answer, divided by '|'"
            )
            raise CorpusError(message)
    questions = alternatives(cell)
    for question in questions or ("",):
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
    return KnownAnswer(document_id, "\n".join(quote.splitlines()), questions, where)
