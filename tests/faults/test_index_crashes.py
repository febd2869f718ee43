"""Kills, full disks and broken files: the published index is always readable and never lost."""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.index_factory import MODEL, generations, made, publish

from twinbot.errors import IndexMissingError, IndexStoreError, IndexWriteError
from twinbot.index import Generation, LiveIndex, open_generation, open_writer, read_current
from twinbot.index import live as live_module
from twinbot.index import writer as writer_module

REPOSITORY = Path(__file__).parents[2]

# One process imports the stores once and forks: each writer is killed at a random moment, each
# reader is a process of its own, because what a killed writer left behind is what counts.
KILLED_AT_RANDOM = """
import os, random, signal, sys, time
from pathlib import Path
import chromadb, tantivy
from tests.index_factory import generations, made, publish
from twinbot.index import open_generation, read_current

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
random.seed(2)

def forked(work):
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return child

def write():
    number = 0
    while True:
        number += 1
        publish(folder, *(made(f"n{n}", version=f"-{os.getpid()}-{number}") for n in range(5)))

def read():
    with open_generation(folder) as generation:
        for summary in generation.documents():
            ids = generation.group_passages(
                [summary.translation_group], summary.language
            )[summary.translation_group]
            for passage_id, vector in zip(ids, generation.vectors(ids)):
                assert generation.search_dense(vector, "de", 1)[0].passage_id == passage_id
            assert all(p.text == p.span.of(generation.page(p.document_id, p.page).text)
                       for p in generation.passages(ids))
        assert generation.info.passages == {"de": 15}, generation.info

def publish_once():
    publish(folder, made("n0", version=str(os.getpid())))
    assert len(generations(folder)) <= 2, generations(folder)

for _ in range(rounds):
    writer = forked(write)
    time.sleep(random.uniform(0.0, 0.6))
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    for work in (read, publish_once):
        status = os.waitpid(forked(work), 0)[1]
        assert status == 0, (work.__name__, status)
print(len(generations(folder)))
"""

FILE_SIZE_LIMITED = """
import resource, sys
from pathlib import Path
import chromadb, tantivy
from tests.index_factory import made, publish
from twinbot.errors import IndexWriteError

folder = Path(sys.argv[1])
for limit in map(int, sys.argv[2:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        publish(folder, *(made(f"x{n}", lines=20) for n in range(40)))
        print("published")
    except IndexWriteError:
        print("IndexWriteError")
"""


def run(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        check=False,
        text=True,
        cwd=REPOSITORY,
        timeout=120,
    )


def break_file(path):
    path.write_bytes(b"broken" * 1_000)


def test_a_writer_killed_at_any_moment_leaves_a_readable_index_and_no_growing_remains(tmp_path):
    publish(tmp_path, *(made(f"n{n}") for n in range(5)))
    done = run(KILLED_AT_RANDOM, tmp_path, 10)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) <= 2


def test_a_run_that_is_stopped_right_after_naming_its_generation_does_not_remove_it(
    tmp_path, monkeypatch
):
    def interrupted(path, content):
        path.write_bytes(content)
        raise KeyboardInterrupt

    monkeypatch.setattr(writer_module, "replace_durably", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, made("n1"))
    with open_generation(tmp_path) as generation:
        assert [summary.document_id for summary in generation.documents()]


def test_a_full_disk_is_our_error_and_costs_nothing(tmp_path):
    first = publish(tmp_path, made("a"))
    limits = (0, 1_000, 30_000, 100_000, 150_000, 200_000, 300_000, 500_000, 10**9)
    done = run(FILE_SIZE_LIMITED, tmp_path, *limits)
    outcomes = done.stdout.split()
    assert len(outcomes) == len(limits), done.stderr
    assert outcomes[0] == "IndexWriteError"
    assert outcomes[-1] == "published"
    assert set(outcomes) == {"IndexWriteError", "published"}
    kept = outcomes.count("published") + 1
    assert len(generations(tmp_path)) == min(kept, 2)
    assert first.generation <= read_current(tmp_path).generation


