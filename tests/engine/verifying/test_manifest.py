"""A manifest: read back as written, refused where it leads elsewhere or is spoilt."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.outcome.difference import About
from engine.nouns.outcome.manifest import (
    FileRecord,
)
from engine.verifying.compare import (
    files_compared,
    runs_compared,
)
from engine.verifying.manifest_form import (
    UnreadableError,
    manifest_bytes,
    manifest_from,
    manifest_schema,
)
from tests.draws import draws
from tests.engine.verifying.manifests import MANIFEST

HOME = Path(__file__).resolve().parents[3]


def test_a_manifest_is_read_back_and_written_the_same() -> None:
    content = manifest_bytes(MANIFEST)
    assert manifest_from(content) == MANIFEST
    assert manifest_bytes(manifest_from(content)) == content
    assert b'"value": 95\n' in content
    assert b'"value": 0.5\n' in content
    keys = [line.strip().split('"')[1] for line in content.decode().splitlines() if '  "' in line]
    assert keys[0] == "inputs"


def test_a_manifest_is_as_the_published_schema_says() -> None:
    schema = json.loads((HOME / "docs" / "develop" / "manifest.schema.json").read_text("utf-8"))
    assert schema == json.loads(json.dumps(manifest_schema()))
    jsonschema.validate(json.loads(manifest_bytes(MANIFEST)), schema)


@pytest.mark.parametrize(
    "name",
    ["../findings.json", "/etc/x", "a/../../b.json", "a//b.json", "a/", "..\\x", "c:x.json", ""],
)
def test_an_output_that_leads_elsewhere_is_refused(name: str) -> None:
    strange = replace(MANIFEST, outputs=(FileRecord(name, "12" * 32, 5),))
    with pytest.raises(UnreadableError, match="is no file in its own folder"):
        manifest_from(manifest_bytes(strange))


def test_an_output_may_stand_in_a_folder_of_its_own_folder() -> None:
    paged = replace(MANIFEST, outputs=(FileRecord("pages/org/ZA1.html", "12" * 32, 5),))
    assert manifest_from(manifest_bytes(paged)) == paged


def test_a_file_named_twice_is_refused() -> None:
    twice = replace(MANIFEST, outputs=MANIFEST.outputs * 2)
    with pytest.raises(UnreadableError, match="twice"):
        manifest_from(manifest_bytes(twice))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=3,
)


def spots(value: object, way: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Every place in plain data, as the keys that lead there."""
    pairs: list[tuple[object, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [way, *(spot for key, inner in pairs for spot in spots(inner, (*way, key)))]


@settings(max_examples=draws(60), deadline=None)
@given(data=st.data(), other=ANY_JSON)
def test_a_spoilt_manifest_is_read_or_refused_in_words(data: st.DataObject, other: object) -> None:
    plain = json.loads(manifest_bytes(MANIFEST))
    way = data.draw(st.sampled_from(spots(plain)))
    if not way:
        plain = other
    else:
        inner = plain
        for key in way[:-1]:
            inner = inner[key]
        inner[way[-1]] = other
    try:
        found = manifest_from(json.dumps(plain).encode())
    except UnreadableError:
        return
    again = manifest_from(manifest_bytes(found))
    assert again == found
    list(runs_compared(MANIFEST, found))
    list(files_compared(About.OUTPUT, MANIFEST.outputs, found.outputs))
