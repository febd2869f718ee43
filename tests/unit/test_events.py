"""When something certain happened is told by what tells of it."""

import pytest

from twinbot.answering.understanding.particulars.events import asked_event, tells_event
from twinbot.language import matching_form


@pytest.mark.parametrize(
    ("question", "tells", "tells_not"),
    [
        (
            "Wann starb Otto Reimers?",
            "Otto Reimers (1888–1961) war Lehrer.",
            "Otto Reimers lebte von 1902 bis 1915 hier.",
        ),
        ("When did the king die?", "The king died in 1016.", "The king gave a charter in 987."),
        (
            "村上はいつ亡くなりましたか。",
            "村上は昭和48年に亡くなりました。",
            "村上は昭和3年に来ました。",
        ),
        ("Wann wurde sie geboren?", "Sie (* 14. März 1931) war Architektin.", "Sie kam 1957."),
        (
            "Wann wurde die Kirche renoviert?",
            "2011 wurde das Dach erneuert.",
            "Die Kirche wurde 1966 geweiht.",
        ),
        ("When was the tower demolished?", "It was pulled down in 1963.", "It was built in 1903."),
        ("When did she marry?", "In 1963 she married a doctor.", "In 1963 she moved to Leeds."),
        (
            "館はいつ改修されましたか。",
            "2016年に耐震工事が行われました。",
            "1988年に建てられました。",
        ),
    ],
)
def test_an_event_is_told_by_its_own_words(question, tells, tells_not):
    event = asked_event(matching_form(question))
    assert event
    assert tells_event(matching_form(tells), "", event)
    assert not tells_event(matching_form(tells_not), "", event)


def test_a_sentence_may_go_on_from_one_that_tells_of_the_event():
    event = asked_event("when was the house destroyed?")
    assert event
    assert tells_event("that was in 1999.", "the house burned down.", event)


@pytest.mark.parametrize(
    "question",
    ["Wann ist Markt?", "Wer starb dort?", "When does the pool close?", "開館はいつですか。"],
)
def test_other_questions_ask_for_no_event(question):
    assert asked_event(matching_form(question)) is None
