"""``twinbot eval``: ask the question set, and say how good the answers are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twinbot.cli import eval_options, options
from twinbot.settings import Settings, load_settings

if TYPE_CHECKING:
    from twinbot.evaluation import EvaluationRun, Figure, QuestionSet, RunComparison, Split
    from twinbot.evaluation.gate import Baseline
    from twinbot.evaluation.running import Progress

QUESTIONS_FILE = Path("eval/questions.jsonl")
REPORTS_FOLDER = Path("eval/reports")


def evaluate(  # noqa: PLR0913, PLR0917 - one parameter an option
    split: eval_options.SplitName = "dev",
    questions: eval_options.Questions = QUESTIONS_FILE,
    index: options.Index = None,
    corpus: options.Corpus = None,
    check: eval_options.Check = False,
    earlier: eval_options.Earlier = None,
    gate: eval_options.Gate = False,
    set_baseline: eval_options.SetBaseline = False,
    baseline: eval_options.Baseline = None,
    target: eval_options.Output = None,
    llm: eval_options.Writer = None,
    judge: eval_options.Judge = None,
    as_json: options.Json = False,
) -> None:
    """Ask the questions of a split and measure the answers; a model only with --llm or --judge.

    Writes report.html, report.json, run.trec and qrels.trec into the output folder. Every figure
    has a 95 % interval. Exit code 1 if --gate finds a figure below the baseline.

    Examples:
      twinbot eval --check

      twinbot eval --split dev --output before

      twinbot eval --split dev --compare before

      twinbot eval --split dev --llm ollama:qwen3:8b
    """
    from twinbot import evaluation

    if earlier and llm:
        message = "--llm compares with the quotes, --compare with an earlier run: give one of them"
        raise typer.BadParameter(message)
    settings = load_settings({"index": index, "corpus": corpus, "llm": llm})
    chosen = _checked_split(split)
    asked = evaluation.load_questions(questions)
    if check:
        _check_questions(asked, settings)
        return
    before = evaluation.read_run(earlier) if earlier else None
    floor_path = baseline or evaluation.BASELINE_FILE
    floor = evaluation.read_baseline(floor_path) if gate else None
    folder = _make_folder(target)  # before minutes are spent on what could not be written
    run = _ask(asked, replace(settings, llm=None), chosen, hidden=as_json)
    if llm:
        before, run = run, _ask(asked, settings, chosen, hidden=as_json)
    if judge:
        run = _graded(run, replace(settings, llm=judge), hidden=as_json)
    figures = evaluation.summarise(run.results)
    _report(run, figures, before, folder, as_json=as_json)
    if set_baseline:
        evaluation.write_baseline(evaluation.make_baseline(run, figures), floor_path)
        typer.echo(f"baseline: {floor_path}", err=as_json)
    if floor:
        _fail_below(floor, run, figures)


def _checked_split(split: str) -> Split | None:
    from twinbot.evaluation import SPLITS

    if split == "all":
        return None
    for known in SPLITS:
        if split == known:
            return known
    message = f"--split is {split!r}, allowed are {', '.join(SPLITS)}, all"
    raise typer.BadParameter(message)


def _check_questions(asked: QuestionSet, settings: Settings) -> None:
    """Hold the questions against the corpus and tell what was found."""
    from twinbot import evaluation

    evaluation.check_against_corpus(asked, settings)
    for sentence in evaluation.missing_languages(asked, settings):
        typer.echo(f"note: {sentence}", err=True)
    typer.echo(f"{len(asked.subjects)} subjects, every gold quote is in the corpus")


def _make_folder(target: Path | None) -> Path:
    """Make the folder of the report, by default one that is named by the time."""
    from twinbot import evaluation

    folder = target or REPORTS_FOLDER / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    evaluation.make_folder(folder)
    return folder


def _ask(
    asked: QuestionSet, settings: Settings, split: Split | None, *, hidden: bool
) -> EvaluationRun:
    """Ask the questions of a split."""
    from twinbot import evaluation

    with _progress_bar(hidden=hidden) as progress:
        return evaluation.evaluate(asked, settings, split, progress)


@contextmanager
def _progress_bar(*, hidden: bool) -> Iterator[Progress | None]:
    """Show a progress bar on standard error while questions are asked."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking")

        def update(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield update


def _graded(run: EvaluationRun, settings: Settings, *, hidden: bool) -> EvaluationRun:
    """Return the run with a judge's grades."""
    from twinbot.evaluation.judging import judge_answers
    from twinbot.evaluation.model_judge import ModelJudge
    from twinbot.language_model import load_language_model

    with _progress_bar(hidden=hidden) as progress:
        judge = ModelJudge(load_language_model(settings))
        return replace(run, grades=tuple(judge_answers(run.results, judge, progress)))


def _report(
    run: EvaluationRun,
    figures: Sequence[Figure],
    before: EvaluationRun | None,
    folder: Path,
    *,
    as_json: bool,
) -> None:
    """Write the report's files and print its summary."""
    from twinbot import evaluation

    comparison = evaluation.compare(before, run) if before else None
    evaluation.write_run(run, figures, folder)
    evaluation.write_html(run, figures, comparison, folder)
    _print(run, figures, comparison, as_json=as_json)
    typer.echo(f"report: {folder}", err=as_json)


def _print(
    run: EvaluationRun,
    figures: Sequence[Figure],
    comparison: RunComparison | None,
    *,
    as_json: bool,
) -> None:
    from twinbot.cli import eval_tables

    if as_json:
        typer.echo(json.dumps(eval_tables.record(run, figures, comparison), ensure_ascii=False))
    else:
        eval_tables.print_tables(run, figures, comparison)


def _fail_below(floor: Baseline, run: EvaluationRun, figures: Sequence[Figure]) -> None:
    """Name the figures that fell below the baseline, and end with exit code 1 if any did."""
    from twinbot import evaluation

    fallen = evaluation.fallen(floor, run, figures)
    for sentence in fallen:
        typer.echo(f"below the baseline: {sentence}", err=True)
    if fallen:
        raise typer.Exit(1)
