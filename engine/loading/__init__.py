"""Loading a policy pack from its folder of YAML, with every fault told at once."""

from engine.loading.numbers import OverlayError, load_overlay
from engine.loading.pack import PackError, load_pack

__all__ = ["OverlayError", "PackError", "load_overlay", "load_pack"]
