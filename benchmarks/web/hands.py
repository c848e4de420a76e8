"""Those who read and those who upload, each a thread with a browser's cookie."""

from __future__ import annotations

import hashlib
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from http.cookiejar import CookieJar

from clausewise.places import EXAMPLES

READERS, UPLOADERS = 50, 5
THINKING = 5.0
"""Seconds between two pages of a reader, and between two uploads of a sender."""
ROUND = "/rounds/5/"
PAGES = {
    "My work": "/",
    "Round": ROUND,
    "A return and its faults": f"{ROUND}organisations/ZA5/returns/1/",
    "Overview": f"{ROUND}pages/index",
    "Organisation": f"{ROUND}pages/org/ZA3",
    "Findings in full": f"{ROUND}pages/org/ZA3/S6",
    "Matrix": f"{ROUND}pages/matrix-provider",
    "Concerns": f"{ROUND}pages/concerns",
    "Finding": f"{ROUND}pages/finding/ZA3/S6-named-nurse",
    "Decisions": f"{ROUND}decisions",
    "Meeting": f"{ROUND}meetings/ZA3/1",
    "Sign off": f"{ROUND}sign-off",
    "Record": "/record/",
}
"""The pages that are read, by what they are called in the table."""
UPLOADED = EXAMPLES / "2014-15-Q3" / "marlhaven-2014-15-Q3.xlsx"


@dataclass
class Load:
    """What was measured: how long each answer took, in milliseconds."""

    base: str
    cookie: str
    token: str
    end: float = 0.0
    pages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    uploads: list[float] = field(default_factory=list)
    sent: int = 0
    acknowledged: set[str] = field(default_factory=set)
    """The SHA-256 of each file whose upload was acknowledged."""
    failures: list[str] = field(default_factory=list)

    def get(self, path: str) -> str:
        """A page."""
        request = urllib.request.Request(self.base + path, headers={"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, content: bytes = b"", **fields: str) -> int:
        """Send a form; returns the status, 0 where there was no answer."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": self.token, **fields}.items()
        ]
        if content:
            head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="r.xlsx"'
            parts += [f"{head}\r\n\r\n".encode(), content, b"\r\n"]
        request = urllib.request.Request(
            self.base + path,
            data=b"".join((*parts, f"--{edge}--\r\n".encode())),
            headers={
                "Cookie": self.cookie,
                "Content-Type": f"multipart/form-data; boundary={edge}",
            },
        )
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def run(self, seconds: float) -> None:
        """Read and upload, all at once, for some seconds."""
        self.end = time.monotonic() + seconds
        hands = [threading.Thread(target=self._read, args=(n,)) for n in range(READERS)]
        hands += [threading.Thread(target=self._upload, args=(n,)) for n in range(UPLOADERS)]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()

    def _read(self, place: int) -> None:
        """Read page after page, as a person does."""
        time.sleep(THINKING * place / READERS)
        kinds = [*PAGES]
        while time.monotonic() < self.end:
            kind = kinds[place % len(kinds)]
            place += 1
            begun = time.perf_counter()
            try:
                self.get(PAGES[kind])
                self.pages[kind].append((time.perf_counter() - begun) * 1000)
            except OSError as error:
                self.failures.append(f"{kind}: {error}")
            time.sleep(THINKING)

    def _upload(self, place: int) -> None:
        """Send a return again and again, each time another file."""
        time.sleep(THINKING * place / UPLOADERS)
        while time.monotonic() < self.end:
            content = UPLOADED.read_bytes() + uuid.uuid4().bytes
            self.sent += 1
            begun = time.perf_counter()
            status = self.post(f"{ROUND}organisations/ZA1/send", content)
            if status == 302:
                self.uploads.append((time.perf_counter() - begun) * 1000)
                self.acknowledged.add(hashlib.sha256(content).hexdigest())
            else:
                self.failures.append(f"upload: {status}")
            time.sleep(THINKING)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes the answer to a form as it is."""

    def redirect_request(self, *given: object) -> None:
        return None


def come_in(link: str) -> Load:
    """Somebody who has come in by a link."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(link) as answer:
        page = answer.read().decode()
    cookie = "; ".join(f"{each.name}={each.value}" for each in jar)
    token = page.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    return Load(link.partition("/enter")[0], cookie, token)
