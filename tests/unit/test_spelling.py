"""Misspelled names are written as the glossary writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.understanding.wording.spelling import NameSpeller
from twinbot.glossary import parse_glossary

GLOSSARY = parse_glossary(
    "id,de,en,ja\ntsukuba,Tsukuba,Tsukuba,つくば市\nbochum,Bochum,Bochum,ボーフム\n"
    "mayor,Jörg Eiskirch | Eiskirch,Jörg Eiskirch | Eiskirch,アイスキルヒ\n"
    "hall,Rathaus,town hall,市役所\nfirm,Cyberdyne,Cyberdyne,サイバーダイン\n"
    "one,Hansen,Hansen,ハンゼン\nother,Jansen,Jansen,ヤンゼン\nsouth,Sunville,Sunville,サンビル\n"
    "sea,Seeberg,Seeburg,ゼーベルク\nbeer,Fiege,Fiege,フィーゲ\nred,Rotheim,,ロートハイム\n".encode(),
    "glossary.csv",
)
TOLD = {"bochumer", "sunvile", "eiskirche"}


def spelled(text):
    return NameSpeller(GLOSSARY, TOLD.__contains__).spell(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Wo liegt Tskuba?", "Wo liegt Tsukuba?"),
        ("Wo liegt Zukuba?", "Wo liegt Tsukuba?"),
        ("who is eiskrich", "who is Eiskirch"),
        ("Wer war Eiskirsch?", "Wer war Eiskirch?"),
        ("what does ciberdine do", "what does Cyberdyne do"),
        ("population of bochun", "population of Bochum"),
        ("Wo liegt Rotheeim?", "Wo liegt Rotheim?"),  # the English column is empty
        ("サイパーダインの本社は？", "サイバーダインの本社は？"),
    ],
)
def test_a_name_that_is_off_by_a_letter_or_by_sound_is_meant(text, meant):
    assert spelled(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Wie heißt der Bochumer Oberbürgermeister?",  # a form of the name
        "Was ist Sunvile?",  # stands in a document
        "Wer ist Lansen?",  # as near to one name as to another
        "Wo ist das Rathhaus?",  # a word and no name
        "Where is Seebarg?",  # the languages call it differently
        "Was kostet eine Fahrt nach Bottrop?",
        "Wie weit ist Tsushima?",
        "Wo steht die Wiege der Stadt?",  # W and F are heard apart
    ],
)
def test_other_words_stay(text):
    assert spelled(text) == text


@given(st.text(max_size=60))
def test_a_text_without_names_and_slips_is_unchanged_twice(text):
    once = spelled(text)
    assert spelled(once) == once
