"""A pack's folder: its files, their bytes' digest, and each as a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.loading.file_names import digest_of, pack_files
from engine.loading.files.yaml_lines import YamlDocument, read_yaml
from engine.loading.regular_files import regular_bytes
from engine.nouns.evidence.fault import PackFault

WORDING = "wording.yaml"
"""The phrases of a pack; several files in the folder wording/ may stand beside it or instead."""
ONE_OF_A_KIND = (
    "policy.yaml",
    "evidence.yaml",
    "indicators.yaml",
    "parameters.yaml",
    "queries.yaml",
    "rollups.yaml",
    "successions.yaml",
    WORDING,
    "checks.yaml",
)
"""The files at the top of a pack; all but the policy, the evidence and the parameters may be
left out."""
RANKING = "concerns/ranking.yaml"
HANDLING = ("concerns/causes.yaml", "concerns/ladder.yaml", "concerns/raises.yaml", RANKING)
"""The files beside the concern rules that say how concerns are handled; any may be left out."""
REQUIRED = ("policy.yaml", "evidence.yaml", "parameters.yaml")


@dataclass(frozen=True, slots=True)
class Folder:
    """A pack's files, read as YAML; none of them is looked into yet."""

    digest: str
    single: Mapping[str, YamlDocument]
    """The files at the top, and those that say how concerns are handled, by name."""
    audit: str
    """The name of the audit's file; empty where evidence.yaml declares no audit."""
    rules: tuple[YamlDocument, ...]
    concerns: tuple[YamlDocument, ...]
    wording: tuple[YamlDocument, ...] = ()
    """The files of phrases, wording.yaml among them, in order of name."""


def _contents(path: Path) -> tuple[dict[str, bytes], list[PackFault]]:
    """The bytes of each file of a pack by its name, and a fault for each that has none."""
    contents: dict[str, bytes] = {}
    faults: list[PackFault] = []
    for name, file in pack_files(path).items():
        try:
            contents[name] = regular_bytes(file)
        except OSError as error:
            found = f"a file that cannot be opened: {error.strerror}"
            to_do = "Check that it is a file, and that you may open it; or remove it."
            faults.append(PackFault(name, 1, found, "a file of rules", to_do))
    return contents, faults


def _documents(contents: Mapping[str, bytes]) -> tuple[list[YamlDocument], list[PackFault]]:
    """Each file that is YAML, and what is wrong with the writing of any."""
    documents: list[YamlDocument] = []
    faults: list[PackFault] = []
    for name, content in contents.items():
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(
                PackFault(name, 1, "bytes that are no UTF-8", "UTF-8 text", "Save it so.")
            )
            continue
        document, wrong = read_yaml(text, name)
        faults.extend(wrong)
        if document is not None:
            documents.append(document)
    return documents, faults


def _use_of(name: str) -> str:
    """What a file of a pack is for, by its name: the folder of a rule is its bearer's."""
    if name == WORDING or name.startswith("wording/"):
        return "wording"
    if name in (*ONE_OF_A_KIND, *HANDLING):
        return "single"
    if name.startswith("concerns/"):
        return "concern"
    return "rule" if "/" in name else "other"


def read_folder(path: Path) -> tuple[Folder | None, list[PackFault]]:
    """Every YAML file of a pack, in order of name, and what is wrong with their writing."""
    if not path.is_dir():
        fault = PackFault(
            path.name, 1, "no such folder", "a folder with policy.yaml in it", "Check the path."
        )
        return None, [fault]
    contents, faults = _contents(path)
    documents, wrong = _documents(contents)
    faults.extend(wrong)
    used: dict[str, list[YamlDocument]] = defaultdict(list)
    for document in documents:
        used[_use_of(document.file)].append(document)
    single = {document.file: document for document in used["single"]}
    audit = _audit_file(single.get("evidence.yaml"))
    for document in used["other"]:
        if document.file == audit:
            single[audit] = document
        else:
            faults.append(_stray(document, audit))
    faults.extend(
        PackFault(name, 1, "no such file", "the file", f"Add {name} to the pack.")
        for name in REQUIRED
        if name not in single and not (path / name).is_file()
    )
    return Folder(
        digest_of(contents.items()),
        single,
        audit,
        tuple(used["rule"]),
        tuple(used["concern"]),
        tuple(used["wording"]),
    ), faults


def _stray(document: YamlDocument, audit: str) -> PackFault:
    """The fault of a file at the top of a pack that is none of those known there."""
    known = (*ONE_OF_A_KIND, audit) if audit else ONE_OF_A_KIND
    return PackFault(
        document.file,
        1,
        f"the file “{document.file}”",
        f"one of {', '.join(known)}, or a rule in a folder of its bearer",
        "Rename it, or move it into a folder; the audit’s questions are in the file that "
        "“audit” in evidence.yaml names.",
    )


def _audit_file(evidence: YamlDocument | None) -> str:
    """The file of the audit's questions, which goes by the name of the audit's table."""
    data = evidence.data if evidence else None
    audit = data.get("audit") if isinstance(data, dict) else None
    table = audit.get("table") if isinstance(audit, dict) else None
    return f"{table}.yaml" if isinstance(table, str) else ""
