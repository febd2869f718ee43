"""The built-in model, read by numpy and by sentence-transformers."""

from __future__ import annotations

import json

import numpy as np
import pytest

from twinbot.embedding import (
    BUILT_IN_FOLDER,
    JOINT_FOLDER,
    JointEmbedder,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    known_prompts,
    load_embedder,
)
from twinbot.encoder import DIMENSION, load_encoder
from twinbot.errors import EmbeddingError
from twinbot.settings import Settings

TEXTS = [
    "Wann wurde die Städtepartnerschaft besiegelt?",
    "The robot suit HAL is used in Bochum.",
    "つくば市とボーフム市は2019年に連携合意書を締結しました。",
    "ＢＯＣＨＵＭ ﾂｸﾊﾞ",
    "a",
]


@pytest.fixture(scope="module")
def built_in() -> StaticEmbedder:
    return StaticEmbedder(BUILT_IN_FOLDER)


def test_vectors_have_length_one_and_an_empty_text_has_none(built_in):
    vectors = built_in.embed_passages([*TEXTS, "", "   "])
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS) + 2, built_in.identity.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0] * len(TEXTS) + [0, 0], abs=1e-5)


def test_width_and_case_do_not_change_a_vector(built_in):
    one, other, third = built_in.embed_passages(["Bochum", "ＢＯＣＨＵＭ", "BOCHUM"])
    assert one @ other == pytest.approx(1.0, abs=1e-5)
    assert one @ third == pytest.approx(1.0, abs=1e-5)


def test_a_sentence_is_nearest_to_its_own_translation(built_in):
    german = built_in.embed_passages(
        ["Das Krankenhaus hat einen neuen Roboter.", "Der Zug nach Tokio fährt morgen früh."]
    )
    japanese = built_in.embed_passages(
        ["病院には新しいロボットがあります。", "東京行きの電車は明日の朝出発します。"]
    )
    assert (german @ japanese.T).argmax(axis=1).tolist() == [0, 1]


def test_sentence_transformers_gives_the_same_vectors(built_in):
    external = SentenceTransformerEmbedder(str(BUILT_IN_FOLDER), "", "")
    cosines = np.sum(built_in.embed_passages(TEXTS) * external.embed_passages(TEXTS), axis=1)
    assert cosines == pytest.approx(np.ones(len(TEXTS)), abs=1e-3)


def test_sentence_transformers_gives_the_same_vectors_of_both_models_together():
    from sentence_transformers import SentenceTransformer

    joint = JointEmbedder(StaticEmbedder(BUILT_IN_FOLDER), load_encoder())
    model = SentenceTransformer(str(JOINT_FOLDER), trust_remote_code=True)
    assert model.get_embedding_dimension() == joint.identity.dimension
    for one, other in (
        (model.encode_query(TEXTS), joint.embed_queries(TEXTS)),
        (model.encode_document(TEXTS), joint.embed_passages(TEXTS)),
        (model.encode(TEXTS), joint.embed_queries(TEXTS)),
    ):
        assert np.sum(one * other, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-3)
    with pytest.raises(ValueError, match="passage: "):
        model.encode(TEXTS, prompt="Represent this: ")


def test_an_external_model_gets_its_own_prompts():
    plain = SentenceTransformerEmbedder(str(BUILT_IN_FOLDER), "", "")
    prompted = SentenceTransformerEmbedder(str(BUILT_IN_FOLDER), "query: ", "passage: ")
    text = "Wo liegt Tsukuba?"
    assert prompted.embed_queries([text]) == pytest.approx(
        plain.embed_queries([f"query: {text}"]), abs=1e-6
    )
    assert prompted.embed_passages([text]) == pytest.approx(
        plain.embed_passages([f"passage: {text}"]), abs=1e-6
    )
    assert prompted.identity != plain.identity


@pytest.mark.parametrize(
    ("name", "prompts", "expected"),
    [
        ("intfloat/multilingual-e5-small", {}, ("query: ", "passage: ")),
        ("intfloat/multilingual-e5-large-instruct", {}, ("", "")),
        ("some/model", {"query": "Q: ", "document": "D: "}, ("Q: ", "D: ")),
        ("some/model", {}, ("", "")),
    ],
)
def test_known_prompts_come_from_the_model_or_its_family(name, prompts, expected):
    assert known_prompts(name, prompts) == expected


