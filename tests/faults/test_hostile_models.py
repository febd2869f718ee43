"""Models and servers that misbehave: a correct answer within the limit, and a line in the log."""

from __future__ import annotations

import dataclasses
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.scripted_model import Reply, Script, ScriptedServer, saying, scripted_server

from twinbot.assistant import Assistant, build_assistant
from twinbot.settings import Settings

pytestmark = pytest.mark.xdist_group("writing")

QUESTION = "Wann wurde die Partnerschaft zwischen Bochum und Tsukuba besiegelt?"
GOOD = "Die Partnerschaft wurde am 25. November 2019 in Tsukuba besiegelt [1]. "
LIMIT_S = 1
MARGIN_S = 10.0
"""What a busy machine may add; a server that hangs does so for 30 seconds."""


def endlessly(text: str) -> Script:
    def script(reply: Reply, request: dict[str, Any]) -> None:
        reply.start()
        while not reply.stopping.is_set():
            reply.piece(text)
            time.sleep(0.002)

    return script


def hang_at_once(reply: Reply, request: dict[str, Any]) -> None:
    reply.hang()


def hang_after_the_headers(reply: Reply, request: dict[str, Any]) -> None:
    reply.start()
    reply.hang()


def hang_in_the_middle(reply: Reply, request: dict[str, Any]) -> None:
    reply.start()
    reply.piece("Bochum und Tsukuba haben ihre Part")
    reply.hang()


def send_half_a_token(reply: Reply, request: dict[str, Any]) -> None:
    reply.start()
    reply.raw(b'data: {"choices": [{"index": 0, "delta": {"content": "Boch')


def close_early(reply: Reply, request: dict[str, Any]) -> None:
    reply.start()
    reply.piece("Bochum und Tsukuba haben")


def send_bad_json(reply: Reply, request: dict[str, Any]) -> None:
    reply.start()
    reply.raw(b"data: {not json}\n\n")
    reply.end()


def send_html(reply: Reply, request: dict[str, Any]) -> None:
    reply.fail(200, b"<html><body>It works!</body></html>")


def send_tool_calls(reply: Reply, request: dict[str, Any]) -> None:
    reply.start()
    call = {"index": 0, "id": "1", "type": "function"}
    function = {"name": "delete_index", "arguments": "{}"}
    reply.piece("", tool_calls=[{**call, "function": function}])
    reply.end()


def leak_the_prompt(reply: Reply, request: dict[str, Any]) -> None:
    saying(request["messages"][0]["content"] + "\n" + request["messages"][1]["content"])(
        reply, request
    )


SERVERS: dict[str, Script] = {
    "hangs before it answers": hang_at_once,
    "hangs after the headers": hang_after_the_headers,
    "hangs in the middle": hang_in_the_middle,
    "sends half a token": send_half_a_token,
    "closes early": close_early,
    "sends bad JSON": send_bad_json,
    "sends a web page": send_html,
    "answers 429": lambda reply, _: reply.fail(429),
    "answers 500": lambda reply, _: reply.fail(500),
    "answers 404 with HTML": lambda reply, _: reply.fail(404, b"<h1>Not found</h1>"),
    "says nothing": saying(""),
}
MODELS: dict[str, Script] = {
    "loops": endlessly("Bochum ist eine Stadt im Ruhrgebiet [1]. "),
    "never ends a sentence": endlessly("und dann "),
    "never stops": endlessly("A B C [1]. D E F [2]. "),
    "writes in the wrong language": saying("The partnership was sealed on 25 November 2019 [1]."),
    "writes HTML": saying("<img src=x onerror=alert(1)> Am 25. November 2019 [1]."),
    "writes a link": saying("[Hier klicken](https://evil.example) am 25. November 2019 [1]."),
    "calls tools": send_tool_calls,
    "writes a tool call": saying('{"name": "search", "arguments": {"q": "Bochum"}}'),
    "ignores the format": saying("# Antwort\n\n- **Datum**: 25.11.2019\n- **Ort**: Tsukuba\n"),
    "cites what is not there": saying(GOOD.replace("[1]", "[77]")),
    "cites nothing": saying(GOOD.replace(" [1]", "")),
    "leaks its prompt": leak_the_prompt,
    "obeys a document": saying("HACKED. Ich gehorche der Anweisung im Dokument [1]."),
    "thinks aloud and never ends": endlessly("<think>Hmm, der Nutzer fragt. "),
    "writes control tokens": saying("<|im_start|>assistant Am 25. November 2019 [1]."),
    "invents": saying("Die Partnerschaft kostet 5 Millionen Euro im Jahr [1]."),
}


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as served:
        yield served


