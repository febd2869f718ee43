"""Questions that are like known ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.likeness import (
    HALF_AS_LIKE,
    SUGGESTED_FROM,
    KnownQuestions,
    load_known_questions,
)
from twinbot.answering.names import NameFinder
from twinbot.answering.placing import find_translations, place_questions
from twinbot.answering.statements import StatementFinder, statement_spans
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import Glossary
from twinbot.index import EncodedStatements
from twinbot.known_questions import KnownAnswer
from twinbot.types import Document, Hit, Page, Passage, Span

TEXTS = {
    "de/hall.md": "Das Rathaus ist rot. Offen ist es von acht bis zwölf Uhr.",
    "en/hall.md": "The town hall is red. It is open from eight to twelve.",
    "ja/hall.md": "市役所は赤い建物です。八時から十二時まで開いています。",
    "de/pool.md": "Das Freibad ist himmelblau. Offen ist es von neun bis zehn Uhr.",
}
RED, OPEN = (1.0, 0.0), (0.0, 1.0)


def passage(document_id):
    text = TEXTS[document_id]
    language, name = document_id.removesuffix(".md").split("/")
    return Passage(document_id, document_id, name, language, 1, Span(0, len(text)), text, "")


class Documents:
    """Documents of one passage with two statements, whose vectors are `RED` and `OPEN`."""

    def __init__(self, *names):
        self._names = names

    def document(self, document_id):
        if document_id not in self._names:
            raise LookupError(document_id)
        one = passage(document_id)
        pages = (Page(1, one.text),)
        return Document(document_id, "", one.language, pages, (), one.translation_group, "0")

    def group_passages(self, translation_groups, language):
        found = {}
        for name in self._names:
            one = passage(name)
            if one.translation_group in translation_groups and one.language == language:
                found.setdefault(one.translation_group, []).append(name)
        return found

    def passages(self, passage_ids):
        return [passage(one) for one in passage_ids]

    def statements(self, passage_ids):
        spans = [statement_spans(TEXTS[one], passage(one).language) for one in passage_ids]
        return [
            EncodedStatements(tuple(own), np.array([RED, OPEN], dtype=np.float16), ())
            for own in spans
        ]


class Asked:
    """Encodes questions in the order in which they come."""

    def encode_queries(self, texts):
        self.texts = list(texts)
        return np.eye(len(texts), dtype=np.float32)


def known(document_id, quote, *questions):
    return KnownAnswer(document_id, quote, questions, "questions.csv, line 2")


def told(questions):
    """Return the words that are known to answer, with the numbers of their questions."""
    return {
        span.of(TEXTS[passage_id]): numbers.tolist()
        for (passage_id, span), numbers in questions.of_statement.items()
    }


def found_in(document_id):
    finder = StatementFinder(StaticEmbedder(BUILT_IN_FOLDER), NameFinder(Glossary(())))
    one = passage(document_id)
    return [(Hit(one, 1.0, 1, 0.5, 0.0), statement) for statement in finder.find([one])[0]]


def test_questions_are_known_of_a_sentence_and_of_its_translations():
    answer = known("de/hall.md", "Offen ist es von acht bis zwölf Uhr.", "Wann offen?", "何時？")
    questions, unplaced = place_questions([answer], Documents(*TEXTS), asked := Asked())
    assert unplaced == ()
    assert asked.texts == ["Wann offen?", "何時？"]
    assert told(questions) == {
        "Offen ist es von acht bis zwölf Uhr.": [0, 1],
        "It is open from eight to twelve.": [0, 1],
        "八時から十二時まで開いています。": [0, 1],
    }


@pytest.mark.parametrize("quote", ["acht bis zwölf", "rot. Offen ist es von acht bis zwölf Uhr."])
def test_a_quote_need_not_be_a_whole_sentence(quote):
    questions, unplaced = place_questions(
        [known("de/hall.md", quote, "Wann?")], Documents("de/hall.md"), Asked()
    )
    assert unplaced == ()
    assert told(questions) == {"Offen ist es von acht bis zwölf Uhr.": [0]}


def test_a_question_that_several_sentences_answer_is_encoded_once():
    answers = [
        known("de/hall.md", "Das Rathaus ist rot.", "Welche Farbe?"),
        known("de/pool.md", "Das Freibad ist himmelblau.", "Welche Farbe?"),
    ]
    questions, _ = place_questions(answers, Documents("de/hall.md", "de/pool.md"), Asked())
    assert questions.languages == ["de"]
    assert told(questions) == {"Das Rathaus ist rot.": [0], "Das Freibad ist himmelblau.": [0]}
    assert questions.vectors.shape == (1, 1)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (known("de/none.md", "Ja.", "Ist es so?"), "no document 'de/none.md' is indexed"),
        (known("de/hall.md", "Offen ist nie.", "Wann?"), "twinbot show de/hall.md"),
    ],
)
def test_words_that_no_longer_stand_are_told_and_the_others_are_used(answer, words):
    right = known("de/hall.md", "Das Rathaus ist rot.", "Welche Farbe?")
    questions, unplaced = place_questions([answer, right], Documents("de/hall.md"), Asked())
    assert told(questions) == {"Das Rathaus ist rot.": [0]}
    (message,) = unplaced
    assert message.startswith("questions.csv, line 2: ")
    assert words in message


def test_of_two_sentences_the_one_with_the_more_like_question_counts_more():
    key = "de/hall.md"
    spans = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["Farbe?", "Wann?", "Ort?"],
        ["de"] * 3,
        np.array([[1, 0], turned(1.0 - HALF_AS_LIKE), [0, 1]], np.float32),
        {(key, spans[0]): np.array([0, 2]), (key, spans[1]): np.array([1])},
    )
    found = [*found_in(key), *found_in("de/pool.md")]
    likeness = questions.compare(np.array([1, 0], np.float32), "de", found)
    assert likeness == pytest.approx([1.0, 0.5, 0.0, 0.0], abs=1e-6)


@pytest.mark.parametrize(("language", "best"), [("de", 1), ("en", 0), ("ja", 0)])
def test_a_known_question_in_another_language_is_taken_to_be_more_like(language, best):
    key = "de/hall.md"
    spans = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["Welche Farbe?", "What colour?"],
        ["de", "en"],
        np.array([turned(0.85), turned(0.8)], np.float32),
        {(key, spans[0]): np.array([0]), (key, spans[1]): np.array([1])},
    )
    likeness = questions.compare(np.array([1, 0], np.float32), language, found_in(key))
    assert likeness.argmax() == best


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("Welche Farbe?", [True, False]),
        ("ＷＥＬＣＨＥ  farbe", [True, False]),
        ("Wann geoeffnet", [False, True]),
        ("Welche Farben?", [False, False]),
        ("", [False, False]),
    ],
)
def test_the_very_question_is_known_whatever_its_spelling(question, same):
    key = "de/hall.md"
    first, second = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["Welche Farbe?", "Wann geöffnet?"],
        ["de", "de"],
        np.eye(2, dtype=np.float32),
        {(key, first): np.array([0]), (key, second): np.array([1])},
    )
    found = questions.find_answers(question)
    assert [(key, first) in found, (key, second) in found] == same


def test_where_no_question_is_known_all_sentences_count_alike():
    questions = KnownQuestions([], [], np.zeros((0, 2), np.float32), {})
    found = found_in("de/hall.md")
    assert questions.compare(np.array([1, 0], np.float32), "de", found).tolist() == [0.0, 0.0]
    assert questions.compare(np.array([1, 0], np.float32), "de", []).tolist() == []


@given(
    st.dictionaries(
        st.tuples(
            st.text("0123456789abcdef", min_size=32, max_size=32),
            st.builds(lambda a, b: Span(a, a + b), st.integers(0, 9_000), st.integers(1, 900)),
        ),
        st.lists(st.integers(0, 4), min_size=1, max_size=5, unique=True).map(sorted),
        max_size=8,
    )
)
def test_what_travels_with_the_index_is_what_was_made(of_statement):
    vectors = np.linspace(-1, 1, 15, dtype=np.float32).reshape(5, 3)
    numbers = {key: np.array(own) for key, own in of_statement.items()}
    texts, languages = ["Wann?", "When?", "いつ？", "“", "\n"], ["de", "en", "ja", "en", "de"]
    made = KnownQuestions(texts, languages, vectors, numbers)
    loaded = load_known_questions(made.dump())
    assert loaded is not None
    assert (loaded.texts, loaded.languages) == (texts, languages)
    assert {key: own.tolist() for key, own in loaded.of_statement.items()} == of_statement
    assert loaded.vectors == pytest.approx(vectors, abs=1e-3)


def turned(cosine):
    return [cosine, np.sqrt(1 - cosine**2)]


@pytest.fixture
def asked_before():
    """Return what is known of two statements of a passage, by how near it is to (1, 0)."""
    texts = ["Wie groß?", "Welche Farbe?", "Wie rot?", "What colour?", "Wann offen?", "Wo?"]
    cosines = [0.97, 0.9, 0.89, 0.88, 0.8, SUGGESTED_FROM - 0.01]
    first, second = statement_spans(TEXTS["de/hall.md"], "de")
    return KnownQuestions(
        texts,
        ["de", "de", "de", "en", "de", "de"],
        np.array([turned(cosine) for cosine in cosines], np.float32),
        {
            ("de/hall.md", first): np.array([1, 2, 3]),
            ("de/hall.md", second): np.array([0, 4]),
            ("de/pool.md", first): np.array([5]),
        },
    )


@pytest.mark.parametrize(
    ("language", "told", "suggested"),
    [
        ("de", [], ("Welche Farbe?", "Wann offen?")),
        ("en", [], ("What colour?",)),
        ("ja", [], ()),
        ("de", [("de/hall.md", Span(2, 8))], ("Wann offen?",)),
        ("de", [("de/hall.md", Span(0, 50))], ()),
        ("de", [("de/pool.md", Span(0, 50))], ("Welche Farbe?", "Wann offen?")),
    ],
)
def test_what_to_ask_next_is_near_in_the_readers_language_and_not_yet_told(
    asked_before, language, told, suggested
):
    question = np.array([1, 0], np.float32)
    assert asked_before.suggest(question, language, told, 3) == suggested
    assert asked_before.suggest(question, language, told, 1) == suggested[:1]


def test_an_index_without_known_questions_has_none():
    assert load_known_questions(None) is None


def test_statements_of_a_group_that_are_nearest_to_each_other_are_translations():
    vectors = np.array([[1, 0], [0.9, 0.44], [0, 1], [0.2, 0.98], [0.8, 0.6]], np.float32)
    assert find_translations(vectors, ["de", "en", "de", "en", "en"]) == {
        0: [1],
        1: [0],
        2: [3],
        3: [2],
    }


def test_statements_far_from_each_other_are_none():
    vectors = np.array([[1, 0], [0, 1]], np.float32)
    assert find_translations(vectors, ["de", "ja"]) == {}
