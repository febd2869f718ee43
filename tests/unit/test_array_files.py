"""A file of arrays is read as it was written, or refused in one way."""

from __future__ import annotations

import io
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.scoring.likeness import KnownQuestions
from twinbot.answering.scoring.likeness_file import dump_known_questions, load_known_questions
from twinbot.array_files import read_arrays
from twinbot.errors import CorpusError, IndexStoreError
from twinbot.question_vectors import (
    QuestionVectors,
    dump_question_vectors,
    parse_question_vectors,
)
from twinbot.types import Span


def packed(save):
    """Return a file with the first ten numbers, and one with words."""
    file = io.BytesIO()
    save(file, numbers=np.arange(10), words=np.array(["eins", "zwei"]))
    return file.getvalue()


FILES = [packed(np.savez), packed(np.savez_compressed)]


@pytest.mark.parametrize("content", FILES)
def test_arrays_come_in_the_order_asked(content):
    words, numbers = read_arrays(content, "words", "numbers")
    assert words.tolist() == ["eins", "zwei"]
    assert numbers.tolist() == list(range(10))


def array_file(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"junk", b"PK\x03\x04junk", FILES[0][:300], array_file(np.arange(3))]
)
def test_what_is_no_such_file_or_lacks_an_array_is_refused(content):
    with pytest.raises(ValueError, match=r"\w"):
        read_arrays(content, "numbers")
    with pytest.raises(ValueError, match="letters"):
        read_arrays(FILES[0], "letters")


def flipped(content, place, bits):
    changed = bytearray(content)
    changed[place % len(content)] ^= bits
    return bytes(changed)


@given(st.sampled_from(FILES), st.integers(0, 5_000), st.integers(1, 255))
def test_whatever_byte_is_another_one_kind_of_error_is_all_that_is_raised(content, place, bits):
    with suppress(ValueError):
        read_arrays(flipped(content, place, bits), "words", "numbers")


QUESTIONS = dump_question_vectors(
    QuestionVectors.pack("e", ["eins", "zwei"], np.eye(2, 384, dtype=np.float32))
)
KNOWN = dump_known_questions(
    KnownQuestions(
        ["Wer?"],
        ["de"],
        np.eye(1, 4, dtype=np.float32),
        {("passage", Span(0, 3)): np.array([0])},
        {},
    )
)


@given(st.integers(0, 5_000), st.integers(1, 255))
def test_a_damaged_file_of_the_corpus_or_the_index_is_our_error(place, bits):
    with suppress(CorpusError):
        parse_question_vectors(flipped(QUESTIONS, place, bits), "questions.npz")
    with suppress(IndexStoreError):
        load_known_questions(flipped(KNOWN, place, bits))
