"""Pieces that are common in a corpus count less of a question to it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.errors import IndexStoreError
from twinbot.frequencies import (
    COMMON_SHARE,
    PieceFrequencies,
    QuestionEmbedder,
    count_pieces,
    load_frequencies,
)

PASSAGES = [
    "Das Hallenbad von Kleinstadt öffnet um 7 Uhr.",
    "Die Bücherei von Kleinstadt hat montags geschlossen.",
    "Der Wochenmarkt von Kleinstadt ist am Samstag.",
    "小都市の図書館は月曜日に休みます。",
]


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder(BUILT_IN_FOLDER)


@pytest.fixture(scope="module")
def frequencies(embedder: StaticEmbedder) -> PieceFrequencies:
    return count_pieces(PASSAGES, embedder)


def test_a_piece_counts_once_a_passage(embedder: StaticEmbedder, frequencies: PieceFrequencies):
    (pieces,) = embedder.cut(["von"])
    assert frequencies.shares[pieces].tolist() == [0.75]
    twice = count_pieces(["von von von", "an"], embedder)
    assert twice.shares[pieces].tolist() == [0.5]


def test_a_piece_as_common_as_the_constant_counts_half(embedder: StaticEmbedder):
    shares = np.full(embedder.pieces, COMMON_SHARE, dtype=np.float32)
    weights = PieceFrequencies(shares, "").weights(np.array([3], dtype=np.int32))
    assert weights == pytest.approx([0.5])


def test_frequencies_survive_being_written(embedder: StaticEmbedder, frequencies: PieceFrequencies):
    read = load_frequencies(frequencies.dump(), embedder)
    assert read is not None
    assert read.shares == pytest.approx(frequencies.shares, abs=1e-3)


def test_damaged_frequencies_are_our_error(embedder: StaticEmbedder):
    for content in (b"", b"junk", PieceFrequencies(np.zeros(3, np.float32), "").dump()[:-30]):
        with pytest.raises(IndexStoreError, match=r"frequencies\.npz: damaged .*--rebuild"):
            load_frequencies(content, embedder)
    few = PieceFrequencies(np.zeros(3, np.float32), embedder.identity.fingerprint)
    with pytest.raises(IndexStoreError, match="damaged"):
        load_frequencies(few.dump(), embedder)


def test_frequencies_of_another_models_pieces_are_not_used(
    embedder: StaticEmbedder, frequencies: PieceFrequencies
):
    other = dataclasses.replace(frequencies, model="another")
    assert load_frequencies(other.dump(), embedder) is None
    assert load_frequencies(None, embedder) is None


@pytest.mark.parametrize(
    "question",
    ["Wann öffnet das Hallenbad von Kleinstadt?", "When does the Kleinstadt swimming pool open?"],
)
def test_what_every_passage_names_no_longer_draws_a_question(
    embedder: StaticEmbedder, frequencies: PieceFrequencies, question: str
):
    """The name of the place pulls towards every passage alike."""
    passages = embedder.embed_passages(PASSAGES)
    plain = passages @ embedder.embed_queries([question])[0]
    weighed = passages @ QuestionEmbedder(embedder, frequencies).embed_queries([question])[0]
    assert weighed.argmax() == 0
    assert weighed[1:].max() / weighed[0] < plain[1:].max() / plain[0]


def test_questions_have_length_one_and_nothing_has_none(
    embedder: StaticEmbedder, frequencies: PieceFrequencies
):
    vectors = QuestionEmbedder(embedder, frequencies).embed_queries(["Wo ist der Markt?", "", "  "])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 0.0, 0.0])
