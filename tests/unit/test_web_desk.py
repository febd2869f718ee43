"""Where the page and the API put their questions."""

from __future__ import annotations

import asyncio
import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest
from tests.conftest import run_apart

from twinbot.answering.extraction.statements import StatementFinder
from twinbot.assistant import build_assistant
from twinbot.indexing import ingest
from twinbot.types import Failed, Finished, SentenceReady
from twinbot.web import desk as module
from twinbot.web.conversations import Conversations
from twinbot.web.desk import Desk, in_threads
from twinbot.web.metrics import Metrics
from twinbot.web.page import Talk
from twinbot.web.rendering import View
from twinbot.web.texts import TEXTS

QUESTION = "What does HAL stand for?"


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def desk(assistant, corpus_settings, metrics):
    built = Desk(assistant, replace(corpus_settings, questions_per_minute=3), metrics)
    yield built
    built.close()


def ask(desk, question=QUESTION, **options):
    async def collect():
        return [event async for event in desk.ask(question, client="a", way="api", **options)]

    return run_apart(collect())


def test_a_question_asked_again_gets_the_same_answer_from_memory(desk, assistant, monkeypatch):
    first = ask(desk)
    monkeypatch.setattr(assistant, "ask", lambda *_, **__: pytest.fail("it was worked out again"))
    again = ask(desk)
    assert [e for e in again if isinstance(e, SentenceReady)] == [
        e for e in first if isinstance(e, SentenceReady)
    ]
    assert again[-1].answer.citations == first[-1].answer.citations


def test_another_language_or_history_is_another_question(desk):
    german = ask(desk, language="de")[-1].answer
    assert german.query.language == "de"
    assert ask(desk)[-1].answer.query.language == "en"


def test_too_many_questions_of_one_client_are_refused_and_counted(desk, metrics):
    for _ in range(3):
        assert isinstance(ask(desk)[-1], Finished)
    (refused,) = ask(desk)
    assert refused.reason == "too_fast"
    assert 10 < int(refused.detail) <= 20  # seconds, less what the three questions took
    assert 'twinbot_refused_total{reason="too_fast"} 1' in metrics.render()
    assert "twinbot_answering 0" in metrics.render()


def test_more_questions_than_can_be_worked_on_are_told_that_many_are_asking(desk, monkeypatch):
    monkeypatch.setattr(module, "MAX_ANSWERING", 0)
    assert [event.reason for event in ask(desk)] == ["busy"]


@pytest.mark.parametrize(("question", "code"), [("  ", "empty"), ("a" * 3_000, "too_long")])
def test_a_question_that_cannot_be_asked_is_told_why(desk, question, code):
    assert [(type(e), e.reason) for e in ask(desk, question)] == [(Failed, code)]


def test_questions_too_long_on_the_page_are_refused_and_counted_like_any_other(desk, metrics):
    talk = Talk(desk, Conversations(), View("en"))
    request = SimpleNamespace(session_hash="page", client=None, query_params={})

    async def press():
        return [shown async for shown in talk.ask("a" * 2_001, request)]

    errors = TEXTS["en"].errors
    for _ in range(3):
        ((problem,),) = run_apart(press())
        assert errors["too_long"].format(2000) in unescape(problem["content"])
    ((problem,),) = run_apart(press())
    assert errors["too_fast"].partition("{}")[0] in unescape(problem["content"])
    assert 'twinbot_refused_total{reason="too_long"} 3' in metrics.render()
    assert 'twinbot_refused_total{reason="too_fast"} 1' in metrics.render()


def test_a_question_is_measured_as_it_is_read(desk):
    decomposed = "u\u0308" * 1_500
    assert not desk.is_too_long(decomposed)
    assert desk.is_too_long(decomposed + "a" * 501)


def test_leaving_closes_what_is_being_worked_on():
    closed = threading.Event()

    def events():
        try:
            while True:
                yield Failed("x", "")
        finally:
            closed.set()

    async def leave(executor):
        async for _ in (stream := in_threads(events(), executor)):
            break
        await stream.aclose()

    with ThreadPoolExecutor(1) as executor:
        run_apart(leave(executor))
        assert closed.wait(5)


def test_what_needs_no_waiting_is_made_in_one_go():
    threads = []

    def events():
        for number in range(3):
            threads.append(threading.get_ident())
            yield Failed(str(number), "")

    async def collect(executor):
        return [event.reason async for event in in_threads(events(), executor, at_once=True)]

    with ThreadPoolExecutor(4) as executor:
        assert run_apart(collect(executor)) == ["0", "1", "2"]
    assert len(set(threads)) == 1


def test_after_warming_up_no_passage_is_cut_for_a_question(
    corpus_settings, corpus_report, monkeypatch
):
    warmed = build_assistant(corpus_settings)
    warmed.warm_up()
    monkeypatch.setattr(
        StatementFinder, "_find", lambda *_: pytest.fail("a passage was cut up again")
    )
    assert warmed.answer(QUESTION).citations
    warmed.close()


def test_a_generation_is_warmed_up_once_and_the_next_before_anyone_asks(
    small_settings, metrics, monkeypatch
):
    reading = build_assistant(small_settings)
    desk = Desk(reading, small_settings, metrics)
    warmed = []

    def warm_up():
        warmed.append(reading.status().generation)

    monkeypatch.setattr(reading, "warm_up", warm_up)

    async def watch():
        warming = asyncio.create_task(desk.keep_warm(every_s=0.01))
        for wanted in (0, 1, 2):
            if wanted:
                (small_settings.corpus / "de" / f"new-{wanted}.md").write_text("# Neu\n\nNeu.\n")
                await asyncio.to_thread(ingest, small_settings)
            while len(warmed) < wanted:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            assert len(warmed) == wanted
        while not gc.get_freeze_count():  # what lasts is set aside when the page has settled
            await asyncio.sleep(0.01)
        warming.cancel()

    gc.unfreeze()
    run_apart(asyncio.wait_for(watch(), 60))
    gc.unfreeze()
    assert len(set(warmed)) == 2
    desk.close()
    reading.close()


def test_without_an_index_keeping_warm_leaves_the_desk_at_work(small_settings, metrics):
    nothing = build_assistant(small_settings)
    desk = Desk(nothing, small_settings, metrics)

    async def watch():
        warming = asyncio.create_task(desk.keep_warm(every_s=0.01))
        await asyncio.sleep(0.1)
        reasons = [e.reason async for e in desk.ask(QUESTION, client="a", way="api")]
        assert not warming.done()
        warming.cancel()
        return reasons

    assert run_apart(watch()) == ["not_ready"]
    desk.close()
    nothing.close()
