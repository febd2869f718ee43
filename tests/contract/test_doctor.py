"""``twinbot doctor`` finds what is wrong and says what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.scripted_model import ScriptedServer, saying, scripted_server
from typer.testing import CliRunner

from twinbot.cli import app
from twinbot.settings import Settings


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as served:
        yield served


@pytest.fixture
def run(corpus_settings: Settings, corpus_report: object, monkeypatch):
    monkeypatch.setenv("TWINBOT_INDEX", str(corpus_settings.index))
    monkeypatch.setenv("TWINBOT_CORPUS", str(corpus_settings.corpus))

    def examine(**environment: str) -> tuple[int, dict[str, dict[str, str]]]:
        for name, value in environment.items():
            monkeypatch.setenv(f"TWINBOT_{name.upper()}", value)
        result = CliRunner().invoke(app, ["doctor", "--json"])
        return result.exit_code, {found["part"]: found for found in json.loads(result.stdout)}

    return examine


def test_all_is_well_without_a_language_model(run):
    code, findings = run()
    assert code == 0
    assert {found["health"] for found in findings.values()} == {"ok"}
    assert "quotes" in findings["language model"]["told"]


def test_a_model_that_answers_is_well(run, server):
    server.script = saying("Four.")
    code, findings = run(llm="openai:m", llm_url=server.url, llm_key="sk-secret-key")
    assert code == 0
    assert "first word after" in findings["language model"]["told"]
    assert "secret" not in json.dumps(findings)


@pytest.mark.parametrize(
    ("environment", "part", "words"),
    [
        ({"llm": "qwen3"}, "language model", ("qwen3", "provider:model")),
        ({"llm": "nobody:m"}, "language model", ("nobody:m", "check the provider's name")),
        ({"llm": "openai:m"}, "language model", ("openai:m", "llm_key")),
        ({"llm": "mistralai:m"}, "language model", ("package is missing", "langchain-mistralai")),
        ({"llm": "openai:m", "llm_key_file": "missing"}, "language model", ("llm_key_file",)),
        (
            {"llm": "openai:m", "llm_url": "http://127.0.0.1:9/v1", "llm_retries": "0"},
            "language model",
            ("openai:m", "onnect"),
        ),
        ({"llm_answer_s": "soon"}, "settings", ("llm_answer_s", "soon", "1 to 600")),
        ({"index": "nowhere"}, "index", ("nowhere", "twinbot ingest")),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(environment, part, words, run, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    code, findings = run(**environment)
    assert code == 1
    assert findings[part]["health"] == "mend"
    for word in words:
        assert word in findings[part]["told"]


def test_a_server_that_refuses_is_named(run, server):
    server.script = lambda reply, _: reply.fail(401)
    code, findings = run(llm="openai:m", llm_url=server.url, llm_retries="0")
    assert code == 1
    assert "401" in findings["language model"]["told"]
