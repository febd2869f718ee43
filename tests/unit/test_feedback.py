"""What is kept of readers' feedback, and what is not."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from twinbot.cli import app
from twinbot.cli.reviewing import group_questions
from twinbot.errors import FeedbackError
from twinbot.feedback import FeedbackStore, UnansweredQuestion
from twinbot.types import Answer, Citation, Evidence, Query, Sentence, Span

DAY = date(2026, 3, 1)


def answer(question="Wo ist der Turm? Tel. 0234 9101234", outcome="abstained"):
    query = Query(question, "de")
    citation = Citation(1, "de/a.md", "A", "de", 1, Span(0, 1), "x", Span(0, 1), "x")
    return Answer(query, (Sentence("x", (1,)),), (citation,), outcome, Evidence(query, ()))


def make_store(path, *, keep=True, today=DAY):
    return FeedbackStore(path, keep_questions=keep, days=90, today=lambda: today)


def test_a_verdict_is_kept_with_its_sources_and_without_personal_data(tmp_path):
    store = make_store(tmp_path / "f.sqlite")
    store.judge("abc-1", answer(), "unhelpful", "Schreiben Sie mir: e@example.de")
    (entry,) = store.entries()
    assert (entry.day, entry.verdict, entry.documents) == (DAY, "unhelpful", ("de/a.md",))
    assert entry.remark == "Schreiben Sie mir: [email]"
    assert entry.question == "Wo ist der Turm? Tel. [phone]"
    assert b"abc-1" not in (tmp_path / "f.sqlite").read_bytes()


def test_texts_of_questions_are_not_written_unless_the_operator_says_so(tmp_path):
    store = make_store(tmp_path / "f.sqlite", keep=False)
    store.judge("abc-1", answer("Wo ist der Leuchtturm?"), "helpful")
    store.note(answer("Wo ist der Leuchtturm?"))
    assert store.entries()[0].question == ""
    assert store.unanswered() == []
    assert b"Leuchtturm" not in (tmp_path / "f.sqlite").read_bytes()


def test_a_reader_may_change_their_mind(tmp_path):
    store = make_store(tmp_path / "f.sqlite")
    store.judge("abc-1", answer(), "helpful")
    store.judge("abc-1", answer(), "unhelpful", "doch nicht")
    assert [(e.verdict, e.remark) for e in store.entries()] == [("unhelpful", "doch nicht")]


def test_a_remark_stays_until_there_is_another_or_the_verdict_changes(tmp_path):
    store = make_store(tmp_path / "f.sqlite")
    said = []
    for verdict, remark in (
        ("unhelpful", "zu alt"),
        ("unhelpful", ""),
        ("unhelpful", "zu kurz"),
        ("helpful", ""),
        ("unhelpful", ""),
    ):
        store.judge("abc-1", answer(), verdict, remark)
        said += [(e.verdict, e.remark) for e in store.entries()]
    assert said == [
        ("unhelpful", "zu alt"),
        ("unhelpful", "zu alt"),
        ("unhelpful", "zu kurz"),
        ("helpful", ""),
        ("unhelpful", ""),
    ]
    assert "zu alt" not in (tmp_path / "f.sqlite").read_bytes().decode("utf-8", "replace")


def test_only_questions_without_an_answer_are_noted(tmp_path):
    store = make_store(tmp_path / "f.sqlite")
    for outcome in ("grounded", "refused", "abstained", "partial"):
        store.note(answer("Warum?", outcome))
    store.note(replace(answer("Hallo"), intent="greeting"))
    assert [q.outcome for q in store.unanswered()] == ["abstained", "partial"]


def test_everything_is_deleted_after_the_days_set_and_overwritten_on_disk(tmp_path):
    path = tmp_path / "f.sqlite"
    store = make_store(path)
    store.judge("abc-1", answer("Wo ist der Leuchtturm?"), "unhelpful", "Seltsamkeit")
    store.note(answer("Wo ist der Leuchtturm?"))
    assert len(make_store(path, today=DAY + timedelta(days=90)).entries()) == 1
    late = make_store(path, today=DAY + timedelta(days=91))
    assert (late.entries(), late.unanswered()) == ([], [])
    assert b"Leuchtturm" not in path.read_bytes()
    assert b"Seltsamkeit" not in path.read_bytes()


def test_old_feedback_is_deleted_also_while_nobody_writes_or_reads(tmp_path):
    day = [DAY]
    path = tmp_path / "f.sqlite"
    store = FeedbackStore(path, keep_questions=True, days=90, today=lambda: day[0])
    store.forget_old()
    assert not path.exists()
    store.judge("abc-1", answer(), "helpful")
    day[0] += timedelta(days=91)
    store.forget_old()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM feedback").fetchone() == (0,)


def test_a_file_that_is_no_database_is_named_with_what_to_do(tmp_path):
    path = tmp_path / "f.sqlite"
    path.write_text("no database, but long enough to be read as one " * 40, "utf-8")
    with pytest.raises(FeedbackError, match=r"f\.sqlite.*TWINBOT_FEEDBACK"):
        make_store(path).entries()


def test_a_file_deleted_while_the_server_runs_is_made_again(tmp_path):
    path = tmp_path / "f.sqlite"
    store = make_store(path)
    store.note(answer())
    path.unlink()
    store.note(answer())
    assert len(store.unanswered()) == 1


def test_questions_that_ask_for_the_same_are_grouped_across_languages():
    texts = [
        ("de", "Wo kann ich in Tsukuba parken?"),
        ("de", "Was kostet ein Reisepass?"),
        ("en", "Where can I park in Tsukuba?"),
        ("ja", "つくばで駐車できる場所はどこですか。"),
        ("de", "Wo kann ich in Tsukuba parken?"),
        ("de", "Wie ist das Wetter in Tsukuba?"),
    ]
    groups = group_questions(
        [UnansweredQuestion(DAY, language, "abstained", text) for language, text in texts]
    )
    assert [(g.count, g.languages) for g in groups] == [
        (4, ("de", "en", "ja")),
        (1, ("de",)),
        (1, ("de",)),
    ]
    assert groups[0].questions[0] == "Wo kann ich in Tsukuba parken?"


def test_staff_read_the_feedback_as_text_json_and_a_table(tmp_path):
    path = tmp_path / "f.sqlite"
    with sqlite3.connect(path):
        pass
    store = FeedbackStore(path, keep_questions=True, days=90)
    store.judge("abc-1", answer("Wo?"), "unhelpful", '=HYPERLINK("x")')
    store.note(answer("Wo ist der Leuchtturm?"))
    run = CliRunner()
    shown = run.invoke(app, ["feedback", "--feedback", str(path)]).output
    assert "0 helpful, 1 not helpful" in shown
    assert "Wo ist der Leuchtturm?" in shown
    record = json.loads(run.invoke(app, ["feedback", "--feedback", str(path), "--json"]).output)
    assert record["unanswered"][0]["questions"] == ["Wo ist der Leuchtturm?"]
    table = run.invoke(app, ["feedback", "--feedback", str(path), "--csv"]).output
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["kind"] for row in rows] == ["unanswered", "unhelpful"]
    assert rows[1]["remark"].startswith("'=")
