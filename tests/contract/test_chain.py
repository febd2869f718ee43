"""twinbot as LangChain parts, over a real index, and what the README shows of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.conftest import REPOSITORY

from twinbot.assistant import Assistant, build_assistant
from twinbot.chain import PassageRetriever, build_chain
from twinbot.indexing import ingest
from twinbot.settings import Settings
from twinbot.types import Span, Turn


@pytest.fixture
def town(small_settings: Settings) -> Iterator[Assistant]:
    """An assistant over the small corpus."""
    ingest(small_settings)
    built = build_assistant(small_settings)
    yield built
    built.close()


def test_the_chain_answers_in_the_language_asked_for_and_goes_on_from_earlier_turns(town):
    chain = build_chain(town)
    first = chain.invoke({"question": "When was the bridge opened?"})
    assert first == town.answer("When was the bridge opened?")
    assert "3 May 1998" in first.text
    history = [Turn("When was the bridge opened?", first.text)]
    questions = [
        {"question": "Wie lang ist die Brücke?", "language": "de"},
        {"question": "How long is it?", "language": "en", "history": history},
    ]
    german, follow_up = chain.batch(questions)
    assert "120 Meter" in german.text
    assert follow_up.query.history == tuple(history)


def test_the_retriever_gives_passages_that_stand_where_their_metadata_says(town):
    documents = PassageRetriever(assistant=town, k=2).invoke("橋の長さは？")
    assert 1 <= len(documents) <= 2
    assert documents[0].metadata["language"] == "ja"
    for document in documents:
        where = document.metadata
        page = town.page(where["document_id"], where["page"])
        assert Span(where["start"], where["end"]).of(page.text) == document.page_content
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)


def test_the_readme_s_example_runs(corpus_settings, corpus_report):
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    run = subprocess.run(
        [sys.executable, "-c", block],
        env={**os.environ, "TWINBOT_INDEX": str(corpus_settings.index)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "[1]" in run.stdout
