"""The cache of vectors: nothing embedded twice, nothing mixed, bounded, and never in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest
from tests.index_factory import MODEL, vector_of

from twinbot.errors import IndexWriteError
from twinbot.index import VectorCache
from twinbot.types import ModelIdentity

OTHER = ModelIdentity("hashed", 32, "2")


class Counting:
    """Embeds and remembers what it was asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, texts):
        self.asked += texts
        return np.array([vector_of(text) for text in texts])


def embedded(folder, texts, model=MODEL, keep=None):
    """Return what had to be embedded for ``texts`` by a run of its own."""
    counting = Counting()
    cache = VectorCache(folder, model)
    found = cache.embed(texts, counting)
    if keep is not None:
        cache.prune(keep)
    cache.close()
    assert (found == np.array([vector_of(text) for text in texts])).all()  # to the last bit
    return counting.asked


def test_a_text_is_embedded_once_for_each_model(tmp_path):
    assert embedded(tmp_path, ["ä", "ae", "ä", "橋"]) == ["ä", "ae", "橋"]
    assert embedded(tmp_path, ["橋", "ä", "neu"]) == ["neu"]
    assert embedded(tmp_path, ["ä"], OTHER) == ["ä"]


def test_what_is_made_of_a_text_may_be_of_any_length_and_is_made_once(tmp_path):
    made = []

    def make(texts):
        made.extend(texts)
        return [text.encode() * len(text) for text in texts]

    for _ in range(2):
        cache = VectorCache(tmp_path, MODEL)
        assert cache.recall(["橋", "", "ab", "橋"], make) == [
            "橋".encode(),
            b"",
            b"abab",
            "橋".encode(),
        ]
        cache.close()
    assert made == ["橋", "", "ab"]


def test_no_text_has_no_vector(tmp_path):
    cache = VectorCache(tmp_path, MODEL)
    assert cache.embed([], Counting()).shape == (0, MODEL.dimension)
    cache.close()


def test_more_texts_than_one_statement_holds_are_found(tmp_path):
    texts = [str(number) for number in range(1_201)]
    assert embedded(tmp_path, texts) == texts
    assert embedded(tmp_path, texts) == []


def test_what_was_used_longest_ago_goes_first_and_what_this_run_used_stays(tmp_path):
    embedded(tmp_path, ["a", "b", "c"])
    embedded(tmp_path, ["b"])
    embedded(tmp_path, ["d"], keep=2)
    assert embedded(tmp_path, ["a", "b", "c", "d"]) == ["a", "c"]
    embedded(tmp_path, ["x", "y", "z"], keep=1)
    assert embedded(tmp_path, ["x", "y", "z", "a"]) == ["a"]


def test_an_interrupted_run_keeps_what_it_embedded(tmp_path):
    cache = VectorCache(tmp_path, MODEL)
    cache.embed(["a"], Counting())
    other = VectorCache(tmp_path, MODEL)  # without closing the first, as after a kill
    counting = Counting()
    other.embed(["a"], counting)
    cache.close()
    other.close()
    assert counting.asked == []


@pytest.mark.parametrize("content", [b"no database" * 100, b""])
def test_a_damaged_file_is_made_again(tmp_path, content):
    (tmp_path / "vectors.sqlite").write_bytes(content)
    assert embedded(tmp_path, ["a"]) == ["a"]
    assert embedded(tmp_path, ["a"]) == []


def test_a_file_damaged_inside_is_made_again_when_the_damage_is_met(tmp_path):
    texts = [f"text {number} " + "x" * 50 for number in range(2_000)]
    embedded(tmp_path, texts)
    path = tmp_path / "vectors.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    page = 4096
    for start in range(3 * page, len(content) - page, 2 * page):  # opening reads few of them
        content[start : start + page] = b"\xff" * page
    path.write_bytes(content)
    assert set(embedded(tmp_path, texts)) == set(texts)
    assert embedded(tmp_path, texts) == []


def test_a_file_of_an_earlier_layout_is_emptied(tmp_path):
    connection = sqlite3.connect(tmp_path / "vectors.sqlite")
    connection.execute("CREATE TABLE vectors (model TEXT, text BLOB, vector BLOB)")
    connection.close()
    assert embedded(tmp_path, ["a"]) == ["a"]


def test_a_file_that_another_run_holds_is_not_thrown_away(tmp_path, monkeypatch):
    embedded(tmp_path, ["a"])
    holder = sqlite3.connect(tmp_path / "vectors.sqlite")
    holder.execute("BEGIN EXCLUSIVE")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **_: connect(path, timeout=0.1))
    cache = VectorCache(tmp_path, MODEL)
    with pytest.raises(IndexWriteError, match="locked"):
        cache.embed(["a"], Counting())
    cache.close()
    holder.close()
    monkeypatch.undo()
    assert embedded(tmp_path, ["a"]) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexWriteError, match="file"):
        VectorCache(tmp_path / "file", MODEL)
