"""A register's CSV file read in blocks, against the same file read whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.fault import Severity
from evidence.fault_log import FaultLog
from evidence.grids import csv_long as csv_stream
from evidence.grids.columnar import blocks
from evidence.grids.columnar import codes as coding
from evidence.grids.csv_long import LongCsvGrid, scan_file
from evidence.grids.csv_text import BrokenRowsError, CsvGrid, NotTextError, decode_csv
from evidence.nouns.columns import columns_of
from evidence.tables.register import read_register
from tests.draws import draws

HEADS = ",".join(columns_of("training"))
NHS = "943 476 5919"
CELL = st.sampled_from(
    [
        "E1",
        "Nurses",
        "fire",
        "3",
        "Level 3",
        "01/03/2014",
        "a note of it",
        "",
        " ",
        "\ufeff",
        NHS,
        '"a, b"',
        '"two\nlines"',
        '"a ""b"" c"',
        '"E2"',
        '""',
        '"DOB 12/03/2009"',
        "2354891-10",
        '"x\n,,,,,\n"',
        '5" pipe',
        '"',
        '"a"b',
        "é",
        "\u2028",
        "staff_ref",
        "DOB 12/03/2009",
        "IP3 8LY",
        "7yo boy",
        '="T1"',
        '"=""T1"""',
        '="7yo boy"',
        '"="" """',
        '"=""943 476 5919"""',
        "=T1",
        "Total",
        "grand total:",
    ]
)
LINE = st.one_of(
    st.lists(CELL, min_size=6, max_size=6).map(",".join),
    st.lists(CELL, max_size=9).map(",".join),
    st.just("E1,Nurses,fire,3,3,01/03/2014"),
    st.just("E1,Nurses,fire,3,3,01/03/2014,"),
    st.just("Total,,,3,2,"),
    st.just('"=""E1""",Nurses,fire,3,3,="01/03/2014"'),
    st.sampled_from(["", ",,,,,", ",,,,,,,x", HEADS, "a note under the table", "note one,,,,,"]),
)
HEADING = st.sampled_from(
    [HEADS, f"{HEADS},Ward", "Ward,Grade," + HEADS, f"sep=,\r\n{HEADS}", f"A title\n\n{HEADS}"]
)


def outcome(grid: CsvGrid) -> tuple[object, ...]:
    log = FaultLog("orwell", True)
    try:
        found = read_register(grid, log)
    except BrokenRowsError as error:
        return log.faults, str(error)
    if found is None:
        return log.faults, None
    columns = {name: column.values_by_line() for name, column in found.columns.items()}
    values = str([column.values for column in found.columns.values()])
    assert not [secret for secret in (NHS, "2009", "8LY", "boy") if secret in values]
    return log.faults, columns, found.rows.tolist(), found.letters, found.sheet


@settings(deadline=None, max_examples=draws(30))
@given(
    HEADING,
    st.lists(LINE, max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", ",", "\r"]),
    st.sampled_from([8, 64, 400]),
    st.booleans(),
    st.booleans(),
)
def test_in_blocks_as_whole(
    tmp_path_factory, heading, lines, end, last, size, started, by_pandas
) -> None:
    # Enough plain lines that the heading is known before the odd ones come.
    plain = ["E1,Nurses,fire,3,3,01/03/2014"] * (40 if started else 0)
    text = end.join([heading, *plain, *lines]) + last
    file = tmp_path_factory.getbasetemp() / "register.csv"
    file.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_stream, "_FIRST", 64)
        patch.setattr(csv_stream, "_BLOCK", size)
        if by_pandas:
            patch.setattr(csv_stream, "_SMALL", 0)
            patch.setattr(coding, "_MANY", 0)
        streamed = LongCsvGrid("training.csv", "", ",", file=file, scanned=scan_file(file))
        found = outcome(streamed)
    assert found == outcome(CsvGrid("training.csv", decode_csv(file.read_bytes()), ","))


def whole(data: bytes) -> tuple[str, str]:
    try:
        return decode_csv(data), ""
    except NotTextError as error:
        return "", str(error)


