"""The checks of a return against itself, from ``checks.yaml``."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from engine.loading.files.check_shapes import ReturnCheckShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.loading.parts.conditions import ConditionReader
from engine.loading.parts.example_facts import given_facts, value_of
from engine.nouns.evidence.fact import Catalogue, FactSpec, Kind
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import Condition
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.return_check import (
    BEFORE,
    FIGURES,
    AnyValue,
    AsFact,
    CheckExample,
    Claimed,
    Dispute,
    Figure,
    ReturnCheck,
    ThisValue,
    WordAdded,
    Working,
    checkable,
)

_FEWER = {Working.PERCENT: "of", Working.DIFFERENCE: "less"}
"""The second key of a figure of two facts."""


def checks_of(
    document: YamlDocument,
    parameters: Mapping[str, Parameter],
    catalogue: Catalogue,
    kinds: Mapping[str, object],
) -> tuple[tuple[ReturnCheck, ...], list[PackFault]]:
    """The checks in the order written, and every fault in them."""
    if not isinstance(document.data, list):
        return (), [document.fault((), "no list", "a list of checks", "List each check.")]
    checks: list[ReturnCheck] = []
    faults: list[PackFault] = []
    seen = checkable(catalogue)
    for place, data in enumerate(document.data):
        shape, wrong = shaped(document, ReturnCheckShape, data, (place,))
        faults.extend(wrong)
        if shape is None:
            continue
        reader = _CheckReader(document, (place,), shape, parameters, seen, kinds)
        check = reader.read()
        faults.extend(reader.faults)
        if check is None:
            continue
        if check.id in (check.id for check in checks):
            found, to_do = f"the id “{check.id}” a second time", "Rename one of the two."
            faults.append(document.fault((place, "id"), found, "an id of its own", to_do))
        checks.append(check)
    return tuple(checks), faults


@dataclass(slots=True)
class _CheckReader:
    """Reads one check, and collects what is wrong with it."""

    document: YamlDocument
    path: Path
    shape: ReturnCheckShape
    parameters: Mapping[str, Parameter]
    catalogue: Catalogue
    kinds: Mapping[str, object]
    faults: list[PackFault] = field(default_factory=list)

    def read(self) -> ReturnCheck | None:
        shape = self.shape
        for kind in shape.binds:
            if kind not in self.kinds:
                self._fault("binds", f"the kind “{kind}”", "one of " + ", ".join(self.kinds))
        figures = tuple(self._figures())
        self.catalogue = {
            **self.catalogue,
            **{figure.name: self._figure_spec(figure) for figure in figures},
        }
        applies_when = self._condition("applies_when", shape.applies_when)
        odd_when = self._condition("odd_when", shape.odd_when)
        said = tuple(self._said())
        disputes = tuple(self._disputes())
        examples = tuple(self._examples())
        if self.faults or odd_when is None:
            return None
        return ReturnCheck(
            shape.id,
            shape.title,
            odd_when,
            shape.says,
            shape.question,
            disputes,
            examples,
            tuple(shape.binds),
            applies_when,
            figures,
            shape.note,
            said,
        )

    def _condition(self, key: str, data: Any) -> Condition | None:
        if data is None:
            return None
        reader = ConditionReader(self.document, self.catalogue, self.parameters)
        condition = reader.read(data, (*self.path, key))
        self.faults.extend(reader.faults)
        return condition

    def _figures(self) -> Iterator[Figure]:
        for name, data in self.shape.figures.items():
            working = next((working for working in Working if working.value in data), None)
            keys = {working.value, *_second(working)} if working is not None else set[str]()
            if working is None or set(data) != keys:
                found = ", ".join(data) or "nothing"
                expected = "percent and of, difference and less, or one of sum, lowest, highest"
                self._fault(("figures", name), found, expected)
                continue
            of = (
                [data[working.value], data[_FEWER[working]]]
                if working in _FEWER
                else data[working.value]
            )
            if self._numbers(("figures", name), of):
                yield Figure(FIGURES + name, working, tuple(of))

    def _numbers(self, at: Path, names: Any) -> bool:
        """Whether all of some names are those of facts that are numbers; tells where not."""
        listed: Sequence[Any] = names if isinstance(names, list) else []
        wrong = [
            name
            for name in listed
            if name not in self.catalogue or self.catalogue[name].kind is not Kind.NUMBER
        ]
        if wrong or len(listed) < 2:
            found = f"“{wrong[0]}”" if wrong else "fewer than two facts"
            self._fault(at, found, "the names of two or more facts that are numbers")
        return not wrong and len(listed) > 1

    def _figure_spec(self, figure: Figure) -> FactSpec:
        specs = [self.catalogue[name] for name in figure.of]
        first, last = specs[0], specs[-1]
        unit = "%" if figure.working is Working.PERCENT else first.unit
        label = {
            Working.PERCENT: f"{first.label} as a share of {last.label}",
            Working.DIFFERENCE: f"{first.label} less {last.label}",
        }.get(figure.working, f"the {figure.working.value} of {', '.join(s.label for s in specs)}")
        return FactSpec(figure.name, Kind.NUMBER, label, unit, first.where)

    def _said(self) -> Iterator[str]:
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(self.shape.says)]
        except ValueError:
            self._fault("says", "a lone brace", "facts in braces, such as {dashboard.6.3}")
            return
        for name in dict.fromkeys(name for name in names if name is not None):
            if name not in self.catalogue:
                self._fault("says", f"“{{{name}}}”", "a fact that is known, in braces")
            else:
                yield name

    def _disputes(self) -> Iterator[Dispute]:
        for place, dispute_shape in enumerate(self.shape.disputes):
            at: Path = ("disputes", place)
            names = [
                name
                for name in self.catalogue
                if fnmatchcase(name, dispute_shape.fact)
                and not name.startswith((BEFORE, FIGURES, "quarter."))
            ]
            if not names:
                self._fault(
                    (*at, "fact"), f"“{dispute_shape.fact}”", "a fact of the return, or a pattern"
                )
                continue
            claims = [
                self._claim((*at, "claim"), self.catalogue[name], dispute_shape.claim)
                for name in names
            ]
            if claims[0] is not None and all(claim is not None for claim in claims):
                yield Dispute(tuple(names), claims[0])

    def _claim(self, at: Path, spec: FactSpec, data: Any) -> Claimed | None:
        if data == "any":
            return AnyValue()
        if isinstance(data, dict) and len(data) == 1:
            [(key, name)] = data.items()
            other = self.catalogue.get(name)
            if key == "fact" and other is not None and other.kind is spec.kind:
                return AsFact(name)
            of_words = spec.kind is Kind.WORDS and name in (spec.words or ())
            if key in ("adding", "without") and of_words:
                return WordAdded(name, key == "adding")
        else:
            try:
                return ThisValue(value_of(spec, data))
            except ValueError as error:
                self._fault(at, f"“{data}” of “{spec.name}”", f"any, or {error}")
                return None
        kind = spec.kind.value.replace("_", " or ")
        expected = f"{{fact: …}} with another fact that is a {kind}"
        self._fault(at, f"“{data}” of “{spec.name}”", expected)
        return None

    def _examples(self) -> Iterator[CheckExample]:
        readable = {
            name: spec for name, spec in self.catalogue.items() if not name.startswith(FIGURES)
        }
        for place, check_example_shape in enumerate(self.shape.examples):
            at = (*self.path, "examples", place)
            given, wrong = given_facts(
                self.document, (*at, "given"), check_example_shape.given, readable
            )
            leaves, amiss = given_facts(
                self.document, (*at, "leaves"), check_example_shape.leaves, readable
            )
            self.faults.extend((*wrong, *amiss))
            line = self.document.line(at)
            yield CheckExample(
                check_example_shape.name,
                given,
                check_example_shape.expect == "fires",
                check_example_shape.as_of,
                line,
                leaves,
            )

    def _fault(self, at: str | Path, found: str, expected: str) -> None:
        place = (*self.path, at) if isinstance(at, str) else (*self.path, *at)
        self.faults.append(self.document.fault(place, found, expected, "Correct it."))


def _second(working: Working) -> tuple[str, ...]:
    return (_FEWER[working],) if working in _FEWER else ()
