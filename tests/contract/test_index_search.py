"""What searching promises: complete recall, exact order, and the same after every change."""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np
import pytest
from tests.index_factory import MODEL, made, publish, vector_of

from twinbot.index import LiveIndex, open_generation, open_writer
from twinbot.index.chroma import DenseStore
from twinbot.types import LANGUAGES


def self_query_misses(generation):
    """Return the passages that do not find themselves by their own vector."""
    missed = []
    for summary in generation.documents():
        ids = generation.group_passages([summary.translation_group], summary.language)[
            summary.translation_group
        ]
        for passage_id, vector in zip(ids, generation.vectors(ids), strict=True):
            best = generation.search_dense(vector, summary.language, 1)[0]
            if best.passage_id != passage_id or best.score < 0.999:
                missed.append(passage_id)
    return missed


def test_every_passage_finds_itself_in_every_language(tmp_path):
    publish(tmp_path, *(made(f"n{n}", lang, 20) for n in range(8) for lang in LANGUAGES))
    with open_generation(tmp_path) as generation:
        assert self_query_misses(generation) == []
        hits = generation.search_dense(vector_of("x"), "ja", 5_000)
        assert len(hits) == 160
        assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))


def test_every_passage_still_finds_itself_after_twelve_rounds_of_changes(tmp_path):
    publish(tmp_path, *(made(f"n{n}", "de", 10) for n in range(12)))
    for round_ in range(12):
        publish(tmp_path, *(made(f"n{n}", "de", 10, version=f"v{round_}") for n in range(4)))
    with open_generation(tmp_path) as generation:
        assert self_query_misses(generation) == []
        assert generation.info.passages == {"de": 120}
        assert generation.search_lexical(["n0-0v10"], "de", 5) == []
        assert len(generation.search_lexical(["n0-0v11"], "de", 5)) == 1


def test_deleted_vectors_do_not_pile_up(tmp_path):
    publish(tmp_path, made("kept", "de", 100))
    sizes = []
    for round_ in range(8):
        publish(tmp_path, made("churn", "de", 400, version=str(round_)))
        with open_generation(tmp_path) as generation:
            folder = tmp_path / generation.info.generation / "chroma"
            sizes.append(sum(path.stat().st_size for path in folder.rglob("*.bin")))
    assert max(sizes) < 4 * sizes[0]
    with open_generation(tmp_path) as generation:
        assert self_query_misses(generation) == []


def test_a_document_put_twice_in_one_run_is_there_once(tmp_path):
    publish(tmp_path, made("a"), made("a", version="x"), made("a"))
    publish(tmp_path, made("a"))
    with open_generation(tmp_path) as generation:
        assert generation.info.passages == {"de": 3}
        assert self_query_misses(generation) == []


def test_a_document_may_change_its_language_and_have_no_passage(tmp_path):
    document, *rest = made("a", "de")
    publish(tmp_path, (document, *rest), made("b", "en"))
    empty = (document, [], np.zeros((0, MODEL.dimension), np.float32), [])
    info = publish(tmp_path, empty)
    assert info.documents == {"de": 1, "en": 1}
    assert info.passages == {"en": 3}


def test_a_vector_of_zeros_is_as_far_from_everything(tmp_path):
    document, passages, vectors, tokens = made("a")
    vectors[1] = 0
    publish(tmp_path, (document, passages, vectors, tokens))
    with open_generation(tmp_path) as generation:
        similarities = {
            hit.passage_id: hit.score for hit in generation.search_dense(vectors[0], "de", 3)
        }
        assert similarities[passages[1].passage_id] == pytest.approx(0.0, abs=1e-6)
        zeros = generation.search_dense(np.zeros(MODEL.dimension, np.float32), "de", 3)
        assert [hit.score for hit in zeros] == pytest.approx([0.0, 0.0, 0.0], abs=1e-6)


@pytest.mark.parametrize("change", ["nan", "narrow", "few"])
def test_vectors_that_do_not_fit_are_refused_and_nothing_changes(tmp_path, change):
    publish(tmp_path, made("a"))
    document, passages, vectors, tokens = made("a", version="x")
    broken = {"nan": vectors * np.nan, "narrow": vectors[:, :9], "few": vectors[:2]}[change]
    with open_writer(tmp_path, MODEL, "1") as writer:
        with pytest.raises(ValueError, match=r"de/a\.md"):
            writer.put(document, passages, broken, tokens)
        assert writer.documents == {"de/a.md": "sha-a"}


def test_any_token_can_be_searched_for(tmp_path):
    document, passages, vectors, _ = made("a", "ja", 3)
    odd = [
        "a:b",
        '"',
        "OR",
        "(",
        "\\",
        "つくば\u3000市",
        "ﬁ",
        "ä",
        "２０２５",
        "-",
        "*",
        "x" * 70_000,
    ]
    publish(tmp_path, (document, passages, vectors, [odd, ["x"], ["y"]]))
    with open_generation(tmp_path) as generation:
        for token in odd[:-1]:
            found = generation.search_lexical([token], "ja", 5)
            assert [hit.passage_id for hit in found] == [passages[0].passage_id], token
        for token in ("", "\ud800", odd[-1], "unknown"):
            assert generation.search_lexical([token], "ja", 5) == [], token
        assert len(generation.search_lexical(["\ud800", "x", "y"], "ja", 5)) == 2


def test_lexical_ties_are_decided_by_id_at_the_cut_too(tmp_path):
    publish(tmp_path, *(made(f"n{n}", lines=1) for n in range(9)))
    publish(tmp_path, *(made(f"m{n}", lines=1) for n in range(9)))
    with open_generation(tmp_path) as generation:
        everything = generation.search_lexical(["Brücke"], "de", 50)
        assert len({hit.score for hit in everything}) == 1
        assert generation.search_lexical(["Brücke"], "de", 5) == everything[:5]
        assert everything == sorted(everything, key=lambda hit: hit.passage_id)


def test_a_fresh_generation_opens_and_answers_at_once(tmp_path):
    publish(tmp_path, *(made(f"n{n}", lang, 10) for n in range(12) for lang in LANGUAGES))
    with open_generation(tmp_path) as generation:
        generation.warm()  # what is measured below is not the first import
    started = time.perf_counter()
    with open_generation(tmp_path) as generation:
        for language in LANGUAGES:
            generation.search_dense(vector_of("x"), language, 60)
        assert time.perf_counter() - started < 3  # 0.03 s on an idle machine


def test_looking_at_documents_loads_no_search_engine(tmp_path):
    publish(tmp_path, made("a"))
    code = (
        "import sys\nfrom pathlib import Path\nfrom twinbot.index import open_generation\n"
        f"with open_generation(Path({str(tmp_path)!r})) as generation:\n"
        "    generation.document('de/a.md'), generation.documents()\n"
        "print({'chromadb', 'tantivy'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_paths_with_reserved_characters_and_kanji_work(tmp_path):
    folder = tmp_path / "索引 100% ?#ü"
    publish(folder, made("橋", "ja"))
    publish(folder, made("b", "de"))
    with LiveIndex(folder, MODEL).generation() as generation:
        assert generation.page("ja/橋.md", 1).text.startswith("第橋-0号の橋は「つくば市」")


def test_a_vector_store_that_is_missing_is_not_made_by_a_reader(tmp_path):
    with pytest.raises(FileNotFoundError):
        DenseStore(tmp_path / "chroma")
    assert list(tmp_path.iterdir()) == []