@pytest.mark.parametrize("broken", ["schema", "json", "fields", "list", "attached"])
def test_a_failed_rebuild_over_an_unusable_pointer_removes_no_complete_generation(tmp_path, broken):
    served = publish(tmp_path, made("a"))
    current = tmp_path / "CURRENT"
    record = json.loads(current.read_text())
    before = {
        "schema": json.dumps(record | {"schema": 0}),
        "json": "{",
        "fields": json.dumps({"schema": record["schema"]}),
        "list": "[]",
        "attached": json.dumps(record | {"attached": ["x"]}),
    }[broken]
    current.write_text(before)
    with pytest.raises(IndexStoreError, match="--rebuild"), open_writer(tmp_path, MODEL, "1"):
        pytest.fail("wrote over what it does not understand")
    with pytest.raises(KeyboardInterrupt), open_writer(tmp_path, MODEL, "1", rebuild=True):
        raise KeyboardInterrupt
    assert generations(tmp_path) == [served.generation]
    current.write_text(json.dumps(record))
    with open_generation(tmp_path) as generation:
        assert generation.document("de/a.md").document_id == "de/a.md"


def test_a_rebuild_over_an_unusable_pointer_succeeds_and_clears_up(tmp_path):
    publish(tmp_path, made("a"))
    (tmp_path / "CURRENT").write_text("{")
    info = publish(tmp_path, made("b"), rebuild=True)
    publish(tmp_path, made("c"))
    assert info.documents == {"de": 1}
    assert len(generations(tmp_path)) == 2


def test_a_pointer_to_a_folder_that_is_gone_is_a_missing_index_and_is_built_again(tmp_path):
    info = publish(tmp_path, made("a"))
    shutil.rmtree(tmp_path / info.generation)
    with pytest.raises(IndexMissingError, match="run twinbot ingest"):
        read_current(tmp_path)
    assert generations(tmp_path) == []
    assert publish(tmp_path, made("b")).documents == {"de": 1}


@pytest.mark.parametrize(
    "damaged", ["chroma/chroma.sqlite3", "lexical/de/meta.json", "documents.sqlite"]
)
def test_a_damaged_new_generation_leaves_the_old_one_in_service_and_is_logged_once(
    tmp_path, damaged, caplog, monkeypatch
):
    old = publish(tmp_path, made("a"))
    live = LiveIndex(tmp_path, MODEL)
    with live.generation():
        pass
    new = publish(tmp_path, made("b"))
    sound = (tmp_path / new.generation / damaged).read_bytes()
    break_file(tmp_path / new.generation / damaged)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            with live.generation() as generation:
                assert generation.info == old
                assert generation.document("de/a.md")
    assert len(caplog.records) == 1
    (tmp_path / new.generation / damaged).write_bytes(sound)
    now = time.monotonic()
    monkeypatch.setattr(live_module.time, "monotonic", lambda: now + live_module.RETRY_S + 1)
    with live.generation() as generation:
        assert generation.info == new
    live.close()


def test_a_damaged_only_generation_is_our_error_and_names_the_remedy(tmp_path):
    info = publish(tmp_path, made("a"))
    break_file(tmp_path / info.generation / "documents.sqlite")
    with (
        pytest.raises(IndexStoreError, match="--rebuild"),
        LiveIndex(tmp_path, MODEL).generation(),
    ):
        pytest.fail("opened a broken file")


def attach(folder, *documents):
    """Publish a generation with a file that travels with it."""
    with open_writer(folder, MODEL, "1") as writer:
        for arguments in documents:
            writer.put(*arguments)
        writer.attach({"glossary.csv": b"id,de,en,ja"})
        return writer.publish()


