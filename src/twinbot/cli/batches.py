"""Files of questions, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from twinbot.errors import QuestionError
from twinbot.types import Language, Turn


class BatchTurn(BaseModel):
    """An earlier exchange, as a line gives it."""

    question: str
    answer: str = ""


class BatchQuestion(BaseModel):
    """One line of a question file; fields that twinbot does not know are let through unread."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str
    question: str
    language: Language | None = None
    history: tuple[BatchTurn, ...] = ()
    line: int | None = None

    def turns(self) -> tuple[Turn, ...]:
        """Return the history as values."""
        return tuple(Turn(turn.question, turn.answer) for turn in self.history)


def read_questions(path: Path) -> Iterator[BatchQuestion]:
    """Yield the questions of a file; empty lines are skipped.

    Raises:
        QuestionError: If the file or a line cannot be read; the message names file and line.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: not readable as UTF-8 ({error}); give a file of JSON lines"
        raise QuestionError(message) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield BatchQuestion.model_validate_json(line).model_copy(update={"line": number})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            message = (
                f"{path}, line {number}: {where}: {first['msg']}; wanted is "
                '{"id": …, "question": …, "language"?: "de|en|ja", "history"?: '
                '[{"question": …, "answer": …}]}'
            )
            raise QuestionError(message) from error