@given(
    st.one_of(
        st.binary(max_size=40),
        st.tuples(
            st.text(st.characters(blacklist_categories=("Cs",)), max_size=20),
            st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
        ).map(lambda each: each[0].encode(each[1])),
    ),
    st.sampled_from([4, 6, 1 << 22]),
)
def test_the_encoding_is_told_as_of_the_whole_file(tmp_path_factory, data, size) -> None:
    file = tmp_path_factory.getbasetemp() / "scanned.csv"
    file.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_stream, "_BLOCK", size)
        found = scan_file(file)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    text, trouble = whole(data)
    assert found.trouble == trouble
    assert trouble or data.decode(found.encoding) == text


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_stream, "_MOST_LINE", 1000)
    monkeypatch.setattr(csv_stream, "_BLOCK", 100)
    file = tmp_path / "training.csv"
    file.write_text(HEADS + "\n" + "x" * 100_000)
    grid = LongCsvGrid("training.csv", "", ",", file=file, scanned=scan_file(file))
    with pytest.raises(BrokenRowsError, match="a line of over 1,000 bytes"):
        read_register(grid, FaultLog("orwell", True))


def test_a_file_gone_before_it_is_read(csv_folder, read, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(file: Path) -> csv_stream.FileScan:
        found = scan_file(file)
        file.unlink()
        return found

    monkeypatch.setattr(csv_stream, "scan_file", gone)
    reading = read(csv_folder(training=HEADS + "\n"))
    assert [fault.found for fault in reading.faults if fault.sheet == "training.csv"] == [
        "a file that cannot be opened: No such file or directory"
    ]


@pytest.mark.parametrize(
    ("bound", "found"),
    [
        ("MAX_REGISTER_LINES", "a register too large to be read: over 2,000 lines"),
        ("MAX_REGISTER_VALUES", "a register too large to be read: over 2,000 different values"),
    ],
)
@pytest.mark.parametrize("cell", ["E{}", "943 476 5919 {}", '"E{}"'])
def test_a_register_longer_than_any_is_refused_whole(
    csv_folder, read, monkeypatch: pytest.MonkeyPatch, bound: str, found: str, cell: str
) -> None:
    for module in (coding, blocks):
        monkeypatch.setattr(module, bound, 2_000, raising=False)
    lines = [f"{cell.format(n)},G{n},fire,3,3,01/03/2014" for n in range(3_000)]
    reading = read(csv_folder(training="\n".join([HEADS, *lines]) + "\n"))
    assert [one.register for one in reading.returns] == [None]
    assert [fault.found for fault in reading.faults if fault.sheet == "training.csv"] == [found]


def test_texts_met_again_and_again_are_not_too_many(
    csv_folder, read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (coding, blocks):
        monkeypatch.setattr(module, "MAX_REGISTER_VALUES", 1_000)
    monkeypatch.setattr(csv_stream, "_BLOCK", 10_000)
    lines = [f"E{n % 400},G{n % 400},fire,3,3,01/03/2014" for n in range(3_000)]
    reading = read(csv_folder(training="\n".join([HEADS, *lines]) + "\n"))
    [register] = [one.register for one in reading.returns]
    assert len(register.rows) == 3_000
    assert [len(column.values) for column in register.columns.values()] == [400, 400, 1, 1, 1, 1]


@pytest.mark.parametrize("private", ["943 476 5919", "DOB 12/03/2009", "IP3 8LY", "7yo boy, hurt"])
def test_what_tells_of_one_person_is_refused_among_many_lines(
    csv_folder, read, private: str
) -> None:
    lines = [f"E{n},Nurses,fire,3,3,01/03/2014" for n in range(3_000)]
    lines[2_500] = f'"{private}",Nurses,fire,3,3,01/03/2014'
    reading = read(csv_folder(training="\n".join([HEADS, *lines]) + "\n"))
    [register] = [one.register for one in reading.returns]
    assert private not in register.columns["staff_ref"].values
    assert register.columns["staff_ref"].value_at(2_500) is None
    told = [fault for fault in reading.faults if fault.sheet == "training.csv"]
    assert [(fault.severity, fault.cell) for fault in told] == [(Severity.CELL, "A2502")]
    assert private not in repr(told)
