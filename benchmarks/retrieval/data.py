"""Test sets: BEIR folders and the Tatoeba sentence pairs."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_KANA_OR_KANJI = re.compile(r"[\u3041-\u30fa\u4e00-\u9fff]")
_WORD = re.compile(r"[a-zäöüß]+")
_GERMAN = frozenset(
    {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "mit", "auf"}
)
_ENGLISH = frozenset({"the", "of", "and", "is", "not", "a", "to", "with", "for", "on", "that"})
_LANGUAGES = {"deu": "de", "jpn": "ja", "eng": "en"}


@dataclass(frozen=True, slots=True)
class TestSet:
    """Queries, documents, and which documents each query should find.

    Attributes:
        name: Shown in the table.
        documents: Text by id.
        queries: Text by id; each has a relevant document.
        relevant: Grade by document id, by query id.
        pairs: Such as "de-en" (query language, document language), by query id.
    """

    name: str
    documents: Mapping[str, str]
    queries: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]
    pairs: Mapping[str, str]


def guess_language(text: str) -> str:
    """Guess de, en or ja by script and by small words."""
    if _KANA_OR_KANJI.search(text):
        return "ja"
    words = _WORD.findall(text.lower())
    german = sum(word in _GERMAN for word in words) + sum(c in "äöüß" for c in text)
    return "de" if german > sum(word in _ENGLISH for word in words) else "en"


def read_beir(folder: Path) -> Iterator[TestSet]:
    """Yield one test set for each file of qrels of a BEIR folder.

    A row may name its language ("language", or "metadata": {"language"}); else the language that
    most texts of the file seem to be in is taken for all.
    """
    documents, document_languages = _read_texts(folder / "corpus.jsonl")
    queries, query_languages = _read_texts(folder / "queries.jsonl")
    for path in sorted((folder / "qrels").glob("*.tsv")):
        relevant: dict[str, dict[str, int]] = defaultdict(dict)
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                if int(row["score"]) > 0:
                    relevant[row["query-id"]][row["corpus-id"]] = int(row["score"])
        asked = {key: queries[key] for key in relevant}
        pairs = {
            key: f"{query_languages[key]}-{document_languages[next(iter(found))]}"
            for key, found in relevant.items()
        }
        yield TestSet(f"{folder.name}/{path.stem}", documents, asked, relevant, pairs)


def _read_texts(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return texts (title and text of documents) and languages by id."""
    with path.open(encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    texts = {row["_id"]: f"{row.get('title') or ''} {row['text']}".strip() for row in rows}
    (usual, _), *_ = Counter(map(guess_language, list(texts.values())[:500])).most_common(1)
    languages = {
        row["_id"]: row.get("language") or (row.get("metadata") or {}).get("language") or usual
        for row in rows
    }
    return texts, languages


def read_tatoeba(folder: Path) -> Iterator[TestSet]:
    """Yield both directions of each ``tatoeba-XXX-eng.tsv``: a sentence finds its translation."""
    for path in sorted(folder.glob("tatoeba-*.tsv")):
        codes = [_LANGUAGES[code] for code in path.stem.split("-")[1:]]
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        for one, other in ((0, 1), (1, 0)):
            pair = f"{codes[one]}-{codes[other]}"
            sides = [{str(i): row[side] for i, row in enumerate(rows)} for side in (one, other)]
            yield TestSet(
                name="tatoeba",
                documents=sides[1],
                queries=sides[0],
                relevant={key: {key: 1} for key in sides[0]},
                pairs=dict.fromkeys(sides[0], pair),
            )
