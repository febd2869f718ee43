"""Measure embedding models at retrieval, next to BM25 and all-MiniLM.

Usage: python benchmarks/retrieval/run.py [--tatoeba FOLDER] [--beir FOLDER] [--questions FILE]
    [--model FOLDER_OR_NAME]
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from data import TestSet, read_beir, read_tatoeba
from measures import NAMES, interval, measure
from models import BM25, Dense, Ranker, Speed, measure_speed, open_embedder, peer_folder
from questions import read_questions

from twinbot.settings import BUILT_IN_MODEL

TIMED_TEXTS = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """One model's figures on one language pair of one test set.

    Attributes:
        figures: Mean, low and high end of the 95 % interval, by measure, in percent.
    """

    model: str
    test_set: str
    pair: str
    queries: int
    figures: dict[str, tuple[float, float, float]]


def measure_model(name: str, ranker: Ranker, tests: Iterable[TestSet]) -> list[Row]:
    """Return a row for each language pair of each test set."""
    rows = []
    for test in tests:
        ranking = ranker.rank(test.queries, test.documents)
        values: dict[str, list[tuple[float, ...]]] = defaultdict(list)
        for query, relevant in test.relevant.items():
            values[test.pairs[query]].append(measure(ranking.get(query, []), relevant))
        for pair, found in sorted(values.items()):
            columns = np.asarray(found).T * 100
            figures = {m: interval(column) for m, column in zip(NAMES, columns, strict=True)}
            rows.append(Row(name, test.name, pair, len(found), figures))
    return rows


def table_of_rows(rows: list[Row]) -> str:
    """Return rows as a Markdown table, same test set and pair together."""
    lines = [
        f"| test set | pair | queries | model | {' | '.join(NAMES)} |",
        f"|---|---|---|---|{'---|' * len(NAMES)}",
    ]
    for row in sorted(rows, key=lambda one: (one.test_set, one.pair)):
        cells = [f"{mean:.1f} ({low:.1f}–{high:.1f})" for mean, low, high in row.figures.values()]
        lines.append(
            f"| {row.test_set} | {row.pair} | {row.queries} | {row.model} | {' | '.join(cells)} |"
        )
    return "\n".join(lines)


def table_of_speeds(speeds: dict[str, Speed]) -> str:
    """Return sizes and speeds as a Markdown table."""
    lines = [
        "| model | MB | import and open, s | open, s | one query, ms | texts a second |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {one.megabytes:.1f} | {one.load_seconds:.2f} | {one.open_seconds:.2f} | "
        f"{one.query_milliseconds:.2f} | {one.texts_a_second:,.0f} |"
        for name, one in speeds.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="append", help="folder or name; default: built-in")
    parser.add_argument("--tatoeba", type=Path, help="folder of tatoeba-XXX-eng.tsv")
    parser.add_argument("--beir", type=Path, action="append", default=[], help="BEIR folder")
    parser.add_argument("--questions", type=Path, help="eval/questions.jsonl; its dev split only")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="what they ask about")
    parser.add_argument("--no-peers", action="store_true", help="leave BM25 and all-MiniLM out")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    given = parser.parse_args()
    tests = [test for folder in given.beir for test in read_beir(folder)]
    tests += read_tatoeba(given.tatoeba) if given.tatoeba else []
    if given.questions:
        tests += read_questions(given.questions, given.corpus, "dev")
    if not tests:
        parser.error("nothing to measure on: give --tatoeba, --beir or --questions")
    names = {Path(name).name: name for name in given.model or [BUILT_IN_MODEL]}
    peer = None if given.no_peers else peer_folder()
    if peer:
        names["all-MiniLM-L6-v2"] = peer
    rankers: dict[str, Ranker] = {} if given.no_peers else {"BM25": BM25()}
    rankers |= {short: Dense(open_embedder(name)) for short, name in names.items()}
    rows = [row for short, one in rankers.items() for row in measure_model(short, one, tests)]
    texts = [text for test in tests for text in test.queries.values()][:TIMED_TEXTS]
    speeds = {short: measure_speed(name, texts) for short, name in names.items()}
    print(table_of_rows(rows), table_of_speeds(speeds), sep="\n\n")
    if given.json:
        content = {
            "rows": [asdict(row) for row in rows],
            "speed": {short: asdict(one) for short, one in speeds.items()},
        }
        given.json.write_text(json.dumps(content, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
