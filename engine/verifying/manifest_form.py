"""The manifest's form: canonical bytes, and bytes read back or refused in words."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar

from engine.nouns.control_characters import CONTROL_CHARACTERS
from engine.nouns.outcome.manifest import FORMAT, Manifest

_MOST = 5
_NO_TEXT = re.compile("[\udc80-\udcff]")
"""What stands for a byte of a file's name that is no UTF-8."""
_OBEYED = re.compile(f"[{CONTROL_CHARACTERS}]")
_WRITTEN = re.compile("\0(dc[89a-f][0-9a-f])")
_Part = TypeVar("_Part")


class UnreadableError(Exception):
    """A file that is no manifest this version can read; its text says why, in words."""


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as UTF-8 JSON: keys in order, two spaces, whole numbers without a point.

    The same manifest gives the same bytes.
    """
    plain = dataclasses.asdict(manifest)
    for parameter in plain["parameters"]:
        value = parameter["value"]
        parameter["value"] = int(value) if value == int(value) else value
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=2)
    return (with_codes(text) + "\n").encode("utf-8", "backslashreplace")


def with_codes(text: str) -> str:
    """JSON that says the same, with its code in place of every sign that a reader would obey."""
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def manifest_from(content: bytes) -> Manifest:
    """The manifest in a file's bytes. Raises UnreadableError, in words for the reader."""
    # pydantic is wanted only where a manifest is read.
    from pydantic import TypeAdapter, ValidationError

    try:
        found = json.loads(content)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UnreadableError("It is not JSON, as a manifest is.") from None
    version = found.get("manifest") if isinstance(found, dict) else None
    if version is None:
        raise UnreadableError("It is JSON, but has no “manifest”, as a manifest has.")
    if version != FORMAT:
        raise UnreadableError(
            f"It is of form {version}; this version of Clausewise reads form {FORMAT}. Use the "
            "version that wrote it."
        )
    try:
        # pydantic takes no text with such a sign in it: no name has a NUL, so that stands for one.
        text = json.dumps(found, ensure_ascii=False)
        plain = _NO_TEXT.sub(lambda sign: f"\\u0000{ord(sign[0]):x}", text)
        manifest = _with_signs(
            TypeAdapter(Manifest).validate_json(plain.encode("utf-8", "surrogatepass"))
        )
    except ValidationError as error:
        faults = [
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg'].lower()}"
            for problem in error.errors(include_url=False)
        ]
        if len(faults) > _MOST:
            faults = [*faults[:_MOST], f"and {len(faults) - _MOST} more"]
        raise UnreadableError(f"It is not as a manifest is: {'; '.join(faults)}.") from None
    _refuse_strange_names(manifest)
    return manifest


def _with_signs(part: _Part) -> _Part:
    """A part of a manifest with the signs again that stand for bytes that are no UTF-8."""
    whole: Any = part
    if isinstance(whole, str):
        whole = _WRITTEN.sub(lambda found: chr(int(found[1], 16)), whole)
    elif isinstance(whole, tuple):
        whole = tuple(map(_with_signs, whole))
    elif isinstance(whole, Mapping):
        whole = {key: _with_signs(value) for key, value in whole.items()}
    elif dataclasses.is_dataclass(whole) and not isinstance(whole, type):
        names = [field.name for field in dataclasses.fields(whole)]
        whole = dataclasses.replace(
            whole, **{name: _with_signs(getattr(whole, name)) for name in names}
        )
    restored: _Part = whole
    return restored


def _refuse_strange_names(manifest: Manifest) -> None:
    """An output stands in the manifest's own folder; a name that leads elsewhere is refused."""
    for output in manifest.outputs:
        if set(output.name) & set("\\:\0") or {"", ".", ".."} & set(output.name.split("/")):
            raise UnreadableError(f"The output “{output.name}” is no file in its own folder.")
    outputs = [("output", output.name) for output in manifest.outputs]
    for named in outputs, [(file.role, file.name) for file in manifest.inputs]:
        if len(set(named)) < len(named):
            raise UnreadableError("It names a file twice.")
    if not all(math.isfinite(parameter.value) for parameter in manifest.parameters):
        raise UnreadableError("The value of a figure is not a number.")
    places = [*manifest.returns, manifest.pack.path, *(file.path for file in manifest.inputs)]
    for place in places:
        if place is not None and (PurePosixPath(place).is_absolute() or "\0" in place):
            raise UnreadableError(f"The place “{place}” is not told from the manifest's folder.")


def manifest_schema() -> dict[str, object]:
    """The JSON Schema of a manifest, for other programs."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Manifest).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A run's manifest",
        **{key: value for key, value in schema.items() if key != "title"},
    }
