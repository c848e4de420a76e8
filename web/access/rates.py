"""How often somebody may ask in a minute: counted in the memory of the one process that answers."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

_MINUTE = 60


@dataclass(slots=True)
class RateCounts:
    """The requests of the minute that runs, by who makes them."""

    minute: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, key: str, most: int, now: float) -> int:
        """Count a request; returns the seconds to wait before the next, 0 where it may be made.

        ``now`` is in seconds since 1970. Each minute begins anew.
        """
        minute = int(now) // _MINUTE
        with self._lock:
            if minute != self.minute:
                self.minute = minute
                self.counts.clear()
            self.counts[key] += 1
            return 0 if self.counts[key] <= most else _MINUTE - int(now) % _MINUTE

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self.counts.clear()


RATES = RateCounts()
