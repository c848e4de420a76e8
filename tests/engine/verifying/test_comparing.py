"""Files, numbers and findings compared: each thing that differs, and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.outcome.difference import About, How
from engine.nouns.outcome.manifest import (
    FileRecord,
    ParameterRecord,
)
from engine.verifying.compare import (
    files_compared,
    findings_compared,
    parameters_compared,
    runs_compared,
)
from engine.verifying.findings_file import concerns_compared, findings_in_file
from engine.verifying.parts import same_parts
from engine.verifying.places import Places, relative
from engine.verifying.recorded_files import differences_in_files
from engine.verifying.sealing import file_record, record_of_bytes
from tests.engine.verifying.manifests import MANIFEST, TRAINED

NAMES = st.sampled_from("abcdef")
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=4), max_size=6)


def seals_of(contents: dict[str, bytes]) -> tuple[FileRecord, ...]:
    return tuple(record_of_bytes(name, content) for name, content in sorted(contents.items()))


@given(CONTENTS)
def test_the_same_files_do_not_differ(contents: dict[str, bytes]) -> None:
    seals = seals_of(contents)
    assert list(files_compared(About.INPUT, seals, seals)) == []


@given(CONTENTS, CONTENTS)
def test_every_file_that_differs_is_told_once(
    before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    told = list(files_compared(About.INPUT, seals_of(before), seals_of(after)))
    changed = {one.name for one in told if one.how is How.CHANGED}
    assert changed == {name for name in before.keys() & after.keys() if before[name] != after[name]}
    gone = {one.name for one in told if one.how in (How.MISSING, How.RENAMED)}
    assert gone == before.keys() - after.keys()
    renamed = [one for one in told if one.how is How.RENAMED]
    extra = {one.name for one in told if one.how is How.EXTRA}
    assert len(extra) + len(renamed) == len(after.keys() - before.keys())
    assert len({one.words for one in renamed}) == len(renamed)
    assert len({(one.how, one.name) for one in told}) == len(told)


@given(st.binary(min_size=1, max_size=40), st.data())
def test_one_bit_changes_the_seal(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) * 8 - 1))
    other = bytearray(content)
    other[place // 8] ^= 1 << place % 8
    before, after = seals_of({"a": content}), seals_of({"a": bytes(other)})
    (told,) = files_compared(About.OUTPUT, before, after)
    assert (told.how, told.name) == (How.CHANGED, "a")


def test_a_file_sealed_is_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert file_record(tmp_path / "a", "n") == FileRecord(
        "n", hashlib.sha256(b"abc").hexdigest(), 3
    )
    assert file_record(tmp_path / "gone", "n") == FileRecord("n", None, None)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (
            replace(TRAINED, value=90.0),
            "recorded 95 %, set by the commissioner since 2014-04-01; now 90 %, set by the "
            "commissioner since 2014-04-01",
        ),
        (
            replace(TRAINED, set_by="policy", clause="S1", overlaid_from="own.yaml"),
            "recorded 95 %, set by the commissioner since 2014-04-01; now 95 %, set by the "
            "policy since 2014-04-01, clause S1, from own.yaml",
        ),
    ],
)
def test_a_parameter_is_told_before_and_after(other: ParameterRecord, words: str) -> None:
    (told,) = parameters_compared([TRAINED], [other])
    assert (told.about, told.how, told.name, told.words) == (
        About.PARAMETER,
        How.CHANGED,
        "trained",
        words,
    )


def test_a_parameter_for_some_is_another_than_that_for_all() -> None:
    own = replace(TRAINED, value=80.0, organisations=("ZA1", "ZA2"))
    (told,) = parameters_compared([TRAINED], [TRAINED, own])
    assert (told.how, told.name) == (How.EXTRA, "trained for ZA1, ZA2")
    (gone,) = parameters_compared([TRAINED, own], [TRAINED])
    assert (gone.how, gone.name) == (How.MISSING, "trained for ZA1, ZA2")


def test_runs_differ_by_pack_numbers_and_software() -> None:
    other = replace(
        MANIFEST,
        pack=replace(MANIFEST.pack, version="2"),
        software=replace(
            MANIFEST.software, python="3.12.1", libraries={"pandas": "2"}, chained_by="a stand-in"
        ),
    )
    assert [
        (difference.about, difference.name, difference.words)
        for difference in runs_compared(MANIFEST, other)
    ] == [
        (About.PACK, "the pack", "recorded p, version 1; now p, version 2"),
        (About.SOFTWARE, "Python", "recorded 3.11.7; now 3.12.1"),
        (About.SOFTWARE, "concerns chained by", "recorded durable_rules 2; now a stand-in"),
        (About.SOFTWARE, "pandas", "recorded 3.1.1; now 2"),
    ]
    assert list(runs_compared(MANIFEST, MANIFEST)) == []


KEY = ("R1", "ZA1", "2014-15 Q2")


def test_findings_are_told_by_rule_organisation_and_quarter() -> None:
    before = {KEY: ("met", "Home", "x"), ("R2", *KEY[1:]): ("met", "Home", "x")}
    after = {KEY: ("not met", "Home", "y"), ("R2", *KEY[1:]): ("met", "Home", "y")}
    assert [
        (difference.about, difference.name, difference.words)
        for difference in findings_compared(before, after)
    ] == [
        (About.VERDICT, "R1 of ZA1 (Home), 2014-15 Q2", "recorded met; now not met"),
        (
            About.FINDING,
            "R2 of ZA1 (Home), 2014-15 Q2",
            "the same verdict, on other evidence or other words",
        ),
    ]
    assert [difference.how for difference in findings_compared(before, {})] == [How.MISSING] * 2
    assert [difference.how for difference in findings_compared({}, after)] == [How.EXTRA] * 2


@pytest.mark.parametrize("content", [b"{}", b"[]", b"x", b'{"findings": [{"rule": 1}]}'])
def test_what_is_no_findings_file_is_not_compared(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        findings_in_file(content)


def test_concerns_that_are_new_or_gone() -> None:
    def findings_with(*titles: str) -> bytes:
        concerns = [{"title": title, "organisation": "ZA1", "periods": ["Q"]} for title in titles]
        return json.dumps({"concerns": concerns}).encode()

    assert [
        (difference.how, difference.name)
        for difference in concerns_compared(findings_with("a", "b", "b"), findings_with("b", "c"))
    ] == [(How.MISSING, "a, ZA1, Q"), (How.MISSING, "b, ZA1, Q"), (How.EXTRA, "c, ZA1, Q")]
    many = concerns_compared(findings_with(*(f"n{place}" for place in range(30))), findings_with())
    assert (len(many), many[-1].name) == (21, "10 more concerns")


def test_places_are_told_from_the_manifests_folder(tmp_path: Path) -> None:
    out = tmp_path / "run" / "out"
    assert relative(tmp_path / "run" / "returns", out) == "../returns"
    assert relative(out, out) == "."
    near = Places(out, near_only=True, roots=(tmp_path / "run" / "returns",))
    assert (
        near.recorded_place(tmp_path / "run" / "returns" / "q1" / "a.xlsx")
        == "../returns/q1/a.xlsx"
    )
    assert near.recorded_place(tmp_path / "far" / "off" / "a.xlsx") is None
    assert (
        Places(out, near_only=False).recorded_place(tmp_path / "far" / "a.xlsx")
        == "../../far/a.xlsx"
    )
    assert Places(out, near_only=False).path_at("../returns") == out / ".." / "returns"


def test_only_archives_have_parts() -> None:
    assert not same_parts(b"x", b"x")


def test_of_many_pages_that_differ_the_first_are_named_and_the_others_counted(
    tmp_path: Path,
) -> None:
    names = [f"pages/{number:02}.html" for number in range(30)]
    outputs = tuple(FileRecord(name, "12" * 32, 5) for name in ("findings.json", *names))
    told = differences_in_files(replace(MANIFEST, outputs=outputs), tmp_path, {}, {})
    gone = [one.name for one in told if one.about is About.OUTPUT]
    assert gone == ["findings.json", *names[:10], "20 more pages"]
