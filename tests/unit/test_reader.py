"""The reader in numpy is the network that was trained, and tells answers from near misses."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from twinbot.answering.scoring.reader import Reader, ReadText, load_reader
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.errors import EmbeddingError

DIMENSION = 24
TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder(BUILT_IN_FOLDER)


@pytest.fixture(scope="module")
def reader(embedder: StaticEmbedder) -> Reader:
    return load_reader(embedder.identity.fingerprint)


def prepare(embedder: StaticEmbedder, reader: Reader, text: str) -> ReadText:
    pieces = embedder.cut([text])
    return reader.prepare(pieces[0], embedder.look_up(pieces).vectors)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "Wann wurde die Brücke eröffnet?",
            "Die Brücke wurde am 3. Mai 1998 eröffnet.",
            "Die Brücke ist 120 Meter lang und gehört der Stadt.",
        ),
        (
            "Who designed the bridge?",
            "The bridge was designed by the engineer Anna Keller.",
            "The bridge is 120 metres long and has two lanes.",
        ),
        (
            "橋の長さはどれくらいですか。",
            "橋の長さは120メートルです。",
            "橋は1998年5月3日に開通しました。",
        ),
        (
            "橋が開通したのはいつですか。",
            "The bridge was opened on 3 May 1998.",
            "The bridge is 120 metres long.",
        ),
    ],
)
def test_a_sentence_that_answers_is_held_likelier_than_one_about_the_same(
    embedder: StaticEmbedder, reader: Reader, question: str, right: str, wrong: str
):
    context = prepare(embedder, reader, "")
    told = [(context, prepare(embedder, reader, text)) for text in (right, wrong)]
    first, second = reader.read(prepare(embedder, reader, question), told)
    assert first > second


def test_what_is_read_beside_a_sentence_does_not_change_what_is_held_of_it(
    embedder: StaticEmbedder, reader: Reader
):
    question = prepare(embedder, reader, "Wann wurde die Brücke eröffnet?")
    texts = ["Die Brücke wurde 1998 eröffnet.", "Ja.", "Die Brücke ist sehr lang und " * 9]
    contexts = ["Brücken", "", "Bauwerke der Stadt und ihre Geschichte"]
    told = [
        (prepare(embedder, reader, context), prepare(embedder, reader, text))
        for context, text in zip(contexts, texts, strict=True)
    ]
    together = reader.read(question, told)
    alone = [reader.read(question, [one])[0] for one in told]
    assert together == pytest.approx(alone, abs=1e-4)


def test_nothing_is_held_of_anything_where_nothing_is_asked(
    embedder: StaticEmbedder, reader: Reader
):
    nothing, something = prepare(embedder, reader, ""), prepare(embedder, reader, "Ein Satz.")
    assert reader.read(nothing, [(nothing, something)])[0] < -100
    assert len(reader.read(something, [])) == 0
    assert np.isfinite(reader.read(something, [(nothing, nothing)])).all()


def test_a_reader_for_the_pieces_of_another_model_is_refused():
    with pytest.raises(EmbeddingError, match="train_reader"):
        load_reader("another model")


def test_numpy_holds_what_the_trained_network_holds(monkeypatch: pytest.MonkeyPatch):
    torch = pytest.importorskip("torch")
    monkeypatch.setattr(sys, "path", [str(TRAINING), *sys.path])
    from train_reader import Reader as Network

    torch.manual_seed(3)
    network = Network(DIMENSION).eval()
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    digits = np.array([0.0, 1.0], dtype=np.float32)
    twin = Reader({**weights, "pieces.digits": digits, "pieces.mean_length": np.ones(1)})
    rng = np.random.default_rng(5)

    def text(count: int) -> ReadText:
        vectors = rng.standard_normal((count, DIMENSION)).astype(np.float32)
        return twin.prepare(rng.integers(0, 2, count).astype(np.int32), vectors)

    asked, told = text(7), [(text(c), text(s)) for c, s in ((0, 9), (4, 5), (3, 1))]
    length = max(len(c.weights) + len(s.weights) for c, s in told)
    units = torch.zeros(1, len(told), length, DIMENSION)
    marks, present = torch.zeros(1, len(told), length, 3), torch.zeros(1, len(told), length)
    for row, pair in enumerate(told):
        start = 0
        for place, one in enumerate(pair):
            end = start + len(one.weights)
            units[0, row, start:end] = torch.from_numpy(one.units)
            marks[0, row, start:end, 0] = torch.from_numpy(one.weights)
            marks[0, row, start:end, 1] = torch.from_numpy(one.digits)
            marks[0, row, start:end, 2] = place
            present[0, row, start:end] = 1
            start = end
    with torch.no_grad():
        held = network(
            torch.from_numpy(asked.units)[None],
            torch.from_numpy(asked.weights)[None],
            units,
            marks,
            present.bool(),
        )[0]
    assert twin.read(asked, told) == pytest.approx(held.numpy(), abs=1e-4)
