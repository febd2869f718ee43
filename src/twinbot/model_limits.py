"""What keeps a language model from costing more than it is allowed to: time, money, patience."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """Bounds of every call.

    Attributes:
        first_token_s: Seconds until the first piece of an answer, retries included, > 0.
        answer_s: Seconds until the whole answer, > 0.
        retries: Further attempts before the first piece, from 0.
        concurrency: Calls at the same time, from 1; further ones are refused at once.
        tokens_per_day: Tokens in and out each day (UTC) and process; 0 for no bound.
        answer_tokens: Tokens of one answer, from 1.
    """

    first_token_s: float = 20.0
    answer_s: float = 60.0
    retries: int = 1
    concurrency: int = 4
    tokens_per_day: int = 0
    answer_tokens: int = 700


class CircuitBreaker:
    """Stops asking a server that keeps failing; asks again, once, after a while.

    Source of the pattern: M. T. Nygard, Release It!, Pragmatic Bookshelf, 2007.
    """

    FAILURES: Final = 3
    """So many failures in a row open it."""
    OPEN_S: Final = 30.0
    """So long it stays open before one call may try again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start closed; ``clock`` tells seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened_at = 0.0

    def allows(self) -> bool:
        """Tell whether a call may be made now; the one allowed after a while renews the wait."""
        with self._lock:
            if self._failures < self.FAILURES:
                return True
            if self._clock() - self._opened_at < self.OPEN_S:
                return False
            self._opened_at = self._clock()
            return True

    def record(self, *, success: bool) -> None:
        """Note how a call ended."""
        with self._lock:
            self._failures = 0 if success else self._failures + 1
            if self._failures >= self.FAILURES:
                self._opened_at = self._clock()


class TokenBudget:
    """Counts tokens a day; the count is this process's own and begins at zero when it starts."""

    def __init__(
        self, tokens_per_day: int, today: Callable[[], date] = lambda: datetime.now(UTC).date()
    ) -> None:
        """Allow ``tokens_per_day``, or any number for 0."""
        self._limit = tokens_per_day
        self._today = today
        self._lock = threading.Lock()
        self._day = today()
        self._spent = 0

    def allows(self, tokens: int) -> bool:
        """Tell whether so many more fit into today."""
        with self._lock:
            self._turn_page()
            return not self._limit or self._spent + tokens <= self._limit

    def spend(self, tokens: int) -> None:
        """Count tokens that a call took."""
        with self._lock:
            self._turn_page()
            self._spent += tokens

    def _turn_page(self) -> None:
        if self._today() != self._day:
            self._day = self._today()
            self._spent = 0
