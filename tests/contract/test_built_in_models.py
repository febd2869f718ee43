"""An index made with both built-in models, and one made with the static model alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from twinbot.answering.extraction.statements import statement_spans
from twinbot.assistant import build_assistant
from twinbot.embedding import BUILT_IN_FOLDER
from twinbot.errors import IndexMismatchError
from twinbot.index import open_generation
from twinbot.indexing import ingest
from twinbot.types import LANGUAGES

QUESTIONS = {
    "de": "Wann wurde die Brücke gebaut?",
    "en": "When was the bridge built?",
    "ja": "橋はいつ架けられましたか。",
}


def all_passages(generation):
    groups = sorted({one.translation_group for one in generation.documents()})
    ids = [
        passage_id
        for language in LANGUAGES
        for own in generation.group_passages(groups, language).values()
        for passage_id in own
    ]
    return generation.passages(ids)


def test_every_statement_of_the_corpus_is_encoded(corpus_settings, corpus_report):
    with open_generation(corpus_settings.index) as generation:
        passages = all_passages(generation)
        stored = generation.statements([one.passage_id for one in passages])
    for passage, own in zip(passages, stored, strict=True):
        assert list(own.spans) == statement_spans(passage.text, passage.language)
        lengths = np.linalg.norm(own.vectors.astype(np.float32), axis=1)
        assert lengths == pytest.approx(np.ones(len(own.spans)), abs=1e-2)
        for span, seen in zip(own.spans, own.seen, strict=True):
            lines = span.of(passage.text).count("\n") + 1
            assert 1 <= seen.lines.max() <= lines
            assert seen.values.any(axis=1).all()


def test_the_static_model_alone_answers_and_encodes_nothing(small_settings):
    settings = replace(small_settings, embedding_model="static")
    ingest(settings)
    with open_generation(settings.index) as generation:
        ids = [one.passage_id for one in all_passages(generation)]
        assert [own.spans for own in generation.statements(ids)] == [()] * len(ids)
    assistant = build_assistant(settings)
    try:
        for language, question in QUESTIONS.items():
            answer = assistant.answer(question)
            assert answer.query.language == language
            assert answer.citations
            explained = assistant.explain(question)
            assert {one.signals.meaning for one in explained.judgement.scored} == {0.0}
    finally:
        assistant.close()


def test_an_index_of_one_is_refused_by_the_other_until_it_is_rebuilt(small_settings):
    ingest(small_settings)
    static = replace(small_settings, embedding_model="static")
    with pytest.raises(IndexMismatchError, match="--rebuild"):
        ingest(static)
    ingest(static, rebuild=True)
    with pytest.raises(IndexMismatchError, match="--rebuild"):
        ingest(small_settings)


def test_a_changed_document_is_encoded_anew_and_the_others_are_not(small_settings, monkeypatch):
    from twinbot.encoder import Encoder

    ingest(small_settings)
    encoded = []

    def counted(encode):
        def counting(self, texts, *others):
            encoded.extend(texts)
            return encode(self, texts, *others)

        return counting

    for name in ("encode_passages", "read_passages"):
        monkeypatch.setattr(Encoder, name, counted(getattr(Encoder, name)))
    path = small_settings.corpus / "en" / "bridge.md"
    path.write_text(path.read_text("utf-8") + "\n\nThe bridge is painted blue again.\n", "utf-8")
    ingest(small_settings)
    assert encoded
    assert not any("Brücke" in text or "橋" in text for text in encoded)


def test_statements_that_another_encoder_made_are_left_aside(small_settings, monkeypatch):
    from twinbot.encoder import load_encoder

    folder = str(BUILT_IN_FOLDER)  # read by sentence-transformers, so not known as built in
    settings = replace(small_settings, embedding_model=folder)
    ingest(settings)
    meanings = []
    for fingerprint in (None, "another"):
        if fingerprint:
            monkeypatch.setattr(load_encoder(), "fingerprint", fingerprint)
        assistant = build_assistant(settings)
        try:
            scored = assistant.explain(QUESTIONS["en"]).judgement.scored
            meanings.append({one.signals.meaning for one in scored})
        finally:
            assistant.close()
    assert meanings[0] != {0.0}
    assert meanings[1] == {0.0}
