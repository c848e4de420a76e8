"""The audit goes by the name that a pack gives it: file, facts, tables, faults."""

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


def told(folder: Path) -> list[str]:
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
    assert told(write_pack(files))[:2] == [
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
    assert told(write_pack(renamed(pack_files, taken)))[0] == (
        f"evidence.yaml:1: found the audit called “{taken}”; expected a name that no other table "
        "or file of a pack has. Give the audit a name of its own."
    )


def test_what_the_pack_does_not_word_is_told_neutrally(
    pack_files: Files, write_pack: Write
) -> None:
    assert load_pack(write_pack(pack_files)).vocabulary.wording == Wording()
