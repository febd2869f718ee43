"""The encoder that comes with the package."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from twinbot.encoder import (
    DIMENSION,
    ENCODER_FOLDER,
    MODEL_FILE,
    QUESTION_PIECES,
    STATE_DIMENSION,
    TOKENIZER_FILE,
    Encoder,
    load_encoder,
)
from twinbot.errors import EmbeddingError

ASKED = {
    "de": "Wer darf das Schwimmbad umsonst benutzen?",
    "en": "Who may use the swimming pool for free?",
    "ja": "プールを無料で利用できるのは誰ですか。",
}
TOLD = {
    "de": "Kinder unter sechs Jahren baden kostenlos.",
    "en": "Children under six swim at no charge.",
    "ja": "6歳未満の子どもは水泳の料金がかかりません。",
}
BESIDE = {
    "de": "Der Zug nach Tokio braucht eine Stunde.",
    "en": "The train to Tokyo takes an hour.",
    "ja": "東京までの電車は1時間かかります。",
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_vectors_have_length_one_and_a_blank_text_has_none(encoder):
    vectors = encoder.encode_passages([*TOLD.values(), "", "  \n"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (5, DIMENSION)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0, 0], abs=1e-4)
    assert encoder.encode_passages([]).shape == (0, DIMENSION)


@pytest.mark.parametrize("asked", ["de", "en", "ja"])
@pytest.mark.parametrize("told", ["de", "en", "ja"])
def test_what_answers_in_other_words_is_nearer_than_another_matter(encoder, asked, told):
    question = encoder.encode_queries([ASKED[asked]])[0]
    answer, other = encoder.encode_passages([TOLD[told], BESIDE[told]]) @ question
    assert answer > other


def test_a_vector_does_not_depend_on_the_texts_beside_it(encoder):
    texts = [*TOLD.values(), *BESIDE.values(), TOLD["de"] * 20]
    together = encoder.encode_passages(texts)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_many_threads_get_the_vectors_that_one_gets(encoder):
    texts = [*TOLD.values(), *BESIDE.values()] * 4
    alone = [encoder.encode_passages([text])[0] for text in texts]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: encoder.encode_passages([text])[0], texts))
    assert np.array_equal(np.array(found), np.array(alone))


def test_a_question_that_was_begun_gets_the_vector_that_it_gets_without():
    begun, plain = Encoder(), Encoder()
    begun.begin_queries([*ASKED.values(), ASKED["de"], ""])
    texts = ["", *ASKED.values()]
    assert np.array_equal(begun.encode_queries(texts), plain.encode_queries(texts))


def test_a_question_is_begun_once_and_asked_for_from_many_threads(monkeypatch):
    encoder = Encoder()
    run = Counter()
    encode = Encoder._run

    def count(self, prefix, text):
        run[text] += 1
        return encode(self, prefix, text)

    monkeypatch.setattr(Encoder, "_run", count)
    texts = [f"{text} {number}" for number in range(8) for text in ASKED.values()]

    def ask(text):
        encoder.begin_queries([text, f"{text} Und sonst?"])
        return encoder.encode_queries([text])[0]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, texts * 2))
    assert max(run.values()) <= 2  # two who ask at once may both encode
    assert sum(run.values()) < 1.5 * len(run)
    alone = [load_encoder().encode_queries([text])[0] for text in texts]
    assert np.array_equal(np.array(found), np.array(alone * 2))


def test_of_a_long_question_no_more_is_kept_than_is_read():
    (read,) = Encoder().read_queries(["Wer darf das Schwimmbad benutzen? " * 60])
    assert len(read.states) == len(read.starts) == QUESTION_PIECES
    assert read.states.base is None


def test_what_fails_on_another_thread_fails_for_who_asks_and_is_tried_again(monkeypatch):
    encoder = Encoder()
    run = Encoder._run

    def fail(_, prefix, text):
        raise OSError(text)

    monkeypatch.setattr(Encoder, "_run", fail)
    encoder.begin_queries(["Wer?", "Wo?"])
    with pytest.raises(OSError, match=r"Wer\?"):
        encoder.encode_queries(["Wer?"])
    monkeypatch.setattr(Encoder, "_run", run)
    asked = ["Wer?", "Wo?"]
    assert np.array_equal(encoder.encode_queries(asked), load_encoder().encode_queries(asked))
    assert not encoder._begun


def test_one_processor_encodes_one_question_after_the_other(monkeypatch):
    monkeypatch.setattr("twinbot.encoder.count_processors", lambda: 1)
    encoder = Encoder()
    encoder.begin_queries(list(ASKED.values()))
    assert not encoder._begun
    expected = load_encoder().encode_queries(list(ASKED.values()))
    assert np.array_equal(encoder.encode_queries(list(ASKED.values())), expected)


def test_a_question_and_a_statement_of_the_same_words_are_told_apart(encoder):
    text = [TOLD["en"]]
    assert not np.array_equal(encoder.encode_queries(text), encoder.encode_passages(text))


@pytest.mark.parametrize("text", [*TOLD.values(), "Ａ　Ｂ\n橋  der", "👋🏽 e\u0301"])
def test_each_piece_of_a_text_has_a_state_and_a_place_in_it(encoder, text):
    (asked,) = encoder.read_queries([text])
    (told,) = encoder.read_passages([text], lambda _, read: read)
    for read, vectors in (
        (asked, encoder.encode_queries([text])),
        (told, encoder.encode_passages([text])),
    ):
        assert np.array_equal(read.vector, vectors[0])
        assert read.states.shape == (len(read.starts), STATE_DIMENSION)
        assert np.isfinite(read.states).all()
        inside = read.starts[read.starts >= 0]
        assert len(inside)
        assert (np.diff(inside) >= 0).all()
        assert inside[-1] < len(text)
        assert (read.starts[[0, -1]] == -1).all()  # the marks before and after


def test_what_is_kept_of_texts_comes_in_their_order(encoder):
    texts = [*TOLD.values(), " ", *BESIDE.values()] * 3
    kept = encoder.read_passages(texts, lambda place, read: (place, len(read.states)))
    assert [place for place, _ in kept] == list(range(len(texts)))
    assert [count == 0 for _, count in kept] == [not text.strip() for text in texts]


def test_width_does_not_change_a_vector(encoder):
    narrow, wide = encoder.encode_passages(["Tsukuba 2019", "Ｔｓｕｋｕｂａ ２０１９"])
    assert narrow @ wide == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("text", ["Brücke " * 3_000, "橋" * 3_000, "🌉" * 1_000, "\ufffd", "́"])
def test_texts_that_are_too_long_or_strange_have_a_vector_all_the_same(encoder, text):
    vector = encoder.encode_passages([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-4)


def test_a_missing_file_is_named_with_what_to_do(tmp_path):
    with pytest.raises(EmbeddingError, match=r"tokenizer\.json is missing; install twinbot again"):
        Encoder(tmp_path)


def test_damaged_files_are_named_with_what_to_do(tmp_path):
    (tmp_path / TOKENIZER_FILE).write_bytes((ENCODER_FOLDER / TOKENIZER_FILE).read_bytes())
    whole = (ENCODER_FOLDER / MODEL_FILE).read_bytes()
    for size in (0, 100_000, len(whole) - 1_000_000):
        (tmp_path / MODEL_FILE).write_bytes(whole[:size])
        with pytest.raises(EmbeddingError, match=r"encoder\.onnx is damaged"):
            Encoder(tmp_path)
    (tmp_path / TOKENIZER_FILE).write_bytes(b'{"version"')
    with pytest.raises(EmbeddingError, match=r"tokenizer\.json is damaged"):
        Encoder(tmp_path)


def test_files_and_licence_are_shipped_and_small():
    size = sum(path.stat().st_size for path in ENCODER_FOLDER.iterdir())
    assert size <= 40_000_000
    licence = (ENCODER_FOLDER / "LICENSE").read_text("utf-8")
    assert "MIT License" in licence
    assert "multilingual-e5-small" in licence


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Wer ist Oberbuergermeister in Koeln?", "Wer ist Oberbürgermeister in Köln?"),
        ("Ueber welche Strasse muessen Aerzte?", "Über welche Straße müssen Ärzte?"),
    ],
)
def test_a_question_typed_without_umlauts_is_read_as_if_it_had_them(encoder, typed, written):
    found, wanted = encoder.encode_queries([typed, written])
    assert found.tolist() == wanted.tolist()


@pytest.mark.parametrize(
    "text",
    [
        "Was kostet das neue Haus des Wissens aktuell?",
        "Does the blue queue discuss true business?",
        "Michael Goethe aus Israel",
    ],
)
def test_letters_that_are_no_umlaut_stay(encoder, text):
    assert encoder._with_umlauts(text) == text


def test_a_word_with_many_possible_umlauts_stays_as_it_is(encoder):
    assert encoder._with_umlauts("ae" * 40) == "ae" * 40
