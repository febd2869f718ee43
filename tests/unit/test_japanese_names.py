"""Names in Japanese questions, in the script that Japanese documents write them in."""

from __future__ import annotations

import pytest

from twinbot.answering.understanding.wording.japanese_names import JapaneseNameSpeller
from twinbot.glossary import Glossary, parse_glossary

NAMES = """id,de,en,ja
b,Bochum,Bochum | City of Bochum,ボーフム | ボーフム市
t,Tsukuba,Tsukuba,つくば市 | つくば
u,Universität Tsukuba,University of Tsukuba,筑波大学 | つくば大学
p,Jörg Lukat | Lukat,Jörg Lukat | Joerg Lukat,イェルク・ルカート | ルカート
e,Thomas Eiskirch | Eiskirch,Thomas Eiskirch,トーマス・アイスキルヒ
x,Tsukuba Express,Tsukuba Express,つくばエクスプレス | TX
j,JAXA,JAXA,宇宙航空研究開発機構 | JAXA
c,Bürgermeister,mayor,市長
"""


@pytest.fixture(scope="module")
def speller() -> JapaneseNameSpeller:
    return JapaneseNameSpeller(parse_glossary(NAMES.encode(), "glossary.csv"))


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("ぼーふむはどこにありますか", "ボーフムはどこにありますか"),
        ("とーますあいすきるひは何歳？", "トーマス・アイスキルヒは何歳？"),
        ("あの町はどこ？", "あの町はどこ？"),
    ],
)
def test_names_in_hiragana_are_spelled_in_katakana(text, spelled, speller):
    assert speller.spell(text) == spelled


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Bochumの人口は", "ボーフムの人口は"),
        ("ＢＯＣＨＵＭの人口は", "ボーフムの人口は"),
        ("bochum の市長", "ボーフム の市長"),
        ("City of Bochumとは", "ボーフムとは"),
        ("Jörg Lukatとは誰", "イェルク・ルカートとは誰"),
        ("Lukat市長は何歳", "イェルク・ルカート市長は何歳"),
    ],
)
def test_names_in_latin_letters_are_spelled_as_in_japanese_documents(text, spelled, speller):
    assert speller.spell(text) == spelled


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("Tsukuba市の人口", "つくば市の人口"), ("Tsukuba大学はどこ", "つくば大学はどこ")],
)
def test_a_name_joins_with_what_follows_it_to_another(text, spelled, speller):
    assert speller.spell(text) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "JAXAはどこ？",
        "Tsukuba Expressの駅は？",
        "Bochumerとは",
        "Mayorとは",
        "ﾎﾞｰﾌﾑの市長は？",
        "Bochumianの①",
        "info@bochum.deに書けますか",
        "www.bochum.deとは",
        "EİSKİRCHは誰",
        "Who leads the University of Tsukuba?",
    ],
    ids=[
        "Japanese writes it so too",
        "a longer name that it writes so",
        "another word",
        "no name",
        "half-width",
        "longer word",
        "e-mail",
        "web",
        "letters of another language",
        "no Japanese",
    ],
)
def test_all_else_stays_as_it_was_written(text, speller):
    assert speller.spell(text) == text


def test_a_glossary_without_names_spells_nothing():
    assert JapaneseNameSpeller(Glossary()).spell("ぼーふむ Bochum") == "ぼーふむ Bochum"
