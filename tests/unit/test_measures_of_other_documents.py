"""Prices and measures as documents tell them that are not ours."""

import pytest

from twinbot.answering.understanding.particulars.kinds import question_kind
from twinbot.answering.understanding.particulars.questions import can_hold


@pytest.mark.parametrize(
    ("question", "language", "tells", "tells_not"),
    [
        ("Was kostete der Bau?", "de", "Der Bau kostete 4.200 Taler.", "Der Bau hatte 4 Tore."),
        ("Was kostete das Rathaus?", "de", "Es kostete 23 Millionen Mark.", "Im Mai waren 3 da."),
        ("What did a stall cost?", "en", "It was two shillings.", "The stall closes at 5 p.m."),
        ("What does a towel cost?", "en", "Towels are 80p.", "The stall closes at 5 p.m."),
        ("How much do pensioners pay?", "en", "They pay half price.", "There are 3 of them."),
        ("Was kostet es für Kinder?", "de", "Kinder zahlen die Hälfte.", "Es sind 3 Kinder."),
        ("市外の人の料金は?", "ja", "市外の方は5割増しになります。", "市外の方は3人です。"),
        ("費用はいくらでしたか。", "ja", "費用は八千円でした。", "工事は三年でした。"),
        ("Wie tief ist der See?", "de", "Der See ist 18 m tief.", "Der See liegt 18 m hoch."),
        ("How wide is the pool?", "en", "It is 12 metres wide.", "It is 25 metres long."),
        ("How warm is the water?", "en", "It is kept at 29 degrees.", "It is 25 metres long."),
        (
            "When is the library open on Thursday?",
            "en",
            "Thursday | 9:30 am – 8 pm",
            "It is closed from 24 December to 2 January.",
        ),
    ],
)
def test_a_measure_is_told_in_its_own_units(question, language, tells, tells_not):
    kind = question_kind(question, language)
    assert can_hold(kind, question, tells) is True
    assert can_hold(kind, question, tells_not) is False
