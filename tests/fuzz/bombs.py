"""What files cost that are made to exhaust the reader: seconds of a processor and memory of each.

``python -m tests.fuzz.bombs`` makes each kind at its full size, has a process of its own read it
as a return, and says what came of it: a fault, or a return that is read. A kind holds where it
takes no more than ``SECONDS`` and ``MEGABYTES`` beside what any reading takes. It ends with status
1 where one does not. ``--share 0.02`` makes them smaller; ``--only NAME`` tries some.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import clausewise
from clausewise.returns import read_whatever
from tests.evidence.grids.xlsx.by_hand import by_hand, relations

SECONDS = 30.0
MEGABYTES = 1_500.0
"""A CSV file of 200 MB is held as bytes, as text, and to be parsed with four bytes a sign."""
ENDED = 120
"""Seconds of a processor after which a reading is ended."""
Make = Callable[[Path, float], None]


def write_zip(path: Path, parts: Mapping[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def noughts(folder: Path, share: float) -> None:
    write_zip(folder / "a.xlsx", {"xl/workbook.xml": bytes(int(1_000_000_000 * share))})


def many_bytes(folder: Path, share: float) -> None:
    """Parts that hardly pack, which are too many bytes together."""
    parts = {f"xl/{n}.xml": os.urandom(int(1_000_000 * share)) for n in range(250)}
    write_zip(folder / "a.xlsx", parts, zipfile.ZIP_STORED)


def many_parts(folder: Path, share: float) -> None:
    write_zip(folder / "a.xlsx", {f"xl/{n}.xml": b"" for n in range(int(200_000 * share) + 5_001)})


def overlapping(folder: Path, share: float) -> None:
    """A directory that names the same packed bytes again and again."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/0.xml", bytes(9_000_000))
        first = archive.filelist[0]
        for number in range(int(4_000 * share) + 40):
            again = zipfile.ZipInfo(f"xl/{number + 1}.xml")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(again, field, getattr(first, field))
            archive.filelist.append(again)
    (folder / "a.xlsx").write_bytes(content.getvalue())


def nested(folder: Path, share: float) -> None:
    """Archives in archives, each of ten that are alike."""
    inner = bytes(int(10_000_000 * share))
    for _ in range(6):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.xlsx", inner)
        inner = content.getvalue()
    (folder / "a.xlsx").write_bytes(inner)
    (folder / "b.xlsx").write_bytes(by_hand(**{"xl/inside.xlsx": inner.decode("latin-1")}))


def entities(folder: Path, share: float) -> None:
    """Entities that grow a thousandfold and more, and one that is another file."""
    names = [f"a{n}" for n in range(int(40 * share) + 9)]
    lines = [f'<!ENTITY {names[0]} "{"ha" * 40}">']
    lines += [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)]
    grown = f"<!DOCTYPE w [{''.join(lines)}]>"
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>&{names[-1]};</t></is></c></row>'
    (folder / "a.xlsx").write_bytes(by_hand(row, before=grown))
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///dev/zero">]>'
    (folder / "b.xlsx").write_bytes(by_hand(row.replace(names[-1], "a"), before=outside))


def nesting(folder: Path, share: float) -> None:
    """Elements within elements, in a sheet and in what is said beside it."""
    deep = int(2_000_000 * share)
    (folder / "a.xlsx").write_bytes(by_hand("<a>" * deep + "</a>" * deep))
    (folder / "b.xlsx").write_bytes(by_hand(beside="<a>" * deep + "</a>" * deep))


def links(folder: Path, share: float) -> None:
    """Links in a circle, to a device, to the folder above, and to another file and workbook."""
    (folder / "circle").symlink_to(folder / "circle")
    (folder / "device.csv").symlink_to("/dev/zero")
    for number in range(int(500 * share) + 1):
        (folder / f"above{number}").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")
    outside = relations(worksheet="../../../../etc/hostname", externalLink="file:///dev/zero")
    (folder / "a.xlsx").write_bytes(by_hand(rels=outside))


def one_row(folder: Path, share: float) -> None:
    cells = "".join("<c><v>1</v></c>" for _ in range(int(16_384 * share)))
    (folder / "a.xlsx").write_bytes(by_hand(f'<row r="1">{cells}</row>'))
    padding = "<c/>" * int(40_000_000 * share)
    (folder / "b.xlsx").write_bytes(by_hand(f'<row r="1">{padding}</row>'))


def blank_rows(folder: Path, share: float) -> None:
    rows = "".join(f'<row r="{n + 1}" s="1"/>' for n in range(int(1_048_575 * share)))
    (folder / "a.xlsx").write_bytes(by_hand(rows))


def merged(folder: Path, share: float) -> None:
    every = '<mergeCell ref="A1:XFD1048576"/>' * int(100_000 * share)
    (folder / "a.xlsx").write_bytes(by_hand(beside=f"<mergeCells>{every}</mergeCells>"))


def texts(folder: Path, share: float) -> None:
    """As many shared texts as 200 MB hold, and cells that ask for the last of them."""
    each = int(8_000_000 * share)
    row = f'<row r="1"><c r="A1" t="s"><v>{each - 1}</v></c></row>'
    (folder / "a.xlsx").write_bytes(by_hand(row, texts="<si><t>a</t></si>" * each))


