"""``twinbot eval`` as staff meet it: real processes, a real index, real files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import ir_measures
import pytest
from ir_measures import RR, R, nDCG
from tests.evaluation_factory import town_subjects, write_questions, write_town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A folder with a town's corpus, its index, its questions and a first report."""
    folder = tmp_path_factory.mktemp("town")
    write_town(folder / "corpus")
    (folder / "eval").mkdir()
    write_questions(folder / "eval" / "questions.jsonl", town_subjects())
    assert run_in(folder, "ingest", "--quiet").returncode == 0
    first = run_in(folder, "eval", "--split", "all", "--output", "first", "--write-baseline")
    assert first.returncode == 0, first.stderr
    return folder


def run_in(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from twinbot.cli import main; main()", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "160", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )


def test_the_files_of_a_run_give_ir_measures_the_same_figures_to_nine_digits(town):
    report = json.loads((town / "first" / "report.json").read_text("utf-8"))
    ours = {
        figure["name"]: figure["value"]
        for figure in report["figures"]
        if figure["language"] is None and figure["kind"] is None
    }
    theirs = ir_measures.calc_aggregate(
        [R @ 1, R @ 5, R @ 10, RR @ 10, nDCG @ 10],
        list(ir_measures.read_trec_qrels(str(town / "first" / "qrels.trec"))),
        list(ir_measures.read_trec_run(str(town / "first" / "run.trec"))),
    )
    names = {
        "recall_at_1": R @ 1,
        "recall_at_5": R @ 5,
        "recall_at_10": R @ 10,
        "mrr_at_10": RR @ 10,
        "ndcg_at_10": nDCG @ 10,
    }
    for name, measure in names.items():
        assert ours[name] == pytest.approx(theirs[measure], abs=1e-9), name
    assert 0 < ours["recall_at_1"] <= 1


def test_the_report_is_one_file_that_asks_for_nothing_and_shows_every_question(town):
    page = (town / "first" / "report.html").read_text("utf-8")
    assert not re.search(r"""(?:src|href|action)\s*=|@import|url\(""", page)
    assert "default-src 'none'" in page
    for line in town_subjects():
        for question in line["questions"].values():
            assert question in page


def test_a_summary_in_the_terminal_and_json_for_programs(town):
    shown = run_in(town, "eval", "--split", "dev", "--output", "dev")
    assert shown.returncode == 0
    for words in ("24 questions (8 subjects, split dev)", "nDCG@10", "Same outcome", "off_topic"):
        assert words in shown.stdout
    record = json.loads(run_in(town, "eval", "--json", "--output", "dev").stdout)
    assert record["questions"] == 24
    assert {"name", "language", "kind", "value", "low", "high"} <= set(record["figures"][0])


def test_two_equal_runs_compare_as_cannot_tell(town):
    run = run_in(town, "eval", "--split", "all", "--compare", "first", "--json", "--output", "two")
    record = json.loads(run.stdout)
    assert record["compared_subjects"] == 10
    assert {c["finding"] for c in record["comparisons"]} == {"cannot tell"}
    assert "Compared with the run of" in (town / "two" / "report.html").read_text("utf-8")


def test_the_gate_passes_on_the_baseline_itself(town):
    run = run_in(town, "eval", "--split", "all", "--gate", "--output", "again")
    assert (run.returncode, run.stderr) == (0, "")


def test_the_gate_asks_for_a_new_baseline_when_the_questions_change(town, tmp_path):
    questions = write_questions(tmp_path / "q.jsonl", town_subjects()[1:])
    run = run_in(
        town, "eval", "--split", "all", "--questions", str(questions), "--gate",
        "--output", str(tmp_path / "out"),
    )  # fmt: skip
    assert run.returncode == 1
    assert "measured on other questions (10 subjects, this run asked 9)" in run.stderr
    assert "--write-baseline" in run.stderr


def test_a_figure_below_the_baseline_is_named_and_the_exit_code_is_one(town, tmp_path):
    baseline = json.loads((town / "eval" / "baseline.json").read_text("utf-8"))
    for figure in baseline["figures"]:
        if (figure["name"], figure["language"]) == ("accuracy", "ja"):
            figure |= {"value": 1.2, "low": 1.1, "high": 1.3}
    (tmp_path / "high.json").write_text(json.dumps(baseline), "utf-8")
    run = run_in(
        town, "eval", "--split", "all", "--gate", "--baseline", str(tmp_path / "high.json"),
        "--output", str(tmp_path / "out"),
    )  # fmt: skip
    assert run.returncode == 1
    assert "below the baseline: Accuracy of answers (ja)" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_check_reads_the_corpus_without_any_index_or_model(town, tmp_path):
    run = run_in(town, "eval", "--check", "--index", str(tmp_path / "none"))
    assert (run.returncode, run.stdout) == (0, "10 subjects, every gold quote is in the corpus\n")


def test_check_tells_of_a_translation_that_no_gold_names(town, tmp_path):
    lines = town_subjects()
    lines[0]["gold"] = lines[0]["gold"][:2]
    questions = write_questions(tmp_path / "q.jsonl", lines)
    run = run_in(town, "eval", "--check", "--questions", str(questions))
    assert run.returncode == 0
    assert run.stderr == (
        f"note: {questions}, line 1: bridge: no gold in ja/bridge.md; "
        "add its quote if it carries the fact\n"
    )


def spoil(lines, what):
    gold = lines[1]["gold"][2]
    changes = {
        "quote": {"quote": "図書館は1960年に開館しました。"},
        "document": {"document_id": "ja/nothing.md"},
        "page": {"page": 7},
    }
    gold.update(changes[what])
    return lines


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("quote", ("1960年", "is not in ja/library.md, page 1", "1961年", "twinbot show")),
        ("document", ("ja/nothing.md, page 1", "does not hold", "correct the name")),
        ("page", ("ja/library.md, page 7", "does not hold")),
    ],
)
@pytest.mark.parametrize("options", [("--check",), ("--split", "all")])
def test_gold_that_is_not_in_the_corpus_is_named_with_line_and_remedy(
    town, tmp_path, what, words, options
):
    questions = write_questions(tmp_path / "q.jsonl", spoil(town_subjects(), what))
    run = run_in(town, "eval", *options, "--questions", str(questions), "--output", str(tmp_path))
    assert run.returncode == 1
    assert f"{questions}, line 2: library: " in run.stderr
    for word in words:
        assert word in run.stderr
    assert "Traceback" not in run.stderr


