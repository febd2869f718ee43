"""The bounds of a language model, over a real server and the real client."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from tests.scripted_model import Reply, ScriptedServer, saying, scripted_server

from twinbot.errors import LanguageModelError, SettingsError
from twinbot.language_model import LanguageModel, Message, load_language_model
from twinbot.settings import Settings

ASK = [Message("user", "Wie lang ist die Brücke?")]


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as served:
        yield served


def opened(server: ScriptedServer, **settings: Any) -> LanguageModel:
    model = load_language_model(Settings(llm="openai:m", llm_url=server.url, **settings))
    assert model is not None
    return model


def test_no_model_is_opened_where_none_is_named():
    assert load_language_model(Settings()) is None


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


def test_a_call_given_up_early_frees_its_place(server):
    server.script = saying("lang " * 50, pause_s=0.01)
    model = opened(server, llm_calls=1)
    stream = model.stream(ASK)
    next(stream)
    stream.close()
    server.script = saying("lang")
    assert model.complete(ASK) == "lang"


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


@pytest.mark.parametrize("name", ["qwen3", ":m", "openai:", "nobody:m"])
def test_a_name_that_cannot_be_opened_is_told(name):
    with pytest.raises(SettingsError, match="llm"):
        load_language_model(Settings(llm=name))


def test_a_tokenizer_that_is_none_is_told(tmp_path, server):
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(SettingsError, match="llm_tokenizer"):
        opened(server, llm_tokenizer=tmp_path / "tokenizer.json")
