"""What is told around a question is set apart from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.understanding.wording.background import set_apart
from twinbot.glossary import parse_glossary

GLOSSARY = parse_glossary(
    "id,de,en,ja\nnord,Nordstadt,North Town,北市\nsued,Südstadt,South Town,南市\n"
    "anzug,Anzug HAL | HAL,HAL,HAL\n".encode(),
    "glossary.csv",
)


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        (
            "Ich bin Schülerin und schreibe ein Referat. Wie viele Einwohner hat Nordstadt?",
            "de",
            "Wie viele Einwohner hat Nordstadt?",
        ),
        (
            "Hello, I am a journalist. Who is the mayor of North Town? Greetings from London.",
            "en",
            "Who is the mayor of North Town?",
        ),
        ("南市に住む高校生です。北市の市長は誰ですか。", "ja", "北市の市長は誰ですか。"),
        ("はじめまして。北市の人口を教えてください。", "ja", "北市の人口を教えてください。"),
    ],
)
def test_only_what_asks_is_kept(text, language, asked):
    assert set_apart(text, language, GLOSSARY).strip() == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie viele Einwohner hat Nordstadt?", "de"),
        ("Wir waren 2018 in Nordstadt. Wer war Bürgermeister von Südstadt?", "de"),
        ("HAL stammt aus Nordstadt. Was kostet er?", "de"),
        ("I read about HAL. Who invented it?", "en"),
        ("HALのことを読みました。誰が発明しましたか。", "ja"),
        ("Ich komme aus Nordstadt.", "de"),
        ("", "en"),
    ],
)
def test_what_says_what_is_meant_stays(text, language):
    assert set_apart(text, language, GLOSSARY) == text


@given(st.text(max_size=80), st.sampled_from(["de", "en", "ja"]))
def test_what_is_kept_stands_in_the_text_in_its_order(text, language):
    left = iter("".join(text.split()))
    kept = "".join(set_apart(text, language, GLOSSARY).split())
    assert all(letter in left for letter in kept)
