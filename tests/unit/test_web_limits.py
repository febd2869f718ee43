"""Limits, counts and kept conversations, each by a clock of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.types import Answer, Evidence, Query, Sentence
from twinbot.web import conversations as module
from twinbot.web.conversations import Conversations, turns
from twinbot.web.languages import preferred_language
from twinbot.web.limits import RateLimiter, client_of
from twinbot.web.memory import MAX_ANSWERS, AnswerMemory
from twinbot.web.metrics import Metrics


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_client_may_ask_all_at_once_and_then_as_often_as_the_limit_refills():
    clock = Clock()
    limiter = RateLimiter(6, clock)
    assert [limiter.wait_s("10.0.0.1") for _ in range(6)] == [0.0] * 6
    assert limiter.wait_s("10.0.0.1") == pytest.approx(10)
    assert limiter.wait_s("10.0.0.2") == 0.0
    clock.now = 10.0
    assert limiter.wait_s("10.0.0.1") == 0.0
    assert limiter.wait_s("10.0.0.1") == pytest.approx(10)


def test_no_limit_lets_everything_through():
    assert not any(RateLimiter(0).wait_s("a") for _ in range(1000))


def test_addresses_are_forgotten_after_a_minute():
    clock = Clock()
    limiter = RateLimiter(6, clock)
    for number in range(200):
        limiter.wait_s(f"10.0.0.{number}")
    clock.now = 61.0
    limiter.wait_s("10.0.1.1")
    assert len(limiter._buckets) == 1
    clock.now = 122.0
    limiter.forget_old()
    assert not limiter._buckets


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_client_is_its_network(address, client):
    assert client_of(address) == client


@given(st.lists(st.floats(0, 30), max_size=60))
def test_no_client_gets_more_than_the_limit_and_one_refill(steps):
    clock = Clock()
    limiter = RateLimiter(6, clock)
    allowed = 0
    for step in steps:
        clock.now += step
        allowed += limiter.wait_s("a") == 0.0
    assert allowed <= 6 + clock.now / 10 + 1e-6


def test_metrics_are_written_as_prometheus_reads_them():
    metrics = Metrics()
    metrics.add("twinbot_questions_total", language="de", outcome="grounded", way="page")
    metrics.add("twinbot_questions_total", language="de", outcome="grounded", way="page")
    metrics.observe("twinbot_answer_seconds", 0.07)
    metrics.observe("twinbot_answer_seconds", 99)
    lines = metrics.render([("twinbot_index_info", {"generation": 'a"b'}, 1)]).splitlines()
    assert 'twinbot_questions_total{language="de",outcome="grounded",way="page"} 2' in lines
    assert 'twinbot_answer_seconds_bucket{le="0.05"} 0' in lines
    assert 'twinbot_answer_seconds_bucket{le="0.1"} 1' in lines
    assert 'twinbot_answer_seconds_bucket{le="+Inf"} 2' in lines
    assert "twinbot_answer_seconds_count 2" in lines
    assert 'twinbot_index_info{generation="a\\"b"} 1' in lines
    assert lines.count("# TYPE twinbot_answer_seconds histogram") == 1


def made_answer(text):
    query = Query(text, "de")
    return Answer(query, (Sentence("So.", ()),), (), "grounded", Evidence(query, ()))


def test_a_conversation_is_found_by_its_token_alone_and_forgotten_after_an_hour():
    clock = Clock()
    kept = Conversations(clock)
    first = kept.begin("", "Eins?", "de")
    token = module.token_of(first.answer_id)
    kept.end(first, made_answer("Eins?"))
    second = kept.begin(token, "Zwei?", "de")
    assert [e.question for e in kept.read(token)] == ["Eins?", "Zwei?"]
    assert [t.question for t in turns(kept.read(token))] == ["Eins?"]
    assert kept.find(second.answer_id).question == "Zwei?"
    for wrong in ("", "x", token, f"{token}-9", f"{token}-x", "0" * 24 + "-1"):
        assert kept.find(wrong) is None
    clock.now = 3601.0
    assert kept.read(token) == ()


def test_neither_reading_nor_feedback_nor_a_copy_prolongs_the_hour_after_the_last_question():
    clock = Clock()
    kept = Conversations(clock)
    exchange = kept.begin("", "Eins?", "de")
    token = module.token_of(exchange.answer_id)
    clock.now = 1800.0
    copy = kept.copy(token)
    assert kept.find(exchange.answer_id)
    clock.now = 3599.0
    last = kept.copy(copy)
    assert kept.read(token)
    assert kept.read(last)
    clock.now = 3601.0
    kept.forget_old()
    assert not kept._kept
    assert not kept._holders


def test_another_question_prolongs_what_it_was_asked_in_and_nothing_else():
    clock = Clock()
    kept = Conversations(clock)
    token = module.token_of(kept.begin("", "Eins?", "de").answer_id)
    clock.now = 1800.0
    other = module.token_of(kept.begin("", "Anderes?", "de").answer_id)
    copy = kept.copy(token)  # the newest in the row, and older than what stands before it
    clock.now = 3000.0
    kept.begin(other, "Mehr?", "de")
    clock.now = 3601.0
    assert not kept.read(token)
    assert not kept.read(copy)
    assert [e.question for e in kept.read(other)] == ["Anderes?", "Mehr?"]
    clock.now = 6601.0
    assert not kept.read(other)


def test_a_token_that_a_reader_made_up_is_not_taken():
    kept = Conversations()
    exchange = kept.begin("0" * 24, "Eins?", "de")
    assert not exchange.answer_id.startswith("0" * 24)


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(module, "MAX_CONVERSATIONS", 10)
    monkeypatch.setattr(module, "MAX_KEPT_EXCHANGES", 50)
    kept = Conversations()
    token = module.token_of(kept.begin("", "Eins?", "de").answer_id)
    for _ in range(100):
        kept.begin(token, "Mehr?", "de")
    assert len(kept.read(token)) == module.MAX_EXCHANGES
    for _ in range(100):
        kept.begin("", "Neu?", "de")
    kept.read("")
    assert len(kept._kept) == 10
    assert len(kept._holders) == sum(len(c.exchanges) for c in kept._kept.values())


def test_an_answer_is_remembered_a_minute_and_without_its_evidence():
    clock = Clock()
    memory = AnswerMemory(clock)
    memory.keep("key", made_answer("Eins?"))
    assert memory.find("key").query.text == "Eins?"
    assert memory.find("other") is None
    clock.now = 61.0
    assert memory.find("key") is None


def test_no_more_answers_are_remembered_than_the_limit():
    memory = AnswerMemory(Clock())
    for number in range(MAX_ANSWERS + 10):
        memory.keep(number, made_answer("Eins?"))
    assert memory.find(9) is None
    assert memory.find(10) is not None


@given(st.text(max_size=100))
def test_any_accept_language_header_gives_one_of_our_languages(header):
    assert preferred_language(header) in ("de", "en", "ja")
