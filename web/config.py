"""How the web application is set up: one frozen object, from which all settings follow."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from clausewise.places import DEFAULT_PACK
from engine.loading.regular_files import regular_bytes
from engine.nouns.evidence.errors import ClausewiseError

SECRET_FILE = "secret.txt"
DATABASE_FILE = "clausewise.sqlite3"
MAX_UPLOAD = 50_000_000
"""Bytes of one upload. A workbook with a register of 100,000 staff has some 35 MB."""


class ConfigUnusable(ClausewiseError):
    """A file of settings that cannot be used."""


@dataclass(frozen=True, slots=True)
class OpenIdProvider:
    """The organisation's own sign-in, which people may come in by."""

    name: str
    """As people call it: "Staff sign-in"."""
    issuer: str
    """Its address; what it can do is read from there."""
    client_id: str
    secret: str
    """What it knows this installation by."""
    trusts_addresses: bool = False
    """Whether its e-mail addresses count as verified although it does not say so of each."""


@dataclass(frozen=True, slots=True)
class WebConfig:
    """How one installation is set up."""

    data: Path
    """The folder of the database and of all files."""
    secret: str
    """What sessions and forms are signed with; known to this installation alone."""
    earlier_secrets: tuple[str, ...] = ()
    """The secrets that it had before, by which what they signed or sealed still holds."""
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
    mail_port: int = 25
    mail_security: str = ""
    """How it is spoken to: ``starttls``, ``tls``, or empty for plainly, as within one network."""
    mail_user: str = ""
    mail_password: str = ""
    """By what it lets this installation in; empty where it asks for nothing."""
    mail_from: str = "clausewise@localhost"
    scanner: str = ""
    """Where ClamAV's daemon answers, ``unix:/run/clamd.sock`` or ``127.0.0.1:3310``; empty where
    none does."""
    packs: tuple[Path, ...] = (DEFAULT_PACK,)
    """The folders of the policy packs that rounds may be held under."""
    certifier_may_send: bool = False
    """Whether who certifies a return may be who uploaded it last."""
    passwords: bool = True
    """Whether people may come in by a password of their own."""
    second_factor: bool = False
    """Whether a password alone is not enough."""
    openid: OpenIdProvider | None = None
    worker_beside: bool = True
    """Whether the server starts the worker, and starts it again where it ends."""

    @property
    def files(self) -> Path:
        """The folder of the files, each by its SHA-256."""
        return self.data / "files"


_MOST_BYTES = 1_000_000
_LAST_PORT = 65_535
_SECURITY = ("", "starttls", "tls")
_SAID = {
    "database": str,
    "database_file": str,
    "hosts": list,
    "address": str,
    "port": int,
    "proxy": str,
    "https": bool,
    "mail_host": str,
    "mail_from": str,
    "mail_port": int,
    "mail_security": str,
    "mail_user": str,
    "mail_password_file": str,
    "scanner": str,
    "certifier_may_send": bool,
    "passwords": bool,
    "second_factor": bool,
    "worker_beside": bool,
    "openid": dict,
}
"""What a file of settings may say, besides ``data``."""
_OF_A_PROVIDER = {
    "name": str,
    "issuer": str,
    "client_id": str,
    "secret_file": str,
    "secret_variable": str,
    "trusts_addresses": bool,
}
"""What it may say under ``[openid]``."""
_OPTIONAL = {"secret_file", "secret_variable", "trusts_addresses"}


