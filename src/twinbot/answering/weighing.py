"""How far a sentence that breaks no rule is believed: signals, weighed against a bound.

The weights are two logistic regressions, one for passages in the sentence's language and one for
others; they stand in ``grounding.json``, which ``training/calibrate_checker.py`` writes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

WEIGHTS_FILE = "grounding.json"


@dataclass(frozen=True, slots=True)
class Signals:
    """What is weighed when no rule was broken; shares are 0 to 1.

    Attributes:
        foreign: 1.0 where none of the cited passages is in the sentence's language.
        uncovered: Share of the weight of the sentence's words that match nothing in its support.
        worst: Weight of the worst matched word, times how little it matches.
        strange: Nouns, names and terms of the sentence that its support knows nothing of.
        odd: Other words likewise.
        closeness: Cosine of the sentence and its support.
        unbound: Pairs of names and figures that no sentence of the sources holds together.
        contradicted: Those of them whose parts stand in other pairs.
        mismatched: Those of the contradicted that pair a figure with a name of the text.
        contextual: Names that stand only in a title or heading, beside others.
        loose: Names that stand only as a part of others, or spread out.
        rival: How much better the rest of the sentence fits where another name or figure stands.
        apart: Names between two that the sentence puts side by side, at most 3.
        denied: 1.0 where the support denies something and the sentence does not.
        spread: Sentences of the support beyond the first.
        brevity: 1 / number of words weighed.
    """

    foreign: float
    uncovered: float
    worst: float
    strange: float
    odd: float
    closeness: float
    unbound: float
    contradicted: float
    mismatched: float
    contextual: float
    loose: float
    rival: float
    apart: float
    denied: float
    spread: float
    brevity: float


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Read the weights that come with the package: "domestic" and "foreign", by signal."""
    weights: dict[str, dict[str, float]] = json.loads(
        files(__package__).joinpath(WEIGHTS_FILE).read_text("utf-8")
    )
    return weights


def doubt_of(signals: Signals) -> float:
    """Return the weighed signals; above 0 a sentence is not believed."""
    weights = load_weights()["foreign" if signals.foreign else "domestic"]
    return weights["bias"] + math.fsum(
        weights.get(field.name, 0.0) * float(getattr(signals, field.name))
        for field in fields(signals)
    )
