"""The rows of the workbook's further sheets, as text not yet neutralised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.chaining.chainers.signal_forms import AREA
from engine.nouns.english import day_words
from reports.content.clauses import notes_on
from reports.content.coverage import coverage
from reports.content.faults import in_order_of_severity
from reports.content.figures import run_figures
from reports.content.found import places_words
from reports.content.rows import kind_label
from reports.lookup import GAPS as GAP_VERDICTS
from reports.lookup import Lookup, citation_of, in_order_of_gravity
from reports.words import kind_words
from reports.workbook.sheets import Heading

_GAP_COLUMNS = {
    "organisation": Heading("Organisation", 20),
    "verdict": Heading("Verdict", 13),
    "change": Heading("Change", 12),
    "duty": Heading("Duty", 26),
    "citation": Heading("Clause", 22),
    "because": Heading("Why", 34),
    "to_comply": Heading("What would satisfy it", 38),
    "question": Heading("Question to ask", 34),
    "found": Heading("What was found", 40),
    "where": Heading("Where", 46),
    "concerns": Heading("Concerns", 30),
    "waiver": Heading("Waiver", 34),
}
GAPS = tuple(_GAP_COLUMNS.values())
GAPS_PRINTED = 8
"""How many of its columns the Gaps sheet prints; the evidence stays on the screen."""

CONCERNS = tuple(
    Heading(text, width)
    for text, width in (
        ("Organisation", 26),
        ("Kind", 15),
        ("Concern", 34),
        ("Quarters", 14),
        ("Why", 44),
        ("Who says what, and where", 60),
        ("Clauses", 30),
        ("Question to ask", 42),
        ("Next step", 40),
        ("Rank", 8),
        ("Why that rank", 34),
        ("Part of", 24),
        ("Id", 24),
    )
)
FAULTS = tuple(
    Heading(text, width)
    for text, width in (
        ("Cost", 20),
        ("File", 34),
        ("Sheet", 16),
        ("Cell", 8),
        ("Found", 34),
        ("Kind found", 14),
        ("Expected", 36),
        ("What to do", 46),
        ("Clauses without evidence because of it", 34),
        ("Question it arose at", 26),
        ("Organisation", 14),
        ("Quarter", 12),
    )
)
CLAUSES = tuple(
    Heading(text, width)
    for text, width in (
        ("Clause", 14),
        ("Citation", 30),
        ("Section", 30),
        ("The policy’s words", 70),
        ("Reader’s note", 50),
        ("Who bears it", 18),
        ("Force", 11),
        ("Rules that test it", 36),
        ("Why no rule tests it", 44),
    )
)
PARAMETERS = tuple(
    Heading(text, width)
    for text, width in (
        ("Figure", 28),
        ("What it is", 48),
        ("Value", 12),
        ("For whom", 18),
        ("Who set it", 44),
        ("Note", 60),
    )
)
INPUTS = tuple(
    Heading(text, width)
    for text, width in (("What", 44), ("Whose", 14), ("Quarter", 14), ("Used", 10), ("Value", 70))
)


def gap_rows(lookup: Lookup, rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """What is not met in full in the quarter of the matrix, by organisation, gravest first."""
    period = lookup.assessment.run.period.label
    rank = {verdict.words: place for place, verdict in enumerate(GAP_VERDICTS)}
    gaps = [row for row in rows if row["period"] == period and row["verdict"] in rank]
    order = {one.code: place for place, one in enumerate(lookup.assessment.organisations)}
    gaps.sort(key=lambda row: (order.get(row["organisation_code"], -1), rank[row["verdict"]]))
    return [[row[name] for name in _GAP_COLUMNS] for row in gaps]


def concern_rows(lookup: Lookup) -> list[list[str]]:
    assessment = lookup.assessment
    names = {one.code: one.name for one in assessment.organisations}
    names[AREA] = assessment.pack.vocabulary.wording.area
    whole = {part: one for one in assessment.concerns for part in one.parts}
    return [
        [
            names.get(one.organisation, one.organisation),
            kind_words(one.kind),
            one.title,
            "\n".join(one.periods),
            one.because,
            "\n".join(
                line
                for said in one.said
                for line in (f"{said.label}: {said.words}", *places_words(said.origins, 6))
            ),
            citation_of(lookup, one.cites),
            one.question,
            one.next_step,
            str(one.rank or ""),
            one.stake,
            whole[one.id].id if one.id in whole else "",
            one.id,
        ]
        for one in in_order_of_gravity(assessment.concerns)
    ]


def fault_rows(lookup: Lookup) -> list[list[str]]:
    return [
        [
            one.severity.value.capitalize(),
            one.file,
            one.sheet,
            one.cell,
            one.found,
            one.kind_found,
            one.expected,
            one.to_do,
            ", ".join(one.clauses),
            one.stage.value,
            one.organisation,
            one.period,
        ]
        for one in in_order_of_severity(lookup.assessment.faults)
    ]


def clause_rows(lookup: Lookup) -> list[list[str]]:
    clauses = lookup.assessment.pack.clauses
    return [
        [
            row.id,
            row.citation,
            row.section,
            clauses[row.id].words,
            "\n".join(notes_on(lookup.assessment.pack, row.id)),
            ", ".join(kind_label(lookup, kind) for kind in row.bearers),
            row.force,
            "\n".join(row.rules),
            row.reason,
        ]
        for row in coverage(lookup.assessment.pack)
    ]


def parameter_rows(lookup: Lookup) -> list[list[str]]:
    return [
        [one.name, one.meaning, one.value, one.whose or "all", one.source, one.note]
        for one in run_figures(lookup.assessment.run.parameters)
    ]


def input_rows(lookup: Lookup) -> list[list[str]]:
    """What the run was made of: the pack, the software, the days, and each file's SHA-256."""
    assessment, run = lookup.assessment, lookup.assessment.run
    pack = assessment.pack
    quarters = ", ".join(quarter.label for quarter in assessment.quarters)
    made_of = [
        ("Policy pack", f"{pack.id}, version {pack.version}"),
        ("SHA-256 of the policy pack", pack.digest),
        ("Software", run.software),
        ("Concerns chained by", run.chained_by),
        ("Quarters assessed", quarters),
        ("Judged as of", day_words(run.as_of)),
    ]
    files = [
        [
            one.name,
            one.organisation if one.role == "return" else one.role,
            one.period,
            "yes" if one.used else "no",
            one.sha256,
        ]
        for one in run.inputs
    ]
    return [*([what, "", "", "", value] for what, value in made_of), *files]
