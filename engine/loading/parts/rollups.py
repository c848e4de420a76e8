"""The roll-ups of a pack, from ``rollups.yaml``, and the facts that they make."""

from __future__ import annotations

from collections.abc import Mapping

from engine.loading.files.shapes import RollupShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.loading.parts.catalogue import counted_share
from engine.loading.parts.conditions import ConditionReader
from engine.loading.parts.example_facts import given_facts
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Catalogue, FactSpec, Kind, ShareOf
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.rollup import Rollup, RollupExample
from engine.nouns.verdict import Basis, Truth

_WHERE = "the contracts table, and the returns of those whom it names"


def rollups_of(
    document: YamlDocument, parameters: Mapping[str, Parameter], catalogue: Catalogue
) -> tuple[dict[str, Rollup], list[PackFault]]:
    """The roll-ups by key, and every fault in them. ``catalogue`` is that of a single return."""
    if not isinstance(document.data, dict):
        fault = document.fault((), "no mapping", "roll-ups by name", "Name each roll-up.")
        return {}, [fault]
    rollups: dict[str, Rollup] = {}
    faults: list[PackFault] = []
    for key, data in document.data.items():
        shape, wrong = shaped(document, RollupShape, data, (key,))
        faults.extend(wrong)
        if shape is None:
            continue
        reader = ConditionReader(document, catalogue, parameters)
        condition = reader.read(shape.kept_when, (key, "kept_when"))
        faults.extend(reader.faults)
        examples, wrong = _examples(document, key, shape, catalogue)
        faults.extend(wrong)
        if condition is not None:
            rollups[key] = Rollup(key, shape.label, shape.state, condition, shape.note, examples)
    return rollups, faults


_EXPECTED = {"kept": Truth.TRUE, "not_kept": Truth.FALSE, "unknown": Truth.UNKNOWN}


def _examples(
    document: YamlDocument, key: str, shape: RollupShape, catalogue: Catalogue
) -> tuple[tuple[RollupExample, ...], list[PackFault]]:
    examples: list[RollupExample] = []
    faults: list[PackFault] = []
    for place, example in enumerate(shape.examples):
        at = (key, "examples", place)
        given, wrong = given_facts(document, (*at, "given"), example.given, catalogue)
        faults.extend(wrong)
        line = document.line(at)
        expect = _EXPECTED[example.expect]
        examples.append(RollupExample(example.name, given, expect, example.as_of, line))
    return tuple(examples), faults


def with_rollups(catalogue: Catalogue, rollups: Mapping[str, Rollup], who: str) -> Catalogue:
    """The catalogue with the facts that roll-ups make; ``who`` are those that are counted."""
    if not rollups:
        return catalogue
    specs = [
        FactSpec(
            fact_names.COMMISSIONED,
            Kind.NUMBER,
            f"{who}, on the register of contracts",
            "",
            "the contracts table",
            Basis.REGISTER,
        )
    ]
    for rollup in rollups.values():
        name = fact_names.commissioned(rollup.key)
        share = ShareOf(fact_names.kept(name), fact_names.COMMISSIONED, who, rollup.state)
        specs.extend(counted_share(name, rollup.label, _WHERE, share))
    return {**catalogue, **{spec.name: spec for spec in specs}}
