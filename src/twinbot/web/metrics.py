"""Counts for Prometheus, in its text format 0.0.4: numbers and fixed labels, never a text.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Family:
    kind: str
    help: str


_FAMILIES: Mapping[str, _Family] = {
    "twinbot_questions_total": _Family("counter", "Questions by language, outcome and way."),
    "twinbot_refused_total": _Family("counter", "Questions and requests refused, by reason."),
    "twinbot_feedback_total": _Family("counter", "Feedback by verdict."),
    "twinbot_answering": _Family("gauge", "Questions being answered now."),
    "twinbot_first_sentence_seconds": _Family("histogram", "From the question to a sentence."),
    "twinbot_answer_seconds": _Family("histogram", "From the question to the whole answer."),
    "twinbot_ready": _Family("gauge", "1 if there is an index to answer from."),
    "twinbot_index_info": _Family("gauge", "1, labelled with the generation that is served."),
    "twinbot_index_documents": _Family("gauge", "Documents of the generation."),
    "twinbot_index_passages": _Family("gauge", "Passages of the generation by language."),
}


class Metrics:
    """Counts what the server does; may be used from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[tuple[str, Labels], float] = {}
        self._observed: dict[str, list[int]] = {}
        self._sums: dict[str, float] = {}

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to a counter or gauge of ``_FAMILIES``."""
        key = name, tuple(sorted(labels.items()))
        with self._lock:
            self._values[key] = self._values.get(key, 0) + amount

    def observe(self, name: str, seconds: float) -> None:
        """Count a duration in a histogram of ``_FAMILIES``."""
        with self._lock:
            counts = self._observed.setdefault(name, [0] * (len(BUCKETS_S) + 1))
            place = next((i for i, top in enumerate(BUCKETS_S) if seconds <= top), len(BUCKETS_S))
            counts[place] += 1
            self._sums[name] = self._sums.get(name, 0.0) + seconds

    def render(self, gauges: Sequence[tuple[str, Mapping[str, str], float]] = ()) -> str:
        """Return everything counted as Prometheus reads it.

        Args:
            gauges: What is measured at this moment: name, labels, value.
        """
        with self._lock:
            values = dict(self._values)
            observed = {name: list(counts) for name, counts in self._observed.items()}
            sums = dict(self._sums)
        values |= {(name, tuple(sorted(labels.items()))): v for name, labels, v in gauges}
        lines: list[str] = []
        for name, family in _FAMILIES.items():
            samples = [
                _sample(name, labels, value)
                for (named, labels), value in sorted(values.items())
                if named == name
            ]
            if name in observed:
                samples = _histogram(name, observed[name], sums[name])
            if samples:
                lines += [f"# HELP {name} {family.help}", f"# TYPE {name} {family.kind}", *samples]
        return "\n".join(lines) + "\n"


def _histogram(name: str, counts: Sequence[int], total: float) -> list[str]:
    samples, sofar = [], 0
    for top, count in zip((*map(str, BUCKETS_S), "+Inf"), counts, strict=True):
        sofar += count
        samples.append(_sample(f"{name}_bucket", (("le", top),), sofar))
    return [*samples, _sample(f"{name}_sum", (), total), _sample(f"{name}_count", (), sofar)]


def _sample(name: str, labels: Labels, value: float) -> str:
    listed = ",".join(f'{key}="{_escape(text)}"' for key, text in labels)
    return f"{name}{{{listed}}} {value:g}" if listed else f"{name} {value:g}"


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
