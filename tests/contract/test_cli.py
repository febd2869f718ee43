"""The command line as a user meets it: real processes, real files."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twinbot.answering.scoring.likeness import NOT_TIED
from twinbot.cli import app, asking
from twinbot.errors import CorpusError, QuestionError
from twinbot.frequencies import FREQUENCIES_FILE
from twinbot.index import read_current
from twinbot.indexing import ingest, read_last_ingest


@pytest.fixture
def twinbot(small_corpus, tmp_path):
    """Run the command in a folder that holds the small corpus."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from twinbot.cli import main; main()", *arguments],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "120", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


def test_ingest_then_ask_in_each_language(twinbot, tmp_path):
    ingested = json.loads(twinbot("ingest", "--json").stdout)
    assert (ingested["added"], ingested["refused"], ingested["published"]) == (3, 0, True)
    questions = tmp_path / "q.jsonl"
    questions.write_text(
        '{"id": "de", "question": "Wann wurde die Brücke eröffnet?"}\n'
        '{"id": "en", "question": "When was the bridge opened?"}\n'
        '{"id": "ja", "question": "橋はいつ開通しましたか。"}\n'
        '{"id": "empty", "question": "  "}\n',
        "utf-8",
    )
    assert twinbot("ask", "--input", "q.jsonl", "--output", "a.jsonl").returncode == 0
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    answers = {answer["id"]: answer for answer in map(json.loads, lines)}
    assert list(answers) == ["de", "en", "ja", "empty"]
    for language, date in (("de", "3. Mai 1998"), ("en", "3 May 1998"), ("ja", "1998年5月3日")):
        answer = answers[language]
        assert set(answer) == {
            "id", "language", "outcome", "text", "sentences", "citations", "duration_ms",
                "confidence", "intent", "suggestions", "nearest",
        }  # fmt: skip
        assert (answer["language"], answer["outcome"]) == (language, "grounded")
        citation = answer["citations"][0]
        assert date in citation["quote"]
        assert citation["document_id"] == f"{language}/bridge.md"
        shown = json.loads(twinbot("show", citation["document_id"], "--json").stdout)
        text = shown["pages"][citation["page"] - 1]["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert answers["empty"]["outcome"] == "refused"
    assert "empty" in answers["empty"]["error"]


def test_a_second_ingest_finds_nothing_to_do_and_a_changed_file_is_read_again(twinbot, tmp_path):
    twinbot("ingest")
    again = json.loads(twinbot("ingest", "--json").stdout)
    assert (again["unchanged"], again["published"]) == (3, False)
    (tmp_path / "corpus" / "de" / "bridge.md").write_text("# Brücke\n\nDie Brücke ist neu.\n")
    (tmp_path / "corpus" / "en" / "bridge.md").unlink()
    status = json.loads(twinbot("status", "--json").stdout)
    assert status["newer_in_corpus"] == {"de/bridge.md": "changed", "en/bridge.md": "removed"}
    (tmp_path / "corpus" / "glossary.csv").write_text(
        "id,de,en,ja\nN1,Brücke,bridge,大橋\n", "utf-8"
    )
    status = json.loads(twinbot("status", "--json").stdout)
    assert status["newer_in_corpus"].pop("glossary.csv") == "added"
    changed = json.loads(twinbot("ingest", "--json").stdout)
    assert (changed["changed"], changed["removed"], changed["unchanged"]) == (1, 1, 1)
    assert "neu" in twinbot("show", "de/bridge.md").stdout
    assert twinbot("show", "en/bridge.md").returncode == 1


def test_a_dry_run_reports_and_writes_nothing(twinbot, tmp_path):
    report = json.loads(twinbot("ingest", "--dry-run", "--json").stdout)
    assert (report["added"], report["generation"]) == (3, None)
    assert not (tmp_path / "index").exists()


def test_a_refused_file_is_named_the_others_are_published_and_the_exit_code_is_one(
    twinbot, tmp_path
):
    (tmp_path / "corpus" / "de" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    run = twinbot("ingest")
    assert run.returncode == 1
    assert "de/broken.pdf" in run.stderr
    assert json.loads(twinbot("status", "--json").stdout)["languages"]["de"]["documents"] == 1


def test_search_prints_passages_documents_and_trec_runs(twinbot, tmp_path):
    twinbot("ingest")
    passages = json.loads(twinbot("search", "Brücke", "--json", "--k", "2").stdout)
    assert [row["rank"] for row in passages] == list(range(1, len(passages) + 1))
    assert passages[0]["document_id"] == "de/bridge.md"
    (tmp_path / "q.jsonl").write_text('{"id": "q1", "question": "橋の長さ"}\n', "utf-8")
    run = twinbot("search", "--input", "q.jsonl", "--k", "20", "--unit", "document")
    first = run.stdout.splitlines()[0].split()
    assert first[:4] == ["q1", "Q0", "ja/bridge.md", "1"]
    assert len(first) == 6


@pytest.mark.parametrize("unit", ["document", "passage"])
def test_a_trec_run_holds_as_many_hits_as_wanted_with_scores_that_fall(
    unit, invoke, ingest_small, small_settings, tmp_path
):
    write_pages(small_settings.corpus / "de")
    assert ingest_small().exit_code == 0
    questions, run = tmp_path / "q.jsonl", tmp_path / "run.trec"
    questions.write_text(
        '{"id": "q1", "question": "Platz am Fluss"}\n{"id": "q 2", "question": "Platz 3"}\n',
        "utf-8",
    )
    command = ("search", "--unit", unit, "--input", str(questions), "--output", str(run))
    for k in (1, 2, 3):
        assert invoke(*command, "--k", str(k)).exit_code == 0
        lines = [line.split(" ") for line in run.read_text("utf-8").splitlines()]
        ranks = list(range(1, k + 1))
        assert [line[0] for line in lines] == ["q1"] * k + ["q%202"] * k
        assert [int(line[3]) for line in lines] == ranks * 2
        assert [int(line[4]) for line in lines] == ranks[::-1] * 2
    shown = json.loads(invoke("search", "Platz am Fluss", "--unit", unit, "--json").stdout)
    assert [line[2] for line in lines[:3]] == [row[f"{unit}_id"] for row in shown][:3]


@pytest.fixture
def invoke(small_settings, ingest_small):
    """Run the command in this process, over the small corpus."""

    def run(*arguments: str):
        return CliRunner().invoke(app, [*arguments, "--index", str(small_settings.index)])

    ingest_small()
    return run


@pytest.mark.parametrize("command", ["ask", "search"])
def test_the_question_file_is_not_overwritten_by_its_answers(command, invoke, tmp_path):
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "q1", "question": "橋の長さ"}\n', "utf-8")
    (tmp_path / "link.jsonl").symlink_to(questions)
    for name in ("q.jsonl", "link.jsonl"):
        run = invoke(command, "--input", str(questions), "--output", str(tmp_path / name))
        assert run.exit_code == 2
        told = "".join(run.output.replace("│", "").split())  # a long path is broken between lines
        assert name in told
        assert "anotherpath" in told
    assert questions.read_text("utf-8") == '{"id": "q1", "question": "橋の長さ"}\n'


@pytest.mark.parametrize("command", ["ask", "search"])
def test_questions_that_cannot_be_read_leave_an_earlier_output_as_it_was(command, invoke, tmp_path):
    (tmp_path / "bad.jsonl").write_text('{"id": "q1", "question": "橋の長さ"}\nno json\n', "utf-8")
    output = tmp_path / "out.jsonl"
    output.write_text("earlier\n")
    for name in ("bad.jsonl", "none.jsonl"):
        run = invoke(command, "--input", str(tmp_path / name), "--output", str(output))
        assert isinstance(run.exception, QuestionError)
    assert output.read_text() == "earlier\n"
    assert {path.name for path in tmp_path.glob("out*")} == {"out.jsonl"}


def test_an_output_is_replaced_when_it_is_complete_and_links_to_it_stay(
    invoke, tmp_path, monkeypatch
):
    questions, output, link = (tmp_path / name for name in ("q.jsonl", "out.jsonl", "link.jsonl"))
    questions.write_text(
        '{"id": "q1", "question": "橋の長さ"}\n{"id": "q2", "question": "Seit wann?"}\n', "utf-8"
    )
    output.write_text("earlier\n")
    link.symlink_to(output)
    answered = asking._answered

    def fail_at_the_second(assistant, asked, language):
        if asked.id == "q2":
            raise CorpusError
        return answered(assistant, asked, language)

    with monkeypatch.context() as patched:
        patched.setattr(asking, "_answered", fail_at_the_second)
        run = invoke("ask", "--input", str(questions), "--output", str(link))
    assert isinstance(run.exception, CorpusError)
    assert output.read_text() == "earlier\n"
    assert invoke("ask", "--input", str(questions), "--output", str(link)).exit_code == 0
    assert link.is_symlink()
    records = map(json.loads, output.read_text("utf-8").splitlines())
    assert [record["id"] for record in records] == ["q1", "q2"]
    assert not list(tmp_path.glob("*.part"))
    assert invoke("ask", "--input", str(questions), "--output", "/dev/null").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask", ""), 1, ("question", "empty")),
        (("ask", "x" * 10_000), 1, ("10,000", "2,000")),
        (("ask", "Wann?", "--language", "fr"), 2, ("fr", "de, en, ja")),
        (("ask",), 2, ("question",)),
        (("search", "x", "--unit", "page"), 2, ("page", "document")),
        (("show", "de/none.md"), 1, ("de/none.md", "de/bridge.md")),
        (("ingest", "--corpus", "nowhere"), 1, ("nowhere",)),
        (("ask", "--input", "none.jsonl"), 1, ("none.jsonl",)),
        (("fly",), 2, ("fly",)),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(twinbot, arguments, code, words):
    twinbot("ingest", "--quiet")
    run = twinbot(*arguments)
    assert run.returncode == code
    for word in words:
        assert word in run.stderr
    assert "Traceback" not in run.stderr


def test_asking_without_an_index_names_the_command_that_makes_one(twinbot):
    run = twinbot("ask", "Wann?")
    assert run.returncode == 1
    assert "twinbot ingest" in run.stderr


def test_an_index_of_another_model_names_the_command_that_mends_it(twinbot):
    from twinbot.embedding import BUILT_IN_FOLDER

    twinbot("ingest")
    run = twinbot("ask", "Wann?", TWINBOT_EMBEDDING_MODEL=str(BUILT_IN_FOLDER))
    assert run.returncode == 1
    assert "twinbot ingest --rebuild" in run.stderr
    refused = twinbot("ingest", TWINBOT_EMBEDDING_MODEL=str(BUILT_IN_FOLDER))
    assert refused.returncode == 1
    assert "--rebuild" in refused.stderr


def test_an_empty_corpus_leaves_the_index_as_it_was(twinbot, tmp_path):
    twinbot("ingest")
    (tmp_path / "empty").mkdir()
    run = twinbot("ingest", "--corpus", "empty")
    assert (run.returncode, "empty" in run.stderr) == (1, True)
    assert json.loads(twinbot("status", "--json").stdout)["languages"]["ja"]["documents"] == 1


def test_a_corpus_of_one_empty_file_says_why_nothing_was_published(twinbot, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "empty.md").write_bytes(b"")
    run = twinbot("ingest", "--corpus", "one")
    assert run.returncode == 1
    assert "empty.md" in run.stderr
    assert not (tmp_path / "index" / "CURRENT").exists()


def test_old_encodings_are_read(twinbot, tmp_path):
    (tmp_path / "corpus" / "ja" / "sjis.txt").write_bytes(
        "この文書はシフトJISで保存されています。図書館は月曜日に休館します。".encode("shift_jis")
    )
    (tmp_path / "corpus" / "de" / "latin.txt").write_bytes(
        "Die Bücherei öffnet um zehn Uhr. Für Schüler ist der Eintritt frei.".encode("latin-1")
    )
    assert twinbot("ingest").returncode == 0
    assert "図書館は月曜日に休館します。" in twinbot("show", "ja/sjis.txt").stdout
    assert "Für Schüler" in twinbot("show", "de/latin.txt").stdout


def test_an_index_folder_that_cannot_be_written_is_named(twinbot, tmp_path):
    Path(tmp_path / "taken").write_text("a file")
    run = twinbot("ingest", "--index", "taken")
    assert run.returncode == 1
    assert "taken" in run.stderr


@pytest.mark.parametrize(
    ("command", "defaults"),
    [
        ("ingest", ("index", "corpus")),
        ("ask", ("that of the question", "index", "-")),
        ("search", ("that of the question", "index", "-")),
        ("show", ("index",)),
        ("status", ("index", "corpus")),
        ("serve", ("127.0.0.1", "7860", "index", "corpus")),
        ("doctor", ("index", "corpus")),
        ("feedback", ("feedback.sqlite",)),
    ],
)
def test_each_command_explains_itself_with_its_defaults(twinbot, command, defaults):
    run = twinbot(command, "--help")
    assert run.returncode == 0
    assert "Usage" in run.stdout
    for default in defaults:
        assert f"[default: {default}]" in run.stdout
    assert " ." not in run.stdout
    assert "\\" not in run.stdout


def test_an_address_that_cannot_be_served_at_is_refused_before_anything_is_loaded(twinbot):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = twinbot("serve", "--port", port)
    assert run.returncode == 1
    assert run.stderr.startswith(f"twinbot: the page cannot be served at 127.0.0.1:{port}: ")
    assert "another program listens there" in run.stderr
    assert "--port" in run.stderr
    assert "twinbot serves" not in run.stderr
    elsewhere = twinbot("serve", "--host", "192.0.2.1")
    assert elsewhere.returncode == 1
    assert "this machine has no such address" in elsewhere.stderr


def test_a_known_question_whose_words_no_longer_stand_is_noted_and_the_rest_is_used(
    twinbot, tmp_path
):
    table = tmp_path / "corpus" / "questions.csv"
    lines = [
        "document,quote,questions,near_misses",
        "de/bridge.md,wurde am 3. Mai 1998 eröffnet,Wie alt ist der Übergang?,",
        "en/bridge.md,The bridge is made of glass.,What is the crossing made of?,",
    ]
    table.write_text("\n".join(lines), "utf-8")
    first = json.loads(twinbot("ingest", "--json").stdout)
    assert first["published"]
    (note,) = first["notes"]
    assert "questions.csv, line 3: en/bridge.md has no sentence" in note
    out = twinbot("ask", "Wie alt ist der Übergang?", "--explain", "--json")
    assert out.returncode == 0, out.stderr
    asked = json.loads(out.stdout)
    known = {one["text"] for one in asked["considered"] if one["signals"]["known"] > NOT_TIED}
    assert "Die Brücke über den Fluss wurde am 3. Mai 1998 eröffnet." in known
    assert "Sie ist 120 Meter lang." not in known

    table.write_text("\n".join(lines[:2]), "utf-8")
    second = twinbot("ingest")
    assert second.returncode == 0
    assert "note:" not in second.stderr
    assert json.loads(twinbot("ingest", "--json").stdout)["published"] is False

    table.write_text("question,answer\n", "utf-8")
    refused = twinbot("ingest")
    assert refused.returncode == 1
    assert "questions.csv, line 1" in refused.stderr
    assert twinbot("ask", "Wann wurde die Brücke eröffnet?").returncode == 0


def test_each_part_of_a_question_is_explained_by_itself(twinbot):
    assert twinbot("ingest").returncode == 0
    asked = "Wann wurde die Brücke eröffnet und wie lang ist die Brücke?"
    explained = json.loads(twinbot("ask", asked, "--explain", "--json").stdout)
    opened, length = explained["parts"]
    assert "eröffnet" in opened["question"]
    assert "wie lang" in length["question"]
    assert "1998" in opened["considered"][0]["text"]
    assert "120 Meter" in length["considered"][0]["text"]
    assert all(part["passages"] for part in explained["parts"])

    told = twinbot("ask", asked, "--explain").stdout
    assert told.index("Part: ") < told.index("The question as a whole")
    alone = twinbot("ask", "Wie lang ist die Brücke?", "--explain").stdout
    assert "Part: " not in alone
    assert "Judged: grounded" in alone


def test_a_refusal_is_shown_until_the_file_is_mended(twinbot, tmp_path):
    static = {"TWINBOT_EMBEDDING_MODEL": "static"}
    twinbot("ingest", **static)
    page = tmp_path / "corpus" / "de" / "bridge.md"
    whole = page.read_text("utf-8")
    page.write_bytes(b"")
    for published in (1, 1):  # the second run finds nothing else to do, and must not forget it
        assert twinbot("ingest", **static).returncode == published
    status = json.loads(twinbot("status", "--json").stdout)
    assert status["newer_in_corpus"] == {}
    assert status["last_ingest"]
    assert "the last version that could be read stays" in status["refused"]["de/bridge.md"]
    doctor = twinbot("doctor", **static)
    assert doctor.returncode == 1
    (line,) = (line for line in doctor.stdout.splitlines() if "last ingest" in line)
    assert line.startswith("mend")
    assert "de/bridge.md" in line

    page.write_text(whole + "\nSie ist neu gestrichen.\n", "utf-8")
    status = json.loads(twinbot("status", "--json").stdout)
    assert (status["refused"], status["newer_in_corpus"]) == ({}, {"de/bridge.md": "changed"})
    assert twinbot("ingest", **static).returncode == 0
    assert "refused" not in twinbot("status").stdout
    assert twinbot("doctor", **static).returncode == 0


@pytest.fixture
def ingest_small(small_settings, monkeypatch):
    """Ingest the small corpus in this process."""
    for name, value in (
        ("EMBEDDING_MODEL", "static"),
        ("CORPUS", small_settings.corpus),
        ("INDEX", small_settings.index),
    ):
        monkeypatch.setenv(f"TWINBOT_{name}", str(value))

    def ingest_small(*options: str):
        return CliRunner().invoke(app, ["ingest", "--quiet", *options])

    return ingest_small


def write_pages(folder: Path) -> list[Path]:
    pages = [folder / f"page-{number}.md" for number in range(5)]
    for number, page in enumerate(pages):
        page.write_text(f"Der Platz Nummer {number} liegt am Fluss.\n", "utf-8")
    return pages


def test_many_documents_are_only_taken_offline_when_that_is_said(small_settings, ingest_small):
    pages = write_pages(small_settings.corpus / "de")
    assert ingest_small().exit_code == 0
    served = read_current(small_settings.index).generation
    for page in pages[:4]:
        page.unlink()
    for options in ((), ("--rebuild",)):
        refused = ingest_small(*options)
        assert isinstance(refused.exception, CorpusError)  # which main() makes exit code 1
        assert "4 of the 8 documents that are served are not there" in str(refused.exception)
        assert "--allow-removals" in str(refused.exception)
    assert "4 of the 8 documents that are served" in ingest_small("--dry-run").stderr
    assert read_current(small_settings.index).generation == served
    allowed = ingest_small("--allow-removals")
    assert allowed.exit_code == 0
    assert "4 removed" in allowed.stdout
    assert read_current(small_settings.index).generation != served


def test_documents_are_not_taken_offline_unasked_where_the_index_is_damaged(
    small_settings, ingest_small
):
    pages = write_pages(small_settings.corpus / "de")
    assert ingest_small().exit_code == 0
    served = small_settings.index / read_current(small_settings.index).generation
    (served / "attached" / FREQUENCIES_FILE).unlink()  # so that no page can open it
    for page in pages[:4]:
        page.unlink()
    assert "4 of the 8 documents" in str(ingest_small().exception)
    assert "cannot be read" in str(ingest_small("--rebuild").exception)

    (small_settings.index / "CURRENT").write_text("{", "utf-8")
    assert "cannot be read" in ingest_small("--dry-run").stderr
    refused = ingest_small("--rebuild")
    assert isinstance(refused.exception, CorpusError)
    assert "twinbot ingest --rebuild --allow-removals" in str(refused.exception)
    assert ingest_small("--rebuild", "--allow-removals").exit_code == 0


def test_a_warning_is_shown_until_its_file_changes(small_settings):
    page = small_settings.corpus / "de" / "page.txt"
    page.write_text("Der Platz liegt am Fluss.\n", "utf-8")
    other = small_settings.corpus / "de" / "other.txt"
    settings = replace(small_settings, embedding_model="static")

    def noted() -> list[str]:
        ingest(settings)
        last = read_last_ingest(settings.index)
        assert last is not None
        return [note for note in last.all_notes if "page.txt" in note]

    (warned,) = noted()
    assert warned.startswith("de/page.txt: its file name is its title")
    other.write_text("Brunnen\n\nDer Brunnen liegt am Platz.\n", "utf-8")
    assert noted() == [warned]  # a run that publishes, but does not read the page
    assert noted() == [warned]  # a run that finds nothing to do
    page.write_text("Platz\n\nDer Platz liegt am Fluss.\n", "utf-8")
    assert noted() == []
