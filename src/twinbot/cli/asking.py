"""``twinbot ask`` and ``twinbot search``: one question, or a file of them."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from twinbot.assistant import Assistant, build_assistant
from twinbot.cli import options
from twinbot.cli.batches import BatchQuestion, read_questions
from twinbot.cli.printing import answer_record, print_answer, print_explanation
from twinbot.errors import QuestionError
from twinbot.settings import load_settings
from twinbot.trec import run_lines
from twinbot.types import LANGUAGES, Evidence, Language

Unit = Literal["document", "passage"]


def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, in any of the languages.")
    ] = None,
    language: options.LanguageOption = None,
    index: options.Index = None,
    source: Annotated[
        Path | None,
        typer.Option("--input", help='JSON lines: {"id", "question", "language"?, "history"?}.'),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("--output", help="Where the answers of --input go \\[default: -]."),
    ] = None,
    as_json: options.Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was found and why it was chosen.")
    ] = False,
) -> None:
    """Answer a question with exact quotes from the documents.

    Examples:
      twinbot ask "Wann wurde die Vereinbarung unterzeichnet?"

      twinbot ask "協定はいつ締結されましたか" --json

      twinbot ask "Who signed it?" --explain

      twinbot ask --input questions.jsonl --output answers.jsonl
    """
    chosen = _checked_language(language)
    batch = _batch(source, target, question)
    with _assistant(index) as assistant:
        if batch is not None:
            lines = (
                json.dumps(_answered(assistant, asked, chosen), ensure_ascii=False)
                for asked in batch
            )
            _write_lines(lines, target)
            return
        asked = BatchQuestion(id="1", question=_needed(question))
        if explain:
            print_explanation(assistant.explain(asked.question, chosen), as_json=as_json)
        elif as_json:
            typer.echo(json.dumps(_answered(assistant, asked, chosen), ensure_ascii=False))
        else:
            print_answer(assistant.answer(asked.question, chosen))


def search(  # noqa: PLR0913, PLR0917 - one parameter an option
    query: Annotated[str | None, typer.Argument(help="What to search for.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=1_000, help="How many hits.")] = 10,
    unit: Annotated[str, typer.Option(help="document or passage.")] = "passage",
    language: options.LanguageOption = None,
    index: options.Index = None,
    source: Annotated[
        Path | None, typer.Option("--input", help='JSON lines: {"id", "question", "language"?}.')
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--output", help="TREC run file of --input \\[default: -].")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Show what retrieval finds, without answering.

    Examples:
      twinbot search "Roboteranzug HAL" --k 5

      twinbot search --input questions.jsonl --k 20 --unit document --output run.trec
    """
    chosen = _checked_language(language)
    wanted = _checked_unit(unit)
    batch = _batch(source, target, query)
    with _assistant(index) as assistant:
        if batch is not None:
            _write_lines(
                (
                    line
                    for asked in batch
                    for line in _trec_lines(
                        asked.id, _found(assistant, asked, chosen, k, wanted), wanted, k
                    )
                ),
                target,
            )
            return
        asked = BatchQuestion(id="1", question=_needed(query))
        rows = _rows(_found(assistant, asked, chosen, k, wanted), wanted, k)
        if as_json:
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            for row in rows:
                typer.echo(
                    f"{row['rank']:>3}  {row['score']:6.2f}  {row['document_id']}"
                    + (f", page {row['page']}\n     {row['text']}" if "text" in row else "")
                )


@contextmanager
def _assistant(index: Path | None) -> Iterator[Assistant]:
    assistant = build_assistant(load_settings({"index": index}))
    try:
        yield assistant
    finally:
        assistant.close()


def _checked_language(language: str | None) -> Language | None:
    if language is None:
        return None
    for known in LANGUAGES:
        if language == known:
            return known
    message = f"--language is {language!r}, allowed are {', '.join(LANGUAGES)}"
    raise typer.BadParameter(message)


