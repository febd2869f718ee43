"""Documents on invented subjects, and what people of three languages ask about them.

``invented_documents.jsonl`` holds 240 documents, a line each, which were written for twinbot and
tell of nothing that exists, with 18 subjects of questions each, in three languages: three to five
in words near to the document's, eight in everyday words that do not stand there, and five or six
that it does not answer though they are about its very persons, places and numbers. The last 30
consist of tables, lists and short sentences, as notices of public bodies do. Readers and
calibration learn from them what documents of others ask of them. The documents of split "test" are
for measuring (``benchmarks/answers/unseen_documents.py``) and are learned from by nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from twinbot.types import Language

INVENTED_FILE = Path(__file__).with_name("invented_documents.jsonl")

LEAST_QUOTED = 16
"""Letters and digits of a text that may stand for the longer quote it is part of."""

Split: TypeAlias = Literal["reader", "calibration", "test"]


@dataclass(frozen=True)
class Subject:
    """What is asked about a document.

    Attributes:
        kind: Of the question, such as "who" or "how_many".
        wording: "near" to the document's words, or "free".
        questions: By language.
        quotes: Sentences, items and rows of the document that answer by themselves; none where it
            does not answer.
    """

    kind: str
    wording: str
    questions: Mapping[Language, str]
    quotes: Sequence[str]


@dataclass(frozen=True)
class InventedDocument:
    """A document in Markdown with its subjects."""

    document_id: str
    language: Language
    text: str
    subjects: Sequence[Subject]

    def write(self, corpus: Path) -> None:
        """Make a corpus of this document alone."""
        path = corpus / self.language / "text.md"
        path.parent.mkdir(parents=True)
        path.write_text(self.text, "utf-8")


def read_invented(split: Split, path: Path = INVENTED_FILE) -> Iterator[InventedDocument]:
    """Yield the documents of a split."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == split:
            subjects = [Subject(**subject) for subject in row["subjects"]]
            yield InventedDocument(row["id"], row["language"], row["text"], subjects)


def holds_quote(text: str, quotes: Sequence[str]) -> bool:
    """Tell whether a text holds one of the quotes, or most of one is this text.

    Only letters and digits count: a table's marks and an item's dash are not always quoted.
    """
    bare = _bare(text)
    return any(
        _bare(quote) in bare or (len(bare) >= LEAST_QUOTED and bare in _bare(quote))
        for quote in quotes
    )


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))
