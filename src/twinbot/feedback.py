"""What readers said of answers, and which questions had none: one SQLite file, for staff.

Nothing in it leads to a person: an answer is known by a hash, days are kept without the time, and
texts are cleared of personal data before they are written. Texts of questions are written only
where the operator chose so. Everything is deleted after a number of days.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from twinbot.errors import FeedbackError
from twinbot.personal_data import redact
from twinbot.types import Answer, Language, Outcome

Verdict: TypeAlias = Literal["helpful", "unhelpful"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

MAX_TEXT_CHARS = 2_000
UNANSWERED: tuple[Outcome, ...] = ("abstained", "partial")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
  answer TEXT PRIMARY KEY, day TEXT NOT NULL, verdict TEXT NOT NULL, remark TEXT NOT NULL,
  language TEXT NOT NULL, outcome TEXT NOT NULL, documents TEXT NOT NULL, question TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unanswered (
  day TEXT NOT NULL, language TEXT NOT NULL, outcome TEXT NOT NULL, question TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS unanswered_day ON unanswered (day);
CREATE INDEX IF NOT EXISTS feedback_day ON feedback (day);
"""


@dataclass(frozen=True, slots=True)
class FeedbackEntry:
    """What a reader said of an answer.

    Attributes:
        day: When.
        verdict: Whether it helped.
        remark: In the reader's words, without personal data; may be empty.
        language: Language of the answer.
        outcome: Its outcome.
        documents: The documents it cited.
        question: The question, without personal data; empty where texts are not kept.
    """

    day: date
    verdict: Verdict
    remark: str
    language: Language
    outcome: Outcome
    documents: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question that the documents do not answer, or only touch."""

    day: date
    language: Language
    outcome: Outcome
    question: str


def _today() -> date:
    return datetime.now(UTC).date()


class FeedbackStore:
    """Keeps feedback in a file; may be used from many threads."""

    def __init__(
        self,
        path: Path,
        *,
        keep_questions: bool,
        days: int,
        today: Callable[[], date] = _today,
    ) -> None:
        """Keep feedback in ``path``, which is made when it is first needed.

        Args:
            path: The SQLite file.
            keep_questions: Whether texts of questions are written.
            days: Entries are deleted when they are older.
            today: Tells the day, UTC.
        """
        self._path = path
        self._keep_questions = keep_questions
        self._days = days
        self._today = today
        self._lock = threading.Lock()
        self._cleared_on: date | None = None

    def judge(self, answer_id: str, answer: Answer, verdict: Verdict, remark: str = "") -> bool:
        """Write what a reader said of an answer; said again, it replaces what was said before.

        The same verdict without a remark, as of a button pressed twice, leaves the remark; another
        verdict takes it away, since it was said of the first.

        Returns:
            Whether nothing was said of it before.

        Raises:
            FeedbackError: If the file cannot be written.
        """
        documents = sorted({citation.document_id for citation in answer.citations})
        row = (
            hashlib.sha256(answer_id.encode()).hexdigest()[:24],
            self._today().isoformat(),
            verdict,
            _cleared(remark),
            answer.query.language,
            answer.outcome,
            json.dumps(documents, ensure_ascii=False),
            _cleared(answer.query.text) if self._keep_questions else "",
        )
        with self._open() as database:
            known = database.execute("SELECT 1 FROM feedback WHERE answer = ?", row[:1]).fetchone()
            database.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (answer) DO "
                "UPDATE SET verdict = excluded.verdict, remark = CASE WHEN excluded.remark = '' "
                "AND verdict = excluded.verdict THEN remark ELSE excluded.remark END",
                row,
            )
        return known is None

    def note(self, answer: Answer) -> None:
        """Write the question of an answer that has none, if texts are kept.

        Raises:
            FeedbackError: If the file cannot be written.
        """
        if not self._keep_questions or answer.outcome not in UNANSWERED or answer.intent:
            return
        row = (
            self._today().isoformat(),
            answer.query.language,
            answer.outcome,
            _cleared(answer.query.text),
        )
        with self._open() as database:
            database.execute("INSERT INTO unanswered VALUES (?, ?, ?, ?)", row)

    def forget_old(self) -> None:
        """Delete what is too old, also while nobody writes or reads.

        Raises:
            FeedbackError: If the file cannot be written.
        """
        if self._cleared_on != self._today() and self._path.is_file():
            with self._open():
                pass

    def entries(self) -> list[FeedbackEntry]:
        """Return all feedback, newest first.

        Raises:
            FeedbackError: If the file cannot be read.
        """
        with self._open() as database:
            rows = database.execute(
                "SELECT day, verdict, remark, language, outcome, documents, question "
                "FROM feedback ORDER BY day DESC, answer"
            ).fetchall()
        return [
            FeedbackEntry(
                day=date.fromisoformat(day),
                verdict=verdict,
                remark=remark,
                language=language,
                outcome=outcome,
                documents=tuple(json.loads(documents)),
                question=question,
            )
            for day, verdict, remark, language, outcome, documents, question in rows
        ]

    def unanswered(self) -> list[UnansweredQuestion]:
        """Return the questions without an answer, oldest first.

        Raises:
            FeedbackError: If the file cannot be read.
        """
        with self._open() as database:
            rows = database.execute(
                "SELECT day, language, outcome, question FROM unanswered ORDER BY rowid"
            ).fetchall()
        return [UnansweredQuestion(date.fromisoformat(row[0]), *row[1:]) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Yield the database, made and cleared of what is too old; commit at the end."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, closing(sqlite3.connect(self._path, timeout=5)) as database, database:
                database.execute("PRAGMA secure_delete = ON")  # deleted texts are overwritten
                self._clear_old(database)
                yield database
        except (sqlite3.Error, OSError) as error:
            message = (
                f"{self._path}: the feedback file cannot be used ({error}); mend its permissions, "
                "or choose another with TWINBOT_FEEDBACK"
            )
            raise FeedbackError(message) from error

    def _clear_old(self, database: sqlite3.Connection) -> None:
        """Make the tables and delete what is too old, once a day."""
        today = self._today()
        if self._cleared_on == today and self._path.stat().st_size:
            return
        database.executescript(_SCHEMA)
        limit = (today - timedelta(days=self._days)).isoformat()
        database.execute("DELETE FROM feedback WHERE day < ?", (limit,))
        database.execute("DELETE FROM unanswered WHERE day < ?", (limit,))
        self._cleared_on = today


def _cleared(text: str) -> str:
    """Return a text short enough and without personal data.

    Cut after clearing, so that no half of a number escapes.
    """
    return redact(" ".join(text.split()))[:MAX_TEXT_CHARS]
