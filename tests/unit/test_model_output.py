"""Sentences and markers out of what a model writes, piece by piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.writing.model_output import (
    LONGEST_SENTENCE_CHARS,
    LONGEST_THOUGHT_CHARS,
    SentenceReader,
    WrittenSentence,
)
from twinbot.types import Language


def read(text: str, language: Language = "de", size: int = 3) -> list[WrittenSentence]:
    reader = SentenceReader(language)
    sentences: list[WrittenSentence] = []
    for start in range(0, len(text), size):
        sentences += reader.take(text[start : start + size])
    return [*sentences, *reader.finish()]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "Sie ist lang [1]. Sie ist alt [2].",
            "de",
            [("Sie ist lang.", (1,)), ("Sie ist alt.", (2,))],
        ),
        ("It is long. [1] It is old. [2]", "en", [("It is long.", (1,)), ("It is old.", (2,))]),
        ("It opened on 3 May [1][2].", "en", [("It opened on 3 May.", (1, 2))]),
        ("It opened on 3 May [1, 2].", "en", [("It opened on 3 May.", (1, 2))]),
        ("橋は長いです[1]。古いです。[2]", "ja", [("橋は長いです。", (1,)), ("古いです。", (2,))]),
        ("Am 3. Mai 1998 kam Dr. Berg [1].", "de", [("Am 3. Mai 1998 kam Dr. Berg.", (1,))]),
        ("It is long. It is old [3].", "en", [("It is long.", (3,)), ("It is old.", (3,))]),
        ("- **Länge**: 120 Meter [1]\n", "de", [("Länge: 120 Meter", (1,))]),
        ("Ohne Quelle.", "de", [("Ohne Quelle.", ())]),
        ("Source [1] says 2019 [2].", "en", [("Source says 2019.", (1, 2))]),
    ],
)
def test_sentences_come_with_their_markers(text, language, wanted):
    sentences = read(text, language)
    assert [(sentence.text, sentence.markers) for sentence in sentences] == wanted
    assert all(sentence.formed for sentence in sentences)


def test_a_sentence_is_given_as_soon_as_it_has_ended():
    reader = SentenceReader("de")
    assert list(reader.take("Sie ist lang [1]")) == []
    assert [sentence.text for sentence in reader.take(".")] == ["Sie ist lang."]


@pytest.mark.parametrize(
    "text",
    [
        "<b>Fett</b> [1].",
        "Siehe [hier](https://a.example) [1].",
        '{"name": "search", "arguments": {}}',
        "```python\n",
        "<|im_end|> [1].",
        "&lt;script&gt; [1].",
    ],
)
def test_markup_links_and_calls_are_no_sentences(text):
    assert not any(sentence.formed for sentence in read(text))


def test_thoughts_are_not_read_even_when_cut_in_pieces():
    assert [d.text for d in read("<think>Hm [1]. Ja [2].</think>Sie ist alt [1].")] == [
        "Sie ist alt."
    ]
    assert read("<think>endlos [1]. und so weiter") == []


THOUGHT = "Okay, the user asks when. Source [1] says 2019. So I answer.\n</think>\n\n"


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
@pytest.mark.parametrize(
    "thought",
    [
        pytest.param(THOUGHT, id="citing"),
        pytest.param("Hm. " * 300 + "</think>", id="long"),
        pytest.param("Hm.\n</thinking>", id="short"),
    ],
)
def test_a_thought_whose_beginning_the_model_does_not_write_is_not_read(thought, size):
    sentences = read(f"{thought}It is long [1]. It is old [2].", "en", size)
    assert [sentence.text for sentence in sentences] == ["It is long.", "It is old."]


def test_sentences_before_a_possible_thoughts_end_wait_and_those_behind_it_do_not():
    reader = SentenceReader("en")
    assert list(reader.take(THOUGHT.removesuffix("</think>\n\n"))) == []
    assert [s.text for s in reader.take("</think>It is long [1].")] == ["It is long."]
    assert [s.text for s in reader.take(" It is old.\n")] == ["It is old."]


@pytest.mark.parametrize(
    ("opening", "opened"),
    [
        ("It opened in May. ", ["It opened in May."]),
        ("Here is the answer:\n", ["Here is the answer:"]),
        ("Here is the answer:\n\n- ", ["Here is the answer:"]),
    ],
)
def test_the_first_sentence_that_cites_ends_the_wait_whatever_came_before(opening, opened):
    reader = SentenceReader("en")
    assert list(reader.take(opening)) == []
    assert [s.text for s in reader.take("It is long [1]. ")] == [*opened, "It is long."]
    assert [s.text for s in reader.take("It is old [2]. ")] == ["It is old."]


def test_an_answer_without_a_sentence_that_cites_is_read_when_it_has_ended():
    reader = SentenceReader("en")
    assert list(reader.take("Here you are.\nIt is long.\n")) == []
    assert [s.text for s in reader.finish()] == ["Here you are.", "It is long."]


@pytest.mark.parametrize(
    ("begun", "wanted"),
    [
        ("It is long. It is", []),
        ("It is long.\nIt is", ["It is long."]),
        ("It is long. [1]", ["It is long."]),
        ("It is long.\n<think>Is it", []),
    ],
)
def test_of_an_answer_that_breaks_off_the_whole_sentences_are_read(begun, wanted):
    reader = SentenceReader("en")
    assert list(reader.take(begun)) == []
    assert [s.text for s in reader.break_off()] == wanted


def test_what_is_longer_than_any_thought_is_not_waited_for():
    reader = SentenceReader("en")
    pieces = 2 * LONGEST_THOUGHT_CHARS // 10
    assert any(list(reader.take("und dann ")) for _ in range(pieces))


def test_raving_without_an_end_is_cut():
    sentences = read("und dann " * 200)
    assert not sentences[0].formed
    assert len(sentences) <= 1 + 1800 // LONGEST_SENTENCE_CHARS + 1


@pytest.mark.parametrize("text", ["KEINE ANTWORT", "NO ANSWER.", "回答なし。"])
def test_a_model_may_decline(text):
    reader = SentenceReader("de")
    assert [*reader.take(text), *reader.finish()] == []


@given(st.text(max_size=300), st.integers(1, 40))
def test_anything_can_be_read_in_pieces_of_any_size(text, size):
    for sentence in read(text, "en", size):
        assert sentence.text.strip()


@given(st.lists(st.sampled_from(["It is long", "Sankai came on 3 May", "橋は長い"]), max_size=6))
def test_how_the_answer_is_cut_into_pieces_does_not_matter(sentences):
    text = " ".join(f"{sentence} [1]." for sentence in sentences)
    assert read(text, "en", 1) == read(text, "en", 7) == read(text, "en", 1000)