def test_an_index_of_another_corpus_is_refused(town, tmp_path):
    corpus = write_town(tmp_path / "corpus")
    path = corpus / "de" / "zoo.md"
    path.write_text(path.read_text("utf-8") + "\nEs gibt Wölfe.\n", "utf-8")
    changed = run_in(town, "eval", "--corpus", str(corpus))
    assert changed.returncode == 1
    assert "de/zoo.md (changed)" in changed.stderr
    assert "twinbot ingest" in changed.stderr
    (tmp_path / "other" / "de").mkdir(parents=True)
    (tmp_path / "other" / "de" / "x.md").write_text("# Kino\n\nDas Kino ist neu.\n", "utf-8")
    folders = ("--corpus", str(tmp_path / "other"), "--index", str(tmp_path / "index"))
    assert run_in(town, "ingest", *folders, "--quiet").returncode == 0
    foreign = run_in(town, "eval", *folders)
    assert foreign.returncode == 1
    assert "index of another corpus" in foreign.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--split", "train"), 2, ("train", "dev, test, all")),
        (("--questions", "nowhere.jsonl"), 1, ("nowhere.jsonl", "JSON lines")),
        (("--compare", "first", "--llm", "openai:m"), 2, ("--compare", "--llm", "one of them")),
        (("--compare", "nowhere"), 1, ("nowhere", "twinbot eval")),
        (("--gate", "--baseline", "nowhere.json"), 1, ("nowhere.json", "--write-baseline")),
        (("--gate",), 1, ("split all", "--split all")),
        (("--index", "nowhere"), 1, ("nowhere", "twinbot ingest")),
        (("--output", "eval/questions.jsonl/out"), 1, ("cannot be written", "another folder")),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(town, arguments, code, words):
    run = run_in(town, "eval", *arguments)
    assert run.returncode == code
    for word in words:
        assert word in run.stderr
    assert "Traceback" not in run.stderr


def test_a_damaged_report_cannot_be_compared_with(town, tmp_path):
    (tmp_path / "report.json").write_text('{"schema": 1, "info": {}}', "utf-8")
    run = run_in(town, "eval", "--compare", str(tmp_path))
    assert run.returncode == 1
    assert "report.json: info." in run.stderr
    (tmp_path / "report.json").write_text('{"schema": 99}', "utf-8")
    assert "layout 99" in run_in(town, "eval", "--compare", str(tmp_path)).stderr


def test_the_command_explains_itself(town):
    run = run_in(town, "eval", "--help")
    assert run.returncode == 0
    for option in ("--check", "--split", "--compare", "--gate", "--write-baseline"):
        assert option in run.stdout
