"""Names that would mean two things are refused with their words; other names of items serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import PackError, load_pack

Write = Callable[[Mapping[str, str]], Path]

EVIDENCE = "services:\n"
TWICE: list[tuple[str, str, str, str]] = [
    # the file, its words, the words put in their place, the fault without its place
    (
        "evidence.yaml",
        EVIDENCE,
        "also:\n  tables: {training: [Register], documents: [register]}\nservices:\n",
        "found “register” for the table “documents” and for “training”; expected a name that "
        "means one of them. Take it out of one of the two.",
    ),
    (
        "evidence.yaml",
        EVIDENCE,
        "also:\n  tables: {training: [Section-11 audit]}\nservices:\n",
        "found “Section 11 audit” for the table “section11” and for “training”; expected a name "
        "that means one of them. Take it out of one of the two.",
    ),
    (
        "evidence.yaml",
        EVIDENCE,
        "also:\n  headings: {value: [Result], note: [result]}\nservices:\n",
        "found “result” for the column “note” of “dashboard” and for “value”; expected a name "
        "that means one of them. Take it out of one of the two.",
    ),
    (
        "evidence.yaml",
        EVIDENCE,
        "also:\n  headings: {item: [Part]}\nservices:\n",
        "found “part” for the column “part” of “dashboard” and for “item”; expected a name that "
        "means one of them. Take it out of one of the two.",
    ),
    (
        "evidence.yaml",
        EVIDENCE,
        "also:\n  headings: {valu: [Result]}\nservices:\n",
        "found the column “valu”; expected a column of a return: achieved_level, ",
    ),
    (
        "evidence.yaml",
        EVIDENCE,
        "also:\n  fields: {code: [Reference], name: [reference]}\nservices:\n",
        "found “reference” for the field “name” and for “code”; expected a name that means one of "
        "them. Take it out of one of the two.",
    ),
    (
        "evidence.yaml",
        "  warden: {label: Fire Warden}\n",
        "  warden: {label: Fire Warden}\n  deputy: {label: Deputy, also: [fire warden]}\n",
        "found “fire warden” for the role “deputy” and for “warden”; expected a name that means "
        "one of them. Take it out of one of the two.",
    ),
    (
        "indicators.yaml",
        "label: Fire drills held,",
        'label: Fire drills held, also: ["3"],',
        "found “3” for the item “3” and for “2”; expected a name that means one of them. Take it "
        "out of one of the two.",
    ),
]


@pytest.mark.parametrize(("file", "words", "others", "fault"), TWICE)
def test_a_name_that_would_mean_two_things_is_refused(
    write_pack: Write, pack_files: dict[str, str], file: str, words: str, others: str, fault: str
) -> None:
    assert words in pack_files[file]
    pack_files[file] = pack_files[file].replace(words, others, 1)
    with pytest.raises(PackError) as caught:
        load_pack(write_pack(pack_files))
    assert any(fault in str(found) for found in caught.value.faults), caught.value.faults


def test_one_heading_may_name_columns_of_two_tables(
    write_pack: Write, pack_files: dict[str, str]
) -> None:
    also = "also:\n  headings: {wte: [Time], required: [time]}\nservices:\n"
    pack_files["evidence.yaml"] = pack_files["evidence.yaml"].replace(EVIDENCE, also, 1)
    assert load_pack(write_pack(pack_files)).vocabulary.also.headings["wte"] == ("Time",)
