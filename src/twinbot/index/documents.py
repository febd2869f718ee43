"""Documents, pages and passages of a generation, in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

import numpy as np

from twinbot.index.values import DocumentSummary, EncodedStatements, SeenPieces
from twinbot.types import (
    LANGUAGES,
    Document,
    Heading,
    Language,
    Page,
    Passage,
    Source,
    Span,
)

_TABLES = """
CREATE TABLE IF NOT EXISTS documents (
  document_id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL,
  translation_group TEXT NOT NULL, sha256 TEXT NOT NULL, date TEXT, sources TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
  document_id TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL,
  PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passages (
  passage_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, translation_group TEXT NOT NULL,
  language TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  text TEXT NOT NULL, heading TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS statements (
  passage_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, spans BLOB NOT NULL,
  vectors BLOB NOT NULL, counts BLOB NOT NULL, lines BLOB NOT NULL,
  pieces BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS statements_by_document ON statements (document_id);
CREATE INDEX IF NOT EXISTS passages_by_group ON passages (translation_group, language);
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id);
"""
_MAX_VARIABLES = 500
_PASSAGES_AT_ONCE = 500


class DocumentStore:
    """Reads and writes what the vectors and words point to; may be read from many threads."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open the file, read-only unless ``writable``."""
        # A published file never changes: SQLite need not lock it, nor look for a journal.
        mode = "mode=rwc" if writable else "mode=ro&immutable=1"
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, check_same_thread=False
        )
        self._lock = threading.Lock()
        if writable:
            self._connection.executescript(_TABLES)

    def put(self, document: Document, passages: Sequence[Passage]) -> None:
        """Store a document that is not there yet."""
        execute, many = self._connection.execute, self._connection.executemany
        execute(
            "INSERT INTO documents VALUES (?,?,?,?,?,?,?)",
            (
                document.document_id,
                document.title,
                document.language,
                document.translation_group,
                document.sha256,
                document.date.isoformat() if document.date else None,
                json.dumps([[s.title, s.publisher, s.url] for s in document.sources]),
            ),
        )
        many(
            "INSERT INTO pages VALUES (?,?,?,?)",
            [
                (
                    document.document_id,
                    page.number,
                    page.text,
                    json.dumps([[h.span.start, h.span.end, h.level] for h in page.headings]),
                )
                for page in document.pages
            ],
        )
        many(
            "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (
                    p.passage_id, p.document_id, p.translation_group, p.language, p.page,
                    p.span.start, p.span.end, p.text, p.heading,
                )
                for p in passages
            ],
        )  # fmt: skip

    def put_statements(
        self, passages: Sequence[Passage], statements: Sequence[EncodedStatements]
    ) -> None:
        """Store the statements of each passage."""
        self._connection.executemany(
            "INSERT INTO statements VALUES (?,?,?,?,?,?,?)",
            [
                (
                    passage.passage_id,
                    passage.document_id,
                    np.array([(s.start, s.end) for s in own.spans], dtype="<i4").tobytes(),
                    own.vectors.astype("<f2").tobytes(),
                    np.array([len(seen.lines) for seen in own.seen], dtype="<i4").tobytes(),
                    b"".join(seen.lines.tobytes() for seen in own.seen),
                    b"".join(seen.values.tobytes() for seen in own.seen),
                )
                for passage, own in zip(passages, statements, strict=True)
                if own.spans
            ],
        )

    def statements(self, passage_ids: Sequence[str]) -> dict[str, EncodedStatements]:
        """Return the statements of those passages that have any."""
        found: dict[str, EncodedStatements] = {}
        for start in range(0, len(passage_ids), _MAX_VARIABLES):
            ids = passage_ids[start : start + _MAX_VARIABLES]
            for passage_id, *stored in self._rows(
                "SELECT passage_id, spans, vectors, counts, lines, pieces "  # noqa: S608 - places
                f"FROM statements WHERE passage_id IN ({_places(ids)})",
                tuple(ids),
            ):
                found[passage_id] = _statements(*stored)
        return found

    def remove(self, document_id: str) -> dict[Language, list[str]]:
        """Remove a document with all that belongs to it; return the passages' ids by language."""
        removed: dict[Language, list[str]] = {}
        for language, passage_id in self._rows(
            "SELECT language, passage_id FROM passages WHERE document_id = ?", (document_id,)
        ):
            removed.setdefault(language, []).append(passage_id)
        for table in ("documents", "pages", "passages", "statements"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE document_id = ?",  # noqa: S608 - fixed names
                (document_id,),
            )
        return removed

    def holds(self, document_id: str) -> bool:
        """Tell whether a document is stored."""
        return bool(self._rows("SELECT 1 FROM documents WHERE document_id = ?", (document_id,)))

    def hashes(self) -> dict[str, str]:
        """Return the hash of each document by its id."""
        return dict(self._rows("SELECT document_id, sha256 FROM documents ORDER BY document_id"))

    def document(self, document_id: str) -> Document:
        """Return a document; raises `LookupError` if there is none."""
        rows = self._rows("SELECT * FROM documents WHERE document_id = ?", (document_id,))
        if not rows:
            raise LookupError(document_id)
        _, title, language, group, sha256, day, sources = rows[0]
        pages = self._rows(
            "SELECT number, text, headings FROM pages WHERE document_id = ? ORDER BY number",
            (document_id,),
        )
        return Document(
            document_id=document_id,
            title=title,
            language=language,
            pages=tuple(_page(*row) for row in pages),
            sources=tuple(Source(*source) for source in json.loads(sources)),
            translation_group=group,
            sha256=sha256,
            date=date.fromisoformat(day) if day else None,
        )

    def page(self, document_id: str, number: int) -> Page:
        """Return a page; raises `LookupError` if there is none."""
        rows = self._rows(
            "SELECT number, text, headings FROM pages WHERE document_id = ? AND number = ?",
            (document_id, number),
        )
        if not rows:
            message = f"{document_id}, page {number}"
            raise LookupError(message)
        return _page(*rows[0])

    def summaries(self, document_ids: Sequence[str] | None = None) -> list[DocumentSummary]:
        """Return summaries of all documents, or of those named, ordered by id."""
        where = ""
        values: tuple[str, ...] = ()
        if document_ids is not None:
            where = f"WHERE d.document_id IN ({_places(document_ids)})"
            values = tuple(document_ids)
        rows = self._rows(
            "SELECT d.document_id, title, language, translation_group, sha256, date, "  # noqa: S608
            "(SELECT COUNT(*) FROM pages p WHERE p.document_id = d.document_id), "
            "(SELECT COUNT(*) FROM passages q WHERE q.document_id = d.document_id) "
            f"FROM documents d {where} ORDER BY d.document_id",
            values,
        )
        return [
            DocumentSummary(
                document_id=document_id,
                title=title,
                language=language,
                translation_group=group,
                sha256=sha256,
                date=date.fromisoformat(day) if day else None,
                pages=pages,
                passages=passages,
            )
            for document_id, title, language, group, sha256, day, pages, passages in rows
        ]

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """Return passages in the order asked; raises `KeyError` for one that is not there."""
        found: dict[str, Passage] = {}
        for start in range(0, len(passage_ids), _MAX_VARIABLES):
            ids = passage_ids[start : start + _MAX_VARIABLES]
            for row in self._rows(
                f"SELECT * FROM passages WHERE passage_id IN ({_places(ids)})",  # noqa: S608
                tuple(ids),
            ):
                found[row[0]] = _passage(*row)
        return [found[passage_id] for passage_id in passage_ids]

    def languages(self, passage_ids: Sequence[str]) -> dict[str, Language]:
        """Return the language of each passage."""
        found: dict[str, Language] = {}
        for start in range(0, len(passage_ids), _MAX_VARIABLES):
            ids = passage_ids[start : start + _MAX_VARIABLES]
            found |= dict(
                self._rows(
                    "SELECT passage_id, language FROM passages "  # noqa: S608 - only places
                    f"WHERE passage_id IN ({_places(ids)})",
                    tuple(ids),
                )
            )
        return found

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> dict[str, list[str]]:
        """Return the ids of translation groups' passages in one language, in reading order."""
        found: dict[str, list[str]] = {}
        for start in range(0, len(translation_groups), _MAX_VARIABLES):
            groups = translation_groups[start : start + _MAX_VARIABLES]
            rows = self._rows(
                "SELECT translation_group, passage_id FROM passages "  # noqa: S608 - only places
                f"WHERE translation_group IN ({_places(groups)}) AND language = ? "
                "ORDER BY document_id, page, start",
                (*groups, language),
            )
            for group, passage_id in rows:
                found.setdefault(group, []).append(passage_id)
        return found

    def all_passages(self) -> Iterator[Passage]:
        """Yield every passage by document and page, a few at a time."""
        with self._lock:
            found = self._connection.execute("SELECT * FROM passages ORDER BY document_id, page")
        while True:
            with self._lock:
                rows = found.fetchmany(_PASSAGES_AT_ONCE)
            if not rows:
                return
            yield from (_passage(*row) for row in rows)

    def sample_texts(self, most: int) -> list[str]:
        """Return the texts of at most so many passages, evenly spread."""
        ((count,),) = self._rows("SELECT COUNT(*) FROM passages")
        step = max(1, -(-count // most))
        rows = self._rows(
            "SELECT text FROM (SELECT text, ROW_NUMBER() OVER (ORDER BY passage_id) AS place "
            "FROM passages) WHERE place % ? = 0",
            (step,),
        )
        return [text for (text,) in rows]

    def counts(self, table: str) -> dict[Language, int]:
        """Return rows by language of ``documents``, ``pages`` or ``passages``."""
        join = "JOIN documents USING (document_id)" if table == "pages" else ""
        rows = self._rows(
            f"SELECT language, COUNT(*) FROM {table} {join} GROUP BY language"  # noqa: S608
        )
        counted = dict(rows)
        return {language: counted[language] for language in LANGUAGES if language in counted}

    def close(self, *, commit: bool = False) -> None:
        """Close the file, keeping what was written if ``commit``."""
        if commit:
            self._connection.commit()
        self._connection.close()

    def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()


def _statements(
    spans: bytes, vectors: bytes, counts: bytes, lines: bytes, pieces: bytes
) -> EncodedStatements:
    places = np.frombuffer(spans, "<i4").reshape(-1, 2).tolist()
    ends = np.cumsum(np.frombuffer(counts, "<i4"))[:-1]
    of_lines = np.frombuffer(lines, np.uint8)
    values = np.frombuffer(pieces, np.int8).reshape(len(of_lines), -1)
    return EncodedStatements(
        tuple(Span(start, end) for start, end in places),
        np.frombuffer(vectors, "<f2").reshape(len(places), -1),
        tuple(
            SeenPieces(of_statement, of_line)
            for of_statement, of_line in zip(
                np.split(values, ends), np.split(of_lines, ends), strict=True
            )
        ),
    )


def _page(number: int, text: str, headings: str) -> Page:
    return Page(
        number,
        text,
        tuple(
            Heading(Span(start, end), level, text[start:end])
            for start, end, level in cast("list[tuple[int, int, int]]", json.loads(headings))
        ),
    )


def _passage(  # noqa: PLR0913, PLR0917 - one parameter a column
    passage_id: str,
    document_id: str,
    translation_group: str,
    language: Language,
    page: int,
    start: int,
    end: int,
    text: str,
    heading: str,
) -> Passage:
    return Passage(
        passage_id=passage_id,
        document_id=document_id,
        translation_group=translation_group,
        language=language,
        page=page,
        span=Span(start, end),
        text=text,
        heading=heading,
    )


def _places(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
