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
        ("Der Oberbürgermeister kam.", "Der Stellvertreter des Oberbürgermeisters kam."),
        ("The mayor spoke.", "The deputy to the mayor spoke."),
        ("市長が訪れました。", "市長代理が訪れました。"),
        ("学生しか参加できません。", "学生が参加できます。"),
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
        ("First of all, the delegation saw the museum.", "The delegation saw the museum first."),
        ("The museum is above all for children.", "The museum is mainly for children."),
        ("The festival takes place every year.", "The festival takes place annually."),
        ("Das Fest findet alle drei Jahre statt.", "Das Fest findet im Dreijahrestakt statt."),
        ("Die Führung ist nicht immer möglich.", "Die Führung ist nicht jederzeit möglich."),
        ("Das Fest findet jedes Jahr statt.", "祭りは毎年行われます。"),
        ("The only partner city is Tsukuba.", "Die einzige Partnerstadt ist Tsukuba."),
        ("しかし、交流は続いています。", "交流は続いています。"),
        ("滞在はとても楽しかったです。", "楽しい滞在でした。"),
        ("この大学は非常に有名です。", "とても有名な大学です。"),
        ("費用は必ずしも高くありません。", "費用は高いとはいえません。"),
        ("できるだけ早く申し込んでください。", "早めに申し込んでください。"),
    ],
)
def test_what_sources_say_too_and_words_that_claim_nothing_are_not(sentence, source):
    assert overstated(sentence, source) == 0
