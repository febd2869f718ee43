"""benchmarks/retrieval and training/check_leakage.py, run as anybody would run them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.conftest import REPOSITORY

BENCHMARK = REPOSITORY / "benchmarks" / "retrieval" / "run.py"
LEAKAGE = REPOSITORY / "training" / "check_leakage.py"
DOCUMENTS = {
    "bath": "Das Hallenbad öffnet um acht Uhr.",
    "hall": "Das Rathaus ist am Montag geschlossen.",
    "tree": "Im Stadtpark stehen alte Bäume.",
}
QUERIES = {"q1": "Rathaus Montag geschlossen", "q2": "Wann öffnet das Hallenbad?"}


def write_jsonl(path, texts):
    rows = [json.dumps({"_id": key, "text": text, "language": "de"}) for key, text in texts.items()]
    path.write_text("\n".join(rows) + "\n", "utf-8")


@pytest.fixture
def beir(tmp_path):
    folder = tmp_path / "town"
    (folder / "qrels").mkdir(parents=True)
    write_jsonl(folder / "corpus.jsonl", DOCUMENTS)
    write_jsonl(folder / "queries.jsonl", QUERIES)
    judged = "query-id\tcorpus-id\tscore\nq1\thall\t1\nq1\ttree\t1\nq2\tbath\t2\n"
    (folder / "qrels" / "test.tsv").write_text(judged, "utf-8")
    return folder


def run_benchmark(tmp_path, *arguments):
    out = tmp_path / "figures.json"
    subprocess.run(
        [sys.executable, BENCHMARK, *map(str, arguments), "--json", out],
        check=True,
        capture_output=True,
        cwd=REPOSITORY,
    )
    return json.loads(out.read_text("utf-8"))


def test_a_beir_folder_is_measured_with_bm25_beside_the_built_in_model(tmp_path, beir):
    found = run_benchmark(tmp_path, "--beir", beir)
    rows = {row["model"]: row for row in found["rows"]}
    assert {"BM25", "built-in"} <= set(rows)
    assert {row["pair"] for row in found["rows"]} == {"de-de"}
    # BM25 finds one of q1's two documents, the first, and q2's only one
    figures = {name: mean for name, (mean, _, _) in rows["BM25"]["figures"].items()}
    ideal = 1 + 1 / 1.584962500721156
    assert figures["R@1"] == pytest.approx(100)
    assert figures["R@5"] == pytest.approx(75)
    assert figures["MRR@10"] == pytest.approx(100)
    assert figures["nDCG@10"] == pytest.approx(100 * (1 / ideal + 1) / 2)
    assert rows["built-in"]["figures"]["R@1"][0] == pytest.approx(100)
    assert 50 < found["speed"]["built-in"]["megabytes"] < 60


def test_intervals_hold_their_mean(tmp_path, beir):
    for row in run_benchmark(tmp_path, "--beir", beir, "--no-peers")["rows"]:
        for mean, low, high in row["figures"].values():
            assert low <= mean <= high


def test_tatoeba_is_measured_in_both_directions(tmp_path):
    pairs = "Das ist ein Hund.\tThis is a dog.\nIch trinke Wasser.\tI drink water.\n"
    (tmp_path / "tatoeba-deu-eng.tsv").write_text(pairs, "utf-8")
    rows = run_benchmark(tmp_path, "--tatoeba", tmp_path, "--no-peers")["rows"]
    assert [(row["pair"], row["queries"]) for row in rows] == [("de-en", 2), ("en-de", 2)]
    assert all(row["figures"]["R@1"][0] == pytest.approx(100) for row in rows)


def test_every_language_pair_of_the_dev_questions_is_measured(tmp_path):
    static = ("--model", "src/twinbot/model", "--no-peers")  # the quicker half
    rows = run_benchmark(tmp_path, "--questions", "eval/questions.jsonl", *static)["rows"]
    languages = ("de", "en", "ja")
    assert {row["pair"] for row in rows} == {f"{a}-{b}" for a in languages for b in languages}
    assert {row["test_set"] for row in rows} == {"eval/dev"}


TEST_SENTENCE = "Der alte Bahnhof der kleinen Stadt wird seit dem Sommer umgebaut."


@pytest.mark.parametrize(
    ("trained_on", "code"),
    [
        ("Der neue Bahnhof einer großen Stadt wird seit dem Winter gebaut.", 0),
        (TEST_SENTENCE.upper(), 1),
        (f"Es stimmt: {TEST_SENTENCE} Das freut alle.", 1),
    ],
)
def test_a_test_sentence_in_the_training_data_is_found(tmp_path, trained_on, code):
    work, tests = tmp_path / "work", tmp_path / "tests"
    (work / "train").mkdir(parents=True)
    tests.mkdir()
    (work / "train" / "pair.en-de.x.tsv").write_text(f"Something else.\t{trained_on}\n", "utf-8")
    (work / "paragraphs.jsonl").write_text("", "utf-8")
    (tests / "tatoeba-deu-eng.tsv").write_text(f"{TEST_SENTENCE}\tUnlike.\n", "utf-8")
    done = subprocess.run(
        [sys.executable, LEAKAGE, "--work", work, "--tests", tests],
        check=False,
        capture_output=True,
    )
    assert done.returncode == code, done.stdout.decode()