DAMAGES = {
    "one is gone": lambda folder: (folder / "glossary.csv").unlink(),
    "all are gone": shutil.rmtree,
    "one is cut": lambda folder: (folder / "glossary.csv").write_bytes(b"id"),
    "one is another": lambda folder: (folder / "glossary.csv").write_bytes(b"id,de,en,xx"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_to_what_travels_with_a_generation_keeps_it_out_of_service(tmp_path, damage):
    info = attach(tmp_path, made("a"))
    damage(tmp_path / info.generation / "attached")
    live = LiveIndex(tmp_path, MODEL)
    with pytest.raises(IndexStoreError, match=r"attached.*--rebuild"), live.generation():
        pytest.fail("went into service without a file that it was made with")
    live.close()


def test_a_file_that_is_damaged_while_in_service_is_not_read(tmp_path):
    info = attach(tmp_path, made("a"))
    generation = Generation(tmp_path / info.generation, info)
    DAMAGES["one is another"](tmp_path / info.generation / "attached")
    with pytest.raises(IndexStoreError, match="not what was published"):
        generation.attachment("glossary.csv")
    with pytest.raises(IndexStoreError, match="not what was published"):
        generation.verify()
    generation.close()


def test_a_generation_whose_manifest_lists_no_attached_files_is_still_read(tmp_path):
    attach(tmp_path, made("a"))
    record = json.loads((tmp_path / "CURRENT").read_text())
    del record["attached"]
    (tmp_path / "CURRENT").write_text(json.dumps(record))
    live = LiveIndex(tmp_path, MODEL)
    with live.generation() as generation:
        generation.verify()
        assert generation.attachment("glossary.csv") == b"id,de,en,ja"
        assert generation.attachment("other") is None
    live.close()


def damage_table(path, table):
    """Overwrite the first page of a table of a SQLite file, whose header stays sound."""
    with closing(sqlite3.connect(path)) as file:
        (size,) = file.execute("PRAGMA page_size").fetchone()
        (root,) = file.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)


@pytest.mark.parametrize(
    "use",
    [
        lambda writer: writer.documents,
        lambda writer: writer.document("de/a.md"),
        lambda writer: writer.put(*made("a")),
        lambda writer: writer.group_passages(["a"], "de"),
        lambda writer: writer.passages(["0"]),
        lambda writer: writer.statements(["0"]),
        lambda writer: writer.sample_texts(10),
    ],
    ids=["documents", "document", "put", "group", "passages", "statements", "sample"],
)
def test_a_run_on_top_of_a_damaged_generation_names_the_remedy(tmp_path, use):
    info = publish(tmp_path, made("a"))
    for table in ("documents", "pages", "passages", "statements"):
        damage_table(tmp_path / info.generation / "documents.sqlite", table)
    with (
        pytest.raises(IndexWriteError, match="--rebuild"),
        open_writer(tmp_path, MODEL, "1") as writer,
    ):
        use(writer)
    assert generations(tmp_path) == [info.generation]


def test_nobody_waits_for_the_new_generation_but_who_opens_it(tmp_path, monkeypatch):
    publish(tmp_path, made("a"))
    live = LiveIndex(tmp_path, MODEL)
    with live.generation():
        pass
    publish(tmp_path, made("b"))
    opening, opened = threading.Event(), threading.Event()
    really_open = live_module.open_current

    def slowly(*arguments, **options):
        opening.set()
        opened.wait(10)
        return really_open(*arguments, **options)

    monkeypatch.setattr(live_module, "open_current", slowly)
    seen = []

    def ask():
        with live.generation() as generation:
            seen.append(len(generation.documents()))

    first = threading.Thread(target=ask)
    first.start()
    assert opening.wait(10)
    ask()
    assert seen == [1]
    opened.set()
    first.join()
    ask()
    assert seen == [1, 2, 2]
    live.close()


def test_a_generation_is_opened_once_however_many_ask_first(tmp_path, monkeypatch):
    publish(tmp_path, made("a"))
    live = LiveIndex(tmp_path, MODEL)
    calls = []
    really_open = live_module.open_current

    def counted(*arguments, **options):
        calls.append(1)
        return really_open(*arguments, **options)

    monkeypatch.setattr(live_module, "open_current", counted)
    start = threading.Barrier(8)

    def ask():
        start.wait()
        with live.generation() as generation:
            generation.documents()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    live.close()
    assert len(calls) == 1


def test_a_closed_index_hands_nothing_out_but_a_running_request_ends_well(tmp_path):
    publish(tmp_path, made("a"))
    live = LiveIndex(tmp_path, MODEL)
    with live.generation() as generation:
        live.close()
        assert generation.document("de/a.md")
    with pytest.raises(IndexStoreError, match="closed"), live.generation():
        pytest.fail("handed out after close")


def test_an_error_of_the_caller_is_not_called_an_index_error(tmp_path):
    with pytest.raises(FileNotFoundError), open_writer(tmp_path, MODEL, "1"):
        Path("/nonexistent/document.pdf").read_bytes()


def test_a_copy_taken_while_a_reader_opens_and_closes_is_whole(tmp_path):
    publish(tmp_path, *(made(f"n{n}") for n in range(20)))
    stop = threading.Event()

    def reopen():
        while not stop.is_set():
            with open_generation(tmp_path) as generation:
                generation.warm()

    reader = threading.Thread(target=reopen)
    reader.start()
    try:
        for number in range(4):
            publish(tmp_path, made("changing", version=str(number)))
    except IndexWriteError as error:
        pytest.fail(str(error))
    finally:
        stop.set()
        reader.join()
    with open_generation(tmp_path) as generation:
        assert generation.info.passages == {"de": 63}
