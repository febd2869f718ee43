"""Learn how the checker of written sentences weighs its signals.

Writes ``src/twinbot/answering/grounding.json``: two logistic regressions over the signals of
`twinbot.answering.weighing`, one for passages in the sentence's language and one for others,
learned from the dev part of ``eval/grounding.jsonl``; its test part is never looked at. The bias is
set so that about `REFUSED` of the true sentences are refused, those included that a rule refuses.

Printed is what is caught then, cross-validated by subject. Example:

    python training/calibrate_checker.py
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from twinbot.answering.grounding import GroundingChecker
from twinbot.answering.weighing import WEIGHTS_FILE, Signals
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.evaluation.grounding_set import CheckedCase, check_grounding_set, load_grounding_set
from twinbot.glossary import GLOSSARY_FILE, parse_glossary

REPOSITORY = Path(__file__).parents[1]
REFUSED = {"domestic": 0.065, "foreign": 0.065}
FOLDS = 8
LEFT_OUT = {
    "domestic": {"foreign", "contextual", "loose", "apart"},
    "foreign": {"foreign", "apart", "contradicted", "unbound"},
}
"""Signals that told nothing there: their weights changed sign from fold to fold."""
NAMES = tuple(field.name for field in fields(Signals))


def main() -> None:
    """Check the set, learn, write the file and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, default=REPOSITORY / "eval" / "grounding.jsonl")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    parser.add_argument(
        "--output", type=Path, default=REPOSITORY / "src/twinbot/answering" / WEIGHTS_FILE
    )
    given = parser.parse_args()
    glossary = parse_glossary((given.corpus / GLOSSARY_FILE).read_bytes(), GLOSSARY_FILE)
    checker = GroundingChecker(StaticEmbedder(BUILT_IN_FOLDER), glossary)
    cases = [
        case
        for case in check_grounding_set(load_grounding_set(given.set), checker)
        if case.split == "dev"
    ]
    weights = {
        name: learn(name, [case for case in cases if _is_foreign(case) == (name == "foreign")])
        for name in REFUSED
    }
    given.output.write_text(json.dumps(weights, indent=2) + "\n", "utf-8")


def learn(name: str, cases: Sequence[CheckedCase]) -> dict[str, float]:
    """Return the weights and the bias for one kind of passage."""
    used = [signal for signal in NAMES if signal not in LEFT_OUT[name]]
    columns = [NAMES.index(signal) for signal in used]
    weighed = [case for case in cases if case.signals]
    matrix = np.array([astuple(case.signals) for case in weighed if case.signals])[:, columns]
    false = np.array([not case.carried for case in weighed])
    model = LogisticRegression(C=1.0, max_iter=5_000, class_weight="balanced")
    true = sum(case.carried for case in cases)
    allowed = round(REFUSED[name] * true) - (true - int((~false).sum()))
    subjects = [case.subject for case in weighed]
    tested = cross_val_predict(
        model, matrix, false, groups=subjects, cv=GroupKFold(FOLDS), method="decision_function"
    )
    by_rule = sum(not case.carried and case.signals is None for case in cases)
    caught = by_rule + int((tested[false] > _bound(tested[~false], allowed)).sum())
    total = sum(not case.carried for case in cases)
    print(f"{name}: {caught / total:.3f} of {total} false ones caught, {REFUSED[name]:.3f} refused")
    model.fit(matrix, false)
    bias = model.intercept_[0] - _bound(model.decision_function(matrix)[~false], allowed)
    learned = dict(zip(used, model.coef_[0].round(2).tolist(), strict=True))
    return {"bias": round(float(bias), 2)} | learned


def _bound(doubts: NDArray[np.float64], allowed: int) -> float:
    """Return what only so many of the true sentences' doubts exceed."""
    return float(np.sort(doubts)[::-1][max(allowed, 0)])


def _is_foreign(case: CheckedCase) -> bool:
    return case.passage_language != case.language


if __name__ == "__main__":
    main()
