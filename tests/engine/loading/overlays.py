"""Own parameters laid over a pack, from texts."""

from __future__ import annotations

from pathlib import Path

from engine.loading import load_overlays
from engine.nouns.policy.pack import Pack


def overlaid(pack: Pack, folder: Path, *texts: str) -> Pack:
    """The pack under files of these texts, called a.yaml, b.yaml and so on."""
    paths = [folder / f"{letter}.yaml" for letter, _ in zip("abcdef", texts, strict=False)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return load_overlays(paths, pack)
