"""Where the command line keeps what it has read: in the user’s own cache folder, or nowhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from engine.kept.store import Store

VARIABLE = "CLAUSEWISE_CACHE"
"""The environment variable that names another folder, or says ``off``."""
OFF = "off"
_APP = "clausewise"


def cache_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--no-cache``: every file is read anew, and nothing is kept."""
    return click.option(
        "--no-cache",
        "no_cache",
        is_flag=True,
        help="Read every file again, and keep nothing of it for the next run. What is kept is in "
        f"your user’s cache folder, or where the variable {VARIABLE} says.",
    )(command)


def cache_for(no_cache: bool) -> Store:
    """The cache of a run; one in which nothing is kept where none is wanted or can be found."""
    from engine.kept.store import NOTHING_KEPT

    folder_named = os.environ.get(VARIABLE, "").strip()
    folder = Path(folder_named) if folder_named else _folder_of_user()
    if no_cache or folder is None or folder_named.casefold() == OFF:
        return NOTHING_KEPT
    from clausewise.cache import cache_in

    return cache_in(folder)


def _folder_of_user() -> Path | None:
    """Where programs keep what they can make again; None for a user without a home."""
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            home = Path(local) if local else Path.home() / "AppData" / "Local"
            return home / _APP / "cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / _APP
        named = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(named) if os.path.isabs(named) else Path.home() / ".cache") / _APP
    except RuntimeError:
        return None
