"""The web application under load: 50 people reading and 5 uploading at once, on the examples.

``python -m benchmarks.bench_web [SECONDS]``. Server, worker and readers share the machine.
"""

from __future__ import annotations

import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

from clausewise.places import EXAMPLES

READERS, UPLOADERS = 50, 5
THINKING = 5.0
"""Seconds between two pages of a reader."""
PAGES = (
    *("/", "/rounds/5/", "/rounds/5/pages/index", "/rounds/5/pages/org/ZA3"),
    *("/rounds/5/pages/org/ZA3/S6", "/rounds/5/pages/matrix-provider", "/rounds/5/pages/concerns"),
    *("/rounds/5/pages/finding/ZA3/S6-named-nurse", "/rounds/5/decisions", "/rounds/5/sign-off"),
)
UPLOADED = EXAMPLES / "2014-15-Q3" / "marlhaven-2014-15-Q3.xlsx"


@dataclass
class Load:
    """What was measured: how long each answer took, in milliseconds."""

    base: str
    cookie: str
    end: float = 0.0
    pages: list[float] = field(default_factory=list)
    uploads: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def get(self, path: str) -> str:
        request = urllib.request.Request(self.base + path, headers={"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return str(answer.read().decode())

    def read(self, place: int) -> None:
        """Read page after page, as a person does."""
        time.sleep(THINKING * place / READERS)
        while time.monotonic() < self.end:
            path = PAGES[place % len(PAGES)]
            place += 1
            begun = time.perf_counter()
            try:
                self.get(path)
                self.pages.append((time.perf_counter() - begun) * 1000)
            except OSError as error:
                self.failures.append(f"{path}: {error}")
            time.sleep(THINKING)

    def upload(self, token: str) -> None:
        """Send a return again and again."""
        while time.monotonic() < self.end:
            begun = time.perf_counter()
            content = UPLOADED.read_bytes() + uuid.uuid4().bytes
            status = self.post("/rounds/5/organisations/ZA1/send", token, content)
            if status == 302:
                self.uploads.append((time.perf_counter() - begun) * 1000)
            else:
                self.failures.append(f"upload: {status}")
            time.sleep(THINKING)

    def post(self, path: str, token: str, content: bytes = b"", **fields: str) -> int:
        """Send a form; returns the status."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": token, **fields}.items()
        ]
        if content:
            head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="r.xlsx"'
            parts += [f"{head}\r\n\r\n".encode(), content, b"\r\n"]
        kind = f"multipart/form-data; boundary={edge}"
        request = urllib.request.Request(
            self.base + path,
            data=b"".join((*parts, f"--{edge}--\r\n".encode())),
            headers={"Cookie": self.cookie, "Content-Type": kind},
        )
        try:
            with urllib.request.build_opener(NoRedirect).open(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes the answer to a form as it is."""

    def redirect_request(self, *given: object) -> None:
        return None


def measure(link: str, seconds: float) -> Load:
    """Open the last round again, then read and upload at once."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(link).read().decode()
    cookie = "; ".join(f"{each.name}={each.value}" for each in jar)
    load = Load(link.partition("/enter")[0], cookie)
    while "/rounds/5/pages/index" not in load.get("/rounds/5/"):
        time.sleep(1)
    token = page.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    status = load.post("/rounds/5/state", token, state="open", reason="a measurement")
    assert status == 302, status
    load.end = time.monotonic() + seconds
    hands = [threading.Thread(target=load.read, args=(n,)) for n in range(READERS)]
    hands += [threading.Thread(target=load.upload, args=(token,)) for _ in range(UPLOADERS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return load


def said(name: str, times: list[float]) -> str:
    """How long something took: the middle, and what 95 of 100 stay below."""
    ranked = statistics.quantiles(times, n=20)
    return (
        f"{name}: {len(times)}, median {statistics.median(times):.0f} ms, p95 {ranked[18]:.0f} ms"
    )


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "clausewise", "serve", "--demo", "--no-browser"]
        with subprocess.Popen(
            [*command, "--data", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as server:
            assert server.stdout is not None
            found = (re.search(r"http://\S+/enter/\S+", line) for line in server.stdout)
            link = next(match for match in found if match)[0]
            load = measure(link, seconds)
            server.terminate()
        with sqlite3.connect(Path(folder) / "clausewise.sqlite3") as database:
            kept = database.execute(
                "SELECT count(*) FROM rounds_sentreturn r JOIN rounds_round d ON r.round_id = d.id "
                "WHERE d.quarter = '2014-15 Q3' AND r.number > 1"
            ).fetchone()[0]
    print(said("Pages", load.pages))
    print(said("Uploads", load.uploads))
    print(f"Failures: {len(load.failures)} {load.failures[:3]}")
    print(f"Uploads acknowledged: {len(load.uploads)}, kept: {kept}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
