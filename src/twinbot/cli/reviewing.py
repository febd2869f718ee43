"""``twinbot feedback``: what readers said, and what the documents should answer next."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from twinbot.cli import options
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.errors import FeedbackError
from twinbot.feedback import FeedbackEntry, FeedbackStore, UnansweredQuestion
from twinbot.settings import load_settings

SAME_SUBJECT_COSINE = 0.6
"""Questions this close, in whatever languages, are listed as one; paraphrases reach .62 to .99,
questions on neighbouring subjects .55."""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions without an answer that ask for the same.

    Attributes:
        questions: Each wording once, the most frequent first.
        count: How often they were asked in all.
        languages: In which languages.
        last_asked: When for the last time.
    """

    questions: tuple[str, ...]
    count: int
    languages: tuple[str, ...]
    last_asked: date


def feedback(
    source: Annotated[
        Path | None, typer.Option("--feedback", help="The file \\[default: feedback.sqlite].")
    ] = None,
    as_json: options.Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
) -> None:
    """Show what readers said of answers, and the questions that had none, grouped.

    Texts of questions are there only if the page was served with keep_questions.
    """
    if as_json and as_csv:
        message = "--json and --csv exclude each other"
        raise typer.BadParameter(message)
    settings = load_settings({"feedback": source})
    if settings.feedback is None:
        message = "feedback is turned off (setting feedback is empty); name a file with --feedback"
        raise FeedbackError(message)
    if not settings.feedback.is_file():
        message = f"{settings.feedback}: there is no feedback yet; name another with --feedback"
        raise FeedbackError(message)
    store = FeedbackStore(
        settings.feedback, keep_questions=settings.keep_questions, days=settings.feedback_days
    )
    entries = store.entries()
    groups = group_questions(store.unanswered())
    if as_json:
        typer.echo(json.dumps(_record(entries, groups), ensure_ascii=False, indent=2))
    elif as_csv:
        typer.echo(_table(entries, groups), nl=False)
    else:
        _print(entries, groups)


def group_questions(questions: Sequence[UnansweredQuestion]) -> list[QuestionGroup]:
    """Put questions that ask for the same together, across languages; the most asked first.

    Each question joins the first group whose first question is near enough to it in the built-in
    embedding model.
    """
    if not questions:
        return []
    wordings = list(dict.fromkeys(question.question for question in questions))
    vectors = StaticEmbedder(BUILT_IN_FOLDER).embed_queries(wordings)
    leaders: list[int] = []
    group_of: dict[str, int] = {}
    for number, wording in enumerate(wordings):
        near = [float(vectors[number] @ vectors[leader]) for leader in leaders]
        best = max(range(len(near)), key=near.__getitem__, default=None)
        if best is None or near[best] < SAME_SUBJECT_COSINE:
            best = len(leaders)
            leaders.append(number)
        group_of[wording] = best
    members: dict[int, list[UnansweredQuestion]] = {}
    for question in questions:
        members.setdefault(group_of[question.question], []).append(question)
    return sorted((_group(group) for group in members.values()), key=lambda g: -g.count)


def _group(members: Sequence[UnansweredQuestion]) -> QuestionGroup:
    counts: dict[str, int] = {}
    for member in members:
        counts[member.question] = counts.get(member.question, 0) + 1
    return QuestionGroup(
        questions=tuple(sorted(counts, key=lambda text: -counts[text])),
        count=len(members),
        languages=tuple(sorted({member.language for member in members})),
        last_asked=max(member.day for member in members),
    )


def _record(entries: Sequence[FeedbackEntry], groups: Sequence[QuestionGroup]) -> dict[str, object]:
    return {
        "helpful": sum(entry.verdict == "helpful" for entry in entries),
        "unhelpful": sum(entry.verdict == "unhelpful" for entry in entries),
        "unanswered": [
            {
                "count": group.count,
                "questions": list(group.questions),
                "languages": list(group.languages),
                "last_asked": group.last_asked.isoformat(),
            }
            for group in groups
        ],
        "feedback": [
            {
                "day": entry.day.isoformat(),
                "verdict": entry.verdict,
                "remark": entry.remark,
                "language": entry.language,
                "outcome": entry.outcome,
                "documents": list(entry.documents),
                "question": entry.question,
            }
            for entry in entries
        ],
    }


def _table(entries: Sequence[FeedbackEntry], groups: Sequence[QuestionGroup]) -> str:
    """Return everything as one CSV table; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("kind", "count", "day", "language", "question", "remark", "documents"))
    for group in groups:
        writer.writerow(
            map(
                _cell,
                (
                    "unanswered",
                    group.count,
                    group.last_asked,
                    " ".join(group.languages),
                    " | ".join(group.questions),
                    "",
                    "",
                ),
            )
        )
    for entry in entries:
        writer.writerow(
            map(
                _cell,
                (
                    entry.verdict,
                    1,
                    entry.day,
                    entry.language,
                    entry.question,
                    entry.remark,
                    " | ".join(entry.documents),
                ),
            )
        )
    return out.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _print(entries: Sequence[FeedbackEntry], groups: Sequence[QuestionGroup]) -> None:
    helpful = sum(entry.verdict == "helpful" for entry in entries)
    typer.echo(f"{helpful} helpful, {len(entries) - helpful} not helpful")
    if groups:
        typer.echo("\nquestions that the documents do not answer:")
    for group in groups:
        typer.echo(f"{group.count:>5}  {group.questions[0]}  ({' '.join(group.languages)})")
        for wording in group.questions[1:3]:
            typer.echo(f"       {wording}")
    told = [entry for entry in entries if entry.remark or entry.verdict == "unhelpful"]
    if told:
        typer.echo("\nwhat readers said:")
    for entry in told:
        said = entry.remark or "(no remark)"
        cited = ", ".join(entry.documents) or "no document"
        typer.echo(f"{entry.day}  {entry.verdict:<9}  {said}  [{cited}]")
        if entry.question:
            typer.echo(f"            {entry.question}")
