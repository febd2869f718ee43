"""Questions in kana."""

import re
from importlib.resources import files

import pytest

from twinbot.language import spell_with_kanji


@pytest.mark.parametrize(
    ("asked", "spelled"),
    [
        ("つくばしのじんこうはなんにんですか", "つくば市の人口は何人ですか"),
        ("つくばしの じんこうは？", "つくば市の 人口は?"),
        ("ボーフムのしちょうはだれですか", "ボーフムの市長は誰ですか"),
        ("フランスのしゅとはどこですか", "フランスの首都はどこですか"),
        ("いつしまいとしになりましたか", "いつ姉妹都市になりましたか"),
        ("ﾎﾞｰﾌﾑにはだいがくがいくつありますか", "ボーフムには大学がいくつありますか"),
    ],
)
def test_a_question_in_kana_is_spelled_as_documents_spell_it(asked, spelled):
    assert spell_with_kanji(asked) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "つくば市のじんこうは？",
        "ありがとうございます",
        "こんにちは",
        "Wann war der Besuch in つくば?",
        "ロボットスーツ",
        "",
    ],
)
def test_whatever_holds_kanji_or_names_none_of_the_words_stays(text):
    assert spell_with_kanji(text) == text


def test_a_short_reading_counts_only_where_a_word_can_begin():
    assert spell_with_kanji("えきは どこですか") == "駅は どこですか"
    assert spell_with_kanji("かえきは どこですか") == "かえきは どこですか"


@pytest.mark.parametrize(
    ("kana", "spelled"),
    [
        ("がくちょうは だれですか", "学長は 誰ですか"),
        ("つくばで べんきょうしますか", "つくばで 勉強しますか"),
        ("2019ねん5がつに なにが ありましたか", "2019年5月に 何が ありましたか"),
        ("きょうりょくは いつはっぴょうされましたか", "協力は いつ発表されましたか"),
    ],
)
def test_a_word_after_a_blank_or_inside_a_sentence_is_taken_before_a_particle(kana, spelled):
    assert spell_with_kanji(kana) == spelled


def test_each_line_of_the_table_is_a_reading_and_a_word():
    lines = files("twinbot.language").joinpath("readings.txt").read_text("utf-8").splitlines()
    rows = [line.split(" ") for line in lines if not line.startswith("#")]
    assert len(rows) > 1_000
    assert all(len(row) == 2 and re.fullmatch("[0-9]?[ぁ-ゖァ-ヺー]{2,}", row[0]) for row in rows)
    readings = [reading for reading, _ in rows]
    assert len(set(readings)) == len(readings)