def styles(folder: Path, share: float) -> None:
    (folder / "a.xlsx").write_bytes(by_hand(formats="<xf/>" * int(20_000_000 * share)))


def repeated(folder: Path, share: float) -> None:
    """An OpenDocument sheet whose one cell is said to stand everywhere, many times over."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    cell = (
        '<t:table-cell t:number-columns-repeated="16384" o:value-type="string"><x:p>a</x:p>'
        "</t:table-cell>"
    )
    row = f'<t:table-row t:number-rows-repeated="1048576">{cell}</t:table-row>'
    body = (
        f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:t="{space}:table:1.0" '
        f'xmlns:x="{space}:text:1.0"><o:body><o:spreadsheet><t:table t:name="dashboard">'
        f"{row * (int(1_000 * share) + 1)}</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    write_zip(folder / "a.ods", {"mimetype": kind, "content.xml": body.encode()})


def chained(folder: Path, share: float) -> None:
    """A compound file, as xls is, whose table of sectors leads in a circle."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    header += bytes(10) + b"\x01\0\0\0" + bytes(4) + bytes(4) + b"\0\x10\0\0" + bytes(4) * 4
    (folder / "a.xls").write_bytes(header.ljust(512, b"\0") + bytes(int(49_000_000 * share)))


def one_line(folder: Path, share: float) -> None:
    (folder / "dashboard.csv").write_bytes(b"item,part,value,note\n" + b"a" * int(190e6 * share))


def open_quote(folder: Path, share: float) -> None:
    line = b"4.1,Level 1,97%,\n"
    (folder / "dashboard.csv").write_bytes(
        b'item,part,value,note\n"' + line * (int(50e6 * share) // len(line))
    )


def empty_cells(folder: Path, share: float) -> None:
    (folder / "dashboard.csv").write_bytes(b"item,part,value,note\n" + b"," * int(50e6 * share))


KINDS: Mapping[str, Make] = {
    "a part of 1,000 MB of noughts": noughts,
    "250 parts of 1 MB that do not pack": many_bytes,
    "205,000 parts": many_parts,
    "4,040 parts that are the same packed bytes": overlapping,
    "archives in archives, six deep, ten in each": nested,
    "entities that grow ten times, 49 times over; one of a device": entities,
    "2,000,000 elements within one another": nesting,
    "links in a circle, above, to a device; a pipe; parts outside": links,
    "a row of 40,000,000 cells": one_row,
    "1,048,575 blank rows with a format": blank_rows,
    "100,000 merged ranges of a whole sheet": merged,
    "8,000,000 shared texts": texts,
    "20,000,000 formats": styles,
    "OpenDocument: 1,001 times a million rows of 16,384 cells": repeated,
    "xls: a circle of sectors, 49 MB": chained,
    "CSV: a line of 190 MB": one_line,
    "CSV: a quotation mark never closed, 50 MB": open_quote,
    "CSV: a row of 50,000,000 blank cells": empty_cells,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a reading took, and what came of it."""

    seconds: float
    megabytes: float
    ended: str

    def beside(self, least: Cost) -> Cost:
        """What it took beside what any reading takes."""
        return Cost(self.seconds - least.seconds, self.megabytes - least.megabytes, self.ended)

    @property
    def holds(self) -> bool:
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES and self.ended != "died"


def _read(folder: Path, out: multiprocessing.SimpleQueue[Cost]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (ENDED, ENDED))
    resource.setrlimit(resource.RLIMIT_AS, (6_000_000_000, 6_000_000_000))
    began = time.process_time()
    found = read_whatever(folder, clausewise.load_pack()).reading
    first = found.faults[0].found if found.faults else ""
    ended = f"a fault: {first[:90]}" if first else "read"
    spent = resource.getrusage(resource.RUSAGE_SELF)
    out.put(Cost(time.process_time() - began, spent.ru_maxrss / 1024, ended))


def cost_of(make: Make, share: float) -> Cost:
    """What reading a kind takes, by a process of its own."""
    context = multiprocessing.get_context("fork")
    told: multiprocessing.SimpleQueue[Cost] = context.SimpleQueue()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "return"
        folder.mkdir()
        # Made by another process, whose memory is not counted.
        maker = context.Process(target=partial(make, folder, share))
        maker.start()
        maker.join()
        assert maker.exitcode == 0, make
        reader = context.Process(target=_read, args=(folder, told))
        reader.start()
        reader.join()
        return told.get() if not told.empty() else Cost(ENDED, 0, "died")


def plain(folder: Path, share: float) -> None:
    (folder / "a.xlsx").write_bytes(by_hand())


def main() -> None:
    """Try all and say what each takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the full size of each")
    parser.add_argument("--only", default="", help="the kinds whose name has this in it")
    given = parser.parse_args()
    least = cost_of(plain, 1)
    tried = held = 0
    for name, make in KINDS.items():
        if given.only in name:
            cost = cost_of(make, given.share).beside(least)
            tried, held = tried + 1, held + cost.holds
            said = f"{cost.seconds:6.1f} s  {cost.megabytes:6.0f} MB"
            print(f"{'held' if cost.holds else 'NOT HELD'}  {said}  {name}: {cost.ended}")
            sys.stdout.flush()
    print(f"{tried} tried, {held} held")
    raise SystemExit(tried != held)


if __name__ == "__main__":
    main()
