"""How far a sentence that breaks no rule is believed: signals, weighed against a bound.

The weights are a logistic regression on the ``dev`` part of ``eval/grounding.jsonl``, one for
passages in the sentence's language and one for others; the bound is where about 5 % of the true
sentences would be refused.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final


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


def doubt_of(signals: Signals) -> float:
    """Return the weighed signals; above 0 a sentence is not believed."""
    weights = _FOREIGN if signals.foreign else _DOMESTIC
    return weights["bias"] + math.fsum(
        weights.get(field.name, 0.0) * float(getattr(signals, field.name))
        for field in fields(signals)
    )


_DOMESTIC: Final[Mapping[str, float]] = {
    "bias": -1.77,
    "uncovered": 1.10,
    "worst": 2.25,
    "strange": 2.61,
    "odd": 0.79,
    "closeness": -1.56,
    "unbound": 0.77,
    "contradicted": 0.51,
    "mismatched": 0.21,
    "rival": 2.21,
    "denied": 0.71,
    "spread": 1.16,
    "brevity": 0.53,
}
_FOREIGN: Final[Mapping[str, float]] = {
    "bias": -3.10,
    "uncovered": 1.24,
    "worst": 2.52,
    "strange": 2.02,
    "odd": 0.77,
    "closeness": -1.48,
    "mismatched": 0.20,
    "contextual": 1.36,
    "loose": 0.50,
    "rival": 3.06,
    "denied": 0.25,
    "spread": 1.92,
    "brevity": 0.75,
}
