"""Comparing a question with sentences by the vectors that were stored for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.statements import (
    StatementFinder,
    reading_context,
    statement_spans,
    statement_text,
)
from twinbot.answering.scoring.contextual_reader import UNSEEN
from twinbot.answering.scoring.likeness import KnownQuestions
from twinbot.answering.scoring.meaning import MeaningComparer
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import Glossary
from twinbot.index import EncodedStatements
from twinbot.types import Hit, Passage, Query, Span

LISTED = """Die Gäste besuchten drei Orte:

- das Klinikum der Universität,
- das Forschungszentrum CIME.

Am Abend gab es ein Essen. Ort | Tag
Klinikum | Montag
Zentrum | Dienstag
"""


class Directions:
    """Encodes every question as the first axis, and holds what it is given."""

    def __init__(self, known):
        self._known = known

    def encode_queries(self, texts):
        return np.array([[1.0, 0.0]] * len(texts), dtype=np.float32)

    def statements(self, passage_ids):
        return [self._known[passage_id] for passage_id in passage_ids]


def passage(name, text, language="de"):
    return Passage(name, f"{language}/a.md", "a", language, 1, Span(0, len(text)), text, "Besuch")


def found_in(*passages, listing=False):
    finder = StatementFinder(StaticEmbedder(BUILT_IN_FOLDER), NameFinder(Glossary(())))
    return [
        (Hit(one, 1.0, rank, 0.5, 0.0), statement)
        for rank, one in enumerate(passages, start=1)
        for statement in finder.find([one], listing=listing)[0]
    ]


def encoded(spans, cosines):
    rows = [[cosine, np.sqrt(1 - cosine**2)] for cosine in cosines]
    vectors = np.array(rows, dtype=np.float16).reshape(-1, 2)
    return EncodedStatements(tuple(spans), vectors, (UNSEEN,) * len(vectors))


def test_each_statement_is_compared_by_its_own_span():
    texts = [
        "Die Brücke ist blau gestrichen. Das Rathaus steht am Markt.",
        "Der Bus kam zu spät.",
    ]
    passages = [passage(f"p{number}", text) for number, text in enumerate(texts)]
    known = {
        "p0": encoded(statement_spans(texts[0], "de"), [0.25, 0.75]),
        "p1": encoded(statement_spans(texts[1], "de"), [0.5]),
    }
    cosines = MeaningComparer(Directions(known), Directions(known)).compare(
        "Was steht am Markt?", found_in(*passages)
    )
    assert cosines == pytest.approx([-0.25, 0.25, 0.0], abs=1e-3)


def test_a_statement_that_was_not_encoded_is_neither_near_nor_far():
    one, other = (
        passage("p", "Die Brücke ist blau gestrichen."),
        passage("q", "Es regnet heute noch."),
    )
    nothing = EncodedStatements((), np.zeros((0, 0), dtype=np.float16), ())
    known = {"p": nothing, "q": nothing}
    comparer = MeaningComparer(Directions(known), Directions(known))
    assert comparer.compare("Welche Farbe?", found_in(one, other)).tolist() == [0.0, 0.0]
    known["q"] = encoded([Span(0, len(other.text))], [0.5])
    assert comparer.compare("Welche Farbe?", found_in(one, other)).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("listing", [False, True])
def test_whatever_a_question_may_find_in_a_passage_is_encoded(listing):
    spans = statement_spans(LISTED, "de")
    for _, statement in found_in(passage("p", LISTED), listing=listing):
        assert statement.span in spans
    assert len(spans) >= 2


def test_a_statement_is_encoded_with_its_title_and_headings():
    one = passage("p", "Am Abend gab es ein Essen.")
    context = reading_context("Der Besuch von 2025", one)
    assert statement_text(context, one.text) == (
        "Der Besuch von 2025 Besuch\nAm Abend gab es ein Essen."
    )
    assert statement_text("", one.text) == one.text


def test_a_follow_up_is_like_known_questions_and_no_near_miss_speaks_against_it():
    place = passage("p0", "Die Brücke ist blau gestrichen.")
    key, other = ("p0", Span(0, len(place.text))), ("p1", Span(0, 5))
    vectors = np.array([[0.8, 0.6], [1.0, 0.0]], dtype=np.float32)
    numbers = [np.array([number], dtype=np.intp) for number in (0, 1)]
    known = KnownQuestions(
        ["Welche Farbe hat die Brücke?", "Wie lang ist die Brücke?"],
        ["de", "de"],
        vectors,
        {key: numbers[0], other: numbers[0]},
        {key: numbers[1]},
    )
    comparer = MeaningComparer(Directions({}), Directions({}), known)
    asked = Query("Und welche Farbe hat sie?", "de")
    alone, follow_up = (
        comparer.liken(query, found_in(place))
        for query in (asked, replace(asked, carried="Wo ist die Brücke?", topic="Am Fluss."))
    )
    assert alone.missed_anywhere == pytest.approx([0.2], abs=1e-6)
    assert alone.near_miss == pytest.approx([1.0], abs=1e-6)
    assert follow_up.known == pytest.approx(alone.known)
    assert not follow_up.missed_anywhere.any()
    assert not follow_up.near_miss.any()


class Subjects(Directions):
    """Turns a question by what stands before it, and notes what it encodes."""

    def __init__(self, angles):
        super().__init__({})
        self._angles = angles
        self.asked = []

    def encode_queries(self, texts):
        self.asked += texts
        cosines = [self._angles.get(text.split(":")[0], 1.0) for text in texts]
        return np.array([[c, np.sqrt(1 - c**2)] for c in cosines], np.float32).reshape(-1, 2)


def test_a_follow_up_leans_to_near_misses_as_its_wordings_with_their_subject_do():
    place = passage("p0", "Die Brücke ist blau gestrichen.")
    key = ("p0", Span(0, len(place.text)))
    known = KnownQuestions(
        ["Welche Farbe hat die Brücke?", "Was kostete die Brücke?"],
        ["de", "de"],
        np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32),
        {key: np.array([0], dtype=np.intp)},
        {key: np.array([1], dtype=np.intp)},
    )
    encoder = Subjects({"Brücke": 0.6, "Brücke Fluss": 0.8})
    comparer = MeaningComparer(encoder, Directions({}), known)
    asked = Query(
        "Was kostete sie?",
        "de",
        carried="Wo ist die Brücke?",
        topic="Am Fluss.",
        about=("Brücke", "Brücke Fluss"),
    )
    likeness = comparer.liken(asked, found_in(place))
    # .8 and .6 to the near miss less .6 and .8 to the known question.
    assert likeness.missed_anywhere == pytest.approx([0.0], abs=1e-6)
    assert encoder.asked[-2:] == ["Brücke: Was kostete sie?", "Brücke Fluss: Was kostete sie?"]
    encoder = Subjects({"Brücke": 0.6, "Brücke Fluss": 0.6})
    comparer = MeaningComparer(encoder, Directions({}), known)
    assert comparer.liken(asked, found_in(place)).missed_anywhere == pytest.approx([0.2], abs=1e-6)
    assert not comparer.liken(asked, found_in(place)).missed.any()


def test_it_is_told_how_like_a_question_is_as_it_is_worded():
    key = ("p0", Span(0, 5))
    known = KnownQuestions(
        ["Wo?", "Wann?", "Wer?"],
        ["de", "en", "de"],
        np.array([[0.8, 0.6], [0.6, 0.8], [1.0, 0.0]], dtype=np.float32),
        {key: np.array([0, 1], dtype=np.intp)},
        {key: np.array([2], dtype=np.intp)},
    )
    asked = Query("Wo denn?", "de", carried="Was ganz anderes?", topic="Dies.")
    encoder = Subjects({})
    assert MeaningComparer(encoder, Directions({}), known).likeness_alone(asked) == pytest.approx(
        0.8
    ), "a near miss answers nothing"
    assert encoder.asked == ["Wo denn?"]
    assert MeaningComparer(encoder, Directions({})).likeness_alone(asked) is None


@pytest.mark.parametrize(
    ("asked", "near_miss", "counts"),
    [
        ("Wann war das Fest?", "Wann war das Fest 2019?", False),
        ("Wann war das Fest 2018?", "Wann war das Fest 2019?", True),
        ("Wann war das Fest?", "Wie teuer war das Fest?", True),
        ("祭りはいつでしたか", "２０１９年の祭りはいつでしたか", False),
    ],
)
def test_a_near_miss_of_a_year_says_nothing_of_a_question_without_one(asked, near_miss, counts):
    place = passage("p0", "Das Fest war im Mai.")
    key = ("p0", Span(0, len(place.text)))
    known = KnownQuestions(
        ["Fest?", near_miss],
        ["de", "de"],
        np.array([[0.8, 0.6], [1.0, 0.0]], dtype=np.float32),
        {key: np.array([0], dtype=np.intp)},
        {key: np.array([1], dtype=np.intp)},
    )
    likeness = MeaningComparer(Directions({}), Directions({}), known).liken(
        Query(asked, "de"), found_in(place)
    )
    assert bool(likeness.missed.any()) is counts
    assert bool(likeness.near_miss.any()) is counts


def test_a_query_is_given_what_is_known_of_its_very_words():
    key, other = ("p0", Span(0, 5)), ("p1", Span(0, 5))
    number = np.array([0], dtype=np.intp)
    known = KnownQuestions(
        ["Wer kam?"],
        ["de"],
        np.eye(1, 2, dtype=np.float32),
        {key: number},
        {key: number, other: number},
    )
    comparer = MeaningComparer(Directions({}), Directions({}), known)
    recalled = comparer.recall(Query("Und dann?", "de"), "wer kam")
    assert recalled.known == {key}
    assert recalled.missed == {other}
    assert MeaningComparer(Directions({}), Directions({})).recall(recalled, "Wer kam?") is recalled
