"""Text comes out of whatever encoding old programs left it in, and never as other words."""

from __future__ import annotations

import pytest
from tests.unit.test_reading import read, text_of

from twinbot.errors import UnreadableDocumentError

NOTICE = (
    "【図書館のお知らせ】\n\n■開館時間：９：００－１７：００！？※月曜日は休館。\n\n"
    "〒３０５－８５５５　つくば市ＡＢＣ棟《２階》"
)
GERMAN = "Die Bücherei öffnet früh. Größe: 5 m. Schöne Grüße an Ämter und Häuser über der Straße."
BILINGUAL = "Der Fluss heißt Ruhr.\nTsukuba liegt in 茨城県.\nDie Brücke über die Straße."


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16"])
def test_a_notice_in_full_width_letters_and_signs_is_read(tmp_path, encoding):
    # JIS has no full-width hyphen-minus: programs write the minus sign in its place.
    notice = NOTICE if encoding in {"cp932", "utf-8", "utf-16"} else NOTICE.replace("－", "−")
    result = read(tmp_path, "ja/x.txt", notice.encode(encoding))
    assert result.document.pages[0].text == notice.replace("\u3000", " ")
    assert result.warnings == ()


def test_half_width_katakana_are_japanese_text(tmp_path):
    text = "ﾂｸﾊﾞｼ ﾄｼｮｶﾝ ﾉ ｶｲｶﾝｼﾞｶﾝ は ９ジ です"
    assert text_of(tmp_path, "ja/x.txt", text.encode("cp932")) == text


def test_signs_that_windows_adds_to_euc_are_read(tmp_path):
    assert text_of(tmp_path, "ja/x.txt", b"\xad\xa1" + "図書館です。".encode("euc_jp")) == (
        "①図書館です。"
    )


@pytest.mark.parametrize("name", ["de/x.txt", "de/x.md", "de/x.html"])
def test_one_bad_byte_leaves_utf_8_as_it_is_and_is_told(tmp_path, name):
    head = "<html><head><meta charset=utf-8><title>x</title></head><body>\n"
    content = (head if name.endswith("html") else "# x\n").encode() + (
        f"<p>{GERMAN}</p>\n<p>Gr".encode() + b"\xf6" + "ße</p>".encode()
    )
    result = read(tmp_path, name, content)
    assert GERMAN in result.document.pages[0].text
    assert "Größe" in result.document.pages[0].text.removeprefix(GERMAN)
    (warning,) = (w for w in result.warnings if "UTF-8" in w)
    assert warning.startswith("line 3: a character is no UTF-8 and was taken for Windows-1252;")


def test_japanese_utf_8_that_was_cut_in_a_character_stays_japanese(tmp_path):
    result = read(tmp_path, "ja/x.txt", "図書館は月曜日に休みます。".encode()[:-1])
    assert result.document.pages[0].text.startswith("図書館は月曜日に休みます")
    assert "(as are 1 more)" in result.warnings[-1]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
@pytest.mark.parametrize("name", ["ja/x.txt", "ja/x.html"])
def test_one_bad_byte_does_not_make_other_words_of_japanese(tmp_path, encoding, name):
    head = b"<html><head><meta charset=Shift_JIS></head><body>" if name.endswith("html") else b""
    text = "図書館は月曜日に休みます。" * 20
    content = head + text.encode(encoding) + b"\x82\n" + text.encode(encoding)
    result = read(tmp_path, name, content)
    assert result.document.pages[0].text.count(text) == 2
    assert f"line 1: a character is no {encoding.replace('_', '-').upper()}" in result.warnings[-1]


def test_a_damaged_file_in_iso_2022_jp_is_never_taken_for_latin_letters(tmp_path):
    text = "図書館は月曜日に休みます。" * 20
    content = text.encode("iso2022_jp") + b"\xe4\n"
    assert text_of(tmp_path, "ja/x.txt", content).startswith(text)
    with pytest.raises(UnreadableDocumentError, match="save it as UTF-8"):
        read(tmp_path, "ja/y.txt", text.encode("iso2022_jp") + b"\xe4" * 50)


@pytest.mark.parametrize("text", [GERMAN, "„Zitat“ – 5 €. ‚Ärger‘ über Öl", "Où est l’été à Nîmes"])
def test_western_text_stays_western(tmp_path, text):
    assert text_of(tmp_path, "de/x.txt", text.encode("cp1252")) == text


def test_few_foreign_letters_among_german_ones_are_utf_8(tmp_path):
    assert text_of(tmp_path, "de/x.txt", BILINGUAL.encode()) == BILINGUAL
