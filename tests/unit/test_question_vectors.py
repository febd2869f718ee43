"""Vectors that come with a corpus' known questions."""

import io
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.encoder import load_encoder
from twinbot.errors import CorpusError
from twinbot.index import VectorCache
from twinbot.indexing import ingest
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions
from twinbot.question_vectors import (
    QUESTION_VECTORS_FILE,
    QuestionVectors,
    dump_question_vectors,
    parse_question_vectors,
)
from twinbot.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus"
ASKED = "When was the bridge opened?"

SAME_COSINE = 0.99
"""Processors multiply bytes in several ways: what one made has a cosine of .996 and more to what
another makes of the same text; other texts are far below."""


def read(folder):
    path = folder / QUESTION_VECTORS_FILE
    return parse_question_vectors(path.read_bytes(), str(path))


def questions_of(folder):
    path = folder / KNOWN_QUESTIONS_FILE
    known = parse_known_questions(path.read_bytes(), str(path))
    return sorted({text for entry in known for text in (*entry.questions, *entry.near_misses)})


def test_the_corpus_brings_the_vectors_of_all_its_questions():
    shipped = read(CORPUS)
    assert shipped.encoder == load_encoder().fingerprint
    lacking = [text for text in questions_of(CORPUS) if shipped.look_up(text) is None]
    assert not lacking, f"run scripts/encode_questions.py; without vectors are {lacking[:5]}"


def test_they_are_what_the_encoder_makes_of_them():
    some = random.Random(5).sample(questions_of(CORPUS), 60)
    shipped = read(CORPUS)
    made = load_encoder().encode_queries(some)
    cosines = [float(shipped.look_up(text) @ own) for text, own in zip(some, made, strict=True)]
    assert min(cosines) > SAME_COSINE


@given(st.lists(st.text(), unique=True, max_size=20), st.integers(0, 2**32 - 1))
def test_vectors_survive_packing_and_the_file(questions, seed):
    vectors = np.random.default_rng(seed).normal(size=(len(questions), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    packed = QuestionVectors.pack("it", questions, vectors)
    back = parse_question_vectors(dump_question_vectors(packed), "questions.npz")
    for question, vector in zip(questions, vectors, strict=True):
        found = back.look_up(question)
        assert float(found @ vector) > 0.999
        assert float(np.linalg.norm(found)) == pytest.approx(1.0, abs=1e-5)
    assert back.look_up("no such question\0") is None


def test_a_blank_question_keeps_its_vector_of_zeros():
    packed = QuestionVectors.pack("it", [" "], np.zeros((1, 4), np.float32))
    assert packed.look_up(" ").tolist() == [0.0] * 4


def shapes(keys, directions):
    file = io.BytesIO()
    np.savez(file, encoder=np.array("it"), keys=keys, directions=directions)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no file of arrays",
        shapes(np.zeros(2, np.uint64), np.zeros((3, 4), np.int8)),
        shapes(np.zeros(2, np.uint64), np.zeros((2, 4), np.float32)),
        shapes(np.zeros(2, np.uint64), np.array([{}, {}])),
        dump_question_vectors(QuestionVectors.pack("it", ["?"], np.ones((1, 4), np.float32)))[:300],
    ],
)
def test_a_damaged_file_is_named_with_what_to_do(content):
    with pytest.raises(CorpusError, match=r"questions\.npz is damaged .*delete it"):
        parse_question_vectors(content, "corpus/questions.npz")


def test_no_file_is_no_fault():
    assert parse_question_vectors(b"", "questions.npz").look_up(ASKED) is None


@pytest.mark.parametrize("is_ours", [True, False])
def test_an_index_takes_the_vectors_of_its_own_encoder_and_makes_the_others(
    small_settings: Settings, *, is_ours: bool
):
    corpus, encoder = small_settings.corpus, load_encoder()
    quote = "The bridge across the river was opened on 3 May 1998."
    (corpus / KNOWN_QUESTIONS_FILE).write_text(
        f"document,quote,questions,near_misses\nen/bridge.md,{quote},{ASKED},Who built it?\n",
        "utf-8",
    )
    vectors = QuestionVectors.pack(
        encoder.fingerprint if is_ours else "another",
        [ASKED],
        encoder.encode_queries(["Wann wurde die Brücke eröffnet?"]),
    )
    (corpus / QUESTION_VECTORS_FILE).write_bytes(dump_question_vectors(vectors))
    ingest(small_settings)
    encoded: list[str] = []

    def make(missing):
        encoded.extend(missing)
        return encoder.encode_queries(missing)

    cache = VectorCache(small_settings.index, encoder.identity)
    cache.embed([ASKED, "Who built it?"], make)
    cache.close()
    assert encoded == ([ASKED] if is_ours else [])
