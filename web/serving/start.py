"""Starting the server: the database brought up to date, the worker beside it, the first link."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from clausewise.errors import LibraryMissing
from web.clock import now
from web.config import MAX_UPLOAD, WebConfig, config_from, config_in
from web.serving.database import CannotServe, prepare_database
from web.serving.drives import refuse_network_drive
from web.settings import set_up

if TYPE_CHECKING:
    from web.people.models import Account

Say = Callable[[str], None]

OWNER = "owner@localhost"
"""The address of whom a server of one person belongs to; nothing is ever sent to it."""
THREADS = 12
_SOON = 1.0
"""Seconds that a worker has to live for before the next is begun at once."""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What is to be served."""

    data: Path | None = None
    """The folder of a server of one person."""
    config: Path | None = None
    """The settings of a team's server, in place of the folder."""
    is_demo: bool = False
    opens_browser: bool = True
    administrator: str = ""
    """The e-mail of a person to be let in as the first administrator of a team."""

    @property
    def set_up(self) -> WebConfig:
        """The set-up meant. Raises ConfigUnusable."""
        if self.config is not None:
            return config_from(self.config, os.environ)
        assert self.data is not None
        return config_in(self.data)

    @property
    def words(self) -> list[str]:
        """The same as arguments of the worker."""
        if self.config is not None:
            return ["--config", str(self.config)]
        return ["--data", str(self.data)]


@dataclass(slots=True)
class WorkerBeside:
    """The worker as a child of this process: started again where it ends before its time."""

    words: list[str]
    child: subprocess.Popen[bytes] | None = None
    is_ending: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start it, and watch over it."""
        self._begin()
        threading.Thread(target=self._watch, daemon=True).start()

    def _begin(self) -> None:
        command = [sys.executable, "-m", "web.serving.worker", *self.words, "--ends-with-input"]
        # On Windows its starter says so; elsewhere the worker itself stands back.
        lower = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, creationflags=lower)

    def _watch(self) -> None:
        while self.child is not None:
            begun = time.monotonic()
            self.child.wait()
            lived = time.monotonic() - begun
            # One that ends at once, as on a full disk, must not keep the machine busy.
            if lived < _SOON and self._ended.wait(_SOON - lived):
                return
            with self._lock:
                if self.is_ending:
                    return
                self._begin()

    def end(self) -> None:
        """Let it end: its standard input is closed, and its job done to the end."""
        with self._lock:
            self.is_ending = True
            self._ended.set()
            child = self.child
        if child is not None and child.stdin is not None:
            child.stdin.close()
            child.wait()


def serve(options: ServeOptions, say: Say) -> None:
    """Serve until interrupted."""
    config = options.set_up
    if not config.database:
        refuse_network_drive(config.data)
    _check_libraries(config)
    set_up(config)
    prepare_database(config)
    if options.is_demo:
        from web.serving.demo import seed

        seed(owner(), say)
    from web.serving.first_page import import_views_after_first_page

    server = _server(config)
    worker = WorkerBeside(options.words)
    if config.worker_beside:
        worker.start()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        address = f"http://{config.address}:{server.effective_port}"
        _say_first_link(options, address, say)
        import_views_after_first_page()
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        worker.end()


def _check_libraries(config: WebConfig) -> None:
    """Raises LibraryMissing where what the settings ask for wants a library that is not there."""
    wanted = [
        *(("psycopg",) if config.database else ()),
        *(("pyotp", "segno", "cryptography") if config.second_factor else ()),
        *(("allauth",) if config.openid is not None else ()),
    ]
    try:
        for name in wanted:
            importlib.import_module(name)
    except ImportError as error:
        raise LibraryMissing(
            f"These settings need the library {error.name}. "
            "Install it with: pip install clausewise[team]"
        ) from None


def _proxy(config: WebConfig) -> dict[str, Any]:
    """What the server is told of the proxy before it: by whose word a request came from where, and
    by HTTPS. Without it no request would count as one by HTTPS."""
    trusted = config.proxy or ("127.0.0.1" if config.is_https else "")
    if not trusted:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": trusted, "trusted_proxy_headers": headers}


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Being told to end is as Ctrl+C: the job at hand is done, and the worker ends too."""
    raise KeyboardInterrupt


def _server(config: WebConfig) -> Any:
    """What answers, not yet at work. Raises CannotServe where it cannot answer there."""
    from django.core.handlers.wsgi import WSGIHandler
    from waitress.server import create_server

    try:
        return create_server(
            WSGIHandler(),
            host=config.address,
            port=config.port,
            threads=THREADS,
            ident=None,
            # More than may be sent: what is too large is refused by a page in words.
            max_request_body_size=2 * MAX_UPLOAD,
            clear_untrusted_proxy_headers=True,
            **_proxy(config),
        )
    except (OSError, ValueError) as error:
        raise CannotServe(
            f"Nothing can answer on {config.address}:{config.port} ({error}). Give an address of "
            "this computer and a port that nothing else answers on; port 0 takes one that is free."
        ) from None


def _say_first_link(options: ServeOptions, address: str, say: Say) -> None:
    from web.people.accounts import invite as invite_person
    from web.people.accounts import make_link

    if options.config is not None:
        if options.administrator:
            token = invite_person(_first_administrator(options.administrator), "Clausewise", now())
            say(f"Let {options.administrator} in by this link, which works once: ")
            say(f"{address}/join/{token}")
        say(f"Clausewise answers on {address}. End it with Ctrl+C.")
        return
    link = f"{address}/enter/{make_link(owner(), False, now())}"
    say("Clausewise is open in your browser. If it is not, open this link, which works once:\n")
    say(f"  {link}\n")
    say("Leave this window open while you work. End it with Ctrl+C.")
    if options.opens_browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()


def invite(options: ServeOptions) -> str:
    """A link by which a person comes in; who is not known yet becomes an administrator."""
    config = options.set_up
    set_up(config)
    prepare_database(config)
    from web.people.accounts import invite as invite_person

    token = invite_person(_first_administrator(options.administrator), "Clausewise", now())
    scheme, port = ("https", "") if config.is_https else ("http", f":{config.port}")
    return f"{scheme}://{config.hosts[0]}{port}/join/{token}"


def owner() -> Account:
    """The person whom a server of one person belongs to; made at its first start."""
    from web.access.roles import OF_ORGANISATIONS, PersonRole
    from web.people.accounts import add_person
    from web.people.models import Account

    person = Account.objects.filter(email=OWNER).first()
    if person is None:
        roles = [(role, None) for role in PersonRole if role not in OF_ORGANISATIONS]
        person = add_person(OWNER, "Owner of this computer", roles, "Clausewise", now())
    return person


def _first_administrator(email: str) -> Account:
    from web.access.roles import PersonRole
    from web.people.accounts import add_person
    from web.people.factors import is_readable, reset_factor
    from web.people.models import Account

    person = Account.objects.filter(email=email.casefold()).first()
    if person is not None and person.factor_secret and not is_readable(person):
        # Nobody can use it any more, and who holds the server's shell may let them in anew.
        reset_factor(person, "Clausewise", now())
    if person is None:
        person = add_person(email, email, [(PersonRole.ADMINISTRATOR, None)], "Clausewise", now())
    return person
