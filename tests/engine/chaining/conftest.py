"""A small organisation, its findings and returns, and the Suffolk pack's own concern rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.chaining import derive_concerns
from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.loading.files.concern_file import ConcernFile, to_concern_rule
from engine.loading.files.folder import HANDLING
from engine.loading.files.yaml_lines import read_yaml
from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import Finding, Step
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.clause import Clause, Force
from engine.nouns.policy.concern_rule import ConcernRule
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import (
    AuditTerm,
    Framework,
    Indicator,
    Part,
    Question,
    Scale,
    Vocabulary,
)
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Truth, Verdict

ORWELL = Organisation("RQX", "Orwell and Deben NHS Trust", "provider")
CONCERNS = Path(__file__).parents[3] / "rules" / "suffolk-safeguarding-children-2013" / "concerns"


@pytest.fixture(scope="session")
def suffolk_concern_rules() -> tuple[ConcernRule, ...]:
    rules = []
    for path in sorted(CONCERNS.glob("*.yaml")):
        if f"concerns/{path.name}" in HANDLING:
            continue
        document, faults = read_yaml(path.read_text("utf-8"), path.name)
        assert document is not None
        assert faults == []
        model = ConcernFile.model_validate(document.data)
        rules.append(to_concern_rule(model, f"concerns/{path.name}"))
    return tuple(rules)


def _clause(id: str, citation: str) -> Clause:
    return Clause(id, citation, "6. Responsibilities", "Words.", ("provider",), Force.MUST, "")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary(
        kinds={},
        services={},
        roles={},
        vacancy_roles={},
        documents={},
        frameworks={
            "safeguarding": Framework("safeguarding", "safeguarding children", 3, "4.1", "refresh")
        },
        indicators={
            "4.1": Indicator(
                "4.1",
                "A1.4.1",
                "Staff trained",
                "percent",
                tuple(Part(f"level_{level}", f"Level {level}") for level in (1, 2, 3)),
            ),
            "8.1": Indicator("8.1", "A1.8.1", "Children admitted", "count"),
            "8.3": Indicator(
                "8.3", "A1.8.3", "Admitted, LAC", "count", never_more_than="dashboard.8.1"
            ),
            "10.1": Indicator(
                "10.1",
                "A1.10.1",
                "Births",
                "count",
                (Part("subject_to_plan", "Plan"), Part("total_births", "All")),
                never_more_than="dashboard.10.1.total_births",
            ),
        },
        questions={
            id: Question(id, clause, "?", ("provider",))
            for id, clause in (
                ("S6.p11.c", "S6.p11.c"),
                ("S6.p18.c", "S6.p18.c"),
                ("S6.p18.c/2", "S6.p18.c"),
            )
        },
        scale=Scale("higher_is_better", {"3": "met"}),
        audit=AuditTerm("section11", "Section 11 audit"),
    )


@pytest.fixture(scope="session")
def pack(vocabulary: Vocabulary, suffolk_concern_rules: tuple[ConcernRule, ...]) -> Pack:
    clauses = (
        _clause("S6.p08.a", "Section 6, paragraph 8(a)"),
        _clause("S6.p11.c", "Section 6, paragraph 11(c)"),
        _clause("S6.p18.c", "Section 6, paragraph 18(c)"),
        _clause("A1.4.1", "Appendix 1, item 4.1"),
        _clause("A1.8.1", "Appendix 1, item 8.1"),
        _clause("A1.8.3", "Appendix 1, item 8.3"),
    )
    labels = {
        "training.safeguarding.level_3.percent": ("Level 3 training, safeguarding children", "%"),
        "dashboard.4.1.level_3": ("Level 3 training, safeguarding children, declared", "%"),
        "dashboard.8.1": ("Children admitted who have an allocated social worker", ""),
        "dashboard.8.3": ("Children admitted who are looked after", ""),
    }
    return Pack(
        id="suffolk",
        title="Safeguarding Children Policy",
        version="1",
        policy="Safeguarding Children Policy, Version 1",
        digest="",
        clauses={clause.id: clause for clause in clauses},
        parameters={},
        vocabulary=vocabulary,
        catalogue={
            name: FactSpec(name, Kind.NUMBER, label, unit) for name, (label, unit) in labels.items()
        },
        rules={},
        concern_rules=suffolk_concern_rules,
        queries=(),
    )


FactMaker = Callable[..., Fact]


@pytest.fixture(scope="session")
def fact() -> FactMaker:
    def make(name: str, value: object, cell: str = "", text: str = "", **more: object) -> Fact:
        origins = (Origin("orwell.xlsx", "00", "dashboard", cell, text),) if cell else ()
        held = Range.of_number(value) if isinstance(value, int | float) else value
        return Fact(name, held, Basis.FIGURE, origins, returned=True, **more)  # type: ignore[arg-type]

    return make


FindingMaker = Callable[..., Finding]


@pytest.fixture(scope="session")
def finding() -> FindingMaker:
    def make(
        rule: str,
        quarter: str,
        verdict: str,
        basis: str | None = "figure",
        cites: tuple[str, ...] = ("S6.p11.c",),
        read: Fact | None = None,
        found: str = "",
        organisation: Organisation = ORWELL,
    ) -> Finding:
        steps = ()
        if read is not None:
            label = f"What {rule} reads"
            steps = (Step("met_when", "asked", Truth.FALSE, True, read, label, found),)
        return Finding(
            rule=rule,
            title=f"Title of {rule}",
            organisation=organisation,
            period=Quarter.parse(quarter),
            verdict=Verdict(verdict),
            basis=Basis(basis) if basis else None,
            cites=cites,
            trace=steps,
            because=f"{rule} is {verdict}.",
            to_comply="",
            changes=(),
            question="",
        )

    return make


SubmissionMaker = Callable[..., Submission]


@pytest.fixture(scope="session")
def submission() -> SubmissionMaker:
    def make(quarter: str, *facts: Fact, organisation: Organisation = ORWELL) -> Submission:
        return Submission(organisation, Quarter.parse(quarter), {one.name: one for one in facts})

    return make


@pytest.fixture(params=[DurableChainer, Fixpoint])
def derive(request, pack):
    """The concerns of some findings and submissions, by either chainer."""

    def run(findings, submissions=()):
        return derive_concerns(
            pack, Findings.from_findings(findings), submissions, 0.5, request.param()
        )[0]

    return run
