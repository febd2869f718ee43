"""What was looked up lately, kept in memory up to a number."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Keeps the values used last; may be used from many threads.

    Unlike `functools.lru_cache` it takes many keys at once and fetches the missing ones together.
    """

    def __init__(self, most: int) -> None:
        """Keep at most so many values, from 1."""
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        """Tell whether a value is kept at this moment."""
        with self._lock:
            return key in self._values

    def clear(self) -> None:
        """Keep nothing of what is kept at this moment."""
        with self._lock:
            self._values.clear()

    def look_up(
        self, keys: Sequence[Key], fetch: Callable[[list[Key]], Mapping[Key, Value]]
    ) -> list[Value]:
        """Return the values of keys, in their order.

        Args:
            keys: What is asked for.
            fetch: Returns the values of those that are not kept; called at most once, outside the
                lock. It may raise for a key that does not exist.
        """
        found: dict[Key, Value] = {}
        with self._lock:
            for key in keys:
                if key in self._values:
                    self._values.move_to_end(key)
                    found[key] = self._values[key]
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if missing:
            fetched = fetch(missing)
            found |= fetched
            with self._lock:
                self._values.update(fetched)
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        return [found[key] for key in keys]
