import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.language import content_words, lexical_tokens, matching_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Städtepartnerschaft", "staedtepartnerschaft"),
        ("STRAẞE Straße", "strasse strasse"),
        ("Öl ÜBER", "oel ueber"),
        (unicodedata.normalize("NFD", "Müller"), "mueller"),
        ("ＨＡＬ２０１９", "hal2019"),
        ("ﾂｸﾊﾞ", "ツクバ"),
        ("Tōkyō Kyūshū", "tokyo kyushu"),
        ("Städte\u00adpartner\u200bschaft", "staedtepartnerschaft"),
        ("「協定」", "「協定」"),
        ("㈱", "(株)"),
    ],
)
def test_writings_that_mean_the_same_have_one_matching_form(text, form):
    assert matching_form(text) == form


@given(st.text())
def test_the_matching_form_of_a_matching_form_is_itself(text):
    assert matching_form(matching_form(text)) == matching_form(text)


def test_a_latin_word_gives_itself_and_its_marked_four_grams():
    assert lexical_tokens("Städte", "de") == ["staedte", "#stae", "#taed", "#aedt", "#edte"]
    assert lexical_tokens("the sea", "en") == ["the", "sea"]
    assert lexical_tokens("Rathaus", "de")[0] == "rathaus"
    assert "#haus" in lexical_tokens("Rathaus", "de")
    assert "#haus" in lexical_tokens("Haus", "de")


def test_umlauts_written_out_find_umlauts():
    assert lexical_tokens("Staedtepartnerschaft", "de") == lexical_tokens(
        "STÄDTEPARTNERSCHAFT", "de"
    )


def test_japanese_gives_characters_and_their_pairs_within_a_run():
    assert lexical_tokens("つくば市、筑波", "ja") == [
        *["つ", "く", "ば", "市", "つく", "くば", "ば市"],
        *["筑", "波", "筑波"],
    ]


def test_latin_words_and_numbers_in_japanese_are_words():
    assert lexical_tokens("HALは2019年", "ja") == ["hal", "は", "2019", "年"]
    assert lexical_tokens("ＨＡＬは２０１９年", "ja") == ["hal", "は", "2019", "年"]
    assert "ボー" in lexical_tokens("Was heißt ボーフム?", "de")
    assert lexical_tokens("ﾎﾞｰﾌﾑ", "ja") == lexical_tokens("ボーフム", "ja")


def test_numbers_are_whole_tokens_without_thousands_separators():
    assert lexical_tokens("370.000", "de") == ["370000"]
    assert lexical_tokens("1,234,567", "en") == ["1234567"]
    assert lexical_tokens("25万1,210円", "ja") == ["25", "万", "1210", "円"]
    assert lexical_tokens("25.11.2019", "de") == ["25", "11", "2019"]
    assert lexical_tokens("3.141", "en") == ["3", "141"]
    assert lexical_tokens("2,5", "de") == ["2", "5"]


@given(st.text(), st.sampled_from(["de", "en", "ja"]))
def test_no_token_is_empty_or_holds_white_space(text, language):
    tokens = lexical_tokens(text, language)
    assert all(token and not any(char.isspace() for char in token) for token in tokens)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            "Wer hat die Städtepartnerschaft unterzeichnet?",
            "de",
            "staedtepartnerschaft unterzeichnet",
        ),
        ("Wie viele Einwohner hat Tsukuba?", "de", "einwohner tsukuba"),
        ("Sind es 370.000 oder 2,5 Millionen?", "de", "370.000 2,5 millionen"),
        ("Wo liegt Bochum, wo liegt Tsukuba?", "de", "liegt bochum tsukuba"),
        ("How many people live in Tsukuba?", "en", "people live tsukuba"),
        ("When did Bochum's mayor visit?", "en", "bochum mayor visit"),
        ("つくば市の人口は何人ですか？", "ja", "つくば 人口"),
        (
            "茨城県つくば市とボーフム市の協定はいつ締結されましたか",
            "ja",
            "茨城県 つくば ボーフム 協定 締結",
        ),
        ("誰が2019年に署名しましたか", "ja", "2019 署名"),
        ("HALとはどのようなものですか", "ja", "hal"),
        ("交流事業にはどんなものがありますか", "ja", "交流事業"),
        ("ボーフムについて教えてください", "ja", "ボーフム"),
        ("姉妹都市協定", "ja", "姉妹 都市 協定"),
        ("筑波大学病院長", "ja", "筑波 大学 病院長"),
        ("ﾂｸﾊﾞの２０１９年", "ja", "ツクバ 2019"),
        ("どこでドイツ語を話せますか", "ja", "ドイツ語 話"),
        ("どこですか", "ja", ""),
        ("", "de", ""),
    ],
)
def test_content_words_are_what_a_question_is_about(text, language, words):
    assert content_words(text, language) == words.split()


@given(st.text(), st.sampled_from(["de", "en", "ja"]))
def test_every_content_word_stands_once_and_in_the_matching_form_of_its_text(text, language):
    words = content_words(text, language)
    assert len(words) == len(set(words))
    assert all(word in matching_form(text) for word in words)
