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
        ("その三年後に結ばれました。", "2016年に決まり、2019年に結ばれました。", "ja"),
        ("人口は約３７万人です。", "人口は３６８，０００人", "ja"),
        ("Ueber 9.000 Kilometer liegen dazwischen.", "9.250 Kilometer", "de"),
        ("Sie blieben drei Tage.", "vom 22. bis 24. April 2025", "de"),
        ("Two months later the science day was held.", "11 April 2018; 11 June 2018", "en"),
        ("3週間後に発表されました。", "2025年4月3日と2025年4月23日", "ja"),
        ("Mehr als 9.000 Kilometer liegen dazwischen.", "9.250 Kilometer", "de"),
        ("About 370,000 people live there.", "368,000 people", "en"),
        ("人口は約37万人です。", "人口は368,000人", "ja"),
        ("Nearly 250,000 people live there.", "248,000 people", "en"),
        ("Fast 50 Studierende kamen.", "48 Studierende", "de"),
        ("300人近くが集まりました。", "280人", "ja"),
        ("It is more than 100 years old.", "105 years", "en"),
        ("Die Delegation blieb drei Tage.", "vom 22. bis 24. April", "de"),
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
        ("その五年後に結ばれました。", "2016年に決まり、2019年に結ばれました。", "ja"),
        ("Sie blieben fünf Tage.", "vom 22. bis 24. April 2025", "de"),
        ("Three years later it was signed.", "signed in 2019", "en"),
        ("9.000 Kilometer liegen dazwischen.", "9.250 Kilometer", "de"),
        ("More than 9,500 kilometres lie between.", "9,250 kilometres", "en"),
        ("Nearly 240,000 people live there.", "248,000 people", "en"),
        ("About 9,000 kilometres lie between.", "9,250 euros", "en"),
        ("About 368,123 people live there.", "368,000 people", "en"),
        ("About three houses were built.", "3.2 houses", "en"),
        ("Das Gespräch beginnt um 10 Uhr, etwa 5 Minuten dauert es.", "um 11 Uhr", "de"),
        ("The talk about the partnership starts at 10 a.m.", "11 a.m.", "en"),
        ("Under the agreement 300 students come.", "280 students", "en"),
        ("The talk about it is attended by 300 students.", "280 students", "en"),
        ("駅の近くに300人が集まりました。", "280人", "ja"),
        ("One year after the opening she came.", "31 December 2019, 1 January 2020", "en"),
        ("Einen Monat danach kam sie.", "31. Januar 2020 und 1. Februar 2020", "de"),
        ("Der Rektor ist 54 Jahre alt.", "1965 und 2019", "de"),
    ],
)
def test_what_is_otherwise_does_not(sentence, source, language):
    assert not follow(sentence, source, language)


def test_a_day_that_no_calendar_has_is_passed_over():
    assert not follow("Drei Tage später.", "31. Juni 2019 und 3. Juli 2019", "de")
