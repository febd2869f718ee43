"""What of a passage can be quoted alone."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.statements import find_statements, statement_context
from twinbot.types import Span


def statements(text: str, language: str, *, listing: bool = False) -> list[str]:
    return [span.of(text) for span in find_statements(text, language, listing=listing)]


TABLE = "Stadt | Land | seit\nArendal | Norwegen | 1950\nKalmar | Schweden | 1980"


def test_the_head_of_a_table_states_nothing():
    assert statements(TABLE, "de") == ["Arendal | Norwegen | 1950", "Kalmar | Schweden | 1980"]


def test_a_head_may_begin_with_an_empty_cell():
    text = "| Einwohner\nArendal | 45.000\nKalmar | 41.000"
    assert statements(text, "de") == ["Arendal | 45.000", "Kalmar | 41.000"]
    assert statement_context("Orte", text, Span(12, 28)) == "Orte | Einwohner"


def test_a_table_behind_a_text_has_a_head_whatever_it_holds():
    text = "Das Amt wechselte im Jahr 2025.\n\nAmt im Haus | Stand 2019\nBürgermeister | Per Berg"
    assert statements(text, "de") == [
        "Das Amt wechselte im Jahr 2025.",
        "Bürgermeister | Per Berg",
    ]


def test_the_rest_of_a_table_begun_in_another_passage_has_no_head():
    text = "Arendal | Norwegen | 1950\nKalmar | Schweden | 1980"
    assert statements(text, "de") == text.split("\n")


@pytest.mark.parametrize(
    ("introduction", "language"),
    [
        ("Die Stadt hat folgende Partner.", "de"),
        ("These are the partners of the city:", "en"),
        ("市の姉妹都市は、次の2つです。", "ja"),
    ],
)
@pytest.mark.parametrize("listing", [False, True])
def test_a_table_that_a_sentence_announces_is_one_with_it(introduction, language, listing):
    text = f"{introduction}\n\n{TABLE}"
    assert statements(text, language, listing=listing) == [text]


def test_a_table_that_nothing_announces_is_one_only_where_several_things_are_asked_for():
    text = f"Die Stadt pflegt ihre Partnerschaften.\n\n{TABLE}"
    assert len(statements(text, "de")) == 3
    assert statements(text, "de", listing=True) == [
        "Die Stadt pflegt ihre Partnerschaften.",
        TABLE,
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Diese Seite nennt die Amtsträger von heute.", "de"),
        ("This page says where citizens can ask.", "en"),
        ("このページでは、両市の姉妹都市を紹介します。", "ja"),
    ],
)
def test_what_a_page_says_of_itself_states_nothing(text, language):
    assert statements(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Diese Seite setzt keine Cookies und lädt nichts nach.", "de"),
        ("This page of the agreement was signed by both mayors.", "en"),
        ("Dieses Dokument unterzeichneten 2019 beide; es nennt drei Felder.", "de"),
        ("このページの内容は、2025年11月までの情報に基づいています。", "ja"),
    ],
)
def test_a_fact_about_a_page_states_something(text, language):
    assert statements(text, language) == [text]


def test_a_list_right_below_its_heading_is_one_only_where_several_things_are_asked_for():
    items = "- eine neue Bibliothek,\n- ein Park am Fluss."
    text = f"{items}\n\nDer Rat stimmte zu im Mai."
    assert statements(text, "de", listing=True) == [items, "Der Rat stimmte zu im Mai."]
    assert items not in statements(text, "de")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Die Feier war gut besucht. Es sprach Rektor Axel Muster-",
            ["Die Feier war gut besucht."],
        ),
        (
            "The feast was well attended. There spoke the rector and",
            ["The feast was well attended."],
        ),
        ("mann aus Nordstadt. Die Feier war gut besucht.", ["Die Feier war gut besucht."]),
    ],
)
def test_a_sentence_that_a_page_break_tore_states_nothing(text, told):
    assert [span.of(text) for span in find_statements(text, "de")] == told


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Tag | Zeit\nMo | 9–17\nDi | 9–12", "de", ["Mo | 9–17", "Di | 9–12"]),
        ("Day | Open\nMon | 9–5\nTue | 9–1", "en", ["Mon | 9–5", "Tue | 9–1"]),
        ("曜日 | 時間\n月 | 9時\n火 | 10時", "ja", ["月 | 9時", "火 | 10時"]),
        ("Eintritt frei.\n\nGebühr: 5 €", "de", ["Eintritt frei.", "Gebühr: 5 €"]),
        ("It is closed.\n\nFee: £5", "en", ["It is closed.", "Fee: £5"]),
        ("入場無料です。\n\n定員：12名", "ja", ["入場無料です。", "定員：12名"]),
        ("Nr. 5.\n\nKontakt\n\n9:30\n\nStand: 2024\n\nhttps://a.de/1", "de", []),
        ("Photo: A, 2019\n\nPage: 3\n\nContact", "en", []),
        ("写真：2019\n\n概要\n\n図。", "ja", []),
    ],
)
def test_what_states_something_in_few_letters_is_no_label(text, language, told):
    assert statements(text, language) == told


def test_before_a_row_its_header_is_known():
    text = "Kurs | Tag\nJudo | Freitag\nSchach | Montag"
    row = Span(text.index("Schach"), len(text))
    assert statement_context("Kurse", text, row) == "Kurse Kurs | Tag"
    assert statement_context("Kurse", text, Span(0, 4)) == "Kurse"


def test_the_first_row_of_a_table_begun_in_another_passage_is_no_header():
    text = "Judo | Freitag | 20\nSchach | Mittwoch | 8"
    row = Span(text.index("Schach"), len(text))
    assert statement_context("Kurse", text, row) == "Kurse"
