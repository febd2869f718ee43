"""The baseline: figures that must not fall, and whether they did."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from twinbot.errors import EvaluationError
from twinbot.evaluation.figures import FIGURES
from twinbot.evaluation.runs import EvaluationRun, write_text
from twinbot.evaluation.subjects import Split
from twinbot.evaluation.summarising import Figure
from twinbot.types import Language

BASELINE_FILE = Path("eval/baseline.json")

_KEPT = {kind.name: kind for kind in FIGURES if kind.quantile is None and kind.better != "neither"}
"""Figures of the baseline: times depend on the machine, and length is neither good nor bad."""

_DIGITS = 6
"""Figures are written with so many, so that a change of the file can be read."""

_TOLERANCE = 1e-6

_RULE_OF_THREE = 3.0
"""What never happened in n cases happens in fewer than 3/n, with 95 % certainty (Hanley and
Lippman-Hand 1983, doi:10.1001/jama.1983.03330370053031); a bootstrap of it has no width."""


@dataclass(frozen=True, slots=True)
class BaselineFigure:
    """A figure as the baseline holds it."""

    name: str
    language: Language | None
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figures of an earlier state that later ones are held against.

    Attributes:
        split: Which split they are of.
        questions: Digest of the subjects asked: figures over other questions cannot be compared.
        subjects: How many.
        figures: By figure and language.
    """

    split: Split | None
    questions: str
    subjects: int
    figures: tuple[BaselineFigure, ...]


def make_baseline(run: EvaluationRun, figures: Sequence[Figure]) -> Baseline:
    """Return the baseline that a run sets: figures of all kinds together, by language."""
    return Baseline(
        split=run.info.split,
        questions=_digest(run.info.digests),
        subjects=len(run.info.digests),
        figures=tuple(
            BaselineFigure(f.name, f.of.language, f.value, f.low, _upper_bound(f))
            for f in figures
            if f.of.kind is None and f.name in _KEPT
        ),
    )


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write a baseline, one figure a line so that a change of it can be read.

    Raises:
        EvaluationError: If the file cannot be written.
    """
    record = TypeAdapter(Baseline).dump_python(baseline, mode="json")
    lines = [
        "  "
        + json.dumps({**figure, **{k: round(figure[k], _DIGITS) for k in ("value", "low", "high")}})
        for figure in record.pop("figures")
    ]
    head = json.dumps(record)[:-1]
    write_text(path, head + ', "figures": [\n' + ",\n".join(lines) + "\n]}\n")


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        EvaluationError: If there is none or it is damaged.
    """
    remedy = "write one with 'twinbot eval --write-baseline'"
    try:
        return TypeAdapter(Baseline).validate_json(path.read_bytes())
    except OSError as error:
        message = f"{path}: no baseline can be read ({error.strerror}); {remedy}"
        raise EvaluationError(message) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        message = f"{path}: {where}: {first['msg']}; {remedy}"
        raise EvaluationError(message) from error


def fallen(baseline: Baseline, run: EvaluationRun, figures: Sequence[Figure]) -> list[str]:
    """Return a sentence for each figure that fell below the baseline's interval.

    Raises:
        EvaluationError: If the run asked another split or other questions than the baseline's.
    """
    if run.info.split != baseline.split:
        message = (
            f"the baseline is of the split {baseline.split or 'all'}, this run asked "
            f"{run.info.split or 'all'}; give --split {baseline.split or 'all'}"
        )
        raise EvaluationError(message)
    if _digest(run.info.digests) != baseline.questions:
        message = (
            f"the baseline was measured on other questions ({baseline.subjects} subjects, this "
            f"run asked {len(run.info.digests)}); look at the new figures and, if they are as "
            "they should be, set the baseline anew with 'twinbot eval --write-baseline' in a "
            "commit of its own"
        )
        raise EvaluationError(message)
    now = {(f.name, f.of.language): f for f in figures if f.of.kind is None}
    found = []
    for kept in baseline.figures:
        figure = now.get((kept.name, kept.language))
        title = _KEPT[kept.name].title if kept.name in _KEPT else kept.name
        where = f"{title} ({kept.language or 'all'})"
        if figure is None:
            found.append(f"{where}: is no longer measured, the baseline has {kept.value:.3f}")
        elif _is_worse(kept, figure.value):
            found.append(
                f"{where}: {figure.value:.3f}, the baseline is {kept.value:.3f} "
                f"[{kept.low:.3f}, {kept.high:.3f}]"
            )
    return found


def _upper_bound(figure: Figure) -> float:
    """Return the upper end of a figure's interval; of a fault that never occurred, what may be."""
    never = _KEPT[figure.name].better == "lower" and figure.high == 0.0
    return min(1.0, _RULE_OF_THREE / figure.cases) if never else figure.high


def _is_worse(kept: BaselineFigure, value: float) -> bool:
    kind = _KEPT.get(kept.name)
    if kind is not None and kind.better == "lower":
        return value > kept.high + _TOLERANCE
    return value < kept.low - _TOLERANCE


def _digest(digests: Mapping[str, str]) -> str:
    text = "\n".join(f"{name} {digest}" for name, digest in sorted(digests.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
