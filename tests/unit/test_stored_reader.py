"""Statements of an index are read together with their translations."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from twinbot.answering.scoring.contextual_reader import load_contextual_reader
from twinbot.answering.scoring.stored_reader import (
    TRANSLATED_GAIN,
    TRANSLATED_SHARE,
    StoredStatementReader,
)
from twinbot.encoder import load_encoder
from twinbot.index.values import EncodedStatements
from twinbot.types import Passage, Query, Span

GERMAN = ["Die Brücke wurde 1998 eingeweiht.", "Sie ist 120 Meter lang.", "Rad fahren ist erlaubt."]
ENGLISH = ["Cycling is allowed.", "The bridge was opened in 1998.", "It is 120 metres long."]


class Stored:
    """A page in German with its English translation, in another order, and one without any."""

    def __init__(self):
        reader = load_contextual_reader()
        self.passages, self.encoded = {}, {}
        for passage_id, group, language, told in (
            ("g", "bridge", "de", GERMAN),
            ("e", "bridge", "en", ENGLISH),
            ("alone", "alone", "de", GERMAN),
        ):
            text = " ".join(told)
            spans = [Span(text.index(one), text.index(one) + len(one)) for one in told]
            read = load_encoder().read_passages(told, lambda _, read: read)
            self.passages[passage_id] = Passage(
                passage_id,
                f"{language}/{group}.md",
                group,
                language,
                1,
                Span(0, len(text)),
                text,
                "",
            )
            self.encoded[passage_id] = EncodedStatements(
                tuple(spans),
                np.array([one.vector for one in read], dtype=np.float16),
                tuple(
                    reader.look(one, text, 0, language)
                    for one, text in zip(read, told, strict=True)
                ),
            )

    def group_passages(self, translation_groups, language):
        return {
            group: [
                key
                for key, one in self.passages.items()
                if (one.translation_group, one.language) == (group, language)
            ]
            for group in translation_groups
        }

    def statements(self, passage_ids):
        return [self.encoded[one] for one in passage_ids]


@pytest.fixture(scope="module")
def stored() -> Stored:
    return Stored()


def read(stored, question, language, passage_id):
    found = [
        (SimpleNamespace(passage=stored.passages[passage_id]), SimpleNamespace(span=span))
        for span in stored.encoded[passage_id].spans
    ]
    reader = StoredStatementReader(load_contextual_reader(), load_encoder(), stored)
    asked = Query(question, language)
    return reader.read(asked, SimpleNamespace(found=found), np.arange(len(found)))


def test_what_is_told_in_one_language_alone_is_read_as_it_is(stored):
    question = "Wann wurde die Brücke eingeweiht?"
    (asked,) = load_encoder().read_queries([question])
    own = load_contextual_reader().read(asked, "de", stored.encoded["alone"].seen)
    np.testing.assert_allclose(read(stored, question, "de", "alone"), own.clip(-8, 8), atol=1e-4)


def test_a_statement_and_its_translation_are_read_to_the_same_answer(stored):
    german = read(stored, "Wann wurde die Brücke eingeweiht?", "de", "g")
    english = read(stored, "Wann wurde die Brücke eingeweiht?", "de", "e")
    assert german.argmax() == 0
    assert english.argmax() == 1


def test_a_translation_counts_with_its_share_and_what_reading_across_languages_loses(stored):
    question = "How long is the bridge?"
    (asked,) = load_encoder().read_queries([question])
    reader = load_contextual_reader()
    (own,) = reader.read(asked, "en", [stored.encoded["e"].seen[2]]).clip(-8, 8)
    (other,) = reader.read(asked, "en", [stored.encoded["g"].seen[1]]).clip(-8, 8)
    both = read(stored, question, "en", "e")[2]
    shifted = other + TRANSLATED_GAIN[False]
    least, most = sorted((own, (own + TRANSLATED_SHARE * shifted) / (1 + TRANSLATED_SHARE)))
    assert least - 1e-3 <= both <= most + 1e-3
    assert both != pytest.approx(own)
