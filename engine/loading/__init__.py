"""Loading a policy pack from its folder of YAML, with every fault reported at once.

What reads YAML is imported when it is first asked for: a pack that is kept needs none of it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.loading.overlays import OverlayError, load_overlays
    from engine.loading.pack import PackError, load_pack

__all__ = ["OverlayError", "PackError", "load_overlays", "load_pack"]
_HOMES = {
    "OverlayError": "engine.loading.overlays",
    "PackError": "engine.loading.pack",
    "load_overlays": "engine.loading.overlays",
    "load_pack": "engine.loading.pack",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
