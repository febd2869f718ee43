"""Tables that staff keep with a spreadsheet program: CSV with a fixed header."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from twinbot.errors import CorpusError

_BETWEEN_ALTERNATIVES: Final = re.compile("[|｜]")
"""Also as Japanese keyboards write it."""


def read_rows(content: bytes, header: Sequence[str], place: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of a table below its header, blank ones left out.

    Args:
        content: The file's bytes, UTF-8 with or without byte order mark, cells divided by commas
            or, as some spreadsheets write them, by semicolons. Empty for no table.
        header: What the first line must say, in any case.
        place: Where the bytes come from, for error messages.

    Yields:
        Where a row stands, for error messages, and its cells, as many as the header has.

    Raises:
        CorpusError: If the bytes are not UTF-8 or a line is wrong; the message names the line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = (
            f"{place}: not UTF-8 (byte {error.start} is 0x{content[error.start]:02x}); "
            "save it as UTF-8, in Excel as 'CSV UTF-8', and run twinbot ingest again"
        )
        raise CorpusError(message) from error
    if not text.strip():
        return
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        _check_header(next(reader), header, place)
        for row in reader:
            where = f"{place}, line {reader.line_num}"
            if any(cell.strip() for cell in row):
                _check_width(row, header, where)
                yield where, row
    except csv.Error as error:
        message = f"{place}, line {reader.line_num}: {error}; correct the quotation marks"
        raise CorpusError(message) from error


def alternatives(cell: str) -> tuple[str, ...]:
    """Return what a cell holds, divided by ``|``, each once and without blanks around it."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, _BETWEEN_ALTERNATIVES.split(cell)))))


def _check_header(row: Sequence[str], header: Sequence[str], place: str) -> None:
    if [cell.strip().lower() for cell in row] != list(header):
        message = (
            f"{place}, line 1: the header is {','.join(row)!r}, wanted is {','.join(header)!r}; "
            "make it the first line, and give each line as many cells"
        )
        raise CorpusError(message)


def _check_width(row: Sequence[str], header: Sequence[str], where: str) -> None:
    if len(row) != len(header):
        message = (
            f"{where}: {len(row)} cells, wanted are {len(header)} ({', '.join(header)}); "
            "put what holds the separator between double quotation marks"
        )
        raise CorpusError(message)