def test_a_model_that_is_not_there_is_named_with_what_to_do(tmp_path):
    with pytest.raises(EmbeddingError, match="TWINBOT_EMBEDDING_MODEL"):
        load_embedder(Settings(embedding_model=str(tmp_path / "none")))


def test_a_table_that_does_not_fit_its_tokenizer_is_refused(tmp_path):
    from safetensors.numpy import save_file

    folder = tmp_path / "0_StaticEmbedding"
    folder.mkdir()
    tokenizer = (BUILT_IN_FOLDER / "0_StaticEmbedding" / "tokenizer.json").read_text("utf-8")
    (folder / "tokenizer.json").write_text(tokenizer, "utf-8")
    save_file({"embedding.weight": np.zeros((3, 4), np.float16)}, folder / "model.safetensors")
    with pytest.raises(EmbeddingError, match=r"3 rows"):
        StaticEmbedder(tmp_path)


def test_both_layouts_of_the_table_give_the_same_vectors(tmp_path, built_in):
    from safetensors.numpy import load_file, save_file

    files = BUILT_IN_FOLDER / "0_StaticEmbedding"
    stored = load_file(files / "model.safetensors")
    expanded = stored["embeddings"] * stored["weights"][:, None]
    folder = tmp_path / "0_StaticEmbedding"
    folder.mkdir()
    (folder / "tokenizer.json").write_text((files / "tokenizer.json").read_text("utf-8"), "utf-8")
    save_file({"embedding.weight": expanded}, folder / "model.safetensors")
    plain = StaticEmbedder(tmp_path)
    assert plain.embed_passages(TEXTS) == pytest.approx(built_in.embed_passages(TEXTS), abs=1e-6)
    one, other = plain.embed_tokens(TEXTS), built_in.embed_tokens(TEXTS)
    assert one.vectors == pytest.approx(other.vectors, abs=1e-6)
    assert one.lengths.tolist() == other.lengths.tolist()


def test_the_pieces_of_a_text_add_up_to_its_direction(built_in):
    tokens = built_in.embed_tokens(TEXTS[:1])
    total = tokens.vectors.sum(axis=0)
    assert total / np.linalg.norm(total) == pytest.approx(
        built_in.embed_passages(TEXTS[:1])[0], abs=1e-5
    )


def test_the_model_is_at_most_twenty_megabytes():
    size = sum(p.stat().st_size for p in BUILT_IN_FOLDER.rglob("*") if p.is_file())
    assert size <= 20_000_000


def test_the_model_folder_names_its_modules():
    assert json.loads((BUILT_IN_FOLDER / "modules.json").read_text("utf-8"))


def test_both_built_in_models_count_half_of_a_cosine():
    joint = load_embedder(Settings())
    static, encoder = StaticEmbedder(BUILT_IN_FOLDER), load_encoder()
    assert joint.identity.dimension == static.identity.dimension + DIMENSION
    passages = joint.embed_passages(TEXTS)
    assert np.linalg.norm(passages, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)
    halves = (
        static.embed_queries(TEXTS) @ static.embed_passages(TEXTS).T
        + encoder.encode_queries(TEXTS) @ encoder.encode_passages(TEXTS).T
    ) / 2
    assert joint.embed_queries(TEXTS) @ passages.T == pytest.approx(halves, abs=1e-3)


def test_names_in_other_languages_move_a_question_for_the_static_model_alone():
    joint = load_embedder(Settings())
    static, text = StaticEmbedder(BUILT_IN_FOLDER), "Wo liegt die Ruhr-Universität?"
    plain, named = (joint.embed_question(text, names) for names in ((), ("ルール大学ボーフム",)))
    size = static.identity.dimension
    assert named[size:] == pytest.approx(plain[size:], abs=1e-6)
    assert static.embed_question(text, ("ルール大学ボーフム",)) == pytest.approx(
        named[:size] / np.linalg.norm(named[:size]), abs=1e-5
    )
    assert not np.allclose(named[:size], plain[:size])


def test_a_text_of_unknown_characters_still_has_a_vector():
    joint = load_embedder(Settings())
    assert np.linalg.norm(joint.embed_passages(["ꙮꙮꙮ"])[0]) == pytest.approx(1.0, abs=1e-4)
