"""Options of ``twinbot eval``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SplitName = Annotated[str, typer.Option("--split", help="dev, test or all.")]
Questions = Annotated[Path, typer.Option("--questions", help="JSON lines, see eval/README.md.")]
Check = Annotated[
    bool, typer.Option("--check", help="Only check the questions against the corpus.")
]
Earlier = Annotated[Path | None, typer.Option("--compare", help="Folder of an earlier report.")]
Gate = Annotated[bool, typer.Option("--gate", help="Fail if a figure fell below the baseline.")]
SetBaseline = Annotated[bool, typer.Option("--write-baseline", help="Make this run the baseline.")]
Baseline = Annotated[
    Path | None,
    typer.Option("--baseline", help="The baseline \\[default: eval/baseline.json]."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", help="Folder of the report \\[default: eval/reports/TIME]."),
]
Writer = Annotated[
    str | None,
    typer.Option("--llm", help="Also let this model write, and compare it with the quotes."),
]
Judge = Annotated[
    str | None,
    typer.Option("--judge", help="Let this model grade the answers, beside the figures."),
]
