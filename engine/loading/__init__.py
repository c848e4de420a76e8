"""Loading a policy pack from its folder of YAML, with every fault told at once."""

from engine.loading.overlays import OverlayError, load_overlays
from engine.loading.pack import PackError, load_pack

__all__ = ["OverlayError", "PackError", "load_overlays", "load_pack"]
