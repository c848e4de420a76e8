"""A browser behind a proxy that speaks HTTPS."""

from __future__ import annotations

import http.client
import urllib.parse
from dataclasses import dataclass, field


@dataclass
class Behind:
    """A browser behind a proxy that speaks HTTPS: it says so, and by which name it asks."""

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, **form: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer, to a form where one is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": self.host,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.7",
            "Origin": f"https://{self.host}",
            "Referer": f"https://{self.host}{path}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = urllib.parse.urlencode(form) if form else None
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if form else "GET", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for name, said in answer.getheaders():
            if name == "Set-Cookie":
                assert "; Secure" in said
                cookie, _, value = said.partition(";")[0].partition("=")
                self.cookies[cookie] = value
        connection.close()
        return answer.status, dict(answer.getheaders()), text

    def send(self, path: str, page: str = "", **form: str) -> tuple[int, dict[str, str], str]:
        """Send a form that stands on a page, by default at its own address."""
        _, _, text = self.ask(page or path)
        token = text.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
        return self.ask(path, csrfmiddlewaretoken=token, **form)
