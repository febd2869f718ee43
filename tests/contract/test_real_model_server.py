"""A real OpenAI-compatible streaming server with a real, tiny, random model that writes nonsense.

``transformers serve`` runs it; nothing is fetched. What the reader sees is cited and verbatim, or
was checked, whatever the model writes.
"""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from twinbot.answering.grounding.checker import GroundingChecker
from twinbot.answering.grounding.sources import Source
from twinbot.assistant import Assistant, build_assistant
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.evaluation.results import is_quoted
from twinbot.glossary import parse_glossary
from twinbot.settings import Settings
from twinbot.types import Answer

pytestmark = pytest.mark.xdist_group("real-model")

QUESTIONS = [
    ("Wann wurde die Partnerschaft zwischen Bochum und Tsukuba besiegelt?", "de"),
    ("Wer hat den Roboteranzug HAL erfunden?", "de"),
    ("On which weekday did Bochum and Tsukuba sign their agreement?", "en"),
    ("Who invented the robot suit HAL?", "en"),
    ("ボーフム市とつくば市の連携合意書はいつ調印されましたか。", "ja"),
    ("つくばエクスプレスはいつ開業しましたか。", "ja"),
]
WORDS = (
    "Die Partnerschaft wurde am 25. November 2019 besiegelt . Bochum und Tsukuba [1]. [2]. [3]. "
    "the agreement was signed in by HAL Sankai invented 2005年8月24日に つくばエクスプレスは "
    "開業しました[1]。 です[2]。 筑波大学 system user assistant :"
)
STARTS_WITHIN_S = 120


def make_model(folder: Path) -> None:
    """Save a random Llama of one layer that knows only `WORDS`."""
    code = f"""
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

special = ["<pad>", "<s>", "</s>", "<unk>"]
vocabulary = {{t: i for i, t in enumerate(dict.fromkeys(special + {WORDS.split()!r}))}}
words = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=words, pad_token="<pad>", bos_token="<s>", eos_token="</s>", unk_token="<unk>"
)
tokenizer.chat_template = (
    "{{% for m in messages %}}<s> {{{{ m['role'] }}}} : {{{{ m['content'] }}}} "
    "{{% endfor %}}assistant :"
)
torch.manual_seed(7)
config = LlamaConfig(
    vocab_size=len(vocabulary), hidden_size=32, intermediate_size=64, num_hidden_layers=1,
    num_attention_heads=2, num_key_value_heads=1, max_position_embeddings=8192,
    bos_token_id=1, eos_token_id=2, pad_token_id=0,
)
LlamaForCausalLM(config).save_pretrained({str(folder)!r})
tokenizer.save_pretrained({str(folder)!r})
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address of the server and folder of the model."""
    pytest.importorskip("accelerate", reason="transformers serve needs it")
    folder = tmp_path_factory.mktemp("model")
    make_model(folder / "tiny")
    (folder / "home" / "hub").mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "home")}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_until_up(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}/v1", folder / "tiny"
        finally:
            server.terminate()
            server.wait(20)


def wait_until_up(address: str) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        try:
            httpx.get(address, timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"transformers serve was not up within {STARTS_WITHIN_S} s")


@pytest.fixture(scope="module")
def writing(
    served: tuple[str, Path], corpus_settings: Settings, corpus_report: object
) -> Iterator[Assistant]:
    address, model = served
    built = build_assistant(
        dataclasses.replace(
            corpus_settings,
            llm=f"openai:{model}",
            llm_url=address,
            llm_tokenizer=model / "tokenizer.json",
            llm_first_token_s=60,
            llm_answer_s=90,
        )
    )
    yield built
    built.close()


def assert_cited_and_verbatim_or_checked(answer: Answer, assistant: Assistant) -> None:
    glossary = Path(__file__).parents[2] / "corpus" / "glossary.csv"
    checker = GroundingChecker(
        StaticEmbedder(BUILT_IN_FOLDER), parse_glossary(glossary.read_bytes(), "glossary.csv")
    )
    by_marker = {citation.marker: citation for citation in answer.citations}
    for citation in answer.citations:
        page = assistant.page(citation.document_id, citation.page)
        assert citation.span.of(page.text) == citation.quote
    assert any(sentence.markers for sentence in answer.sentences)
    for sentence in answer.sentences:
        cited = [by_marker[marker] for marker in sentence.markers]
        if not cited or is_quoted(sentence.text, [citation.quote for citation in cited]):
            continue
        sources = [Source(c.paragraph, c.language, c.title) for c in cited]
        verdict = checker.check(
            sentence.text,
            range(1, len(sources) + 1),
            answer.query.language,
            checker.prepare(sources),
        )
        assert verdict.passed, (sentence.text, verdict.faults)


@pytest.mark.parametrize(("question", "language"), QUESTIONS)
def test_of_a_models_nonsense_the_reader_sees_nothing_unchecked(
    question, language, writing, caplog
):
    answer = writing.answer(question, language)
    assert answer.outcome in {"grounded", "partial"}
    assert_cited_and_verbatim_or_checked(answer, writing)
    assert "twinbot.answering" in {record.name for record in caplog.records}
