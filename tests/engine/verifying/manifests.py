"""A manifest of a run, and the seals of its files."""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.outcome.manifest import (
    FORMAT,
    FileRecord,
    InputRecord,
    Manifest,
    OptionsRecord,
    PackRecord,
    ParameterRecord,
    SoftwareRecord,
)

TRAINED = ParameterRecord("trained", 95.0, "%", "commissioner", None, "2014-04-01", None, ())

MANIFEST = Manifest(
    FORMAT,
    SoftwareRecord("Clausewise 1", "3.11.7", {"pandas": "3.1.1", "pyarrow": ""}, "durable_rules 2"),
    OptionsRecord("2014-15 Q2", "2014-09-30", "shared", False),
    ("../returns", None),
    (InputRecord("return", "a – ü.xlsx", "ab" * 32, 12, "../returns/a – ü.xlsx", True),),
    PackRecord("p", "1", "cd" * 32, None, (FileRecord("policy.yaml", "ef" * 32, 3),)),
    (TRAINED, replace(TRAINED, value=0.5, organisations=("ZA1",))),
    (FileRecord("findings.json", "12" * 32, 5),),
)
