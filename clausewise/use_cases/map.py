"""Mapping a sender's own workbook: what of it may answer the pack, for a person to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausewise.errors import ArgumentError, MappingUnusable
from clausewise.packs import FilePath, LoadedPack, load_pack
from engine.nouns.english import listed
from evidence.grids.csv_text import CsvGrid
from evidence.mapping.choices import choices_for, labels_with_wording
from evidence.mapping.file import mapping_as_data, mapping_text
from evidence.mapping.foreign_sheet import ForeignSheet, foreign_sheet_of, texts_below, with_numbers
from evidence.mapping.nouns import HEADING, Mapping
from evidence.mapping.proposing.propose import propose
from evidence.mapping.workbook import mapping_workbook
from evidence.returns.opening import CannotOpen, open_sheets
from reports.files import write_new

YAML, WORKBOOK = (".yaml", ".yml"), ".xlsx"


@dataclass(frozen=True, slots=True)
class ProposedMapping:
    """What is proposed of a sender's workbook; ``str`` of it is the whole in words."""

    mapping: Mapping
    policy: LoadedPack
    foreign_sheets: tuple[ForeignSheet, ...]
    """The sheets of the workbook."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the workbook may answer the pack."""
        return not any(p.is_chosen for sheet in self.mapping.sheets for p in sheet.proposals)

    def now(self) -> dict[tuple[int, int], str]:
        """What each proposal reads in the workbook as it is, by sheet and place in it."""
        return {
            (s, p): self._typed(s, p)
            for s, sheet in enumerate(self.mapping.sheets)
            for p, _ in enumerate(sheet.proposals)
        }

    def _typed(self, sheet: int, place: int) -> str:
        foreign = self._foreign(sheet)
        proposal = self.mapping.sheets[sheet].proposals[place]
        said = []
        if proposal.is_column and HEADING in proposal.places:
            return " | ".join(texts_below(foreign, proposal.places[HEADING].cells[0])[:3])
        for column, at in proposal.places.items():
            cells = [foreign.cell_at(ref) for ref in at.cells]
            texts = [cell.text if cell and not cell.unusable else "–" for cell in cells]
            if any(text != "–" for text in texts):
                said.append(f"{column}: {' | '.join(texts)}")
        return "; ".join(said)

    def _foreign(self, sheet: int) -> ForeignSheet:
        name = self.mapping.sheets[sheet].layout.sheet
        return next(m for m in reversed(self.foreign_sheets) if m.lasting_name == name)

    def __str__(self) -> str:
        from reports.terminal.mapping.proposals import mapping_page

        return mapping_page(
            self.mapping, self.now(), labels_with_wording(self.policy.pack.vocabulary)
        )


def map_workbook(
    file: FilePath, policy: LoadedPack | None = None, kind: str = "", most_rows: int = 0
) -> ProposedMapping:
    """What is proposed of a workbook or CSV file in its sender's own layout; nothing of it is
    confirmed.

    ``kind`` is that of the organisation, where it is known. Each row takes some 5 ms: ``most_rows``
    is how many are looked at in all, 0 for any number. Raises MappingUnusable where the file cannot
    be opened or has more, ArgumentError where the pack knows no such kind.
    """
    return map_files([Path(file)], policy, kind, most_rows)


def map_files(
    files: Sequence[Path], policy: LoadedPack | None = None, kind: str = "", most_rows: int = 0
) -> ProposedMapping:
    """What is proposed of the files of one return together, each as ``map_workbook`` takes it; of
    several CSV files each is a sheet, called as the file is.

    Raises as ``map_workbook`` does.
    """
    policy = policy or load_pack()
    kinds = policy.pack.vocabulary.kinds
    if kind and kind not in kinds:
        raise ArgumentError("kind", f"“{kind}” is not a kind; the kinds are {', '.join(kinds)}.")
    foreign_sheets = tuple(foreign for path in files for foreign in _foreign_sheets(path))
    rows = sum(len(foreign.rows) for foreign in foreign_sheets)
    if most_rows and rows > most_rows:
        raise MappingUnusable(
            f"{listed(map(str, files), 'and')} has {rows:,} rows, and {most_rows:,} are looked at. "
            "Send the sheets that answer the policy alone."
        )
    name = ", ".join(path.name for path in files)
    return ProposedMapping(propose(foreign_sheets, policy.pack, name, kind), policy, foreign_sheets)


def _foreign_sheets(path: Path) -> tuple[ForeignSheet, ...]:
    """The sheets of a file. Raises MappingUnusable where it cannot be opened."""
    try:
        with open_sheets(path) as sheets:
            foreign_sheets = tuple(foreign_sheet_of(sheet) for sheet in sheets)
            is_csv = isinstance(sheets[0] if sheets else None, CsvGrid)
            return tuple(map(with_numbers, foreign_sheets)) if is_csv else foreign_sheets
    except CannotOpen as error:
        raise MappingUnusable(
            f"{path} cannot be mapped: it is {error.found}. {error.to_do}"
        ) from None


def write_mapping(proposed: ProposedMapping, out: FilePath) -> None:
    """Write the proposals to be confirmed: YAML or a workbook, by the ending of the name.

    Raises ArgumentError for another ending, CannotWrite where it cannot be written.
    """
    write_new(Path(out), mapping_bytes(proposed, out))


def mapping_bytes(proposed: ProposedMapping, out: FilePath) -> bytes:
    """The mapping as a file of the kind that a name's ending asks for: YAML, or a workbook with
    drop-downs. Raises ArgumentError for another ending."""
    suffix = Path(out).suffix.casefold()
    mapping, pack = proposed.mapping, proposed.policy.pack
    if suffix in YAML:
        return mapping_text(mapping).encode()
    if suffix != WORKBOOK:
        raise ArgumentError("out", f"“{out}” ends neither in .yaml nor in .xlsx.")
    choices = choices_for(pack.vocabulary, mapping.stated.get("kind", ""))
    return mapping_workbook(mapping, mapping_as_data(mapping), choices, proposed.now())
