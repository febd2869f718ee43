"""Figures that follow from those of a source without standing in it."""

import pytest

from twinbot.answering.extraction.numbers import figures
from twinbot.answering.grounding.derived_figures import follows
from twinbot.language import matching_form


def follow(sentence, source, language):
    """Tell whether all quantities of a sentence follow from a source in the same language."""
    told = [figures(source, language)]
    quantities = figures(sentence, language).quantities
    assert quantities
    return all(follows(one, matching_form(sentence), told) for one in quantities)


@pytest.mark.parametrize(
    ("sentence", "source", "language"),
    [
        ("Drei Jahre später war es so weit.", "2016 beschlossen, 2019 unterzeichnet", "de"),
        ("It took seven years.", "planned in April 2016, opened in November 2023", "en"),
        ("その9年後に協定が結ばれました。", "2007年に始まり、2016年に全学協定となりました。", "ja"),
        ("Sie blieben drei Tage.", "vom 22. bis 24. April 2025", "de"),
        ("Two months later the science day was held.", "11 April 2018; 11 June 2018", "en"),
        ("3週間後に発表されました。", "2025年4月3日と2025年4月23日", "ja"),
        ("Mehr als 9.000 Kilometer liegen dazwischen.", "9.250 Kilometer", "de"),
        ("About 370,000 people live there.", "368,000 people", "en"),
        ("人口は約37万人です。", "人口は368,000人", "ja"),
        ("Nearly 250,000 people live there.", "248,000 people", "en"),
    ],
)
def test_durations_and_rounded_numbers_follow(sentence, source, language):
    assert follow(sentence, source, language)


@pytest.mark.parametrize(
    ("sentence", "source", "language"),
    [
        ("Vier Jahre später war es so weit.", "2016 beschlossen, 2019 unterzeichnet", "de"),
        ("It took three years.", "planned in April 2016, opened in November 2023", "en"),
        ("その5年後に協定が結ばれました。", "2007年に始まり、2016年に全学協定となりました。", "ja"),
        ("Sie blieben fünf Tage.", "vom 22. bis 24. April 2025", "de"),
        ("Three years later it was signed.", "signed in 2019", "en"),
        ("9.000 Kilometer liegen dazwischen.", "9.250 Kilometer", "de"),
        ("More than 9,500 kilometres lie between.", "9,250 kilometres", "en"),
        ("Nearly 240,000 people live there.", "248,000 people", "en"),
        ("About 9,000 kilometres lie between.", "9,250 euros", "en"),
        ("About 368,123 people live there.", "368,000 people", "en"),
        ("About three houses were built.", "3.2 houses", "en"),
    ],
)
def test_what_is_otherwise_does_not(sentence, source, language):
    assert not follow(sentence, source, language)


def test_a_day_that_no_calendar_has_is_passed_over():
    assert not follow("Drei Tage später.", "31. Juni 2019 und 3. Juli 2019", "de")
