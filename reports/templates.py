"""The templates of reports: strict, everything escaped, compiled once and kept as modules are."""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_SEAL = hashlib.sha256().digest_size


def strict_environment(templates: Path) -> jinja2.Environment:
    """The templates of a folder, everything escaped, nothing undefined let through."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        # No template changes while a process runs: none is looked up on the disk again.
        auto_reload=False,
        bytecode_cache=_KeptBeside(),
    )


class _KeptBeside(jinja2.BytecodeCache):
    """Compiled templates, kept where Python keeps compiled modules: beside them, or where it is
    set to, and not at all where it may not.

    What is kept is believed as a compiled module there would be, and only for the same text, Python
    and Jinja. No filter of ours is worked out when a template is compiled, which a test holds.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's file itself."""
        return filename or name

    def get_source_checksum(self, source: str) -> str:
        """The SHA-256 of all that it is compiled from."""
        of = f"{jinja2.__version__}\0{sys.version}\0{source}"
        return hashlib.sha256(of.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of the same; nothing where it is of another, cut short or not there."""
        try:
            content = _place(bucket).read_bytes()
        except (OSError, NotImplementedError):
            return
        head, code = content[: 2 * _SEAL], content[2 * _SEAL :]
        if head == bytes.fromhex(bucket.checksum) + hashlib.sha256(code).digest():
            bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, whole or not at all; nothing where that cannot be."""
        if sys.dont_write_bytecode:
            return
        code = marshal.dumps(bucket.code)
        draft = None
        try:
            place = _place(bucket)
            place.parent.mkdir(parents=True, exist_ok=True)
            number, draft = tempfile.mkstemp(dir=place.parent)
            with os.fdopen(number, "wb") as file:
                file.write(bytes.fromhex(bucket.checksum) + hashlib.sha256(code).digest() + code)
            os.chmod(draft, 0o644)
            os.replace(draft, place)
        except (OSError, NotImplementedError):
            if draft is not None:
                with suppress(OSError):
                    os.unlink(draft)


def _place(bucket: Bucket) -> Path:
    """Where a compiled template is kept. Raises NotImplementedError where Python keeps none."""
    return Path(importlib.util.cache_from_source(f"{bucket.key}.py"))
