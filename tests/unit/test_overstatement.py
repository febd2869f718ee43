"""Sentences that say more than their sources by a word."""

import pytest

from twinbot.answering.grounding.overstatement import count_overstatements
from twinbot.language import matching_form


def overstated(sentence, source):
    told = matching_form(source)
    return count_overstatements(matching_form(sentence), told, told)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Alle Züge brauchen 45 Minuten.", "Die schnellsten Züge brauchen 45 Minuten."),
        ("All trains take 45 minutes.", "The fastest trains take 45 minutes."),
        ("すべての電車は45分かかります。", "最も速い電車は45分かかります。"),
        ("Die Reise diente nur der Unterschrift.", "Die Reise diente der Unterschrift."),
        ("They spoke only of health.", "They spoke of health, among other things."),
        ("参加できるのは学生だけです。", "学生が参加できます。"),
        ("Der Bürgermeister kam.", "Der stellvertretende Bürgermeister kam."),
        ("The rector spoke.", "The vice-rector spoke."),
        ("市長が訪れました。", "副市長が訪れました。"),
        ("All trains take 45 minutes.", "最も速い電車は45分かかります。"),
    ],
)
def test_all_for_some_only_and_a_deputys_office_are_seen(sentence, source):
    assert overstated(sentence, source) == 1


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Alle Züge halten hier.", "Hier hält jeder Zug."),
        ("All trains stop here.", "すべての電車がここに停まります。"),
        ("Gedacht ist es vor allem für Kinder.", "Es ist hauptsächlich für Kinder gedacht."),
        ("Das Amt ist immer noch dort.", "Das Amt ist weiterhin dort."),
        ("The cities help each other.", "Both cities help the other."),
        ("Nicht nur Kinder kommen.", "Auch Erwachsene kommen."),
        ("子どもだけでなく大人も来ます。", "大人も来ます。"),
        ("Der stellvertretende Bürgermeister kam.", "Der stellvertretende Bürgermeister kam."),
        ("Der Bürgermeister kam.", "Der Bürgermeister kam mit seinem Stellvertreter."),
    ],
)
def test_what_sources_say_too_and_words_that_claim_nothing_are_not(sentence, source):
    assert overstated(sentence, source) == 0
