"""Who asks for a predecessor or successor is told of the two, not of any other holder."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.understanding.particulars.successions import (
    asked_succession,
    asks_former_holder,
    carried_succession,
    tells_succession,
)
from twinbot.glossary import parse_glossary

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "holm,Anna Holm | Holm,Anna Holm | Holm,アンナ・ホルム | ホルム市長\n"
    "berg,Per Berg | Berg,Per Berg | Berg,ペール・ベルク | ベルク\n"
    "mori,Akira Mori,Akira Mori,森明 | 森市長\n"
    "kalmar,Kalmar,Kalmar,カルマル\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)


@pytest.mark.parametrize(
    ("question", "side", "last"),
    [
        ("Wer war vor Anna Holm Bürgermeister von Kalmar?", "before", "holm"),
        ("Wer war der Vorgänger von Holm?", "before", "holm"),
        ("Auf wen folgte Anna Holm?", "before", "holm"),
        ("Wer wurde nach Per Berg Bürgermeister?", "after", "berg"),
        ("Wer folgte auf Per Berg?", "after", "berg"),
        ("Wer löste Per Berg ab?", "after", "berg"),
        ("Who was mayor of Kalmar before Anna Holm?", "before", "holm"),
        ("Who did Anna Holm succeed?", "before", "holm"),
        ("Who was Mayor Holm's predecessor?", "before", "holm"),
        ("Who succeeded Per Berg as mayor?", "after", "berg"),
        ("Who was mayor after Per Berg?", "after", "berg"),
        ("Who was Nils Dahl's successor?", "after", "dahl"),
        ("アンナ・ホルムの前の市長は誰でしたか。", "before", "ホルム"),
        ("ホルム市長の前任者は誰ですか", "before", "ホルム市長"),
        ("森市長の前の市長は誰ですか。", "before", "森市長"),
        ("ベルク氏の後任はどなたですか？", "after", "ベルク"),
        ("ベルクの次の市長は誰ですか。", "after", "ベルク"),
    ],
)
def test_a_question_by_whom_somebody_came_before_or_after_is_known(question, side, last):
    asked = asked_succession(question, FINDER)
    assert asked is not None
    assert (asked.side, asked.last) == (side, last)


@pytest.mark.parametrize(
    "question",
    [
        "Wer ist Bürgermeister von Kalmar?",
        "Wen traf Anna Holm vor der Unterzeichnung?",
        "Wer kam vor Anna Holm in Kalmar an?",
        "Who was mayor of Kalmar before 2015?",
        "Who is Anna Holm?",
        "Whom did Anna Holm visit after Kalmar?",
        "ホルム市長は調印の前に誰と会いましたか。",
        "ベルク氏は誰ですか。",
    ],
)
def test_other_questions_are_left_alone(question):
    assert asked_succession(question, FINDER) is None


BEFORE_HOLM = [
    "Anna Holm folgte auf Per Berg.",
    "Auf Per Berg folgte im Mai Anna Holm.",
    "Anna Holm löste 2015 Per Berg ab.",
    "Per Berg wurde von Anna Holm abgelöst.",
    "Anna Holm ist die Nachfolgerin von Per Berg.",
    "Ihr Vorgänger Per Berg übergab Anna Holm das Rathaus.",
    "Anna Holm succeeded Per Berg.",
    "Per Berg was succeeded by Anna Holm in 2015.",
    "Per Berg handed over to Anna Holm.",
    "Anna Holm thanked her predecessor Per Berg.",
    "アンナ・ホルム氏は、ペール・ベルク氏の後任として就任しました。",
    "2015年、ペール・ベルク氏に代わってアンナ・ホルム氏が市長になりました。",
    "アンナ・ホルム氏の前任はペール・ベルク氏です。",
    "Mayor of Kalmar | Per Berg | Anna Holm, since May",
    "Amt | damals | heute\nBürgermeister | Per Berg | Anna Holm",
    "カルマル市長 | ペール・ベルク | アンナ・ホルム",
]


@pytest.mark.parametrize("statement", BEFORE_HOLM)
def test_a_statement_that_has_the_two_in_their_order_answers(statement):
    before_holm = asked_succession("Who was mayor before Anna Holm?", FINDER)
    after_berg = asked_succession("Who was mayor after Per Berg?", FINDER)
    assert tells_succession(statement, before_holm, FINDER)
    assert tells_succession(statement, after_berg, FINDER)


def test_that_nobody_says_who_it_was_is_an_answer():
    before_holm = asked_succession("Who was mayor before Anna Holm?", FINDER)
    told = "Wer Vorgänger von Anna Holm war, geht aus den Quellen nicht hervor."
    assert tells_succession(told, before_holm, FINDER)
    assert not tells_succession("Was Anna Holm plant, ist nicht bekannt.", before_holm, FINDER)


@pytest.mark.parametrize("statement", BEFORE_HOLM)
def test_it_does_not_tell_who_came_before_the_first_or_after_the_second(statement):
    before_berg = asked_succession("Who was mayor before Per Berg?", FINDER)
    after_holm = asked_succession("Who was mayor after Anna Holm?", FINDER)
    assert not tells_succession(statement, before_berg, FINDER)
    assert not tells_succession(statement, after_holm, FINDER)


@pytest.mark.parametrize(
    "statement",
    [
        "Anna Holm ist seit 2015 Bürgermeisterin von Kalmar.",
        "Per Berg war bis 2015 Bürgermeister.",
        "Anna Holm folgte der Einladung nach Kalmar.",
        "Anna Holm has been mayor since 2015.",
        "Anna Holm met Per Berg in Kalmar.",
        "アンナ・ホルム氏は2015年から市長を務めています。",
        "Mayor of Kalmar | Anna Holm | Anna Holm, second term",
        "Guests | Per Berg | Anna Holm",
    ],
)
def test_who_held_it_when_does_not_answer(statement):
    before_holm = asked_succession("Who was mayor before Anna Holm?", FINDER)
    assert not tells_succession(statement, before_holm, FINDER)


@pytest.mark.parametrize(
    ("question", "former"),
    [
        ("Wer war der vorige Bürgermeister von Kalmar?", True),
        ("Wie hieß der frühere Oberbürgermeister?", True),
        ("Wie heißt der Ex-Bürgermeister?", True),
        ("Who was the previous mayor?", True),
        ("Who is the former president of the university?", True),
        ("前のカルマル市長は誰ですか", True),
        ("カルマルの前市長はどなた？", True),
        ("元学長は誰？", True),
        ("Wer ist Bürgermeister?", False),
        ("Wer war bei der früheren Feier dabei?", False),
        ("Who is mayor?", False),
        ("市長は誰ですか", False),
        ("駅前の店は誰のものですか", False),
    ],
)
def test_who_held_an_office_before_is_told_from_who_holds_it(question, former):
    assert asks_former_holder(question) is former


@pytest.mark.parametrize(
    ("question", "before", "side"),
    [
        ("Wer war ihr Vorgänger?", "Wann trat Anna Holm an?", "before"),
        ("Und wer kam nach ihr?", "Wann ging Anna Holm?", "after"),
        ("Who succeeded her?", "When did Anna Holm leave?", "after"),
        ("後任は？", "ホルム市長はいつ退任しましたか", "after"),
        ("前任者は誰ですか", "ホルム市長はいつ就任しましたか", "before"),
    ],
)
def test_a_follow_up_asks_before_or_after_whom_the_turn_before_names(question, before, side):
    found = carried_succession(question, (before, "Per Berg."), FINDER)
    assert found is not None
    assert (found.side, found.entries) == (side, frozenset({0}))


def test_a_follow_up_that_asks_of_no_turn_or_names_somebody_carries_nobody():
    assert carried_succession("Wann trat sie an?", ("Anna Holm",), FINDER) is None
    assert carried_succession("Wer kam nach Per Berg?", ("Anna Holm",), FINDER) is None
    assert carried_succession("Wer war ihr Vorgänger?", ("Wie groß ist Kalmar?",), FINDER) is None
