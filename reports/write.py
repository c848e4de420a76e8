"""Writing the reports of an assessment into a folder, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from reports.file_parts import Content
from reports.files import DATASET, LINES, write_made

if TYPE_CHECKING:
    from reports.drafts import Drafts
    from reports.lookup import Lookup
    from reports.page.write import Site
    from reports.spool import Spool

Begin = Callable[["Lookup", "Site", "Drafts", bool], Iterator[tuple[str, Content]]]
"""Has workers fill in the drafts, with a data set or without, and gives the files of the latter."""

INDEX = "index.html"
"""The first page of the site."""


def write_reports(assessment: Assessment, out: Path) -> tuple[Path, ...]:
    """Write matrix.xlsx, matrix.csv, findings.json and the site into a folder.

    As ``made_reports`` makes them and ``write_made`` writes them. Returns the files' paths in
    that order. Raises CannotWrite, in words for the reader.
    """
    return write_made(made_reports(assessment), out)


def made_reports(
    assessment: Assessment,
    single: Mapping[str, Organisation] | None = None,
    dataset: bool = False,
    begin: Begin | None = None,
) -> Iterator[tuple[str, Content]]:
    """Each report by the name of its file, one at a time; the same assessment, the same bytes.

    ``single`` has the organisations that a page of their own is wanted of, by its file's name;
    with ``dataset`` the findings are written as a data set too, which wants pyarrow. Findings that
    are too many for findings.json are in findings.jsonl, a line each, and it says so. ``begin`` has
    workers draft what is of organisations alone.

    What is most likely open in another program comes first, so that nothing is replaced where
    it cannot be.
    """
    from reports.drafts import Drafts
    from reports.lookup import Lookup
    from reports.page.single.write import single_page
    from reports.page.write import Site
    from reports.workbook.csv_file import matrix_csv_parts
    from reports.workbook.matrix import matrix_xlsx

    lookup = Lookup.for_assessment(assessment)
    site, many, drafts = Site(lookup), are_many(assessment), Drafts(lookup)
    if begin is not None:
        yield from begin(lookup, site, drafts, dataset)
    else:
        _draft(lookup, site, drafts)
    yield "matrix.xlsx", matrix_xlsx(lookup, None if many else drafts.rows)
    yield "matrix.csv", matrix_csv_parts(lookup, drafts.rows)
    yield from _findings(lookup, drafts.lines, many, dataset)
    if dataset and begin is None:
        yield from _dataset(lookup)
    for name, organisation in (single or {}).items():
        yield name, single_page(lookup, organisation)
    yield from site.files(drafts.pages())


def _findings(
    lookup: Lookup, lines: Spool, many: bool, dataset: bool
) -> Iterator[tuple[str, Content]]:
    from reports.findings_json.write import finding_lines, findings_parts

    elsewhere = [LINES, *([DATASET] if dataset else [])] if many else []
    yield "findings.json", findings_parts(lookup, lines, elsewhere)
    if many:
        yield LINES, finding_lines(lines)


def _draft(lookup: Lookup, site: Site, drafts: Drafts) -> None:
    from reports.content.rows import finding_row
    from reports.findings_json.findings import FindingTexts

    row, line = partial(finding_row, lookup), FindingTexts(lookup).line
    drafts.make(every_code(lookup), row, line, site.of_organisation)


def _dataset(lookup: Lookup) -> Iterator[tuple[str, Content]]:
    from reports.dataset.write import dataset_files

    yield from dataset_files(lookup)


def every_code(lookup: Lookup) -> list[str]:
    """The code of every organisation of an assessment, also of one that is in no list."""
    return [*dict.fromkeys((*lookup.organisations, *lookup.assessment.findings.codes))]


def are_many(assessment: Assessment) -> bool:
    """Whether its findings are too many for a workbook and for findings.json."""
    from reports.workbook import links

    return len(assessment.findings) > links.MOST_FINDINGS


def has_dataset(assessment: Assessment, asked: bool) -> bool:
    """Whether a run writes its findings as a data set: where it is asked to, and where they are
    too many for findings.json and pyarrow is installed."""
    from reports.dataset.parquet import can_write

    return asked or (are_many(assessment) and can_write())
