"""How the web application is set up: one frozen object, from which all settings follow."""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausewise.places import DEFAULT_PACK
from engine.nouns.evidence.errors import ClausewiseError

SECRET_FILE = "secret.txt"
DATABASE_FILE = "clausewise.sqlite3"
MAX_UPLOAD = 50_000_000
"""Bytes of one upload. A workbook with a register of 100,000 staff has some 35 MB."""


class ConfigUnusable(ClausewiseError):
    """A file of settings that cannot be used."""


@dataclass(frozen=True, slots=True)
class WebConfig:
    """How one installation is set up."""

    data: Path
    """The folder of the database and of all files."""
    secret: str
    """What sessions and forms are signed with; known to this installation alone."""
    database: str = ""
    """The URL of a PostgreSQL database; empty for SQLite in the folder."""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    """The names under which it may be asked for."""
    address: str = "127.0.0.1"
    port: int = 0
    """Where it listens; 0 takes a port that is free."""
    proxy: str = ""
    """The address of the proxy before it, which says from where a request came; empty for none."""
    is_https: bool = False
    """Whether it stands behind a proxy that speaks HTTPS: cookies then travel by it alone."""
    mail_host: str = ""
    """The server that takes e-mail; empty where none does."""
    mail_from: str = "clausewise@localhost"
    packs: tuple[Path, ...] = (DEFAULT_PACK,)
    """The folders of the policy packs that rounds may be held under."""
    certifier_may_send: bool = False
    """Whether who certifies a return may be who uploaded it last."""

    @property
    def files(self) -> Path:
        """The folder of the files, each by its SHA-256."""
        return self.data / "files"


_SAID = {
    "database": str,
    "hosts": list,
    "address": str,
    "port": int,
    "proxy": str,
    "https": bool,
    "mail_host": str,
    "mail_from": str,
    "certifier_may_send": bool,
}
"""What a file of settings may say, besides ``data``."""


def config_in(data: Path) -> WebConfig:
    """The set-up of one person's own folder, which is made where it is missing."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        return WebConfig(data.resolve(), _secret(data))
    except OSError as error:
        raise ConfigUnusable(
            f"The folder {data} cannot be used ({error.strerror}). Give one that you may write to."
        ) from None


def config_from(path: Path) -> WebConfig:
    """The set-up that a file of settings (TOML) describes.

    Raises ConfigUnusable where it cannot be read, says what is not known, or names no folder.
    """
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigUnusable(f"{path} cannot be opened: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigUnusable(f"{path} is no TOML file: {error}.") from None
    wrong = [name for name in said if name not in {"data", *_SAID}]
    wrong += [name for name, kind in _SAID.items() if not isinstance(said.get(name, kind()), kind)]
    if wrong:
        known = ", ".join(["data", *_SAID])
        raise ConfigUnusable(
            f"{path}: “{wrong[0]}” is not known, or not of its kind. It may say: {known}."
        )
    if not isinstance(said.get("data"), str):
        raise ConfigUnusable(f'{path} names no folder. Write: data = "/srv/clausewise".')
    return _with_settings(config_in(path.parent / said["data"]), said)


def _with_settings(config: WebConfig, said: dict[str, Any]) -> WebConfig:
    own: dict[str, Any] = {name: said[name] for name in _SAID if name in said}
    if "hosts" in own:
        own["hosts"] = tuple(own["hosts"])
    if "https" in own:
        own["is_https"] = own.pop("https")
    return replace(config, **own)


def _secret(data: Path) -> str:
    """The installation's secret, made at its first start and readable by its owner alone."""
    path = data / SECRET_FILE
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), "utf-8")
        draft.replace(path)
    return path.read_text("utf-8")
