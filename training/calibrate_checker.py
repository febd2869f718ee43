"""Learn how the checker of written sentences weighs its signals.

Writes ``src/twinbot/answering/grounding/grounding.json``: two logistic regressions over the signals
of `twinbot.answering.grounding.weighing`, one for passages in the sentence's language and one for
others, learned from the dev parts of ``eval/grounding.jsonl`` and ``eval/written.jsonl``; their
test parts are never looked at. The biases are set so that about `REFUSED` of the true sentences are
refused, those included that a rule refuses: half way between what a language's own sentences ask
for, of which there are few, and what those of all three do.

Printed is what is caught then, cross-validated by subject. Example:

    python training/calibrate_checker.py
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from twinbot.answering.grounding.checker import GroundingChecker
from twinbot.answering.grounding.weighing import WEIGHTS_FILE, Signals
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.evaluation.grounding_set import CheckedCase, check_grounding_set, load_grounding_set
from twinbot.evaluation.written_set import check_written_set, load_written_set
from twinbot.glossary import GLOSSARY_FILE, parse_glossary
from twinbot.types import LANGUAGES, Language

REPOSITORY = Path(__file__).parents[1]
REFUSED = {"domestic": 0.08, "foreign": 0.08}
FOLDS = 8
LEFT_OUT = {
    "domestic": {"foreign", "contextual", "loose", "apart", "unbound", "contradicted"},
    "foreign": {"foreign", "apart", "contradicted", "unbound", "contextual", "reordered"},
}
"""Signals that told nothing there: their weights changed sign from fold to fold."""
NAMES = tuple(field.name for field in fields(Signals))


def main() -> None:
    """Check the set, learn, write the file and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, default=REPOSITORY / "eval" / "grounding.jsonl")
    parser.add_argument("--written", type=Path, default=REPOSITORY / "eval" / "written.jsonl")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    parser.add_argument(
        "--output", type=Path, default=REPOSITORY / "src/twinbot/answering/grounding" / WEIGHTS_FILE
    )
    given = parser.parse_args()
    glossary = parse_glossary((given.corpus / GLOSSARY_FILE).read_bytes(), GLOSSARY_FILE)
    checker = GroundingChecker(StaticEmbedder(BUILT_IN_FOLDER), glossary)
    checked = [
        *check_grounding_set(load_grounding_set(given.set), checker),
        *check_written_set(load_written_set(given.written), checker),
    ]
    cases = [case for case in checked if case.split == "dev"]
    weights = {
        name: learn(name, [case for case in cases if _is_foreign(case) == (name == "foreign")])
        for name in REFUSED
    }
    given.output.write_text(json.dumps(weights, indent=2) + "\n", "utf-8")


def learn(name: str, cases: Sequence[CheckedCase]) -> dict[str, dict[str, float]]:
    """Return the weights and the biases for one kind of passage."""
    used = [signal for signal in NAMES if signal not in LEFT_OUT[name]]
    columns = [NAMES.index(signal) for signal in used]
    weighed = [case for case in cases if case.signals]
    matrix = np.array([astuple(case.signals) for case in weighed if case.signals])[:, columns]
    false = np.array([not case.carried for case in weighed])
    model = LogisticRegression(C=1.0, max_iter=5_000, class_weight="balanced")
    subjects = [case.subject for case in weighed]
    tested = cross_val_predict(
        model, matrix, false, groups=subjects, cv=GroupKFold(FOLDS), method="decision_function"
    )
    bounds = _bounds(tested, cases, REFUSED[name])
    for language, bound in bounds.items():
        caught, refused = _shares(tested, cases, language, bound)
        print(f"{name} {language}: {caught:.3f} of the false caught, {refused:.3f} of the true not")
    model.fit(matrix, false)
    doubts = model.decision_function(matrix)
    biases = {
        language: round(float(model.intercept_[0] - bound), 2)
        for language, bound in _bounds(doubts, cases, REFUSED[name]).items()
    }
    return {
        "bias": biases,
        "signals": dict(zip(used, model.coef_[0].round(2).tolist(), strict=True)),
    }


def _bounds(
    doubts: NDArray[np.float64], cases: Sequence[CheckedCase], refused: float
) -> dict[Language, float]:
    """Return, by language, above which doubt a sentence is not believed.

    Args:
        doubts: Of those cases that no rule decided, in their order.
        cases: All cases.
        refused: Share of the true ones to refuse.
    """
    weighed = [case for case in cases if case.signals]

    def bound(chosen: Collection[Language]) -> float:
        true = [case for case in cases if case.carried and case.language in chosen]
        own = [
            doubt
            for doubt, case in zip(doubts, weighed, strict=True)
            if case.carried and case.language in chosen
        ]
        allowed = round(refused * len(true)) - (len(true) - len(own))
        return float(sorted(own, reverse=True)[max(allowed, 0)])

    return {language: (bound({language}) + bound(LANGUAGES)) / 2 for language in LANGUAGES}


def _shares(
    doubts: NDArray[np.float64], cases: Sequence[CheckedCase], language: Language, bound: float
) -> tuple[float, float]:
    """Return which share of the false and of the true sentences of a language do not pass."""
    left = iter(doubts)
    failed = [(case, case.signals is None or next(left) > bound) for case in cases]
    own = [(case.carried, fails) for case, fails in failed if case.language == language]
    return (
        float(np.mean([fails for carried, fails in own if not carried])),
        float(np.mean([fails for carried, fails in own if carried])),
    )


def _is_foreign(case: CheckedCase) -> bool:
    return case.passage_language != case.language


if __name__ == "__main__":
    main()
