"""A finished run: what it was made with, its results, and its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from twinbot import trec
from twinbot.errors import EvaluationError
from twinbot.evaluation.curves import answer_curve
from twinbot.evaluation.figures import FIGURES
from twinbot.evaluation.judging import Grade, judged_figures
from twinbot.evaluation.results import QuestionResult
from twinbot.evaluation.subjects import Split, Subject
from twinbot.evaluation.summarising import Figure
from twinbot.types import LANGUAGES, Language

SCHEMA = 1
"""Layout of ``report.json``; a report of another is refused."""

REPORT_FILE = "report.json"
RUN_FILE = "run.trec"
QRELS_FILE = "qrels.trec"


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run was made with.

    Attributes:
        created_at: When it began, UTC.
        version: Of twinbot.
        generation: The index generation that answered.
        model: Name of the embedding model.
        documents: Stored documents by language.
        passages: Stored passages by language.
        questions: Name of the question file.
        split: Which split was asked; ``None`` for both.
        duration_s: Wall time of the asking.
        digests: What each subject was when it was asked, by id; two runs are compared over the
            subjects whose digests agree.
    """

    created_at: datetime
    version: str
    generation: str
    model: str
    documents: Mapping[Language, int]
    passages: Mapping[Language, int]
    questions: str
    split: Split | None
    duration_s: float
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """What was asked and what came of it; the part of ``report.json`` that is read back.

    Attributes:
        info: What it was made with.
        results: One a question.
        grades: A judge's opinions, if one was asked.
    """

    info: RunInfo
    results: tuple[QuestionResult, ...]
    grades: tuple[Grade, ...] = ()


def digest_of(subject: Subject) -> str:
    """Return a digest of all that decides a subject's results besides the assistant."""
    content = [
        subject.kind,
        dict(subject.questions),
        {language: [asdict(turn) for turn in turns] for language, turns in subject.history.items()},
        [
            [{name: p.pattern for name, p in fact.patterns.items()} for fact in facts]
            for facts in (subject.facts, subject.forbidden)
        ],
        [asdict(gold) for gold in subject.gold],
        sorted(subject.documents),
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write_run(run: EvaluationRun, figures: Sequence[Figure], folder: Path) -> None:
    """Write ``report.json``, ``run.trec`` and ``qrels.trec`` into a folder, made if need be.

    Raises:
        EvaluationError: If the folder cannot be written.
    """
    record = {
        "schema": SCHEMA,
        "info": TypeAdapter(RunInfo).dump_python(run.info, mode="json"),
        "kinds_of_figures": [
            {"name": k.name, "title": k.title, "better": k.better, "unit": k.unit} for k in FIGURES
        ],
        "figures": [figure_record(figure) for figure in figures],
        "curves": {
            language or "all": [asdict(point) for point in answer_curve(run.results, language)]
            for language in (None, *LANGUAGES)
        },
        "grades": [asdict(grade) for grade in run.grades],
        "judged_figures": [asdict(f) for f in judged_figures(run.results, run.grades)],
        "results": [{**asdict(result), "verdict": result.verdict} for result in run.results],
    }
    files = {
        REPORT_FILE: json.dumps(record, ensure_ascii=False, indent=1) + "\n",
        RUN_FILE: "".join(line + "\n" for line in run_lines(run.results)),
        QRELS_FILE: "".join(line + "\n" for line in qrels_lines(run.results)),
    }
    for name, content in files.items():
        write_text(folder / name, content)


def write_text(path: Path, content: str) -> None:
    """Write a file, making its folder if need be.

    Raises:
        EvaluationError: If it cannot be written.
    """
    make_folder(path.parent)
    try:
        path.write_text(content, "utf-8")
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); choose another folder"
        raise EvaluationError(message) from error


def make_folder(path: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        EvaluationError: If it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); choose another folder"
        raise EvaluationError(message) from error


def read_run(path: Path) -> EvaluationRun:
    """Read a run back from its folder or its ``report.json``.

    Raises:
        EvaluationError: If there is none, or it is damaged or of another layout.
    """
    file = path / REPORT_FILE if path.is_dir() else path
    remedy = "name the folder of a report that 'twinbot eval' wrote"
    try:
        record: Any = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"{file}: not readable as JSON ({error}); {remedy}"
        raise EvaluationError(message) from error
    found = record.get("schema") if isinstance(record, dict) else None
    if found != SCHEMA:
        message = f"{file}: layout {found!r}, wanted is {SCHEMA}; {remedy}, or run it again"
        raise EvaluationError(message)
    try:
        return TypeAdapter(EvaluationRun).validate_python(record)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = f"{file}: {where}: {first['msg']}; {remedy}, or run it again"
        raise EvaluationError(message) from error


def figure_record(figure: Figure) -> dict[str, object]:
    """Return a figure as ``report.json`` holds it."""
    return {
        "name": figure.name,
        "language": figure.of.language,
        "kind": figure.of.kind,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "cases": figure.cases,
        "subjects": figure.subjects,
    }


def run_lines(results: Sequence[QuestionResult]) -> list[str]:
    """Return the rankings as lines of a TREC run."""
    return [line for one in results for line in trec.run_lines(one.query_id, one.ranking)]


def qrels_lines(results: Sequence[QuestionResult]) -> list[str]:
    """Return what is relevant as lines of a TREC qrels file."""
    return [line for one in results for line in trec.qrels_lines(one.query_id, one.relevant)]
