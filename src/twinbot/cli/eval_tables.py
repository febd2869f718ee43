"""Figures of an evaluation as tables in the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from twinbot.evaluation import FIGURES, EvaluationRun, Figure, RunComparison
from twinbot.evaluation.runs import figure_record
from twinbot.evaluation.subjects import KINDS
from twinbot.types import LANGUAGES, Language

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS: Mapping[Language | None, str] = {None: "all", **{name: name for name in LANGUAGES}}


def record(
    run: EvaluationRun, figures: Sequence[Figure], comparison: RunComparison | None
) -> dict[str, object]:
    """Return figures and comparisons for programs; the questions stand in ``report.json``."""
    found: dict[str, object] = {
        "questions": len(run.results),
        "subjects": len(run.info.digests),
        "split": run.info.split or "all",
        "duration_s": round(run.info.duration_s, 2),
        "figures": [figure_record(figure) for figure in figures],
    }
    if comparison:
        found["compared_subjects"] = comparison.subjects
        found["comparisons"] = [asdict(c) for c in comparison.comparisons]
    return found


def print_tables(
    run: EvaluationRun, figures: Sequence[Figure], comparison: RunComparison | None
) -> None:
    """Print the figures by language, right answers by kind, and what a comparison found."""
    from rich.console import Console

    console = Console()
    console.print(
        f"{len(run.results)} questions ({len(run.info.digests)} subjects, split "
        f"{run.info.split or 'all'}) in {run.info.duration_s:.1f} s; 95 % intervals over subjects"
    )
    _print_figures(console, figures)
    _print_kinds(console, run)
    if comparison:
        _print_comparison(console, comparison)


def _print_figures(console: Console, figures: Sequence[Figure]) -> None:
    from rich.table import Table

    table = Table("figure", *COLUMNS.values())
    found = {(f.name, f.of.language): f for f in figures if f.of.kind is None}
    for kind in FIGURES:
        cells = [
            f"{kind.shown(f.value)} [dim]\\[{kind.shown(f.low)}, {kind.shown(f.high)}][/dim]"
            if (f := found.get((kind.name, language)))
            else ""
            for language in COLUMNS
        ]
        table.add_row(kind.title, *cells)
    console.print(table)


def _print_kinds(console: Console, run: EvaluationRun) -> None:
    """Print how many questions of each kind ended well: right, or declined where that is right."""
    from rich.table import Table

    table = Table("ended well, by kind", *COLUMNS.values())
    for kind in KINDS:
        cells = []
        for language in COLUMNS:
            asked = [r for r in run.results if r.kind == kind and language in (None, r.language)]
            good = sum(r.verdict in ("right", "declined") for r in asked)
            cells.append(f"{good} of {len(asked)}" if asked else "")
        if any(cells):
            table.add_row(kind, *cells)
    console.print(table)


def _print_comparison(console: Console, comparison: RunComparison) -> None:
    from rich.table import Table

    console.print(
        f"compared with the run of {comparison.before.info.created_at:%Y-%m-%d %H:%M} over "
        f"{comparison.subjects} subjects; {len(comparison.left_out)} left out"
    )
    table = Table("figure that moved", *COLUMNS.values())
    found = {(c.name, c.language): c for c in comparison.comparisons}
    moved = {c.name for c in comparison.comparisons if c.before != c.after}
    for kind in FIGURES:
        cells = [
            f"{c.finding} {kind.shown(c.before)}→{kind.shown(c.after)} [dim]p={c.p_value:.3f}[/dim]"
            if (c := found.get((kind.name, language)))
            else ""
            for language in COLUMNS
        ]
        if kind.name in moved:
            table.add_row(kind.title, *cells)
    if moved:
        console.print(table)
    else:
        console.print("no figure moved")
