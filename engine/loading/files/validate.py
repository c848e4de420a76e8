"""A document into its shape, each fault put into words a person can act on."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault

Model = TypeVar("Model", bound=BaseModel)

_KINDS = {
    "string_type": "text (put it in quotes if it looks like a number)",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
}


def shaped(
    document: YamlDocument, shape: type[Model], data: Any = None, path: Path = ()
) -> tuple[Model | None, list[PackFault]]:
    """The document's data (or the part of it at ``path``) as a shape, or why it is not."""
    try:
        return shape.model_validate(document.data if data is None else data), []
    except ValidationError as error:
        names = _names(shape)
        faults = [
            _fault(document, (*path, *_place(detail["loc"])), dict(detail), names)
            for detail in error.errors(include_url=False)
        ]
        return None, list(dict.fromkeys(faults))


def _place(loc: tuple[int | str, ...]) -> Path:
    """The place in the document; pydantic adds the tried type's name to a union's place."""
    return tuple(part for part in loc if part not in ("int", "float", "[key]"))


def _fault(
    document: YamlDocument, path: Path, detail: dict[str, Any], names: list[str]
) -> PackFault:
    key = str(path[-1]) if path else "the file"
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(key, names, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else "Remove it, or correct its spelling."
        return document.fault(path, f"the key “{key}”", "a key that is known here", hint)
    if kind == "missing":
        return document.fault(path, f"no “{key}”", f"“{key}”", f"Add “{key}”.")
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected", "one of the known words"))
    elif kind == "value_error":
        expected = str(context.get("error", "something else"))
        if "is not a valid" in expected:
            expected = "one of the known words"
    elif kind in ("too_short", "string_too_short"):
        expected = f"at least {context.get('min_length', 1)} entry"
    elif kind == "string_pattern_mismatch":
        expected = "small letters, digits and underscores, beginning with a letter"
    else:
        expected = _KINDS.get(kind, str(detail["msg"]))
    return document.fault(path, f"{_shown(given)} for “{key}”", expected, f"Correct “{key}”.")


def _shown(value: Any) -> str:
    text = "nothing" if value is None else repr(value) if not isinstance(value, str) else value
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _names(shape: type[BaseModel], seen: frozenset[type[BaseModel]] = frozenset()) -> list[str]:
    """Every key that the shape or a shape within it knows."""
    if shape in seen:
        return []
    names: list[str] = []
    for name, field in shape.model_fields.items():
        names.append(name)
        for inner in _models_in(field.annotation):
            names.extend(_names(inner, seen | {shape}))
    return names


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]
