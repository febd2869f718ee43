"""How much one client may ask: a bucket of questions that refills evenly."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MAX_CLIENTS = 10_000
"""Clients remembered; the one that asked longest ago is forgotten first."""


@dataclass
class _Bucket:
    tokens: float
    filled_at: float


class RateLimiter:
    """Allows each client a number of requests a minute, all of them at once if need be."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow ``per_minute`` requests by this clock in seconds; 0 allows any number."""
        self._per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_s(self, address: str) -> float:
        """Count a request of a client; return 0.0 if it is allowed, else seconds to wait."""
        if not self._per_minute:
            return 0.0
        client = client_of(address)
        rate = self._per_minute / 60
        now = self._clock()
        with self._lock:
            self._forget(now)
            bucket = self._buckets.setdefault(client, _Bucket(self._per_minute, now))
            self._buckets.move_to_end(client)
            if len(self._buckets) > MAX_CLIENTS:
                self._buckets.popitem(last=False)
            refilled = bucket.tokens + (now - bucket.filled_at) * rate
            bucket.tokens, bucket.filled_at = min(self._per_minute, refilled), now
            if bucket.tokens < 1:
                return (1 - bucket.tokens) / rate
            bucket.tokens -= 1
            return 0.0

    def forget_old(self) -> None:
        """Drop clients that asked over a minute ago."""
        with self._lock:
            self._forget(self._clock())

    def _forget(self, now: float) -> None:
        """Drop clients that asked over a minute ago: their buckets are full again; lock held."""
        while self._buckets and next(iter(self._buckets.values())).filled_at < now - 60:
            self._buckets.popitem(last=False)


def client_of(address: str) -> str:
    """Return what counts as one client: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
