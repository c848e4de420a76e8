"""Sealing what must not lie in the database as it is, with a key made from the site's secret.

AES-256-GCM; the key is derived by HKDF (SHA-256). What is sealed is bound to what it is about, so
that a row cannot be given another's. cryptography is imported where something is sealed: a server
of one person does without it.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator

from django.conf import settings

_MARK = "sealed1."
_NONCE = 12
_PURPOSE = b"clausewise: second factors"


class CannotUnseal(Exception):
    """It was sealed with a secret that this site does not have, or is about something else."""


def is_sealed(text: str) -> bool:
    """Whether a text is one that was sealed."""
    return text.startswith(_MARK)


def sealed(text: str, about: str) -> str:
    """A text sealed with the site's secret."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    hidden = AESGCM(next(_keys())).encrypt(nonce, text.encode(), about.encode())
    return _MARK + base64.urlsafe_b64encode(nonce + hidden).decode()


def unsealed(text: str, about: str) -> str:
    """What was sealed. Raises CannotUnseal."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        held = base64.urlsafe_b64decode(text.removeprefix(_MARK))
    except ValueError:
        raise CannotUnseal from None
    for key in _keys():
        try:
            return AESGCM(key).decrypt(held[:_NONCE], held[_NONCE:], about.encode()).decode()
        except (InvalidTag, ValueError):
            continue
    raise CannotUnseal


def is_of_now(text: str, about: str) -> bool:
    """Whether a text is sealed with the site's secret of now, not with an earlier one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    held = base64.urlsafe_b64decode(text.removeprefix(_MARK))
    try:
        AESGCM(next(_keys())).decrypt(held[:_NONCE], held[_NONCE:], about.encode())
    except InvalidTag:
        return False
    return True


def _keys() -> Iterator[bytes]:
    """The key of the site's secret, then those of the secrets that it had before."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    config = settings.CLAUSEWISE
    for secret in (config.secret, *config.earlier_secrets):
        yield HKDF(SHA256(), 32, None, _PURPOSE).derive(secret.encode())
