"""What counts as personal data in a question, and what stays."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import REPOSITORY

from twinbot.personal_data import find_personal_data, redact

PERSONAL = [
    ("Bitte an erika.muster+test@example.de senden", "email", "erika.muster+test@example.de"),
    ("schreiben Sie an erika (at) example.de", "email", "erika (at) example.de"),
    ("メールはtaro@example.co.jpです", "email", "taro@example.co.jp"),
    ("Rufen Sie 0234 910-1234 an", "phone", "0234 910-1234"),
    ("Tel. (0234) 9101234", "phone", "(0234) 9101234"),
    ("Telefon +49 (0) 234 / 910 12 34", "phone", "+49 (0) 234 / 910 12 34"),
    ("call me on +44 20 7946 0958 please", "phone", "+44 20 7946 0958"),
    ("my cell is 202-555-0143", "phone", "202-555-0143"),
    ("電話は029-883-1111です", "phone", "029-883-1111"),
    ("携帯は０９０－１２３４－５６７８", "phone", "０９０－１２３４－５６７８"),
    ("IBAN DE89 3704 0044 0532 0130 00 bitte", "iban", "DE89 3704 0044 0532 0130 00"),
    ("mein Konto de89370400440532013000", "iban", "de89370400440532013000"),
    ("account GB82 WEST 1234 5698 7654 32", "iban", "GB82 WEST 1234 5698 7654 32"),
    ("card 4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
    ("Steuer-ID 86095742719", "tax-number", "86095742719"),
    ("マイナンバーは123456789018です", "tax-number", "123456789018"),
    ("Ich wohne Kortumstraße 12a, 44787 Bochum", "address", "Kortumstraße 12a, 44787 Bochum"),
    ("wohnhaft Am Kleinen 7", "address", "Am Kleinen 7"),
    ("I live at 12 Baker Street, why?", "address", "12 Baker Street"),
    (
        "茨城県つくば市研究学園1丁目1番地1に住んでいます",
        "address",
        "茨城県つくば市研究学園1丁目1番地1",
    ),
    ("〒305-8555", "address", "〒305-8555"),
    ("Ich bin am 3.5.1980 geboren", "birth", "3.5.1980"),
    ("I was born on 3 May 1980", "birth", "3 May 1980"),
    ("生年月日は1980年5月3日です", "birth", "1980年5月3日"),
    ("Mein Name ist Erika Muster, und ich", "name", "Erika Muster"),
    ("My name is Jo Bloggs.", "name", "Jo Bloggs"),
    ("私の名前は山田太郎です", "name", "山田太郎"),
]
HARMLESS = [
    "Wie viele Einwohner hatte Bochum 2019: 370.000 oder 371 582?",
    "Am 08.11.2019 wurde die Vereinbarung unterzeichnet, 2019-11-08 auf Englisch.",
    "Was geschah 1998–2003 und 2019/2020?",
    "Kostet das 1.250,50 Euro oder 0,5 Mio. €?",
    "The flight takes 11:30 hours; GMT+09:00; ISBN 978-3-16-148410-0.",
    "1985年3月17日に万博が開かれ、入場者は20334727人でした。",
    "人口は約25万人、面積は283.72平方キロメートルです。",
    "Wer ist Oberbürgermeister von Bochum? Thomas Eiskirch?",
    "つくば市の市長は誰ですか。2丁目はどこ?",
    "Welcher Platz ist 3. Platz? Er kam auf Platz 12.",
    "Where is 10 Downing mentioned in Section 3?",
    "https://www.bochum.de/Buergerbuero @stadt",
]


@pytest.mark.parametrize(("text", "kind", "found"), PERSONAL)
def test_personal_data_is_found_where_it_stands(text, kind, found):
    assert [(item.kind, item.span.of(text)) for item in find_personal_data(text)] == [(kind, found)]


@pytest.mark.parametrize("text", HARMLESS)
def test_dates_amounts_and_public_names_are_left_alone(text):
    assert redact(text) == text


def test_what_is_taken_out_is_named_by_its_kind():
    text = "Ich heiße Erika Muster, Telefon 0234 910-1234, Mail e@example.de."
    assert redact(text) == "Ich heiße [name], Telefon [phone], Mail [email]."


def test_no_question_of_the_dev_set_holds_any():
    records = map(json.loads, (REPOSITORY / "eval" / "questions.jsonl").open(encoding="utf-8"))
    questions = [
        question
        for record in records
        if record["split"] == "dev" and not record.get("attack")
        for question in record["questions"].values()
    ]
    assert questions
    found = {q: redact(q) for q in questions if redact(q) != q}
    assert not found


@given(st.text(max_size=300))
def test_spans_are_in_order_and_inside_the_text(text):
    place = 0
    for item in find_personal_data(text):
        assert place <= item.span.start < item.span.end <= len(text)
        place = item.span.end


@given(st.sampled_from(PERSONAL), st.sampled_from(PERSONAL))
def test_nothing_is_found_any_more_in_what_was_redacted(one, other):
    assert find_personal_data(redact(f"{one[0]}. {other[0]}")) == []


@pytest.mark.parametrize("part", ["0", "a.", "1-", "Am ", "市", "A ", "0 1", "a@a.", "GB82 1111 "])
def test_long_hostile_texts_take_no_time(part):
    start = time.perf_counter()
    find_personal_data(part * (100_000 // len(part)))
    assert time.perf_counter() - start < 5
