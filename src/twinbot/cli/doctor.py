"""``twinbot doctor``: look at settings, corpus, index and models, and say what to mend."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal

import typer

from twinbot.cli import options
from twinbot.errors import TwinbotError
from twinbot.settings import Settings, load_settings
from twinbot.types import LANGUAGES

Health = Literal["ok", "note", "mend"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part.

    Attributes:
        part: What was looked at.
        health: "ok"; "note" for what works and may surprise; "mend" for what does not work.
        told: What was found and, where something is wrong, what to do.
    """

    part: str
    health: Health
    told: str


def doctor(
    index: options.Index = None, corpus: options.Corpus = None, as_json: options.Json = False
) -> None:
    """Check settings, corpus, index and models, and say what to mend.

    The language model, where one is set, is asked one short question. Exit code 1 if anything
    needs mending.

    Example:
      TWINBOT_LLM=ollama:qwen3:8b twinbot doctor
    """
    findings = []
    for finding in examine({"index": index, "corpus": corpus}):
        findings.append(finding)
        if not as_json:
            typer.echo(f"{finding.health:<5} {finding.part:<15} {finding.told}")
    if as_json:
        typer.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=2))
    if any(finding.health == "mend" for finding in findings):
        raise typer.Exit(1)


def examine(flags: dict[str, object]) -> Iterator[Finding]:
    """Yield a finding for each part, one after the other; never raises our errors."""
    try:
        settings = load_settings(flags)
    except TwinbotError as error:
        yield Finding("settings", "mend", str(error))
        return
    yield Finding("settings", "ok", "read")
    for part, look in (
        ("corpus", _look_at_corpus),
        ("last ingest", _look_at_last_ingest),
        ("index", _look_at_index),
        ("answering", _look_at_answering),
        ("language model", _look_at_language_model),
    ):
        yield _examined(part, look, settings)


def _examined(part: str, look: Callable[[Settings], Finding], settings: Settings) -> Finding:
    try:
        return look(settings)
    except TwinbotError as error:
        return Finding(part, "mend", str(error))


def _look_at_corpus(settings: Settings) -> Finding:
    from twinbot.indexing import stale_documents, stale_staff_files

    newer = {**stale_documents(settings), **stale_staff_files(settings)}
    if newer:
        few = ", ".join(list(newer)[:3]) + (", …" if len(newer) > 3 else "")  # noqa: PLR2004
        told = f"{len(newer)} files differ from the index ({few}); run twinbot ingest"
        return Finding("corpus", "note", told)
    return Finding("corpus", "ok", f"{settings.corpus}: the index is up to date")


def _look_at_last_ingest(settings: Settings) -> Finding:
    from twinbot.indexing import read_last_ingest, standing_refusals

    last = read_last_ingest(settings.index)
    if last is None:
        return Finding("last ingest", "ok", "not known; the next twinbot ingest keeps its report")
    ended = f"{last.at:%Y-%m-%d %H:%M} UTC"
    refused = standing_refusals(settings)
    if refused:
        told = "; ".join(f"{name}: {reason}" for name, reason in list(refused.items())[:3])
        more = f"; {len(refused) - 3} more, see twinbot status" if len(refused) > 3 else ""  # noqa: PLR2004
        told = f"{ended}, {len(refused)} refused ({told}{more}); mend them and run twinbot ingest"
        return Finding("last ingest", "mend", told)
    if notes := last.all_notes:
        told = f"{ended}, {len(notes)} notes (twinbot status shows them): {notes[0]}"
        return Finding("last ingest", "note", told)
    return Finding("last ingest", "ok", f"{ended}, nothing refused")


def _look_at_index(settings: Settings) -> Finding:
    from twinbot.embedding import load_embedder
    from twinbot.index import read_current

    info = read_current(settings.index, load_embedder(settings).identity)
    counts = ", ".join(f"{language} {info.passages.get(language, 0)}" for language in LANGUAGES)
    told = f"{info.generation}, passages {counts}, model {info.model.name}"
    return Finding("index", "ok", told)


def _look_at_answering(settings: Settings) -> Finding:
    """Answer a question that any corpus lets through, without the language model."""
    from dataclasses import replace

    from twinbot.assistant import build_assistant

    assistant = build_assistant(replace(settings, llm=None))
    try:
        title = assistant.documents()[0].title
        started = time.perf_counter()
        answer = assistant.answer(title)
        took_ms = (time.perf_counter() - started) * 1000
    finally:
        assistant.close()
    return Finding("answering", "ok", f"{answer.outcome} in {took_ms:.0f} ms")


def _look_at_language_model(settings: Settings) -> Finding:
    if settings.llm is None:
        return Finding("language model", "ok", "none; answers are quotes (setting llm)")
    from twinbot.language_model import Message, load_language_model

    model = load_language_model(settings)
    started = time.perf_counter()
    first_ms = None
    text = ""
    for piece in model.stream([Message("user", "Answer with one word: what is 2 + 2?")]):
        first_ms = first_ms or (time.perf_counter() - started) * 1000
        text += piece
        if len(text) > _ENOUGH_CHARS:
            break
    slow = (first_ms or 0) > settings.llm_first_token_s * 500
    told = f"{model.name} answers, first word after {first_ms or 0:.0f} ms"
    if settings.llm_tokenizer is None:
        told += "; tokens are estimated (setting llm_tokenizer names the model's tokenizer.json)"
    if slow:
        told += "; that is more than half of llm_first_token_s, so questions will often get quotes"
    return Finding("language model", "note" if slow else "ok", told)


_ENOUGH_CHARS = 80
"""So much of an answer shows that the model speaks."""
