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
from reports.content.gist import gist
from reports.content.rows import COLUMNS, kind_label
from reports.lazy import Lazy
from reports.lookup import GAPS as GAP_VERDICTS
from reports.lookup import Lookup, citation_of
from reports.text import policy_words
from reports.words import kind_words
from reports.workbook.links import SheetLinks, concerns_in_order
from reports.workbook.sheets import Cell, SheetHeading

_GAP_COLUMNS = {
    "organisation": SheetHeading("Organisation", 20),
    "verdict": SheetHeading("Verdict", 13),
    "change": SheetHeading("Change", 12),
    "duty": SheetHeading("Duty", 26),
    "citation": SheetHeading("Clause", 22),
    "because": SheetHeading("Why", 34),
    "to_comply": SheetHeading("What would satisfy it", 38),
    "question": SheetHeading("Question to ask", 34),
    "found": SheetHeading("What was found", 40),
    "where": SheetHeading("Where", 46),
    "concerns": SheetHeading("Concerns", 30),
    "waiver": SheetHeading("Waiver", 34),
}
GAPS = tuple(_GAP_COLUMNS.values())
_GAP_NAMES = tuple(_GAP_COLUMNS)
_SHOWN = tuple(column.name for column in COLUMNS if column.heading)

CONCERNS = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Organisation", 22),
        ("Rank", 6),
        ("Concern", 28),
        ("In short", 44),
        ("Question to ask", 34),
        ("Next step", 36),
        ("Quarters", 12),
        ("Kind", 15),
        ("Why", 44),
        ("Who says what, and where", 60),
        ("Clauses", 30),
        ("Why it has this rank", 34),
        ("Grouped under", 24),
        ("Id", 24),
    )
)
FAULTS = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Effect", 20),
        ("File", 30),
        ("Sheet", 16),
        ("Cell", 8),
        ("Found", 34),
        ("Kind found", 14),
        ("Expected", 36),
        ("What to do", 46),
        ("Clauses without evidence because of it", 34),
        ("Check", 26),
        ("Organisation", 14),
        ("Quarter", 12),
    )
)
CLAUSES = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Clause", 14),
        ("Citation", 30),
        ("Section", 30),
        ("The policy’s words", 70),
        ("Reader’s note", 50),
        ("Applies to", 18),
        ("Force", 11),
        ("Rules that test it", 36),
        ("Why no rule tests it", 44),
    )
)
PARAMETERS = tuple(
    SheetHeading(text, width)
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
    SheetHeading(text, width)
    for text, width in (("What", 44), ("Whose", 14), ("Quarter", 14), ("Used", 10), ("Value", 70))
)


def gaps_of(lookup: Lookup, rows: Sequence[Mapping[str, str]]) -> list[int]:
    """The places of the rows of what is not met in full in the quarter of the matrix, by
    organisation, gravest first."""
    period = lookup.assessment.run.period.label
    rank = {verdict.words: place for place, verdict in enumerate(GAP_VERDICTS)}
    order = {
        organisation.code: place
        for place, organisation in enumerate(lookup.assessment.organisations)
    }
    gaps = [
        (order.get(row["organisation_code"], -1), rank[row["verdict"]], place)
        for place, row in enumerate(rows)
        if row["period"] == period and row["verdict"] in rank
    ]
    return [place for _, _, place in sorted(gaps)]


def gap_row(row: Mapping[str, str], places: SheetLinks) -> list[Cell]:
    """A row of the sheet of gaps; a verdict leads to its finding, a clause to its words."""
    return _linked(row, _GAP_NAMES, places, is_finding=False)


def finding_cells(row: Mapping[str, str], places: SheetLinks) -> list[Cell]:
    """A row of the sheet of findings; a clause leads to its words."""
    return _linked(row, _SHOWN, places, is_finding=True)


def _linked(
    row: Mapping[str, str], names: Sequence[str], places: SheetLinks, is_finding: bool
) -> list[Cell]:
    key = (row["rule"], row["organisation_code"], row["period"])
    leads: dict[str, Cell] = {
        "citation": places.clause(row["citation"], row["clauses"].split("; ")),
    }
    if not is_finding:
        leads["verdict"] = places.finding(row["verdict"], key)
    return [leads.get(name, row[name]) for name in names]


def concern_rows(lookup: Lookup, places: SheetLinks) -> Sequence[list[Cell]]:
    """The sheet of concerns, a row each; the clauses lead to the first one's words."""
    assessment = lookup.assessment
    names = {organisation.code: organisation.name for organisation in assessment.organisations}
    names[AREA] = assessment.pack.vocabulary.wording.area
    whole = {part: concern for concern in assessment.concerns for part in concern.parts}
    ordered = concerns_in_order(lookup)

    def row(place: int) -> list[Cell]:
        concern = ordered[place]
        return [
            names.get(concern.organisation, concern.organisation),
            str(concern.rank or ""),
            concern.title,
            gist(lookup, concern).sentence,
            concern.question,
            concern.next_step,
            "\n".join(concern.periods),
            kind_words(concern.kind),
            concern.because,
            "\n".join(
                line
                for statement in concern.statements
                for line in (
                    f"{statement.label}: {statement.words}",
                    *places_words(statement.origins, 6),
                )
            ),
            places.clause(citation_of(lookup, concern.cites), concern.cites),
            concern.stake,
            places.concern(whole[concern.id].title, whole[concern.id].id)
            if concern.id in whole
            else "",
            concern.id,
        ]

    return Lazy(range(len(ordered)), row)


def fault_rows(lookup: Lookup) -> Sequence[list[str]]:
    """The sheet of faults, a row each."""
    ordered = in_order_of_severity(lookup.assessment.faults)

    def row(place: int) -> list[str]:
        fault = ordered[place]
        return [
            fault.severity.value.capitalize(),
            fault.file,
            fault.sheet,
            fault.cell,
            fault.found,
            fault.kind_found,
            fault.expected,
            fault.to_do,
            ", ".join(fault.clauses),
            fault.stage.value,
            fault.organisation,
            fault.period,
        ]

    return Lazy(range(len(ordered)), row)


def clause_rows(lookup: Lookup) -> list[list[str]]:
    """The sheet of clauses, a row each."""
    clauses = lookup.assessment.pack.clauses
    return [
        [
            row.id,
            row.citation,
            row.section,
            policy_words(clauses[row.id].words),
            "\n".join(notes_on(lookup.assessment.pack, row.id)),
            ", ".join(kind_label(lookup, kind) for kind in row.bearers),
            row.force,
            "\n".join(row.rules),
            row.reason,
        ]
        for row in coverage(lookup.assessment.pack)
    ]


def parameter_rows(lookup: Lookup) -> list[list[str]]:
    """The sheet of the run's figures, a row a value."""
    return [
        [
            figure.name,
            figure.meaning,
            figure.value,
            figure.whose or "all",
            figure.source,
            figure.note,
        ]
        for figure in run_figures(lookup.assessment.run.parameters)
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
        ("Concerns worked out by", run.chained_by),
        ("Quarters assessed", quarters),
        ("Judged as of", day_words(run.as_of)),
    ]
    files = [
        [
            file.name,
            file.organisation if file.role == "return" else file.role,
            file.period,
            "yes" if file.used else "no",
            file.sha256,
        ]
        for file in run.inputs
    ]
    return [*([what, "", "", "", value] for what, value in made_of), *files]
