"""How far a sentence that breaks no rule is believed: signals, weighed against a bound.

The weights are two logistic regressions, one for passages in the sentence's language and one for
others, with a bias for each language; they stand in ``grounding.json``, which
``training/calibrate_checker.py`` writes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

from twinbot.types import Language

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
        contradicted: Those of the unbound whose parts stand in other pairs.
        mismatched: Those of the contradicted that pair a figure with a name of the text.
        contextual: Names that stand only in a title or heading, beside others.
        loose: Names that stand only as a part of others, or spread out.
        rival: How much better the rest of the sentence fits where another name or figure stands.
        apart: Names between two that the sentence puts side by side, at most 3.
        overstated: Words by which it claims more than its sources, at most 3.
        reordered: Share of the runs of words that it has from sources in its language which stand
            there in another order.
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
    overstated: float
    reordered: float
    denied: float
    spread: float
    brevity: float


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression.

    Attributes:
        bias: By language of the sentence; vectors know a true sentence better in some than in
            others.
        signals: Weights by the names of `Signals`.
    """

    bias: Mapping[Language, float]
    signals: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Weights]:
    """Read the weights that come with the package, for "domestic" and "foreign" passages."""
    record = json.loads(files(__package__).joinpath(WEIGHTS_FILE).read_text("utf-8"))
    return {name: Weights(one["bias"], one["signals"]) for name, one in record.items()}


def doubt_of(signals: Signals, language: Language) -> float:
    """Return the weighed signals of a sentence in ``language``; above 0 it is not believed."""
    weights = load_weights()["foreign" if signals.foreign else "domestic"]
    return weights.bias[language] + math.fsum(
        weights.signals.get(field.name, 0.0) * float(getattr(signals, field.name))
        for field in fields(signals)
    )
