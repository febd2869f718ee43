"""The contextual reader runs as it was trained, and tells answers from near misses."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from twinbot.answering.scoring.contextual_reader import (
    LAYERS_FILE,
    LONGEST_LINE_NUMBER,
    MAX_SEEN_PIECES,
    READER_FOLDER,
    REDUCTION_FILE,
    SEEN_DIMENSION,
    UNSEEN,
    ContextualReader,
    load_contextual_reader,
)
from twinbot.encoder import Encoder, load_encoder
from twinbot.errors import EmbeddingError

ROUNDING = 0.1
"""Values are rounded to bytes by the largest of a batch: so far a logit may move."""

TRAINED = {
    "de": (
        "Wann wurde die Brücke eröffnet?",
        [("Brücken", "Die Brücke wurde am 3. Mai 1998 eröffnet.", 7.885)],
        [("", "Die Brücke ist 120 Meter lang.", -8.860)],
    ),
    "en": (
        "Who designed the bridge?",
        [("Bridges", "The bridge was designed by the engineer Anna Keller.", 7.019)],
        [("", "The bridge is 120 metres long.", -10.417)],
    ),
    "ja": (
        "橋の長さはどれくらいですか。",
        [("橋", "橋の長さは120メートルです。", 8.053)],
        [("", "橋は1998年5月3日に開通しました。", -9.673)],
    ),
}
"""Logits that the trained network gave in torch, before its weights and states became bytes."""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def reader() -> ContextualReader:
    return load_contextual_reader()


def see(encoder, reader, language, statement, context=""):
    text = f"{context}\n{statement}" if context else statement
    cut = len(text) - len(statement)
    return encoder.read_passages([text], lambda _, read: reader.look(read, text, cut, language))[0]


def ask(encoder, question):
    return encoder.read_queries([question])[0]


@pytest.mark.parametrize(
    ("asked", "told", "question", "right", "wrong"),
    [
        (
            "de",
            "de",
            "Wann wurde die Brücke eröffnet?",
            "Die Brücke wurde am 3. Mai 1998 eröffnet.",
            "Die Brücke ist 120 Meter lang und gehört der Stadt.",
        ),
        (
            "en",
            "en",
            "Who designed the bridge?",
            "The bridge was designed by the engineer Anna Keller.",
            "The bridge is 120 metres long and has two lanes.",
        ),
        (
            "ja",
            "ja",
            "橋の長さはどれくらいですか。",
            "橋の長さは120メートルです。",
            "橋は1998年5月3日に開通しました。",
        ),
        (
            "ja",
            "en",
            "橋が開通したのはいつですか。",
            "The bridge was opened on 3 May 1998.",
            "The bridge is 120 metres long.",
        ),
        (
            "de",
            "ja",
            "Wie lang ist die Brücke?",
            "橋の長さは120メートルです。",
            "橋は1998年5月3日に開通しました。",
        ),
    ],
)
def test_a_sentence_that_answers_is_held_likelier_than_one_about_the_same(
    encoder, reader, asked, told, question, right, wrong
):
    seen = [see(encoder, reader, told, text) for text in (right, wrong)]
    first, second = reader.read(ask(encoder, question), asked, seen)
    assert first > second


@pytest.mark.parametrize("language", sorted(TRAINED))
def test_it_holds_what_the_network_held_when_it_was_trained(encoder, reader, language):
    question, right, wrong = TRAINED[language]
    told = [*right, *wrong]
    seen = [see(encoder, reader, language, text, context) for context, text, _ in told]
    held = reader.read(ask(encoder, question), language, seen)
    assert held == pytest.approx([logit for _, _, logit in told], abs=2 * ROUNDING)


def test_what_is_read_beside_a_sentence_does_not_change_what_is_held_of_it(encoder, reader):
    question = ask(encoder, "Wann wurde die Brücke eröffnet?")
    seen = [
        see(encoder, reader, "de", "Die Brücke wurde 1998 eröffnet.", "Brücken"),
        see(encoder, reader, "de", "Ja."),
        UNSEEN,
        see(encoder, reader, "de", "Die Brücke ist sehr lang und " * 9, "Bauwerke der Stadt"),
        see(encoder, reader, "de", "Es gibt:\n- 1998 die Brücke\n- das Tor", "Bauwerke der Stadt"),
    ]
    together = reader.read(question, "de", seen)
    alone = [reader.read(question, "de", [one])[0] for one in seen]
    assert together == pytest.approx(alone, abs=ROUNDING)


def test_a_list_is_held_at_least_as_likely_as_any_of_its_lines(encoder, reader):
    question = ask(encoder, "Wann wurde die Brücke eröffnet?")
    told = "Es gibt:\n- seit 1998 die Brücke\n- das Tor"
    seen = see(encoder, reader, "de", told, "Bauwerke")
    assert set(seen.lines.tolist()) == {0, 1, 2, 3}
    whole = reader.read(question, "de", [seen])[0]
    for line in (1, 2, 3):
        kept = (seen.lines == 0) | (seen.lines == line)
        # As a statement of one line it is read once.
        alone = type(seen)(seen.values[kept], np.minimum(seen.lines[kept], 1))
        assert whole >= reader.read(question, "de", [alone])[0] - ROUNDING


def test_nothing_is_held_of_anything_where_nothing_is_asked_or_told(encoder, reader):
    something = see(encoder, reader, "de", "Ein Satz.")
    assert reader.read(ask(encoder, " "), "de", [something]).tolist() == [-np.inf]
    assert reader.read(ask(encoder, "Was?"), "de", [UNSEEN]).tolist() == [-np.inf]
    assert len(reader.read(ask(encoder, "Was?"), "de", [])) == 0
    blank = see(encoder, reader, "de", " ")
    assert reader.read(ask(encoder, "Was?"), "de", [blank]).tolist() == [-np.inf]


def test_a_long_statement_is_seen_up_to_a_number_of_pieces_and_lines(encoder, reader):
    seen = see(encoder, reader, "en", "The bridge is long. " * 200)
    assert seen.values.shape == (MAX_SEEN_PIECES, SEEN_DIMENSION)
    lines = see(encoder, reader, "en", "\n" * 300 + "The bridge is long.")
    assert lines.lines.max() == LONGEST_LINE_NUMBER
    assert np.isfinite(reader.read(ask(encoder, "How long?"), "en", [seen, lines])).all()


def test_a_long_question_is_read_by_its_beginning(encoder, reader):
    seen = see(encoder, reader, "en", "The bridge is long.")
    assert np.isfinite(reader.read(ask(encoder, "How long is it? " * 60), "en", [seen])).all()


@pytest.mark.parametrize("name", [REDUCTION_FILE, LAYERS_FILE])
@pytest.mark.parametrize("fault", ["missing", "damaged"])
def test_a_missing_or_damaged_file_is_named_with_the_remedy(tmp_path, name, fault):
    folder = tmp_path / "reader"
    shutil.copytree(READER_FOLDER, folder)
    if fault == "missing":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(b"spoiled")
    with pytest.raises(EmbeddingError, match=rf"{name} is {fault}.*install twinbot again"):
        ContextualReader(folder)


def test_a_reduction_that_lacks_a_language_is_refused(tmp_path):
    from safetensors.numpy import load_file, save_file

    folder = tmp_path / "reader"
    shutil.copytree(READER_FOLDER, folder)
    kept = load_file(folder / REDUCTION_FILE)
    del kept["told.ja"]
    save_file(kept, folder / REDUCTION_FILE)
    with pytest.raises(EmbeddingError, match=r"lacks told\.ja"):
        ContextualReader(folder)
