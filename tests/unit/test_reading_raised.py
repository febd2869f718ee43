"""Digits above and below the line stay apart from the numbers and words beside them."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument
from tests.unit.test_reading import text_of

from twinbot.language import lexical_tokens


def read(folder, html):
    return text_of(folder, "de/a.html", f"<main>{html}</main>")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Bochum hat 365.000<sup>1</sup> Einwohner.", "Bochum hat 365.000 ¹ Einwohner."),
        ("<b>260,000</b><a href=#n><sup>1)</sup></a> people", "260,000 ¹⁾ people"),
        (
            "人口は26万人<sup>注1</sup>、面積は284km<sup>2</sup>です。",
            "人口は26万人注1、面積は284km²です。",
        ),
        ("人口<sup>1</sup>は26万人です。", "人口 ¹は26万人です。"),
        ("10<sup>6</sup> Teile CO<sub>2</sub>, 10<sup>1)</sup>", "10⁶ Teile CO₂, 10 ¹⁾"),
        ("9<sup>00</sup> bis 12<sup>30</sup> Uhr", "9⁰⁰ bis 12³⁰ Uhr"),
        ("The 1<sup>st</sup> of May<sup>*</sup>", "The 1st of May*"),
        ("Es ist wahr.<sup>[1]</sup> Ja.", "Es ist wahr.[1] Ja."),
        ("<sup>1</sup> Stand: 2024", "¹ Stand: 2024"),
    ],
)
def test_raised_and_lowered_digits_are_told_from_those_on_the_line(tmp_path, html, text):
    assert read(tmp_path, f"<p>{html}</p>") == text
    assert read(tmp_path, f"<ul><li>{html}</ul>") == f"- {text}"
    assert read(tmp_path, f"<h2>A</h2>{html}<p>B</p>") == f"A\n\n{text}\n\nB"


def test_a_number_with_a_footnote_is_found_as_the_number(tmp_path):
    table = "<table><tr><td>Stadt<td>Einwohner<tr><td>Bochum<td>365.000<sup>1</sup></table>"
    assert "365000" in lexical_tokens(read(tmp_path, table), "de")


def test_thousands_of_empty_elements_before_a_footnote_do_no_harm(tmp_path):
    assert read(tmp_path, f"<p>{'<b></b>' * 5_000}<sup>1</sup> Stand</p>") == "¹ Stand"


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_is_struck_out_is_not_read(tmp_path, tag):
    assert read(tmp_path, f"<p>Gebühr: <{tag}>8 €</{tag}> 10 €</p>") == "Gebühr: 10 €"
    table = f"<table><tr><td>Gebühr<td><{tag}>8 €</{tag}>10 €</table>"
    assert read(tmp_path, table) == "Gebühr | 10 €"


def test_a_word_file_keeps_footnote_marks_apart_and_loses_what_is_struck_out(tmp_path):
    word = WordDocument()
    paragraph = word.add_paragraph("Gebühr: ")
    paragraph.add_run("8 €").font.strike = True
    paragraph.add_run("12")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" Euro")
    buffer = io.BytesIO()
    word.save(buffer)
    assert text_of(tmp_path, "de/a.docx", buffer.getvalue()) == "Gebühr: 12 ³ Euro"
