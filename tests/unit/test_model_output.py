"""Sentences and markers out of what a model writes, piece by piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.writing.model_output import LONGEST_SENTENCE_CHARS, Draft, SentenceReader
from twinbot.types import Language


def read(text: str, language: Language = "de", size: int = 3) -> list[Draft]:
    reader = SentenceReader(language)
    drafts: list[Draft] = []
    for start in range(0, len(text), size):
        drafts += reader.take(text[start : start + size])
    return [*drafts, *reader.finish()]


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
    ],
)
def test_sentences_come_with_their_markers(text, language, wanted):
    drafts = read(text, language)
    assert [(draft.text, draft.markers) for draft in drafts] == wanted
    assert all(draft.formed for draft in drafts)


def test_a_sentence_is_given_as_soon_as_it_has_ended():
    reader = SentenceReader("de")
    assert list(reader.take("Sie ist lang [1]")) == []
    assert [draft.text for draft in reader.take(".")] == ["Sie ist lang."]


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
    assert not any(draft.formed for draft in read(text))


def test_thoughts_are_not_read_even_when_cut_in_pieces():
    assert [d.text for d in read("<think>Hm [1]. Ja [2].</think>Sie ist alt [1].")] == [
        "Sie ist alt."
    ]
    assert read("<think>endlos [1]. und so weiter") == []


def test_raving_without_an_end_is_cut():
    drafts = read("und dann " * 200)
    assert not drafts[0].formed
    assert len(drafts) <= 1 + 1800 // LONGEST_SENTENCE_CHARS + 1


@pytest.mark.parametrize("text", ["KEINE ANTWORT", "NO ANSWER.", "回答なし。"])
def test_a_model_may_decline(text):
    reader = SentenceReader("de")
    assert [*reader.take(text), *reader.finish()] == []


@given(st.text(max_size=300), st.integers(1, 40))
def test_anything_can_be_read_in_pieces_of_any_size(text, size):
    for draft in read(text, "en", size):
        assert draft.text.strip()


@given(st.lists(st.sampled_from(["It is long", "Sankai came on 3 May", "橋は長い"]), max_size=6))
def test_how_the_answer_is_cut_into_pieces_does_not_matter(sentences):
    text = " ".join(f"{sentence} [1]." for sentence in sentences)
    assert read(text, "en", 1) == read(text, "en", 7) == read(text, "en", 1000)
