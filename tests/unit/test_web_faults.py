"""A fault while answering, which nobody foresaw, still ends in words for whoever asked."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient
from tests.conftest import run_apart

from twinbot.settings import Settings
from twinbot.types import Failed
from twinbot.web.api import ApiParts, build_api
from twinbot.web.conversations import Conversations
from twinbot.web.desk import Desk
from twinbot.web.metrics import Metrics
from twinbot.web.page import Talk
from twinbot.web.rendering import View
from twinbot.web.texts import TEXTS

QUESTION = "Who helps Erika Muster?"
COUNTED = 'twinbot_refused_total{reason="failed"} 1'


class FaultyAssistant:
    """Raises what no part of twinbot raises on purpose, with the question in its message."""

    def status(self):
        return SimpleNamespace(generation="gen-1")

    def ask(self, question, *_, **__):
        raise ValueError(question)


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def desk(metrics):
    built = Desk(FaultyAssistant(), Settings(), metrics)
    yield built
    built.close()


def test_the_desk_says_that_it_failed_counts_it_and_logs_where_but_not_the_question(
    desk, metrics, caplog
):
    async def ask():
        return [event async for event in desk.ask(QUESTION, client="a", way="api")]

    assert run_apart(ask()) == [Failed("failed", "")]
    assert COUNTED in metrics.render()
    assert "twinbot_answering 0" in metrics.render()
    assert "ValueError" in caplog.text
    assert "test_web_faults.py" in caplog.text
    assert QUESTION not in caplog.text


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_a_reader_does_not_wait_for_ever(desk, language):
    conversations = Conversations()
    talk = Talk(desk, conversations, View(language))
    request = SimpleNamespace(session_hash="page", client=None, query_params={})

    async def ask():
        return [shown async for shown in talk.ask(QUESTION, request)]

    shown = run_apart(ask())[-1]
    assert 'class="problem"' in shown[-1]["content"]
    (exchange,) = conversations.read(conversations.token_of_session("page"))
    assert exchange.problem == TEXTS[language].errors["failed"]


@pytest.mark.parametrize("stream", [False, True])
def test_a_program_gets_the_error_as_json(desk, metrics, stream):
    parts = ApiParts(desk, Conversations(), Conversations(), metrics, None, ())
    reply = TestClient(build_api(parts)).post("/ask", json={"question": QUESTION, "stream": stream})
    assert reply.status_code == 500
    assert reply.json()["error"]["code"] == "failed"
    assert COUNTED in metrics.render()
