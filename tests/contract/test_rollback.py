"""``twinbot rollback``: an earlier generation is served again."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from tests.index_factory import MODEL, generations, made, publish
from typer.testing import CliRunner

from twinbot.assistant import build_assistant
from twinbot.cli import app
from twinbot.errors import (
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexStoreError,
)
from twinbot.index import LiveIndex, open_generation, open_writer, read_current
from twinbot.index.rollback import kept_generations, roll_back
from twinbot.indexing import ingest
from twinbot.types import ModelIdentity


@pytest.fixture
def two(tmp_path):
    """An index of two generations, the second without the English document."""
    publish(tmp_path, made("hall"), made("hall", "en"))
    publish(tmp_path, remove=["en/hall.md"])
    return tmp_path


def test_the_generation_before_is_served_again_and_the_newer_one_stays_to_go_back_to(two):
    old, new = generations(two)
    assert roll_back(two, MODEL).generation == old
    assert read_current(two, MODEL).generation == old
    with open_generation(two, MODEL) as generation:
        assert generation.document("en/hall.md").language == "en"
    assert [(one.name, one.served) for one in kept_generations(two)] == [(old, True), (new, False)]
    assert roll_back(two, MODEL, new).generation == new
    assert read_current(two, MODEL).generation == new


def test_a_running_reader_gets_the_old_generation_with_its_next_request(two):
    old, new = generations(two)
    live = LiveIndex(two, MODEL)
    with live.generation() as before:
        assert before.info.generation == new
        roll_back(two, MODEL)
        assert [one.document_id for one in before.documents()] == ["de/hall.md"]
    with live.generation() as after:
        assert after.info.generation == old
        assert [one.document_id for one in after.documents()] == ["de/hall.md", "en/hall.md"]
    live.close()


def test_the_next_ingest_starts_from_what_is_served_and_collects_the_other(two):
    old, _ = generations(two)
    roll_back(two, MODEL)
    newest = publish(two, made("park"))
    assert sum(newest.documents.values()) == 3
    assert generations(two) == [old, newest.generation]


def test_there_must_be_a_generation_to_go_back_to(tmp_path):
    with pytest.raises(IndexMissingError, match="run twinbot ingest"):
        roll_back(tmp_path, MODEL)
    only = publish(tmp_path, made("hall")).generation
    with pytest.raises(IndexMissingError, match=f"no generation before {only} is kept"):
        roll_back(tmp_path, MODEL)
    with pytest.raises(
        IndexMissingError, match=rf"no generation '\.\./elsewhere'; it holds {only}"
    ):
        roll_back(tmp_path, MODEL, "../elsewhere")
    assert read_current(tmp_path).generation == only


def test_an_index_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(IndexMissingError, match="there is no index here"):
        roll_back(tmp_path / "mistyped", MODEL)
    assert not (tmp_path / "mistyped").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "manifest.json").write_text("{"),
        lambda folder: (folder / "manifest.json").write_text('{"schema": 0}'),
        lambda folder: (folder / "documents.sqlite").write_bytes(b"nothing"),
        lambda folder: (folder / "documents.sqlite").unlink(),
        lambda folder: shutil.rmtree(folder / "lexical"),
        lambda folder: shutil.rmtree(folder / "chroma"),
    ],
)
def test_a_damaged_generation_is_refused_and_what_is_served_stays(two, damage):
    old, new = generations(two)
    damage(two / old)
    with pytest.raises(IndexStoreError, match=old):
        roll_back(two, MODEL)
    assert read_current(two).generation == new


def test_a_generation_of_another_model_is_refused(two):
    _, new = generations(two)
    with pytest.raises(IndexMismatchError, match="TWINBOT_EMBEDDING_MODEL"):
        roll_back(two, ModelIdentity("other", 16, "1"))
    assert read_current(two).generation == new


def test_nothing_is_rolled_back_while_an_ingest_writes(two):
    with open_writer(two, MODEL, "1"), pytest.raises(IndexLockedError):
        roll_back(two, MODEL)


def test_where_the_pointer_is_damaged_a_generation_must_be_named(two):
    old, new = generations(two)
    (two / "CURRENT").write_text("{")
    with pytest.raises(IndexMissingError, match="name one with --to"):
        roll_back(two, MODEL)
    assert roll_back(two, MODEL, new).generation == new
    assert [one.served for one in kept_generations(two)] == [False, True]
    assert old == kept_generations(two)[0].name


def test_a_running_assistant_answers_from_the_old_documents_at_once(small_settings, monkeypatch):
    settings = replace(small_settings, embedding_model="static")
    old = ingest(settings).generation
    page = settings.corpus / "en" / "bridge.md"
    page.write_text(page.read_text("utf-8").replace("1998", "2998"), "utf-8")
    new = ingest(settings).generation
    assistant = build_assistant(settings)
    asked = "When was the bridge opened?"
    assert "3 May 2998" in assistant.answer(asked).text

    monkeypatch.setenv("TWINBOT_EMBEDDING_MODEL", "static")
    where = ["--index", str(settings.index)]
    listed = CliRunner().invoke(app, ["rollback", "--list", "--json", *where])
    assert [(one["generation"], one["served"]) for one in json.loads(listed.stdout)] == [
        (new, True),
        (old, False),
    ]
    run = CliRunner().invoke(app, ["rollback", *where])
    assert run.exit_code == 0, run.output
    assert f"served  {old}" in run.stdout
    assert "3 documents" in run.stdout
    assert "mend it before the next twinbot ingest" in run.stdout
    answer = assistant.answer(asked)
    assert "3 May 1998" in answer.text
    assert assistant.status().generation == old
    assistant.close()
