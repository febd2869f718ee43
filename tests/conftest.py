"""Fixtures that many tests share: the repository's corpus, indexed once a session."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings as hypothesis_settings

from twinbot.assistant import Assistant, build_assistant
from twinbot.index.vector_cache import CACHE_FILE
from twinbot.indexing import IngestReport, ingest
from twinbot.settings import Settings

REPOSITORY = Path(__file__).parents[1]
T = TypeVar("T")

# A busy machine must not fail a property: time is measured in benchmarks/, not here.
hypothesis_settings.register_profile("twinbot", deadline=None)
hypothesis_settings.load_profile("twinbot")

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # no test may reach a hub


def run_apart(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: a browser test may hold this thread's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@pytest.fixture(scope="session")
def corpus_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for the real corpus and an index of its own."""
    return Settings(corpus=REPOSITORY / "corpus", index=tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="session")
def corpus_report(
    corpus_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> IngestReport:
    """The report of ingesting the real corpus."""
    return ingest_sharing_vectors(corpus_settings, tmp_path_factory)


def ingest_sharing_vectors(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> IngestReport:
    """Ingest the real corpus, or one like it, with the vectors that the first such run made.

    The indexes of a session, and of all its workers, differ; what the models make of the same
    texts does not, and making it takes a minute.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / CACHE_FILE
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            report = ingest(settings)
            shutil.copy(settings.index / CACHE_FILE, shared)
            return report
    settings.index.mkdir(exist_ok=True)
    shutil.copy(shared, settings.index)
    return ingest(settings)


@pytest.fixture(scope="session")
def assistant(corpus_settings: Settings, corpus_report: IngestReport) -> Iterator[Assistant]:
    """The assistant over the real corpus."""
    built = build_assistant(corpus_settings)
    yield built
    built.close()


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A corpus of three short documents, to be changed by a test."""
    corpus = tmp_path / "corpus"
    for language, text in {
        "de": "# Brücke\n\nDie Brücke über den Fluss wurde am 3. Mai 1998 eröffnet. "
        "Sie ist 120 Meter lang.\n",
        "en": "# Bridge\n\nThe bridge across the river was opened on 3 May 1998. "
        "It is 120 metres long.\n",
        "ja": "# 橋\n\n川にかかる橋は1998年5月3日に開通しました。長さは120メートルです。\n",
    }.items():
        (corpus / language).mkdir(parents=True)
        (corpus / language / "bridge.md").write_text(text, "utf-8")
    return corpus


@pytest.fixture
def small_settings(small_corpus: Path, tmp_path: Path) -> Settings:
    """Settings for the small corpus."""
    return Settings(corpus=small_corpus, index=tmp_path / "index")
