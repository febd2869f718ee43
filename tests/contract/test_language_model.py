"""The bounds of a language model, over a real server and the real client."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from tests.scripted_model import Reply, ScriptedServer, saying, scripted_server

from twinbot.errors import LanguageModelError, LanguageModelTimeoutError, SettingsError
from twinbot.language_model import LanguageModel, Message, load_language_model
from twinbot.model_limits import CircuitBreaker
from twinbot.settings import Settings

FREED_WITHIN_S = 10.0
ASK = [Message("user", "Wie lang ist die Brücke?")]


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as served:
        yield served


def opened(server: ScriptedServer, **settings: Any) -> LanguageModel:
    return load_language_model(Settings(llm="openai:m", llm_url=server.url, **settings))


def test_an_answer_comes_in_pieces(server):
    server.script = saying("Sie ist 120 Meter lang.", piece_chars=4)
    pieces = list(opened(server).stream(ASK))
    assert len(pieces) > 3
    assert "".join(pieces) == "Sie ist 120 Meter lang."
    assert server.requests[-1]["stream"] is True
    assert server.requests[-1]["temperature"] == 0


def test_no_more_calls_run_at_once_than_allowed(server):
    going = threading.Event()

    def script(reply: Reply, request: dict[str, Any]) -> None:
        reply.start()
        reply.piece("Sie ")
        going.wait(20)
        reply.end()

    server.script = script
    model = opened(server, llm_calls=1)
    first = model.stream(ASK)
    assert next(first) == "Sie "
    with pytest.raises(LanguageModelError, match="llm_calls"):
        next(model.stream(ASK))
    going.set()
    assert list(first) == []
    server.script = saying("lang")
    assert model.complete(ASK) == "lang"


def complete_when_free(model: LanguageModel) -> str:
    """Ask until a place is free; that takes the provider's next piece."""
    until = time.monotonic() + FREED_WITHIN_S
    while True:
        try:
            return model.complete(ASK)
        except LanguageModelError as error:
            if "llm_calls" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def test_a_call_given_up_early_frees_its_place(server):
    server.script = saying("lang " * 50, pause_s=0.01)
    model = opened(server, llm_calls=1)
    stream = model.stream(ASK)
    next(stream)
    stream.close()
    server.script = saying("lang")
    assert complete_when_free(model) == "lang"


def test_a_call_that_took_too_long_holds_its_place_until_the_provider_lets_go_of_it(server):
    going = threading.Event()

    def script(reply: Reply, request: dict[str, Any]) -> None:
        going.wait(20)
        saying("spät")(reply, request)

    server.script = script
    server.requests.clear()
    model = opened(server, llm_calls=1, llm_first_token_s=0.5, llm_retries=0)
    with pytest.raises(LanguageModelTimeoutError, match="llm_first_token_s"):
        model.complete(ASK)
    for _ in range(5):
        with pytest.raises(LanguageModelError, match="llm_calls"):
            model.complete(ASK)
    assert len(server.requests) == 1, "only one call was ever made"
    going.set()
    server.script = saying("lang")
    assert complete_when_free(model) == "lang"


def test_a_refusal_for_want_of_a_place_does_not_count_as_a_failure_of_the_server(server):
    going = threading.Event()

    def script(reply: Reply, request: dict[str, Any]) -> None:
        reply.start()
        reply.piece("Sie ")
        going.wait(20)
        reply.end()

    server.script = script
    model = opened(server, llm_calls=1)
    first = model.stream(ASK)
    next(first)
    for _ in range(CircuitBreaker.FAILURES + 1):
        with pytest.raises(LanguageModelError, match="llm_calls"):
            model.complete(ASK)
    going.set()
    assert list(first) == []


def test_a_call_that_cannot_begin_frees_its_place(server, monkeypatch):
    class NoThread(threading.Thread):
        def start(self) -> None:
            message = "can't start new thread"
            raise RuntimeError(message)

    model = opened(server, llm_calls=1)
    with monkeypatch.context() as patched:
        patched.setattr(threading, "Thread", NoThread)
        with pytest.raises(LanguageModelError, match="thread"):
            model.complete(ASK)
    server.script = saying("lang")
    assert model.complete(ASK) == "lang"


def test_where_others_took_the_place_of_a_retry_the_first_failure_is_told(server, monkeypatch):
    model = opened(server, llm_calls=1, llm_retries=1)
    other = model.stream(ASK)
    going = threading.Event()

    def script(reply: Reply, request: dict[str, Any]) -> None:
        reply.start()
        reply.piece("Sie ")
        going.wait(20)
        reply.end()

    def another_asks(_: float) -> None:
        server.script = script
        next(other)

    server.script = lambda reply, _: reply.fail(500)
    with monkeypatch.context() as patched:
        waiting = SimpleNamespace(monotonic=time.monotonic, sleep=another_asks)
        patched.setattr("twinbot.language_model.time", waiting)
        with pytest.raises(LanguageModelError, match="Error code: 500"):
            model.complete(ASK)
    going.set()
    assert list(other) == []


def test_the_days_tokens_are_bounded(server):
    server.script = saying("lang")
    model = opened(server, llm_tokens_per_day=725)
    model.complete(ASK)
    model.complete(ASK)
    with pytest.raises(LanguageModelError, match="llm_tokens_per_day"):
        model.complete(ASK)


def test_tokens_are_guessed_carefully_without_a_tokenizer(server):
    model = opened(server)
    assert model.count_tokens("Partnerschaft") >= 4
    assert model.count_tokens("協定は調印されました") == 10


@pytest.mark.parametrize("name", [None, "qwen3", ":m", "openai:", "nobody:m"])
def test_a_name_that_cannot_be_opened_is_told(name):
    with pytest.raises(SettingsError, match="llm"):
        load_language_model(Settings(llm=name))


def test_a_provider_that_has_no_key_is_told(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SettingsError, match=r"openai:gpt-5-mini.*cannot be opened.*llm_key"):
        load_language_model(Settings(llm="openai:gpt-5-mini"))


def test_whatever_opening_a_provider_raises_is_told_without_the_key(server, monkeypatch):
    class UnforeseenError(Exception):
        pass

    def fail(*_, api_key, **__):
        message = f"refused {api_key}, as given\nsecond line {api_key}"
        raise UnforeseenError(message)

    monkeypatch.setattr("langchain.chat_models.init_chat_model", fail)
    with pytest.raises(SettingsError, match=r"refused \*\*\*, as given; check") as caught:
        opened(server, llm_key="correct horse battery")
    assert "horse" not in str(caught.value)
    assert caught.value.__suppress_context__  # a traceback would quote it


def test_a_tokenizer_that_is_none_is_told(tmp_path, server):
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(SettingsError, match="llm_tokenizer"):
        opened(server, llm_tokenizer=tmp_path / "tokenizer.json")
