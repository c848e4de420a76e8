"""YAML to conditions: each comparison read against the catalogue, every fault reported."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any as Anything
from typing import NoReturn

from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fact import Catalogue, FactSpec, Kind
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    ParameterRef,
    Right,
    WordList,
)
from engine.nouns.policy.operators import OPERATORS, Op, RightForm, operators_of
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.verdict_fact import rule_read


class _Refused(Exception):
    """The fault of this condition is told; its neighbours are still to be read."""


@dataclass(slots=True)
class ConditionReader:
    """Reads the conditions of one document, and collects what is wrong with them."""

    document: YamlDocument
    catalogue: Catalogue
    parameters: Mapping[str, Parameter]
    faults: list[PackFault] = field(default_factory=list)

    def read(self, data: Anything, path: Path) -> Condition | None:
        """The condition at a place, or None once its fault is reported."""
        try:
            return self._read(data, path)
        except _Refused:
            return None

    def _read(self, data: Anything, path: Path) -> Condition | None:
        if not isinstance(data, dict) or len(data) != 1:
            self._fault(
                path,
                f"{len(data)} keys together" if isinstance(data, dict) else f"“{data}”",
                "a condition with exactly one key: all, any, not, or the name of a fact",
                "Put several conditions in a list under “all” or “any”.",
            )
        [(key, value)] = data.items()
        place = (*path, key)
        if key in ("all", "any"):
            return self._several(key, value, place)
        if key == "not":
            part = self.read(value, place)
            return None if part is None else Not(part)
        return self._comparison(key, value, place)

    def _several(self, key: str, value: Anything, path: Path) -> Condition | None:
        if not isinstance(value, list) or len(value) < 2:
            self._fault(
                path,
                f"“{key}” with fewer than two conditions",
                "a list of two or more",
                f"List the conditions under “{key}”, or write the one without it.",
            )
        parts = [self.read(part, (*path, place)) for place, part in enumerate(value)]
        known = tuple(part for part in parts if part is not None)
        if len(known) < len(parts):
            return None
        return All(known) if key == "all" else Any(known)

    def _comparison(self, name: str, value: Anything, path: Path) -> Condition | None:
        spec = self.catalogue.get(name)
        if spec is None:
            self._unknown("fact", name, list(self.catalogue), path)
        if not isinstance(value, dict) or len(value) != 1:
            self._fault(
                path,
                f"“{value}”",
                "one comparison, such as {is_at_least: {parameter: training_met}}",
                "Say how the fact is compared.",
            )
        [(word, right)] = value.items()
        op = OPERATORS.get(word)
        if op is None:
            self._unknown("comparison", word, list(OPERATORS), (*path, word))
        allowed = operators_of(spec.kind)
        if spec.kind is Kind.WORD and spec.words is None:
            allowed = tuple(op for op in allowed if op.row.right is RightForm.TRUE)
        if rule_read(name) is not None:
            allowed = tuple(op for op in allowed if op is not Op.IS_RETURNED)
        if op not in allowed:
            self._fault(
                (*path, word),
                f"“{word}” of “{name}”, which is a {spec.kind.value.replace('_', ' or ')}",
                "one of " + ", ".join(sorted(allowed)),
                "Choose a comparison that fits.",
            )
        return Comparison(name, op, self._right(spec, op, right, (*path, word)))

    def _right(self, spec: FactSpec, op: Op, right: Anything, path: Path) -> Right:
        form = op.row.right
        if form is RightForm.TRUE:
            if right is not True:
                self._expected(right, "true", path)
            return Literal(True)
        if isinstance(right, dict):
            return self._reference(spec, form, right, path)
        match form:
            case RightForm.MONTHS:
                self._expected(right, "a parameter in months", path)
            case RightForm.DATE:
                self._expected(right, "another date: {fact: …}", path)
            case RightForm.WORDS:
                return self._words(spec, right, path)
            case RightForm.VALUE | RightForm.WORD if spec.kind is not Kind.NUMBER:
                return self._value(spec, right, path)
        if isinstance(right, bool) or not isinstance(right, int | float):
            self._expected(right, "0, a parameter or another fact", path)
        if right != 0:
            self._fault(
                path,
                f"the number {right} written into a rule",
                "a parameter, with its source",
                "Move the number to parameters.yaml and name it here: {parameter: …}.",
            )
        return Literal(0.0)

    def _words(self, spec: FactSpec, right: Anything, path: Path) -> WordList:
        words = right if isinstance(right, list) else []
        if len(words) < 2 or not all(isinstance(word, str) for word in words):
            self._expected(right, "a list of two or more words", path)
        unknown = [word for word in words if word not in (spec.words or ())]
        if unknown:
            self._unknown("word", unknown[0], list(spec.words or ()), path)
        return WordList(tuple(words))

    def _value(self, spec: FactSpec, right: Anything, path: Path) -> Literal:
        if spec.kind is Kind.YES_NO:
            if not isinstance(right, bool):
                self._expected(right, "true or false", path)
        elif not isinstance(right, str) or right not in (spec.words or ()):
            self._unknown("word", str(right), list(spec.words or ()), path)
        return Literal(right)

    def _reference(
        self, spec: FactSpec, form: RightForm, right: dict[str, Anything], path: Path
    ) -> Right:
        name = right.get("parameter", right.get("fact"))
        if len(right) != 1 or not isinstance(name, str):
            self._expected(right, "{parameter: name} or {fact: name}", path)
        if "parameter" in right:
            self._check_parameter(spec, form, right, path)
            return ParameterRef(name)
        other = self.catalogue.get(name)
        if other is None:
            self._unknown("fact", name, list(self.catalogue), path)
        if form is RightForm.DATE:
            if other.kind is not Kind.DATE:
                self._expected(right, "two dates to compare", path)
        elif spec.kind is not Kind.NUMBER or other.kind is not Kind.NUMBER:
            self._expected(right, "two numbers to compare", path)
        return FactRef(name)

    def _check_parameter(
        self, spec: FactSpec, form: RightForm, right: dict[str, Anything], path: Path
    ) -> None:
        name = str(right["parameter"])
        if name not in self.parameters:
            self._unknown("parameter", name, list(self.parameters), path)
        if form is RightForm.DATE:
            self._expected(right, "another date: {fact: …}", path)
        if spec.kind is not Kind.NUMBER and form is not RightForm.MONTHS:
            self._expected(right, "a word, or true or false", path)
        if form is RightForm.MONTHS and self.parameters[name].unit != "months":
            self._expected(right, "a parameter whose unit is months", path)

    def _expected(self, found: Anything, expected: str, path: Path) -> NoReturn:
        self._fault(path, f"“{found}”", expected, "Correct the comparison.")

    def _unknown(self, what: str, name: str, known: list[str], path: Path) -> NoReturn:
        near = difflib.get_close_matches(name, known, n=1)
        hint = (
            f"Did you mean “{near[0]}”?"
            if near
            else "See docs/policy/rules.md for those there are."
        )
        self._fault(path, f"the {what} “{name}”", f"a {what} that is known", hint)

    def _fault(self, path: Path, found: str, expected: str, to_do: str) -> NoReturn:
        self.faults.append(self.document.fault(path, found, expected, to_do))
        raise _Refused
