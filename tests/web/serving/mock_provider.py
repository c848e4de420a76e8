"""A provider of sign-in (OpenID Connect) on the loopback, for the tests alone."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "clausewise", "a secret between the two"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What it says of whom, and what it was asked. Whoever comes is signed in there already."""

    issuer: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    signs_with: rsa.RSAPrivateKey | None = None
    """Another key than the one that it publishes."""
    subject: str = "subject-1"
    claims: dict[str, Any] = field(default_factory=dict)
    of_the_token: dict[str, Any] = field(default_factory=dict)
    """What the token says otherwise."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def person(self, subject: str, email: str, is_verified: bool = True) -> None:
        """Let somebody be the one who is signed in."""
        self.subject = subject
        self.claims = {"email": email, "email_verified": is_verified, "name": "Somebody"}
        self.of_the_token, self.signs_with = {}, None

    @property
    def said(self) -> dict[str, Any]:
        return {"sub": self.subject, **self.claims}

    def about(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "key-1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent with a code."""
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return f"{asked['redirect_uri']}?{back}"

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        """The tokens for a code; None where anything about it is wrong."""
        asked = self.codes.pop(given.get("code", ""), None)
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        fits = (
            asked is not None
            and asked["code_challenge_method"] == "S256"
            and asked["code_challenge"] == challenge
            and given["redirect_uri"] == asked["redirect_uri"]
            and (given["client_id"], given["client_secret"]) == (CLIENT, SECRET)
        )
        if not fits:
            return None
        now = int(time.time())
        said = {**self.said, "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        signed = jwt.encode(
            {**said, **self.of_the_token},
            self.signs_with or self.key,
            algorithm="RS256",
            headers={"kid": "key-1"},
        )
        return {"access_token": "access", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider_answering() -> Iterator[Provider]:
    """The provider, answering."""
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            way = urlsplit(self.path)
            if way.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(way.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.end_headers()
                return
            known = {
                "/.well-known/openid-configuration": provider.about,
                "/keys": provider.keys,
                "/userinfo": lambda: provider.said,
            }
            self._answer(known[way.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(provider.token(given))

        def _answer(self, said: dict[str, Any] | None) -> None:
            body = json.dumps(said or {"error": "invalid_grant"}).encode()
            self.send_response(400 if said is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *given: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
