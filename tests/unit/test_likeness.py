"""Questions that are like known ones."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import REPOSITORY

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.statements import StatementFinder, statement_spans
from twinbot.answering.scoring.likeness import (
    HALF_AS_LIKE,
    NOT_TIED,
    SUGGESTED_FROM,
    KnownQuestions,
    find_highest,
)
from twinbot.answering.scoring.likeness_file import dump_known_questions, load_known_questions
from twinbot.answering.scoring.placing import place_questions
from twinbot.answering.scoring.question_metric import METRIC_PATH, load_question_metric
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.encoder import DIMENSION, load_encoder
from twinbot.errors import EmbeddingError
from twinbot.glossary import Glossary
from twinbot.index import EncodedStatements
from twinbot.known_questions import (
    KNOWN_QUESTIONS_FILE,
    KnownAnswer,
    parse_known_questions,
)
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


def known(document_id, quote, *questions, near_misses=()):
    return KnownAnswer(document_id, quote, questions, near_misses, "questions.csv, line 2")


def told(of_statement):
    """Return the words of statements with the numbers of their questions."""
    return {
        span.of(TEXTS[passage_id]): numbers.tolist()
        for (passage_id, span), numbers in of_statement.items()
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
    assert told(questions.answered) == {
        "Offen ist es von acht bis zwölf Uhr.": [0, 1],
        "It is open from eight to twelve.": [0, 1],
        "八時から十二時まで開いています。": [0, 1],
    }


def test_near_misses_are_known_of_the_same_sentences():
    answer = known("de/hall.md", "Das Rathaus ist rot.", "Farbe?", near_misses=("Wer malte?",))
    questions, unplaced = place_questions(
        [answer, known("en/hall.md", "The town hall is red.", near_misses=("Wer malte?",))],
        Documents(*TEXTS),
        asked := Asked(),
    )
    assert unplaced == ()
    assert asked.texts == ["Farbe?", "Wer malte?"]
    sentences = ["Das Rathaus ist rot.", "The town hall is red.", "市役所は赤い建物です。"]
    assert told(questions.answered) == {key: [0] for key in sentences}
    assert told(questions.missed) == {key: [1] for key in sentences}


@pytest.mark.parametrize("quote", ["acht bis zwölf", "rot. Offen ist es von acht bis zwölf Uhr."])
def test_a_quote_need_not_be_a_whole_sentence(quote):
    questions, unplaced = place_questions(
        [known("de/hall.md", quote, "Wann?")], Documents("de/hall.md"), Asked()
    )
    assert unplaced == ()
    assert told(questions.answered) == {"Offen ist es von acht bis zwölf Uhr.": [0]}


def test_a_question_that_several_sentences_answer_is_encoded_once():
    answers = [
        known("de/hall.md", "Das Rathaus ist rot.", "Welche Farbe?"),
        known("de/pool.md", "Das Freibad ist himmelblau.", "Welche Farbe?"),
    ]
    questions, _ = place_questions(answers, Documents("de/hall.md", "de/pool.md"), Asked())
    assert questions.languages == ["de"]
    assert told(questions.answered) == {
        "Das Rathaus ist rot.": [0],
        "Das Freibad ist himmelblau.": [0],
    }
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
    assert told(questions.answered) == {"Das Rathaus ist rot.": [0]}
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
        {},
    )
    found = [*found_in(key), *found_in("de/pool.md")]
    likeness = questions.compare(np.array([1, 0], np.float32), "de", found)
    assert likeness.known == pytest.approx([1.0, 0.5, NOT_TIED, NOT_TIED], abs=1e-6)


@pytest.mark.parametrize(("language", "best"), [("de", 1), ("en", 0), ("ja", 0)])
def test_a_known_question_in_another_language_is_taken_to_be_more_like(language, best):
    key = "de/hall.md"
    spans = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["Welche Farbe?", "What colour?"],
        ["de", "en"],
        np.array([turned(0.85), turned(0.8)], np.float32),
        {(key, spans[0]): np.array([0]), (key, spans[1]): np.array([1])},
        {},
    )
    likeness = questions.compare(np.array([1, 0], np.float32), language, found_in(key))
    assert likeness.known.argmax() == best


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
        {},
    )
    found = questions.find_answers(question)
    assert [(key, first) in found, (key, second) in found] == same


def test_where_no_question_is_known_all_sentences_count_alike():
    questions = KnownQuestions([], [], np.zeros((0, 2), np.float32), {}, {})
    for found, none in ((found_in("de/hall.md"), [0.0, 0.0]), ([], [])):
        likeness = questions.compare(np.array([1, 0], np.float32), "de", found)
        for each in (likeness.known, likeness.missed, likeness.missed_anywhere, likeness.near_miss):
            assert each.tolist() == none


@pytest.mark.parametrize(
    ("cosine", "language", "missed"),
    [(0.9, "de", 0.1), (0.6, "de", -0.2), (0.8, "en", 0.2), (0.7, "en", 0.1)],
)
def test_it_is_told_how_much_nearer_a_question_is_that_sentences_do_not_answer(
    cosine, language, missed
):
    key = "de/hall.md"
    first, second = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["What colour?", "Wer malte es?"],
        ["en", "de"],
        np.array([turned(0.7), turned(cosine)], np.float32),
        {(key, first): np.array([0])},
        {(key, second): np.array([1])},
    )
    likeness = questions.compare(np.array([1, 0], np.float32), language, found_in(key))
    assert likeness.missed == pytest.approx([missed] * 2, abs=1e-6)
    assert likeness.missed_anywhere == pytest.approx(likeness.missed)


def test_near_misses_of_others_say_nothing_against_what_has_no_questions_yet():
    key = "de/hall.md"
    first, _ = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["Farbe?", "Maler?"],
        ["de", "de"],
        np.array([turned(0.5), turned(0.9)], np.float32),
        {(key, first): np.array([0])},
        {(key, first): np.array([1])},
    )
    found = [*found_in(key)[:1], *found_in("de/pool.md")]
    likeness = questions.compare(np.array([1, 0], np.float32), "de", found)
    assert likeness.known == pytest.approx([1.0, NOT_TIED, NOT_TIED])
    assert likeness.missed == pytest.approx([0.4, 0.0, 0.0], abs=1e-6)
    assert likeness.missed_anywhere == pytest.approx([0.4, 0.0, 0.0], abs=1e-6)
    assert likeness.near_miss == pytest.approx([0.9, 0.0, 0.0], abs=1e-6)


def test_what_one_sentence_does_not_answer_and_another_does_is_not_missed_anywhere():
    key = "de/hall.md"
    first, second = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["Farbe?", "Maler?"],
        ["de", "de"],
        np.array([turned(0.8), turned(0.9)], np.float32),
        {(key, first): np.array([0]), ("de/pool.md", first): np.array([1])},
        {(key, second): np.array([1])},
    )
    likeness = questions.compare(np.array([1, 0], np.float32), "de", found_in(key))
    assert likeness.missed == pytest.approx([0.1, 0.1])
    assert [*likeness.missed_anywhere, *likeness.near_miss] == [0.0] * 4


def test_a_near_miss_is_near_also_where_nothing_is_known_to_be_answered():
    key = "de/hall.md"
    first, _ = statement_spans(TEXTS[key], "de")
    questions = KnownQuestions(
        ["Maler?"], ["de"], np.array([turned(0.9)], np.float32), {}, {(key, first): np.array([0])}
    )
    likeness = questions.compare(np.array([1, 0], np.float32), "de", found_in(key))
    assert likeness.near_miss == pytest.approx([0.9, 0.0])
    assert [*likeness.known, *likeness.missed, *likeness.missed_anywhere] == [0.0] * 6


def test_the_metric_belongs_to_the_encoder_that_comes_with_it(tmp_path):
    metric = load_question_metric(load_encoder().fingerprint)
    assert metric.shape == (DIMENSION, 128)
    assert np.isfinite(metric).all()
    with pytest.raises(EmbeddingError, match="was learned on the encoder"):
        load_question_metric("another")
    with pytest.raises(EmbeddingError, match=r"none\.safetensors is missing"):
        load_question_metric("another", tmp_path / "none.safetensors")
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(METRIC_PATH.read_bytes()[:1000])
    with pytest.raises(EmbeddingError, match="is damaged"):
        load_question_metric(load_encoder().fingerprint, damaged)


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_by_the_metric_what_is_asked_counts_and_not_only_what_it_is_about(language):
    table = REPOSITORY / "corpus" / KNOWN_QUESTIONS_FILE
    answers = [
        one
        for one in parse_known_questions(table.read_bytes(), str(table))
        if one.document_id.startswith(language) and one.near_misses and len(one.questions) > 1
    ][::30]
    encoder = load_encoder()
    told_apart = []
    for metric in (np.eye(DIMENSION), load_question_metric(encoder.fingerprint)):
        same, other = [], []
        for answer in answers:
            own, missed = (
                encoder.encode_queries(kind) @ metric
                for kind in (answer.questions, answer.near_misses)
            )
            own, missed = (
                rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (own, missed)
            )
            same += np.max(own @ own.T - 2 * np.eye(len(own)), axis=1).tolist()
            other += np.max(missed @ own.T, axis=1).tolist()
        told_apart.append(np.mean(np.array(same)[:, None] > np.array(other)))
    before, now = told_apart
    assert now > before
    assert now > 0.75


def test_questions_are_compared_by_what_they_ask_for():
    key = "de/hall.md"
    first, second = statement_spans(TEXTS[key], "de")
    made = KnownQuestions(
        ["Farbe?", "Maler?"],
        ["de", "de"],
        np.array([[0.6, 0.8, 0.0], [0.6, 0.0, 0.8]], np.float32),
        {(key, first): np.array([0]), (key, second): np.array([1])},
        {},
        np.array([[0.0], [1.0], [-1.0]], np.float32),  # what both share does not count
    )
    likeness = made.compare(np.array([0.6, 0.3, 0.1], np.float32), "de", found_in(key))
    assert likeness.known[0] == 1.0
    assert likeness.known[1] < 1e-6


KEYS = st.tuples(
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.builds(lambda a, b: Span(a, a + b), st.integers(0, 9_000), st.integers(1, 900)),
)
NUMBERS = st.lists(st.integers(0, 4), min_size=1, max_size=5, unique=True).map(sorted)


@given(st.dictionaries(KEYS, NUMBERS, max_size=8), st.dictionaries(KEYS, NUMBERS, max_size=8))
def test_what_travels_with_the_index_is_what_was_made(answered, missed):
    vectors = np.linspace(-1, 1, 15, dtype=np.float32).reshape(5, 3)
    own = [{key: np.array(n) for key, n in numbers.items()} for numbers in (answered, missed)]
    texts, languages = ["Wann?", "When?", "いつ？", "“", "\n"], ["de", "en", "ja", "en", "de"]
    loaded = load_known_questions(
        dump_known_questions(KnownQuestions(texts, languages, vectors, *own))
    )
    assert (loaded.texts, loaded.languages) == (texts, languages)
    for made, numbers in ((loaded.answered, answered), (loaded.missed, missed)):
        assert {key: one.tolist() for key, one in made.items()} == numbers
    assert loaded.vectors == pytest.approx(vectors, abs=1e-3)


def turned(cosine):
    return [cosine, np.sqrt(1 - cosine**2)]


@pytest.fixture
def asked_before():
    """Return what is known of two statements of a passage, by how near it is to (1, 0)."""
    texts = [
        "Wie groß ist sie?",
        "Welche Farbe hat sie?",
        "Wie rot ist die Halle?",
        "What colour is it?",
        "Wann ist sie offen?",
        "Wo?",
        "Wer?",
    ]
    cosines = [0.97, 0.9, 0.89, 0.88, 0.8, SUGGESTED_FROM - 0.01, 0.92]
    first, second = statement_spans(TEXTS["de/hall.md"], "de")
    return KnownQuestions(
        texts,
        ["de", "de", "de", "en", "de", "de", "de"],
        np.array([turned(cosine) for cosine in cosines], np.float32),
        {
            ("de/hall.md", first): np.array([1, 2, 3]),
            ("de/hall.md", second): np.array([4]),
            ("de/pool.md", first): np.array([0, 5]),
        },
        {("de/hall.md", first): np.array([6])},
    )


def test_passages_are_ranked_by_the_known_questions_that_they_answer(asked_before):
    question = np.array([1, 0], np.float32)
    ranked = asked_before.rank_passages(question, "de", 3)
    # "What colour is it?" has .88, and .1 more as it is in another language.
    assert ranked == [
        frozenset({"de/hall.md"}),
        frozenset({"de/pool.md"}),
        frozenset({"de/hall.md"}),
    ]
    assert asked_before.rank_passages(question, "en", 1) == [frozenset({"de/pool.md"})]
    assert len(asked_before.rank_passages(question, "de", 99)) == 6, "near misses answer nothing"


@pytest.mark.parametrize(
    ("language", "told", "suggested"),
    [
        ("de", [], ("Welche Farbe hat sie?", "Wann ist sie offen?")),
        ("en", [], ("What colour is it?",)),
        ("ja", [], ()),
        ("de", [("de/hall.md", Span(2, 8))], ("Wann ist sie offen?",)),
        ("de", [("de/hall.md", Span(0, 50))], ()),
        ("de", [("de/pool.md", Span(0, 50))], ("Welche Farbe hat sie?", "Wann ist sie offen?")),
    ],
)
def test_what_to_ask_next_is_near_in_the_readers_language_and_not_yet_told(
    asked_before, language, told, suggested
):
    question = np.array([1, 0], np.float32)
    assert asked_before.suggest(question, language, told, 3) == suggested
    assert asked_before.suggest(question, language, told, 1) == suggested[:1]


def test_what_asks_for_the_same_is_not_offered_to_be_asked_next(asked_before):
    question = np.array([1, 0], np.float32)
    # By what is asked for, only the first dimension counts: all of them ask for the same.
    alike = replace(asked_before, metric=np.array([[1.0], [0.0]], np.float32))
    assert alike.suggest(question, "de", [], 3) == ()
    # By the second one all differ from what was asked, and are alike among themselves.
    apart = replace(asked_before, metric=np.array([[0.0], [1.0]], np.float32))
    assert apart.suggest(question, "de", [], 3) == ("Welche Farbe hat sie?",)


@pytest.mark.parametrize(
    ("language", "written", "offered"),
    [
        ("de", "wann hat die halle offen", "Wann hat die Halle offen?"),
        ("de", "Ich komme am Montag: Wann hat sie offen?", "Wann hat die Halle offen?"),
        ("en", "hall opening hours?", "When is the hall open?"),
        ("ja", "ホールは いつ 空いていますか", "ホールはいつ開いていますか"),
        ("ja", "ホール 開館時間", "ホールの開館時間は何時からですか？"),
    ],
)
def test_only_questions_written_as_one_prints_them_are_offered(language, written, offered):
    key = ("de/hall.md", Span(0, 10))
    known = KnownQuestions(
        [written, offered],
        [language, language],
        np.array([turned(0.9), turned(0.8)], np.float32),
        {key: np.array([0, 1])},
        {},
    )
    assert known.suggest(np.array([1, 0], np.float32), language, [], 3) == (offered,)


@given(
    st.lists(st.floats(-1, 1, width=32), unique=True, max_size=60),
    st.integers(min_value=0, max_value=70),
)
def test_the_highest_are_those_that_sorting_all_puts_first(values, most):
    array = np.array(values, np.float32)
    assert find_highest(array, most).tolist() == np.argsort(-array)[:most].tolist()
