"""The data set: a row a finding, in files by quarter and kind, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest

from engine.nouns.outcome.assessment import Assessment
from reports import CannotWrite
from reports.dataset.columns import COLUMNS, FOLDERS, PLACE, STEP, Column
from reports.dataset.rows import Row, row_of
from reports.dataset.write import dataset_files, part_files
from reports.files import write_made
from reports.lookup import Lookup
from reports.own_forms import FINDINGS_SET, form_of
from reports.write import made_reports

PAGE = Path(__file__).resolve().parents[3] / "docs" / "use" / "analysts.md"


@pytest.fixture(scope="module")
def lookup(assessment: Assessment) -> Lookup:
    return Lookup.for_assessment(assessment)


def rows_in(files: dict[str, bytes]) -> Iterator[tuple[str, Row]]:
    for name, content in files.items():
        for row in pq.ParquetFile(io.BytesIO(content)).read().to_pylist():
            yield name, row


def test_every_finding_is_one_row_of_the_folder_of_its_quarter_and_kind(lookup: Lookup) -> None:
    files = dict(dataset_files(lookup))
    held = {(row["rule"], row["organisation"], row["period"]): name for name, row in rows_in(files)}
    findings = lookup.assessment.findings
    assert len(list(rows_in(files))) == len(findings)
    assert held == {
        finding.key: f"findings.parquet/quarter={finding.period.label.replace(' ', '-')}/"
        f"kind={finding.organisation.kind}/part-00000.parquet"
        for finding in findings
    }


def test_a_row_read_back_is_the_row_of_its_finding(lookup: Lookup) -> None:
    files = dict(dataset_files(lookup))
    read = {(row["rule"], row["organisation"], row["period"]): row for _, row in rows_in(files)}
    assert read == {finding.key: row_of(lookup, finding) for finding in lookup.assessment.findings}
    assert {tuple(row) for row in read.values()} == {tuple(COLUMNS)}
    steps = [step for row in read.values() for step in row["steps"]]  # type: ignore[attr-defined]
    assert {tuple(step) for step in steps} == {tuple(STEP)}
    assert {tuple(place) for step in steps for place in step["origins"]} == {tuple(PLACE)}


def test_the_page_for_analysts_tells_every_column() -> None:
    def lines(columns: dict[str, Column]) -> str:
        return "\n".join(
            f"| `{name}` | {column.sort.value} | {column.meaning} |"
            for name, column in columns.items()
        )

    page = PAGE.read_text("utf-8")
    assert lines(dict(COLUMNS)) in page
    assert lines(dict(STEP)) in page
    assert lines(dict(PLACE)) in page
    assert "\n".join(f"| `{name}` | folder | {says} |" for name, says in FOLDERS.items()) in page


def test_the_same_assessment_gives_the_same_bytes(lookup: Lookup) -> None:
    files = dict(dataset_files(lookup))
    assert dict(dataset_files(Lookup.for_assessment(lookup.assessment))) == files
    assert {form_of(content) for content in files.values()} == {FINDINGS_SET}


def test_organisations_are_written_in_parts_of_so_many(lookup: Lookup) -> None:
    whole = [row for _, row in rows_in(dict(dataset_files(lookup)))]
    with patch("reports.dataset.write.PART", 2):
        files = dict(dataset_files(lookup))
    assert {name.rpartition("/")[2] for name in files} == {
        "part-00000.parquet",
        "part-00001.parquet",
    }
    rows = [row for _, row in rows_in(files)]
    key = "{organisation} {period} {rule}".format_map
    assert sorted(map(key, rows)) == sorted(map(key, whole))


def test_half_of_a_surrogate_pair_is_written_as_its_escape(lookup: Lookup) -> None:
    who = lookup.assessment.organisations[0]
    with (
        patch("reports.dataset.rows.waiver_words", lambda _: "\ud800"),
        patch.object(Lookup, "waiver", lambda *_: object()),
    ):
        rows = [row for _, row in rows_in(dict(part_files(lookup, 0, [who])))]
    assert {row["waiver"] for row in rows} == {"\\ud800"}


def test_what_an_earlier_run_left_of_its_data_set_is_removed(
    assessment: Assessment, tmp_path: Path
) -> None:
    write_made(made_reports(assessment, None, True), tmp_path)
    folder = tmp_path / "findings.parquet"
    (folder / "notes.txt").write_text("mine", "utf-8")
    old = folder / "quarter=2013-14-Q4" / "kind=provider" / "part-00000.parquet"
    old.parent.mkdir(parents=True)
    old.write_bytes(next(iter(folder.rglob("*.parquet"))).read_bytes())
    write_made(made_reports(assessment, None, True), tmp_path)
    assert not old.parent.parent.exists()
    write_made(made_reports(assessment), tmp_path)
    assert [path.name for path in folder.rglob("*")] == ["notes.txt"]


def test_a_parquet_file_of_somebody_else_is_not_replaced(
    assessment: Assessment, tmp_path: Path
) -> None:
    name = next(iter(dataset_files(Lookup.for_assessment(assessment))))[0]
    theirs = tmp_path / name
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"PAR1 theirs PAR1")
    with pytest.raises(CannotWrite, match="is not Clausewise’s own data set of findings"):
        write_made(made_reports(assessment, None, True), tmp_path)
    assert theirs.read_bytes() == b"PAR1 theirs PAR1"
