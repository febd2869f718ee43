"""Dates and numbers as documents tell them that are not ours."""

import pytest

from twinbot.answering.extraction.facts import tells_date, tells_number, without_dates


@pytest.mark.parametrize(
    "text",
    [
        "Der Ort wird im Jahr 814 erstmals genannt.",
        "The market was granted a charter in AD 987.",
        "The wall dates from 120 BC.",
        "町は710年に開かれました。",
        "平成17年に合併しました。",
        "The mill was built in the 1st century.",
        "Der Wochenmarkt findet jeden Donnerstag statt.",
        "Der Rat tagt an jedem ersten Dienstag im Monat.",
        "On Saturdays there is a flea market.",
        "Gefeiert wird am zweiten Septemberwochenende.",
        "朝市は毎週日曜日に開かれます。",
    ],
)
def test_early_years_eras_and_weekdays_tell_when(text):
    assert tells_date(text)


@pytest.mark.parametrize(
    "text",
    ["Das Amt hat 814 Akten.", "The hall seats 987 people.", "On Monday morning he fell ill."],
)
def test_a_bare_number_or_one_weekday_tells_no_date(text):
    assert not tells_date(text)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Die Fabrik beschäftigte zwanzig Frauen.", True),
        ("About thirty volunteers came.", True),
        ("Etwa hundert Gäste kamen.", True),
        ("用水路の深さは二メートルあります。", True),
        ("二軒の店があります。", True),
        ("Viele Gäste kamen.", False),
        ("Die tausendjährige Eiche steht dort.", False),
    ],
)
def test_numbers_are_told_in_words(text, tells):
    assert tells_number(without_dates(text)) is tells