def _checked_unit(unit: str) -> Unit:
    if unit == "document":
        return "document"
    if unit == "passage":
        return "passage"
    message = f"--unit is {unit!r}, allowed are document, passage"
    raise typer.BadParameter(message)


def _needed(text: str | None) -> str:
    if text is None:
        message = "give a question, or --input with a file of them"
        raise typer.BadParameter(message)
    return text


def _batch(
    source: Path | None, target: Path | None, text: str | None
) -> list[BatchQuestion] | None:
    """Return the questions of ``--input``, all read before anything is written, if it is given."""
    if source is None:
        return None
    if text is not None:
        message = "give a question or --input, not both"
        raise typer.BadParameter(message)
    batch = list(read_questions(source))
    if target is not None and target.is_file() and target.samefile(source):
        message = f"--output {target}: is the question file of --input; choose another path"
        raise typer.BadParameter(message)
    return batch


def _answered(
    assistant: Assistant, asked: BatchQuestion, language: Language | None
) -> dict[str, object]:
    """Answer one line of a batch; a question that cannot be asked is refused, not fatal."""
    started = time.perf_counter()
    try:
        answer = assistant.answer(asked.question, language or asked.language, asked.turns())
    except QuestionError as error:
        if asked.line is None:
            raise
        return {
            "id": asked.id,
            "language": language or asked.language,
            "outcome": "refused",
            "text": "",
            "sentences": [],
            "citations": [],
            "error": str(error),
            "duration_ms": _elapsed_ms(started),
        }
    return {"id": asked.id, **answer_record(answer), "duration_ms": _elapsed_ms(started)}


def _elapsed_ms(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _found(
    assistant: Assistant, asked: BatchQuestion, language: Language | None, k: int, unit: Unit
) -> Evidence:
    """Search; documents need more passages, because several may come from one."""
    passages = k if unit == "passage" else 5 * k
    return assistant.search(asked.question, language or asked.language, passages)


def _rows(evidence: Evidence, unit: Unit, k: int) -> list[dict[str, object]]:
    """Return the hits, one a passage or one a document, ranked from 1."""
    rows: list[dict[str, object]] = []
    seen: set[str] = set()
    for hit in evidence.hits:
        passage = hit.passage
        if unit == "document":
            if passage.document_id in seen:
                continue
            seen.add(passage.document_id)
        row: dict[str, object] = {
            "rank": len(rows) + 1,
            "score": round(hit.score, 6),
            "document_id": passage.document_id,
        }
        if unit == "passage":
            row |= {
                "passage_id": passage.passage_id,
                "language": passage.language,
                "page": passage.page,
                "start": passage.span.start,
                "end": passage.span.end,
                "heading": passage.heading,
                "text": passage.text,
                "similarity": round(hit.similarity, 6),
                "lexical_score": round(hit.lexical_score, 6),
            }
        rows.append(row)
    return rows[:k]


def _trec_lines(query_id: str, evidence: Evidence, unit: Unit, k: int) -> list[str]:
    """Return the ids of the hits as lines of a TREC run, one a passage or one a document."""
    rows = _rows(evidence, unit, k)
    return run_lines(query_id, [str(row[f"{unit}_id"]) for row in rows])


def _write_lines(lines: Iterator[str], target: Path | None) -> None:
    """Write lines to a file or to standard output as they come.

    A file takes the place of an earlier one when it is complete. Until then, and where a run
    breaks off, its lines stand beside it in ``TARGET.part``.
    """
    if target is None or str(target) == "-":
        for line in lines:
            sys.stdout.write(line + "\n")
        return
    # Links stay links; a pipe or device is written to, not replaced.
    final = target.resolve()
    is_replaced = final.is_file() or not final.exists()
    written = final.with_name(f"{final.name}.part") if is_replaced else target
    try:
        with written.open("w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        if is_replaced:
            written.replace(final)
    except OSError as error:
        message = f"--output {target}: cannot be written ({error.strerror}); choose another path"
        raise typer.BadParameter(message) from error
