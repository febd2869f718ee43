"""Whose partnership it is, put into a question that leaves it out."""

import pytest

from twinbot.answering.understanding.wording.shared import name_owners

TOWNS = {
    "de": ("Nordstadt", "Südstadt"),
    "en": ("North Town", "South Town"),
    "ja": ("北市", "南市"),
}


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        (
            "Was hat die Partnerschaft gebracht?",
            "de",
            "Was hat die Partnerschaft zwischen Nordstadt und Südstadt gebracht?",
        ),
        (
            "Seit wann sind die beiden Städte Partner?",
            "de",
            "Seit wann sind Nordstadt und Südstadt Partner?",
        ),
        (
            "How did the pandemic affect the exchange?",
            "en",
            "How did the pandemic affect the exchange between North Town and South Town?",
        ),
        (
            "How long have the two cities been partners?",
            "en",
            "How long have North Town and South Town been partners?",
        ),
        ("協定はいつ結ばれましたか", "ja", "北市と南市の協定はいつ結ばれましたか"),
        ("連携の目的は何ですか", "ja", "北市と南市の連携の目的は何ですか"),
        ("両市はいつから提携していますか", "ja", "北市と南市はいつから提携していますか"),
    ],
)
def test_the_two_towns_are_named(text, language, asked):
    assert name_owners(text, language, TOWNS[language]) == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was ist die Partnerschaft mit Oststadt?", "de"),
        ("Gibt es einen Partnerschaftsverein?", "de"),
        ("What is the exchange programme for pupils?", "en"),
        ("Who signed the agreement with East Town?", "en"),
        ("What is the exchange rate between euro and yen?", "en"),
        ("Where is the stock exchange?", "en"),
        ("Wie groß sind die beiden Städte Oststadt und Weststadt?", "de"),
        ("国際交流とは何ですか", "ja"),
    ],
)
def test_what_says_whose_it_is_or_is_another_thing_stays(text, language):
    assert name_owners(text, language, TOWNS[language]) == text
