"""What a pack calls its audit, and names that would mean two things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import PackError, load_pack
from engine.nouns.policy.vocabulary import AuditTerm, Wording

Files = dict[str, str]
Write = Callable[[Mapping[str, str]], Path]


def renamed(files: Files, table: str) -> Files:
    named = {name: text.replace("section11", table) for name, text in files.items()}
    named[f"{table}.yaml"] = named.pop("section11.yaml")
    return named


def faults_of_pack(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return [str(fault) for fault in caught.value.faults]


def test_the_audit_is_called_as_the_pack_says(pack_files: Files, write_pack: Write) -> None:
    pack = load_pack(write_pack(renamed(pack_files, "fire_check")))
    assert pack.vocabulary.audit == AuditTerm("fire_check", "Section 11 audit")
    assert list(pack.vocabulary.questions) == ["F1"]
    audit = [name for name in pack.catalogue if name.startswith("fire_check.")]
    assert audit == [
        "fire_check.F1",
        "fire_check.F1.declared",
        "fire_check.F1.moderated",
        "fire_check.F1.not_applicable",
        "fire_check.answered_percent",
    ]
    assert [name for name in pack.catalogue if "section11" in name] == []


def test_a_file_of_questions_that_no_audit_declares_is_a_fault(
    pack_files: Files, write_pack: Write
) -> None:
    files = pack_files
    files["evidence.yaml"] = files["evidence.yaml"].replace(
        "audit: {table: section11, label: Section 11 audit}\n", ""
    )
    assert faults_of_pack(write_pack(files))[:2] == [
        "evidence.yaml:2: found the table “section11”; expected a table that is known: checks, "
        "contracts, dashboard, documents, named_professionals, organisation, training, "
        "training_summary, vacancies. Correct its spelling, or declare it.",
        "section11.yaml:1: found the file “section11.yaml”; expected one of policy.yaml, "
        "evidence.yaml, indicators.yaml, parameters.yaml, queries.yaml, rollups.yaml, "
        "successions.yaml, wording.yaml, checks.yaml, or a rule in a folder of its bearer. "
        "Rename it, or move it into a folder; the audit’s questions are in the file "
        "that “audit” in evidence.yaml names.",
    ]


@pytest.mark.parametrize("taken", ["dashboard", "training"])
def test_the_audit_takes_no_name_of_another_table(
    pack_files: Files, write_pack: Write, taken: str
) -> None:
    assert faults_of_pack(write_pack(renamed(pack_files, taken)))[0] == (
        f"evidence.yaml:1: found the audit called “{taken}”; expected a name that no other table "
        "or file of a pack has. Give the audit a name of its own."
    )


def test_what_the_pack_does_not_word_is_told_neutrally(
    pack_files: Files, write_pack: Write
) -> None:
    assert load_pack(write_pack(pack_files)).vocabulary.wording == Wording()


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
