"""One broken pack for each error message: file, line, found, expected, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import PackError, load_pack
from engine.loading.linting.lint import lint

Write = Callable[[Mapping[str, str]], Path]

BROKEN: list[tuple[str, str, str, str, str]] = [
    # what is broken, the file, its words, the words put in their place, the fault
    (
        "a key nobody knows",
        "home/F-warden.yaml",
        "title: A Fire",
        "titel: A Fire",
        "home/F-warden.yaml:1: found no “title”; expected “title”. Add “title”.\n"
        "home/F-warden.yaml:2: found the key “titel”; expected a key that is known here. "
        "Did you mean “title”?",
    ),
    (
        "a start of clauses that nobody registers",
        "policy.yaml",
        "    force: may\n",
        "    force: may\n    starts: {on: 2014-04-01, clauses: [F2, G]}\n",
        "policy.yaml:26: found “G”; expected a clause that policy.yaml registers, or what the ids "
        "of several begin with. Correct the id.",
    ),
    (
        "an unknown fact",
        "home/F-warden.yaml",
        "met_when: {named_professionals.warden.wte",
        "met_when: {named_professionals.wardn.wte",
        "home/F-warden.yaml:6: found the fact “named_professionals.wardn.wte”; expected a fact "
        "that is known. Did you mean “named_professionals.warden.wte”?",
    ),
    (
        "an unknown clause",
        "home/F-warden.yaml",
        "cites: [F1]",
        "cites: [F9]",
        "home/F-warden.yaml:4: found the clause “F9”; expected the id of a clause that "
        "policy.yaml registers with words. Cite the clause whose words make the duty.",
    ),
    (
        "an unknown parameter",
        "home/F-training.yaml",
        "met_when: {training.fire.level_1.percent: {is_at_least: {parameter: trained_met}}}\np",
        "met_when: {training.fire.level_1.percent: {is_at_least: {parameter: trained}}}\np",
        "home/F-training.yaml:5: found the parameter “trained”; expected a parameter that is "
        "known. Did you mean “trained_met”?",
    ),
    (
        "a threshold in a rule",
        "home/F-warden.yaml",
        "{is_over: 0}",
        "{is_over: 0.5}",
        "home/F-warden.yaml:6: found the number 0.5 written into a rule; expected a parameter, "
        "with its source. Move the number to parameters.yaml and name it here: {parameter: …}.",
    ),
    (
        "a comparison that does not fit",
        "home/F-warden.yaml",
        "{includes: night_care}}\nmet",
        "{is_over: 0}}\nmet",
        "home/F-warden.yaml:5: found “is_over” of “organisation.services”, which is a words; "
        "expected one of includes, is_returned. Choose a comparison that fits.",
    ),
    (
        "an unknown comparison",
        "home/F-warden.yaml",
        "{is_over: 0}",
        "{is_ovr: 0}",
        "home/F-warden.yaml:6: found the comparison “is_ovr”; expected a comparison that is "
        "known. Did you mean “is_over”?",
    ),
    (
        "an unknown word",
        "home/F-warden.yaml",
        "{includes: night_care}}\nmet",
        "{includes: night}}\nmet",
        "home/F-warden.yaml:5: found the word “night”; expected a word that is known. "
        "Did you mean “night_care”?",
    ),
    (
        "two conditions under one key",
        "home/F-warden.yaml",
        "{is_over: 0}}\nwords",
        "{is_over: 0}, organisation.services: {includes: day_care}}\nwords",
        "home/F-warden.yaml:6: found 2 keys together; expected a condition with exactly one key: "
        "all, any, not, or the name of a fact. Put several conditions in a list under “all” or "
        "“any”.",
    ),
    (
        "an id that is not the file's name",
        "home/F-warden.yaml",
        "id: F-warden",
        "id: F-guard",
        "home/F-warden.yaml:1: found the id “F-guard”; expected the file's name, “F-warden”. "
        "Rename one of them.",
    ),
    (
        "a kind nobody declares",
        "home/F-warden.yaml",
        "binds: [home]",
        "binds: [school]",
        "home/F-warden.yaml:3: found the kind “school”; expected one of home. "
        "Correct it, or declare the kind in evidence.yaml.",
    ),
    (
        "words for a verdict the rule cannot give",
        "home/F-warden.yaml",
        "  to_comply: A",
        "  partly_met: Half a warden.\n  to_comply: A",
        "home/F-warden.yaml:12: found words for “partly_met”; expected words for “partly_met” "
        "exactly where the rule can give that verdict. Remove them.",
    ),
    (
        "no words for a verdict the rule can give",
        "home/F-warden.yaml",
        "  not_applicable: The home has no night care.\n",
        "",
        "home/F-warden.yaml:7: found no words for “not_applicable”; expected words for "
        "“not_applicable” exactly where the rule can give that verdict. Add words.not_applicable.",
    ),
    (
        "an example's value that does not fit",
        "home/F-training.yaml",
        "percent: 89}",
        "percent: many}",
        "home/F-training.yaml:16: found “many” for “training.fire.level_1.percent”; expected a "
        "number, “withheld”, or {at_least: …, at_most: …}. Correct the example.",
    ),
    (
        "an example's fact that the rule does not read",
        "home/F-training.yaml",
        "given: {}, expect",
        "given: {dashboard.2: 1}, expect",
        "home/F-training.yaml:19: found the fact “dashboard.2”, which the rule does not read; "
        "expected only facts that the rule's conditions name. Remove it, or correct its name.",
    ),
    (
        "a verdict nobody knows",
        "home/F-training.yaml",
        "percent: 89}, expect: partly_met",
        "percent: 89}, expect: partial",
        "home/F-training.yaml:16: found “partial” for “expect”; expected one of the known words. "
        "Correct “expect”.",
    ),
    (
        "a commissioner's number without a note",
        "parameters.yaml",
        "value: 12, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.",
        "value: 12, in_force_from: 2013-01-01, set_by: commissioner",
        "parameters.yaml:15: found set_by: commissioner and no note; expected a note that tells "
        "where the number comes from, and no clause. Write the note; only the policy's own "
        "numbers carry a clause.",
    ),
    (
        "a policy's number without its clause",
        "parameters.yaml",
        "value: 12, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.",
        "value: 12, in_force_from: 2013-01-01, set_by: policy",
        "parameters.yaml:15: found set_by: policy with the clause “None”; expected the id of the "
        "clause whose words give the number. Name the clause, or say set_by: commissioner.",
    ),
    (
        "a date that is none",
        "parameters.yaml",
        "value: 12, in_force_from: 2013-01-01",
        "value: 12, in_force_from: 2013-02-30",
        "parameters.yaml:15: found “2013-02-30” for “in_force_from”; expected a day that exists, "
        "written like 2013-11-01. Correct “in_force_from”.",
    ),
    (
        "a number in quotes",
        "parameters.yaml",
        "value: 12,",
        "value: '12',",
        "parameters.yaml:15: found “12” for “value”; expected a number. Correct “value”.",
    ),
    (
        "amended words under an old fingerprint",
        "policy.yaml",
        "by day.",
        "by night.",
        "policy.yaml:26: found the fingerprint “7ce6e7351bf8cbbc” of F3; expected "
        "2172a68f06d1103d. Read the clause and its rules again; then pin the new fingerprint.",
    ),
    (
        "a service nobody declares",
        "section11.yaml",
        "kinds: [home]",
        "kinds: [home], services: [spa]",
        "section11.yaml:5: found the service “spa”; expected a service that is known: day_care, "
        "night_care. Correct its spelling, or declare it.",
    ),
    (
        "a query about no clause",
        "queries.yaml",
        "clauses: [F3]",
        "clauses: [F4]",
        "queries.yaml:2: found the clause “F4”; expected a clause that policy.yaml registers. "
        "Correct the id.",
    ),
]


@pytest.mark.parametrize(
    ("file", "words", "instead", "fault"),
    [case[1:] for case in BROKEN],
    ids=[case[0] for case in BROKEN],
)
def test_each_fault_is_told_with_its_place(
    pack_files: dict[str, str], write_pack: Write, file: str, words: str, instead: str, fault: str
) -> None:
    assert words in pack_files[file]
    pack_files[file] = pack_files[file].replace(words, instead, 1)
    with pytest.raises(PackError) as told:
        load_pack(write_pack(pack_files))
    assert str(told.value) == fault


def test_every_fault_of_every_file_is_told_at_once(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    for _, file, words, instead, _ in BROKEN[:1] + BROKEN[17:18] + BROKEN[23:]:
        pack_files[file] = pack_files[file].replace(words, instead, 1)
    with pytest.raises(PackError) as told:
        load_pack(write_pack(pack_files))
    assert [(fault.file, fault.line) for fault in told.value.faults] == [
        ("home/F-warden.yaml", 1),
        ("home/F-warden.yaml", 2),
        ("parameters.yaml", 15),
        ("queries.yaml", 2),
    ]


def test_a_missing_folder_and_a_missing_file_are_faults(
    pack_files: dict[str, str], write_pack: Write, tmp_path: Path
) -> None:
    with pytest.raises(PackError, match="no such folder"):
        load_pack(tmp_path / "nowhere")
    del pack_files["parameters.yaml"]
    with pytest.raises(PackError, match=r"Add parameters\.yaml to the pack"):
        load_pack(write_pack(pack_files))


def test_the_whole_pack_has_no_faults(pack_files: dict[str, str], write_pack: Write) -> None:
    assert lint(load_pack(write_pack(pack_files))) == ()
