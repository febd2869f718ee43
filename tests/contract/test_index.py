"""What every index promises, on a real Chroma, tantivy and SQLite."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from twinbot.chunking import chunk
from twinbot.errors import (
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexStoreError,
    IndexWriteError,
)
from twinbot.index import (
    EncodedStatements,
    LiveIndex,
    SeenPieces,
    VectorCache,
    open_generation,
    open_writer,
    read_current,
)
from twinbot.index.values import AttachedFile
from twinbot.language import lexical_tokens
from twinbot.types import Document, ModelIdentity, Page, Span

MODEL = ModelIdentity("random", 16, "0")
WORDS = {
    "de": "Brücke Fluss Rathaus Schule Zug",
    "en": "bridge river town school train",
    "ja": "橋と川、市役所と学校、電車",
}


def vectors_of(texts):
    """Return a fixed random direction for each text."""
    rows = [np.random.default_rng(abs(hash(t)) % 2**32).normal(size=16) for t in texts]
    matrix = np.array(rows, dtype=np.float32).reshape(len(rows), 16)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def document(language="de", name="a", text=None):
    words = text or f"{WORDS[language]} {name}."
    return Document(
        f"{language}/{name}.md", name, language, (Page(1, words),), (), name, f"{hash(words):x}"
    )


def put(writer, *documents):
    for doc in documents:
        passages = chunk(doc, 600)
        texts = [p.text for p in passages]
        writer.put(
            doc, passages, vectors_of(texts), [lexical_tokens(t, doc.language) for t in texts]
        )


def publish(folder, *documents, **options):
    with open_writer(folder, MODEL, "1", **options) as writer:
        put(writer, *documents)
        return writer.publish()


THREE = tuple(document(language) for language in ("de", "en", "ja"))


def test_what_was_put_is_found_by_vector_and_by_word_in_its_language(tmp_path):
    publish(tmp_path, *THREE)
    with open_generation(tmp_path, MODEL) as generation:
        for doc in THREE:
            (passage_id,) = generation.group_passages(["a"], doc.language)["a"]
            vector = generation.vectors([passage_id])[0]
            (dense,) = generation.search_dense(vector, doc.language, 5)
            assert (dense.passage_id, dense.score) == (passage_id, pytest.approx(1.0, abs=1e-3))
            tokens = lexical_tokens(WORDS[doc.language], doc.language)
            assert [h.passage_id for h in generation.search_lexical(tokens, doc.language, 5)] == [
                passage_id
            ]
            assert generation.document(doc.document_id) == doc
            (passage,) = generation.passages([passage_id])
            assert passage.span.of(generation.page(doc.document_id, 1).text) == passage.text


def test_a_document_can_be_changed_and_removed(tmp_path):
    publish(tmp_path, *THREE)
    with open_writer(tmp_path, MODEL, "1") as writer:
        assert sorted(writer.documents) == ["de/a.md", "en/a.md", "ja/a.md"]
        put(writer, document(text="Hafen und Meer."))
        writer.remove("en/a.md")
        info = writer.publish()
    assert info.documents == {"de": 1, "ja": 1}
    with open_generation(tmp_path) as generation:
        assert generation.document("de/a.md").pages[0].text == "Hafen und Meer."
        assert generation.search_lexical(["bruecke"], "de", 5) == []
        assert len(generation.search_lexical(["hafen"], "de", 5)) == 1
        with pytest.raises(LookupError):
            generation.document("en/a.md")


def encoded(passages, seed=0):
    """Return two statements a passage, its whole text and its first letters, with some vectors."""
    rng = np.random.default_rng(seed)
    return [
        EncodedStatements(
            (Span(0, 5), Span(0, len(passage.text))),
            rng.normal(size=(2, 4)).astype(np.float16),
            tuple(
                SeenPieces(
                    rng.integers(-127, 128, (count, 3)).astype(np.int8),
                    rng.integers(0, 256, count).astype(np.uint8),
                )
                for count in (7, 2)
            ),
        )
        for passage in passages
    ]


def put_encoded(writer, doc, seed=0):
    """Put a document with its statements, and return what was stored of them."""
    passages = chunk(doc, 600)
    texts = [p.text for p in passages]
    tokens = [lexical_tokens(text, doc.language) for text in texts]
    statements = encoded(passages, seed)
    writer.put(doc, passages, vectors_of(texts), tokens, statements)
    return {p.passage_id: own for p, own in zip(passages, statements, strict=True)}


def test_statements_follow_their_document(tmp_path):
    with open_writer(tmp_path, MODEL, "1") as writer:
        kept = put_encoded(writer, THREE[0])
        changed = put_encoded(writer, THREE[1])
        removed = put_encoded(writer, THREE[2])
        writer.publish()
    with open_writer(tmp_path, MODEL, "1") as writer:
        fresh = put_encoded(writer, document("en", text="Harbour and sea."), seed=1)
        writer.remove("ja/a.md")
        writer.publish()
    with open_generation(tmp_path) as generation:
        for passage_id, own in (kept | fresh).items():
            (found,) = generation.statements([passage_id])
            assert found.spans == own.spans
            assert np.array_equal(found.vectors, own.vectors)
            for seen, stored in zip(own.seen, found.seen, strict=True):
                assert np.array_equal(seen.values, stored.values)
                assert np.array_equal(seen.lines, stored.lines)
        gone = [key for key in [*changed, *removed] if key not in fresh]
        assert [own.spans for own in generation.statements(gone)] == [()] * len(gone)


@pytest.mark.parametrize("broken", ["few", "rows", "pieces", "span"])
def test_statements_that_do_not_fit_are_refused_and_nothing_changes(tmp_path, broken):
    doc = document(text="Hafen und Meer. " * 60)
    passages = chunk(doc, 600)
    statements = encoded(passages)
    if broken == "few":
        statements = statements[1:]
    elif broken == "rows":
        statements[0] = replace(statements[0], vectors=np.zeros((3, 4), dtype=np.float16))
    elif broken == "pieces":
        statements[0] = replace(statements[0], seen=statements[0].seen[1:])
    else:
        statements[0] = replace(statements[0], spans=(Span(0, 5), Span(0, 10_000)))
    texts = [p.text for p in passages]
    with open_writer(tmp_path, MODEL, "1") as writer:
        with pytest.raises(ValueError, match=r"de/a\.md"):
            writer.put(doc, passages, vectors_of(texts), [[] for _ in texts], statements)
        assert writer.documents == {}


def test_a_run_that_does_not_publish_leaves_no_trace(tmp_path):
    first = publish(tmp_path, *THREE)

    def interrupted() -> None:
        with open_writer(tmp_path, MODEL, "1") as writer:
            put(writer, document(text="Hafen."))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert read_current(tmp_path) == first
    assert [p.name for p in tmp_path.glob("gen-*")] == [first.generation]


def test_only_the_published_and_the_previous_generation_are_kept(tmp_path):
    names = [publish(tmp_path, document(name=str(n))).generation for n in range(4)]
    (tmp_path / "gen-00000000T000000000000-1").mkdir()  # remains of a crash
    names.append(publish(tmp_path, document(name="last")).generation)
    assert sorted(p.name for p in tmp_path.glob("gen-*")) == names[-2:]


def test_a_reader_sees_the_old_generation_until_the_new_one_is_complete(tmp_path):
    publish(tmp_path, *THREE)
    live = LiveIndex(tmp_path, MODEL)
    with open_writer(tmp_path, MODEL, "1") as writer:
        put(writer, document(name="b"))
        with live.generation() as generation:
            assert "de/b.md" not in [s.document_id for s in generation.documents()]
            old = generation
            writer.publish()
            assert len(generation.documents()) == 3
        with live.generation() as generation:
            assert "de/b.md" in [s.document_id for s in generation.documents()]
            assert generation is not old
    live.close()


def test_a_request_keeps_its_generation_while_others_get_the_new_one(tmp_path):
    publish(tmp_path, *THREE)
    live = LiveIndex(tmp_path, MODEL)
    with live.generation() as slow:
        publish(tmp_path, document(name="b"))
        with live.generation() as fast:
            assert len(fast.documents()) == 4
        (passage_id,) = slow.group_passages(["a"], "de")["a"]
        assert slow.search_dense(slow.vectors([passage_id])[0], "de", 1)
    live.close()


def test_twenty_swaps_leak_neither_descriptors_nor_threads(tmp_path):
    publish(tmp_path, *THREE)
    live = LiveIndex(tmp_path, MODEL)

    def used() -> tuple[int, int]:
        publish(tmp_path, *THREE, rebuild=True)
        with live.generation() as generation:
            generation.search_dense(vectors_of(["x"])[0], "de", 1)
            generation.search_lexical(["bruecke"], "de", 1)
        return len(list(Path("/proc/self/fd").iterdir())), threading.active_count()

    for _ in range(3):
        warm = used()
    last = [used() for _ in range(20)][-1]
    live.close()
    assert last[0] <= warm[0] + 3
    assert last[1] <= warm[1] + 1


def test_many_threads_ask_while_the_index_is_replaced(tmp_path):
    publish(tmp_path, *THREE)
    live = LiveIndex(tmp_path, MODEL)
    stop, failures = threading.Event(), []

    def ask() -> None:
        while not stop.is_set():
            try:
                with live.generation() as generation:
                    (passage_id,) = generation.group_passages(["a"], "ja")["a"]
                    assert generation.passages([passage_id])
                    assert generation.search_dense(generation.vectors([passage_id])[0], "ja", 3)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must show it
                failures.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        publish(tmp_path, document(name=f"n{number}"))
    stop.set()
    for thread in threads:
        thread.join()
    live.close()
    assert failures == []


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path):
    with (
        open_writer(tmp_path, MODEL, "1"),
        pytest.raises(IndexLockedError, match=rf"process {os.getpid()} on "),
        open_writer(tmp_path, MODEL, "1"),
    ):
        pytest.fail("two writers at once")


def test_an_index_that_is_missing_or_of_another_model_or_schema_names_the_remedy(tmp_path):
    with pytest.raises(IndexMissingError, match="run twinbot ingest"):
        read_current(tmp_path)
    publish(tmp_path, *THREE)
    with pytest.raises(IndexMismatchError, match="--rebuild"):
        read_current(tmp_path, ModelIdentity("other", 16, "1"))
    with (
        pytest.raises(IndexMismatchError, match="--rebuild"),
        open_writer(tmp_path, ModelIdentity("other", 16, "1"), "1"),
    ):
        pytest.fail("mixed two models")
    current = json.loads((tmp_path / "CURRENT").read_text())
    (tmp_path / "CURRENT").write_text(json.dumps(current | {"schema": 99}))
    with pytest.raises(IndexMismatchError, match="schema 99"):
        read_current(tmp_path)


def test_another_recipe_starts_afresh(tmp_path):
    publish(tmp_path, *THREE)
    with open_writer(tmp_path, MODEL, "2") as writer:
        assert writer.documents == {}


@pytest.mark.parametrize("folder", ["/proc/twinbot", "{tmp}/file/index"])
def test_a_folder_that_cannot_be_written_is_named(tmp_path, folder):
    (tmp_path / "file").write_text("")
    path = Path(folder.format(tmp=tmp_path))
    with pytest.raises(IndexWriteError, match=str(path)), open_writer(path, MODEL, "1"):
        pytest.fail("wrote where nothing can be written")


def test_a_generation_that_does_not_verify_is_not_published(tmp_path):
    first = publish(tmp_path, *THREE)
    with open_writer(tmp_path, MODEL, "1") as writer:
        put(writer, document(name="b"))
        writer._dense._pending["de"].clear()  # as if Chroma had lost it
        with pytest.raises(IndexWriteError, match="not published"):
            writer.publish()
    assert read_current(tmp_path) == first


def test_a_run_that_changes_nothing_copies_nothing_and_reads_what_is_published(tmp_path):
    with open_writer(tmp_path, MODEL, "1") as writer:
        kept = put_encoded(writer, THREE[0])
        writer.attach({"glossary.csv": b"id"})
        first = writer.publish()
    with open_writer(tmp_path, MODEL, "1") as writer:
        (passage_id,) = kept
        assert writer.documents == {"de/a.md": THREE[0].sha256}
        assert writer.document("de/a.md") == THREE[0]
        assert writer.group_passages(["a"], "de") == {"a": [passage_id]}
        assert writer.passages([passage_id])[0].text in THREE[0].pages[0].text
        assert writer.statements([passage_id])[0].spans == kept[passage_id].spans
        assert writer.sample_texts(10) == [writer.passages([passage_id])[0].text]
        assert writer.attachments() == {"glossary.csv": b"id"}
        assert [path.name for path in tmp_path.glob("gen-*")] == [first.generation]
    assert read_current(tmp_path) == first


def test_files_alone_can_change_on_top_of_what_is_published(tmp_path):
    first = publish(tmp_path, *THREE)
    with open_writer(tmp_path, MODEL, "1") as writer:
        writer.attach({"glossary.csv": b"id"})
        second = writer.publish()
    assert (second.documents, second.passages) == (first.documents, first.passages)
    with open_generation(tmp_path) as generation:
        assert generation.attachment("glossary.csv") == b"id"


def test_passages_are_verified_page_by_page(tmp_path, monkeypatch):
    pages = tuple(Page(n, f"Seite {n} sagt etwas. " * 60) for n in range(1, 5))
    publish(tmp_path, *(replace(document(name=name), pages=pages) for name in "abc"))
    asked = []
    with open_generation(tmp_path) as generation:
        page = generation.page
        monkeypatch.setattr(generation, "page", lambda *key: asked.append(key) or page(*key))
        generation.verify()
        assert sum(generation.info.passages.values()) > len(asked)
    assert asked == [(f"de/{name}.md", number) for name in "abc" for number in range(1, 5)]


def test_a_passage_that_is_not_the_text_of_its_span_is_found(tmp_path):
    info = publish(tmp_path, *THREE)
    with closing(sqlite3.connect(tmp_path / info.generation / "documents.sqlite")) as file, file:
        file.execute("UPDATE passages SET text = 'Hafen' WHERE language = 'ja'")
    with (
        open_generation(tmp_path) as generation,
        pytest.raises(IndexStoreError, match=r"ja/a\.md, page 1: span is not its text"),
    ):
        generation.verify()


def test_attached_files_travel_with_the_index(tmp_path):
    with open_writer(tmp_path, MODEL, "1") as writer:
        put(writer, *THREE)
        writer.attach({"glossary.csv": b"id,de,en,ja\n"})
        writer.publish()
    with open_generation(tmp_path) as generation:
        assert generation.attachment("glossary.csv") == b"id,de,en,ja\n"
        assert generation.attachment("other") is None


@pytest.mark.parametrize("name", ["documents.sqlite", "chroma"])
def test_a_generation_lists_its_attached_files_alone(tmp_path, name):
    with open_writer(tmp_path, MODEL, "1") as writer:
        put(writer, *THREE)
        writer.attach({"glossary.csv": b"id"})
        info = writer.publish()
    digest = "a56145270ce6b3bebd1dd012b73948677dd618d496488bc608a3cb43ce3547dd"
    assert info.attached == {"glossary.csv": AttachedFile(2, digest)}
    assert read_current(tmp_path) == info
    with open_generation(tmp_path) as generation:
        assert generation.attachment(f"../{name}") is None


def test_a_text_is_embedded_once(tmp_path):
    asked: list[str] = []

    def embed(texts):
        asked.extend(texts)
        return vectors_of(texts)

    for _ in range(2):
        cache = VectorCache(tmp_path, MODEL)
        found = cache.embed(["eins", "zwei", "eins"], embed)
        cache.close()
        assert found == pytest.approx(vectors_of(["eins", "zwei", "eins"]))
    assert asked == ["eins", "zwei"]


def test_a_damaged_cache_is_made_again(tmp_path):
    (tmp_path / "vectors.sqlite").write_bytes(b"no database" * 100)
    cache = VectorCache(tmp_path, MODEL)
    assert cache.embed(["eins"], vectors_of).shape == (1, 16)
    cache.close()
