"""Answers given a moment ago: what many ask at once is worked out once."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from twinbot.types import Answer, Evidence

MAX_ANSWERS = 500
KEPT_S = 60.0
"""Short, so that a fallback of a moment, such as while a language model is down, soon ends."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    answer: Answer
    at: float


class AnswerMemory:
    """Remembers answers by all that decides them; may be used from many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Forget by this clock, in seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Remembered] = OrderedDict()

    def find(self, key: Hashable) -> Answer | None:
        """Return the answer of a moment ago."""
        with self._lock:
            self._forget_old()
            remembered = self._answers.get(key)
            return remembered.answer if remembered else None

    def keep(self, key: Hashable, answer: Answer) -> None:
        """Remember an answer without its evidence."""
        bare = replace(answer, evidence=Evidence(answer.evidence.query, ()))
        with self._lock:
            self._answers.pop(key, None)
            self._answers[key] = _Remembered(bare, self._clock())
            self._forget_old()

    def forget_old(self) -> None:
        """Drop what is too old."""
        with self._lock:
            self._forget_old()

    def _forget_old(self) -> None:
        """Drop what is too old or too much; the lock is held."""
        while self._answers:
            oldest = next(iter(self._answers.values()))
            if oldest.at >= self._clock() - KEPT_S and len(self._answers) <= MAX_ANSWERS:
                return
            self._answers.popitem(last=False)