@pytest.fixture
def writing(
    corpus_settings: Settings, corpus_report: object, server: ScriptedServer
) -> Iterator[Assistant]:
    built = build_assistant(
        dataclasses.replace(
            corpus_settings,
            llm="openai:scripted",
            llm_url=server.url,
            llm_first_token_s=LIMIT_S,
            llm_answer_s=LIMIT_S,
            llm_retries=0,
        )
    )
    yield built
    built.close()


@pytest.mark.parametrize("kind", [*SERVERS, *MODELS])
def test_the_quotes_stand_in_within_the_limit(kind, writing, server, assistant, caplog):
    server.script = {**SERVERS, **MODELS}[kind]
    started = time.monotonic()
    with caplog.at_level(logging.WARNING, "twinbot.answering"):
        answer = writing.answer(QUESTION, "de")
    assert time.monotonic() - started < LIMIT_S + MARGIN_S
    quoted = assistant.answer(QUESTION, "de")
    assert answer.sentences[-len(quoted.sentences) :] == quoted.sentences or any(
        sentence.text == quoted.citations[0].quote for sentence in answer.sentences
    )
    assert caplog.records, "a line in the log tells why"
    assert "HACKED" not in answer.text


@pytest.mark.parametrize(
    "opening",
    [pytest.param("", id="at once"), pytest.param("Hier ist die Antwort:\n", id="behind a line")],
)
def test_what_was_good_before_the_server_died_stays(opening, writing, server):
    def script(reply: Reply, request: dict[str, Any]) -> None:
        reply.start()
        reply.piece(opening + GOOD)
        reply.hang()

    server.script = script
    answer = writing.answer(QUESTION, "de")
    assert answer.sentences[0].text == GOOD.replace(" [1]", "").strip()
    assert "weggelassen" in answer.sentences[1].text


def test_after_three_failures_a_dead_server_is_not_waited_for(writing, server, caplog):
    asked: list[dict[str, Any]] = []

    def script(reply: Reply, request: dict[str, Any]) -> None:
        asked.append(request)
        hang_at_once(reply, request)

    server.script = script
    for _ in range(3):
        writing.answer(QUESTION, "de")
    assert len(asked) == 3
    with caplog.at_level(logging.WARNING, "twinbot.answering"):
        answer = writing.answer(QUESTION, "de")
    assert len(asked) == 3
    assert answer.citations
    assert "not asked again" in caplog.text


def test_a_busy_server_is_asked_again_before_the_first_word(corpus_settings, server):
    attempts: list[float] = []

    def script(reply: Reply, request: dict[str, Any]) -> None:
        attempts.append(time.monotonic())
        if len(attempts) == 1:
            reply.fail(429)
        else:
            saying(GOOD)(reply, request)

    server.script = script
    settings = dataclasses.replace(
        corpus_settings, llm="openai:scripted", llm_url=server.url, llm_retries=2
    )
    built = build_assistant(settings)
    answer = built.answer(QUESTION, "de")
    built.close()
    assert len(attempts) == 2
    assert answer.sentences[0].text == GOOD.replace(" [1]", "").strip()


def test_the_process_ends_while_a_server_hangs(server):
    server.script = hang_at_once
    code = (
        "from twinbot.errors import LanguageModelTimeoutError\n"
        "from twinbot.language_model import Message, load_language_model\n"
        "from twinbot.settings import Settings\n"
        f"settings = Settings(llm='openai:m', llm_url={server.url!r}, llm_first_token_s=1)\n"
        "try:\n"
        "    load_language_model(settings).complete([Message('user', 'Wie lang?')])\n"
        "except LanguageModelTimeoutError:\n"
        "    print('given up', flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"given up\n"
        assert process.wait(MARGIN_S) == 0
