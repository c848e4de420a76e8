"""Every operator is one row: all that the rooms know of it follows from there."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from engine.evaluating.ingest import columns_of
from engine.evaluating.numbers import months_before
from engine.evaluating.planes import Setting, compare
from engine.loading.files.yaml_lines import YamlDocument
from engine.loading.parts.conditions import ConditionReader
from engine.loading.schemas.files import schema_files
from engine.mutating.comparisons import comparison_edits
from engine.nouns.evidence.fact import Catalogue, Fact, FactSpec, Kind, Range
from engine.nouns.policy.condition import Comparison, Literal, ParameterRef
from engine.nouns.policy.operators import Op, Operator, RightForm, operators_of
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Basis

ROOT = Path(__file__).resolve().parents[3]
AS_OF = dt.date(2014, 9, 30)
CATALOGUE: Catalogue = {
    kind.value: FactSpec(
        kind.value,
        kind,
        f"the {kind.value}",
        words=("east", "west", "north") if kind in (Kind.WORD, Kind.WORDS) else None,
    )
    for kind in Kind
}
OPS = pytest.mark.parametrize("op", list(Op))
OF_KINDS = pytest.mark.parametrize(
    ("kind", "op"), [(kind, op) for kind in Kind for op in operators_of(kind)]
)


def right_of(kind: Kind, op: Op) -> Any:
    """A right-hand side as a pack would write it."""
    match op.row.right:
        case RightForm.TRUE:
            return True
        case RightForm.WORDS:
            return ["east", "west"]
        case RightForm.NUMBER:
            return {"parameter": "bar"}
        case RightForm.MONTHS:
            return {"parameter": "months"}
        case RightForm.DATE:
            return {"fact": "date"}
        case RightForm.VALUE | RightForm.WORD:
            return {Kind.NUMBER: 0, Kind.YES_NO: True}.get(kind, "east")


@pytest.fixture
def pack_of_kinds(small_pack: Pack) -> Pack:
    """A pack with a fact of every kind, and a parameter for each right-hand side."""
    some = next(iter(small_pack.parameters.values()))
    parameters = {
        name: dataclasses.replace(some, name=name, unit=unit)
        for name, unit in (("bar", ""), ("months", "months"))
    }
    return dataclasses.replace(small_pack, catalogue=CATALOGUE, parameters=parameters)


def read(pack: Pack, kind: Kind, op: Op) -> tuple[Any, list[str]]:
    reader = ConditionReader(YamlDocument("F.yaml", {}, {}), pack.catalogue, pack.parameters)
    condition = reader.read({kind.value: {op.value: right_of(kind, op)}}, ())
    return condition, [str(fault) for fault in reader.faults]


@OF_KINDS
def test_a_rule_may_use_an_operator_of_each_kind_in_its_row(
    pack_of_kinds: Pack, kind: Kind, op: Op
) -> None:
    condition, faults = read(pack_of_kinds, kind, op)
    assert faults == []
    assert isinstance(condition, Comparison)
    assert (condition.fact, condition.op) == (kind.value, op)


@pytest.mark.parametrize(
    ("kind", "op"), [(kind, op) for kind in Kind for op in Op if kind not in op.row.kinds]
)
def test_a_rule_may_use_it_of_no_other_kind(pack_of_kinds: Pack, kind: Kind, op: Op) -> None:
    _, [fault] = read(pack_of_kinds, kind, op)
    assert f"“{op.value}” of “{kind.value}”" in fault
    assert ", ".join(sorted(operators_of(kind))) in fault


@OF_KINDS
def test_it_is_compared_for_each_of_its_kinds(pack_of_kinds: Pack, kind: Kind, op: Op) -> None:
    comparison, _ = read(pack_of_kinds, kind, op)
    silent = columns_of([{}], list(CATALOGUE), CATALOGUE)
    planes = compare(comparison, silent, Setting({"bar": 5.0, "months": 12.0}, AS_OF))
    assert not planes.true.any()
    assert not planes.false.any()


@pytest.mark.parametrize("op", [op for op in Op if op.row.beyond])
def test_its_threshold_is_where_its_row_says(op: Op) -> None:
    [kind] = op.row.kinds
    at = {
        RightForm.NUMBER: 5.0,
        RightForm.MONTHS: float(months_before(AS_OF, 12).toordinal()),
        RightForm.TRUE: float(AS_OF.toordinal()),
    }[op.row.right]
    names = {RightForm.NUMBER: "bar", RightForm.MONTHS: "months"}
    name = names.get(op.row.right)
    right = ParameterRef(name) if name else Literal(True)
    facts = [
        {kind.value: Fact(kind.value, Range.of_number(value), Basis.FIGURE)}
        for value in (at, at + op.row.beyond)
    ]
    planes = compare(
        Comparison(kind.value, op, right),
        columns_of(facts, [kind.value], CATALOGUE),
        Setting({"bar": 5.0, "months": 12.0}, AS_OF),
    )
    assert planes.true[0] != planes.true[1]
    assert (planes.true == ~planes.false).all()


@OPS
def test_the_schema_and_the_guide_know_it(op: Op) -> None:
    comparison = json.loads(schema_files()["rule.json"])["$defs"]["comparison"]
    assert comparison["properties"][op.value]["description"] == op.row.meaning
    assert f"`{op.value}`" in (ROOT / "docs/policy/rules.md").read_text("utf-8")


@OPS
def test_it_reads_aloud(op: Op) -> None:
    places = {"label": "A", "limit": "B", "as_of": "C"}
    row: Operator = op.row
    assert row.sentence.format(**places).startswith("A")
    for words in (row.sentence, row.target, row.opposite):
        assert "{" not in words.format(**places)


@OF_KINDS
def test_mutants_put_every_other_operator_of_the_kind_in_its_place(
    pack_of_kinds: Pack, kind: Kind, op: Op
) -> None:
    if kind is Kind.WORDS and op is Op.IS_RETURNED:
        return  # nothing says which of the words would be asked for
    here = {kind.value: {op.value: right_of(kind, op)}}
    edits = comparison_edits(pack_of_kinds, {"met_when": here}, ("met_when",), here)
    tried = {
        word
        for edit in edits
        for written in [edit.data["met_when"].get(kind.value)]
        if written is not None
        for word in written
    }
    # From “is returned” a word leads to one word first; a list of them is one slip further.
    further = {Op.IS_ONE_OF.value} if op is Op.IS_RETURNED else set()
    assert tried >= {other.value for other in operators_of(kind) if other is not op} - further


@pytest.mark.slow
def test_no_module_keeps_a_table_of_operators_of_its_own() -> None:
    def by_operator(node: ast.AST) -> bool:
        keys: list[Any] = []
        if isinstance(node, ast.Dict):
            keys = node.keys
        elif isinstance(node, ast.Set | ast.Tuple | ast.List):
            keys = node.elts
        return any(
            isinstance(key, ast.Attribute)
            and isinstance(key.value, ast.Name)
            and key.value.id == "Op"
            for key in keys
        )

    rooms = ("engine", "evidence", "history", "reports", "clausewise")
    holding = [
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in sorted((ROOT / room).rglob("*.py"))
        if any(map(by_operator, ast.walk(ast.parse(path.read_text("utf-8")))))
    ]
    assert holding == []
