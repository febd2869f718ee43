"""Turn files in SQuAD format into a BEIR folder: a question finds its paragraph.

Usage: python benchmarks/retrieval/from_squad.py --questions FILE --paragraphs FILE --out FOLDER

Both files hold the same articles in the same order, in one language or in two (XQuAD); for one
language give the same file twice.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def paragraphs(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs of a file in SQuAD format."""
    for article in json.loads(path.read_text("utf-8"))["data"]:
        yield from article["paragraphs"]


def write_jsonl(rows: list[dict[str, str]], path: Path) -> None:
    """Write rows as JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def convert(questions: Path, told: Path, out: Path) -> tuple[int, int]:
    """Write a BEIR folder and return the numbers of its queries and documents."""
    texts: dict[str, str] = {}
    queries: list[dict[str, str]] = []
    judged: list[str] = []
    for asked, block in zip(paragraphs(questions), paragraphs(told), strict=True):
        document = texts.setdefault(block["context"], f"p{len(texts)}")
        for one in asked["qas"]:
            query = f"q{len(queries)}"
            queries.append({"_id": query, "text": one["question"]})
            judged.append(f"{query}\t{document}\t1\n")
    (out / "qrels").mkdir(parents=True, exist_ok=True)
    write_jsonl([{"_id": key, "text": text} for text, key in texts.items()], out / "corpus.jsonl")
    write_jsonl(queries, out / "queries.jsonl")
    header = "query-id\tcorpus-id\tscore\n"
    (out / "qrels" / "test.tsv").write_text(header + "".join(judged), "utf-8")
    return len(queries), len(texts)


def main() -> None:
    """Read the command line and convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--paragraphs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    queries, documents = convert(given.questions, given.paragraphs, given.out)
    print(f"{given.out}: {queries:,} queries, {documents:,} paragraphs")


if __name__ == "__main__":
    main()
