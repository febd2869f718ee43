"""What is wrong with a question file: all of it at once, each with its line and its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twinbot.errors import EvaluationError

MAX_SHOWN = 20
"""More problems than these are counted, not shown."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        line: Line of the file, from 1; 0 for the file as a whole.
        what: What was found, what was wanted, and what to do.
    """

    line: int
    what: str

    def named(self, path: Path) -> str:
        """Return the problem with its file and line."""
        return f"{path}, line {self.line}: {self.what}" if self.line else f"{path}: {self.what}"


def raise_problems(path: Path, problems: Sequence[Problem]) -> None:
    """Raise `EvaluationError` with every problem, in the file's order; do nothing without any."""
    if not problems:
        return
    ordered = sorted(set(problems))
    shown = [problem.named(path) for problem in ordered[:MAX_SHOWN]]
    if len(ordered) > MAX_SHOWN:
        shown.append(f"{path}: {len(ordered) - MAX_SHOWN} more problems")
    raise EvaluationError("\n".join(shown))