def config_in(data: Path) -> WebConfig:
    """The set-up of one person's own folder, which is made where it is missing."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        secret, *earlier = _secrets(data)
        return WebConfig(data.resolve(), secret, tuple(earlier))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigUnusable(
            f"The folder {data} cannot be used ({why}). Give one that you may write to."
        ) from None


def config_from(path: Path, environment: Mapping[str, str] | None = None) -> WebConfig:
    """The set-up that a file of settings (TOML) describes, with the secrets that it points to in
    files or in the environment.

    Raises ConfigUnusable where it cannot be read, says what is not known, or names no folder.
    """
    try:
        said = tomllib.loads(regular_bytes(path, _MOST_BYTES).decode("utf-8"))
    except OSError as error:
        raise ConfigUnusable(f"{path} cannot be opened: {error.strerror}.") from None
    except RecursionError:
        raise ConfigUnusable(f"{path} is no TOML file: it is nested too deeply.") from None
    except ValueError as error:  # no TOML, no UTF-8, or a number of thousands of digits
        raise ConfigUnusable(f"{path} is no TOML file: {error}.") from None
    _check_names(path, said, {"data": str, **_SAID})
    _check_values(path, said)
    if "data" not in said:
        raise ConfigUnusable(f'{path} names no folder. Write: data = "/srv/clausewise".')
    if said.get("passwords") is False and "openid" not in said:
        raise ConfigUnusable(
            f"{path} lets nobody in: it has no passwords and no [openid]. Write one of them."
        )
    config = config_in(path.parent / said["data"])
    provider = _provider(path, said["openid"], environment or {}) if "openid" in said else None
    return replace(_with_settings(path, config, said), openid=provider)


def _check_names(path: Path, said: dict[str, Any], kinds: Mapping[str, type]) -> None:
    wrong = [name for name, value in said.items() if not isinstance(value, kinds.get(name, ()))]
    if wrong:
        raise ConfigUnusable(
            f"{path}: “{wrong[0]}” is not known, or not of its kind. It may say: "
            f"{', '.join(kinds)}."
        )


def _check_values(path: Path, said: Mapping[str, Any]) -> None:
    """Raises ConfigUnusable where a setting is of its kind, and cannot be used all the same."""
    if not all(isinstance(host, str) for host in said.get("hosts", ())):
        raise ConfigUnusable(f"{path}: “hosts” is a list of names. Write each in quotation marks.")
    if not 0 <= said.get("port", 0) <= _LAST_PORT:
        raise ConfigUnusable(f"{path}: “port” is a number from 0 to {_LAST_PORT}; 0 takes any.")
    if not 1 <= said.get("mail_port", 1) <= _LAST_PORT:
        raise ConfigUnusable(f"{path}: “mail_port” is a number from 1 to {_LAST_PORT}.")
    if said.get("mail_security", "") not in _SECURITY:
        raise ConfigUnusable(f"{path}: “mail_security” is starttls, tls, or left out.")


def _check_database(path: Path, url: str) -> None:
    """Raises ConfigUnusable where it is the URL of no database of a team; a password in it is not
    repeated."""
    try:
        parts = urlsplit(url)
        usable = not url or (parts.scheme in ("postgresql", "postgres") and parts.port != 0)
    except ValueError:
        usable = False
    if not usable:
        raise ConfigUnusable(
            f"{path}: the database is given as postgresql://USER:PASSWORD@HOST:PORT/NAME."
        )


def _with_settings(path: Path, config: WebConfig, said: dict[str, Any]) -> WebConfig:
    own: dict[str, Any] = {name: said[name] for name in _SAID if name in said and name != "openid"}
    if "hosts" in own:
        own["hosts"] = tuple(own["hosts"])
    if "https" in own:
        own["is_https"] = own.pop("https")
    if "mail_password_file" in own:
        own["mail_password"] = _content(path, own.pop("mail_password_file"))
    if "database_file" in own:
        own["database"] = _content(path, own.pop("database_file"))
    _check_database(path, own.get("database", ""))
    # Several people over a network: a password alone is enough only where it is said to be.
    return replace(config, **{"second_factor": True, **own})


def _provider(path: Path, said: dict[str, Any], environment: Mapping[str, str]) -> OpenIdProvider:
    _check_names(path, said, _OF_A_PROVIDER)
    missing = [name for name in _OF_A_PROVIDER if name not in said and name not in _OPTIONAL]
    variable = said.get("secret_variable", "")
    if "secret_file" in said:
        secret = _content(path, said["secret_file"])
    else:
        secret = environment.get(variable, "")
    if missing or not secret:
        lack = missing[0] if missing else "secret_file or secret_variable"
        raise ConfigUnusable(f"{path}: [openid] lacks “{lack}”, or what it names is empty.")
    try:
        issuer = urlsplit(said["issuer"])
    except ValueError:
        raise ConfigUnusable(f"{path}: the issuer under [openid] is no address.") from None
    if issuer.scheme != "https" and issuer.hostname not in ("127.0.0.1", "localhost"):
        raise ConfigUnusable(f"{path}: the issuer under [openid] has to begin with https://.")
    return OpenIdProvider(
        said["name"],
        said["issuer"].rstrip("/"),
        said["client_id"],
        secret,
        said.get("trusts_addresses", False),
    )


def _content(path: Path, name: str) -> str:
    """What a file beside the file of settings holds."""
    try:
        return regular_bytes(path.parent / name, _MOST_BYTES).decode("utf-8").strip()
    except (OSError, ValueError):
        raise ConfigUnusable(f"{path}: the file {name} that it names cannot be read.") from None


def _secrets(data: Path) -> list[str]:
    """The installation's secret, made at its first start and readable by its owner alone; then
    those that it had before, each on a line of its own."""
    path = data / SECRET_FILE
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), "utf-8")
        draft.replace(path)
    lines = path.read_text("utf-8").split()
    if not lines:
        raise ValueError(f"{SECRET_FILE} in it is empty: delete it, or put the secret back")
    return lines
