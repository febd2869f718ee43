"""An address that names a conversation brings back a copy of it, never the conversation itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.conftest import run_apart

from twinbot.types import Answer, Evidence, Failed, Finished, Query, Sentence
from twinbot.web import conversations as module
from twinbot.web.conversations import Conversations, token_of
from twinbot.web.page import Talk
from twinbot.web.rendering import View


def answered(question):
    query = Query(question, "de")
    return Answer(query, (Sentence("So.", ()),), (), "grounded", Evidence(query, ()))


class QuickDesk:
    """Has an answer to everything, and notes which turns came with the question."""

    streams = False
    turns = ()

    def is_too_long(self, question):
        return len(question) > 2_000

    async def ask(self, question, *, history=(), **_):
        if self.is_too_long(question):
            yield Failed("too_long", "2000")
            return
        self.turns = [turn.question for turn in history]
        yield Finished(answered(question))


def request_of(session, token=""):
    return SimpleNamespace(
        session_hash=session, client=None, query_params={"c": token} if token else {}
    )


def ask(talk, question, request):
    async def collect():
        return [shown async for shown in talk.ask(question, request)][-1]

    return run_apart(collect())


@pytest.fixture
def conversations():
    return Conversations()


@pytest.fixture
def talk(conversations):
    return Talk(QuickDesk(), conversations, View("de"))


@pytest.fixture
def token(talk, conversations):
    """A conversation of one question, on a page called ``first``."""
    ask(talk, "Wer sind Sie?", request_of("first"))
    return conversations.token_of_session("first")


def questions(conversations, token):
    return [exchange.question for exchange in conversations.read(token)]


@pytest.mark.parametrize("restored", [True, False])
def test_who_made_an_address_does_not_read_what_is_asked_there(
    talk, conversations, token, restored
):
    visit = request_of("second", token)
    if restored:
        shown = run_apart(talk.restore(visit))[1]
        assert "Wer sind Sie" in shown[0]["content"]
        assert token not in str(shown)
    shown = ask(talk, "Mein Mann ist krank, wer hilft?", visit)
    assert token not in str(shown)
    assert questions(conversations, token) == ["Wer sind Sie?"]
    own = conversations.token_of_session("second")
    assert own != token
    assert questions(conversations, own) == ["Wer sind Sie?", "Mein Mann ist krank, wer hilft?"]
    ask(talk, "Und in Tsukuba?", visit)
    assert len(questions(conversations, own)) == 3


def test_a_question_whose_answer_was_lost_is_sent_again_and_stands_there_once(
    talk, conversations, token
):
    conversations.begin(token, "Und in Tsukuba?", "de")
    visit = request_of("second", token)
    field, shown = run_apart(talk.restore(visit))
    assert field == "Und in Tsukuba?"
    assert len(shown) == 2
    assert "Tsukuba" not in str(shown)
    too_long = ask(talk, "a" * 2_001, visit)
    assert "Tsukuba" not in str(too_long)
    shown = ask(talk, field, visit)
    assert [message["role"] for message in shown] == ["user", "assistant"] * 2
    assert 'class="problem"' not in str(shown)
    copy = conversations.token_of_session("second")
    assert questions(conversations, copy) == ["Wer sind Sie?", "Und in Tsukuba?"]
    assert talk._desk.turns == ["Wer sind Sie?"]


def test_a_question_whose_answer_was_lost_is_brought_back_by_each_reload(
    talk, conversations, token
):
    conversations.begin(token, "Und in Tsukuba?", "de")
    for visit in ("second", "third", "fourth"):
        field, _ = run_apart(talk.restore(request_of(visit, token)))
        assert field == "Und in Tsukuba?"
        token = conversations.token_of_session(visit)
    ask(talk, "Seit wann?", request_of("fourth"))
    assert questions(conversations, token) == ["Wer sind Sie?", "Seit wann?"]
    conversations.forget("fourth")
    assert not conversations._holders


def test_a_question_that_was_given_up_by_asking_the_next_stays(talk, conversations, token):
    conversations.begin(token, "Und in Tsukuba?", "de")
    shown = ask(talk, "Seit wann?", request_of("first"))
    assert questions(conversations, token) == ["Wer sind Sie?", "Und in Tsukuba?", "Seit wann?"]
    assert 'class="problem"' in shown[3]["content"]


def test_a_question_too_long_to_be_asked_makes_no_copy(talk, conversations, token):
    shown = ask(talk, "a" * 2_001, request_of("second", token))
    assert 'class="problem"' in shown[-1]["content"]
    assert len(conversations._kept) == 1
    shown = ask(talk, "a" * 2_001, request_of("first"))
    assert "Wer sind Sie" in shown[0]["content"]
    assert questions(conversations, token) == ["Wer sind Sie?"]


def test_a_follow_up_after_a_reload_looks_back_at_the_copy(talk, conversations, token):
    ask(talk, "Und in Tsukuba?", request_of("second", token))
    assert talk._desk.turns == ["Wer sind Sie?"]


def test_an_answer_of_a_copy_is_found_for_feedback_under_its_new_name(conversations, token):
    (exchange,) = conversations.read(conversations.copy(token))
    assert token_of(exchange.answer_id) != token
    assert conversations.find(exchange.answer_id).answer == exchange.answer


@pytest.mark.parametrize("pressed", ["parent", "sibling", "child", "grandchild"])
def test_a_new_conversation_forgets_all_copies_from_whichever_it_is_pressed(
    talk, conversations, token, pressed
):
    visits = {
        "parent": request_of("first"),
        "sibling": request_of("sibling", token),
        "child": request_of("child", token),
    }
    ask(talk, "Und in Tsukuba?", visits["sibling"])
    ask(talk, "Seit wann?", visits["child"])
    visits["grandchild"] = request_of("grandchild", conversations.token_of_session("child"))
    run_apart(talk.restore(visits["grandchild"]))
    tokens = [conversations.token_of_session(name) for name in ("first", *list(visits)[1:])]
    assert len({one for one in tokens if conversations.read(one)}) == 4
    run_apart(talk.clear(visits[pressed]))
    assert not any(conversations.read(one) for one in tokens)


def test_copies_are_forgotten_together_also_when_the_first_one_is_gone(
    conversations, token, monkeypatch
):
    copies = conversations.copy(token), conversations.copy(token)
    conversations.remember_session("second", copies[1])
    monkeypatch.setattr(module, "MAX_CONVERSATIONS", 2)
    conversations.forget_old()
    assert not conversations.read(token)
    conversations.forget("first")
    assert not any(conversations.read(copy) for copy in copies)


def test_a_new_conversation_leaves_those_of_others(conversations, token):
    other = token_of(conversations.begin("", "Wer hilft?", "de").answer_id)
    conversations.forget("first")
    conversations.forget("a page on which nothing was asked")
    assert not conversations.read(token)
    assert questions(conversations, other) == ["Wer hilft?"]


def test_an_address_that_names_no_conversation_begins_a_new_one(talk, conversations):
    made_up = "0" * 24
    assert conversations.copy(made_up) == conversations.copy("") == ""
    ask(talk, "Wer sind Sie?", request_of("first", made_up))
    assert conversations.token_of_session("first") != made_up


@pytest.mark.parametrize("chained", [True, False])
def test_a_thousand_copies_push_out_nobody(conversations, token, chained, monkeypatch):
    monkeypatch.setattr(module, "MAX_CONVERSATIONS", 10)
    monkeypatch.setattr(module, "MAX_KEPT_EXCHANGES", 30)
    other = token_of(conversations.begin("", "Wer hilft?", "de").answer_id)
    for _ in range(module.MAX_EXCHANGES - 1):
        conversations.begin(token, "Mehr?", "de")
    last = token
    for _ in range(1_000):
        last = conversations.copy(last if chained else token)
    assert len(questions(conversations, last)) == module.MAX_EXCHANGES
    assert questions(conversations, token)
    assert questions(conversations, other) == ["Wer hilft?"]
    assert len(conversations._kept) == 2 + module.MAX_UNUSED_COPIES
    assert len(conversations._holders) == module.MAX_EXCHANGES + 1


def test_copies_that_are_asked_in_count_for_what_is_asked_there(conversations, token):
    for _ in range(30):
        conversations.begin(conversations.copy(token), "Und in Tsukuba?", "de")
    assert len(conversations._kept) == len(conversations._holders) == 31


def test_what_a_copy_holds_counts_until_the_last_copy_is_gone(conversations, token):
    copy = conversations.copy(token)
    for _ in range(module.MAX_EXCHANGES):
        conversations.begin(token, "Mehr?", "de")
    assert questions(conversations, copy) == ["Wer sind Sie?"]
    assert len(conversations._holders) == module.MAX_EXCHANGES + 1
    conversations.forget("first")
    assert not conversations._kept
    assert not conversations._holders


def test_a_new_conversation_on_a_page_whose_copy_was_dropped_forgets_the_others(
    talk, conversations, token
):
    visit = request_of("second", token)
    run_apart(talk.restore(visit))
    for _ in range(module.MAX_UNUSED_COPIES):
        conversations.copy(token)
    assert not conversations.read(conversations.token_of_session("second"))
    run_apart(talk.clear(visit))
    assert not conversations._kept
