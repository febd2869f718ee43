"""``twinbot eval-grounding``: measure the checker of written sentences."""

from __future__ import annotations

from pathlib import Path
from statistics import median, quantiles
from typing import Annotated

import typer

from twinbot.cli import options
from twinbot.settings import load_settings


def evaluate_grounding(
    composed: Annotated[
        Path, typer.Option("--set", help="The set of true and false sentences.")
    ] = Path("eval/grounding.jsonl"),
    written: Annotated[
        Path, typer.Option("--written", help="Answers that models wrote, and forgeries of them.")
    ] = Path("eval/written.jsonl"),
    corpus: options.Corpus = None,
    missed: Annotated[
        bool, typer.Option("--missed", help="List what dev sentences were judged wrongly.")
    ] = False,
) -> None:
    """Measure how well true sentences are told from subtly false ones, without a model.

    The sentences of the test split are counted and never listed.
    """
    from twinbot.answering.grounding.checker import GroundingChecker
    from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
    from twinbot.evaluation.grounding_set import check_grounding_set, load_grounding_set, tabulate
    from twinbot.evaluation.written_set import check_written_set, load_written_set
    from twinbot.glossary import GLOSSARY_FILE, parse_glossary

    path = load_settings({"corpus": corpus}).corpus / GLOSSARY_FILE
    glossary = parse_glossary(path.read_bytes() if path.is_file() else b"", str(path))
    checker = GroundingChecker(StaticEmbedder(BUILT_IN_FOLDER), glossary)
    sets = {
        "composed": list(check_grounding_set(load_grounding_set(composed), checker)),
        "written": list(check_written_set(load_written_set(written), checker)),
    }
    cases = [case for checked in sets.values() for case in checked]
    rows = [(kind, *row) for kind, checked in sets.items() for row in tabulate(checked)]
    for kind, of, row in rows:
        typer.echo(
            f"{f'{kind}, {of}':<52} false caught {row.caught:>3}/{row.false:<3} "
            f"{row.caught_share:>6.1%}   "
            f"true refused {row.refused:>2}/{row.true:<3} {row.refused_share:>6.1%}"
        )
    times = [case.duration_ms for case in cases]
    typer.echo(
        f"a sentence: {median(times):.1f} ms median, {quantiles(times, n=20)[-1]:.1f} ms p95"
    )
    if missed:
        for case in cases:
            if case.split == "dev" and case.passed != case.carried:
                said = "passed" if case.passed else "refused"
                typer.echo(f"{said}: {case.text} ({case.fault or 'true'}, {case.passage_language})")
