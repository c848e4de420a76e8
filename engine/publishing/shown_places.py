"""Files, folders and sheets as anybody may see them: what each is, and no name that was typed."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.fact_names import DECISION_TABLES, TABLES
from engine.nouns.evidence.fault import Fault
from engine.nouns.outcome.assessment import Assessment, InputFile
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.place import is_one_cell
from engine.nouns.policy.vocabulary import AuditTerm
from engine.nouns.quarter import Quarter

OWN_PARAMETERS = "(name not shown)"
"""What a run's own parameters file is called."""
ANOTHER_FILE, ANOTHER_SHEET = "another file", "another sheet"
_RETURN = "return"


@dataclass(slots=True)
class ShownPlaces:
    """What the files of one run are called where no name of theirs may be seen: by what they hold,
    whose they are, and a number where two are alike. "dashboard of ZA2 for 2014-15 Q2"."""

    codes: Container[str]
    """Of the organisations of the run; any other code may be anything that somebody typed."""
    tables: dict[str, str]
    """What tables are called, by the letters of whichever way they may be written."""
    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def from_assessment(cls, true: Assessment) -> ShownPlaces:
        """The places of an assessment that has all names as they are."""
        codes = {organisation.code for organisation in true.organisations}
        places = cls(codes, _tables(true.pack.vocabulary.audit))
        for value in true.run.parameters:
            if value.overlaid_from:
                places._names[value.overlaid_from] = f"parameters {OWN_PARAMETERS}"
        for file in true.run.inputs:
            places._name(file.name, places._kind(file))
        for folder, file in _folders(true.run.inputs):
            if folder not in places._names:
                places._name(folder, places._of_whom(file.role, file))
        return places

    def file(self, name: str) -> str:
        """What a file or a folder of the run is called; the same for the same one."""
        return self._names.get(name) or self._name(name, ANOTHER_FILE)

    def input(self, file: InputFile) -> InputFile:
        """A file of the run without its name, its fingerprint, and a code that is nobody's."""
        return replace(
            file,
            name=self.file(file.name),
            sha256="",
            organisation=self._code(file.organisation),
            period=_quarter(file.period),
        )

    def origins(self, origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
        """Places without text, and without what would let a guess be checked.

        A fingerprint of a file would; and the cells of a whole register tell how many lines it has.
        """
        shown = (
            Origin(
                self.file(origin.file),
                "",
                self._sheet(origin.file, origin.sheet),
                origin.cell if is_one_cell(origin.cell) else "",
                "",
            )
            for origin in origins
        )
        return tuple(dict.fromkeys(shown))

    def fault(self, fault: Fault, known: Container[tuple[str, str, str]]) -> Fault:
        """A fault at its place, without a name that was typed.

        ``known`` are the files, sheets and cells of facts. Any other cell is left out: that of a
        line of a register would reveal that it is so long at least.
        """
        is_known = (fault.file, fault.sheet, fault.cell) in known and is_one_cell(fault.cell)
        return replace(
            fault,
            file=self.file(fault.file),
            sheet=self._sheet(fault.file, fault.sheet),
            cell=fault.cell if is_known else "",
            organisation=self._code(fault.organisation),
            period=_quarter(fault.period),
        )

    def _kind(self, file: InputFile) -> str:
        stem = file.name.rpartition("/")[2].rpartition(".")[0]
        table = self.tables.get(_letters(stem))
        if file.role != _RETURN:
            return f"{file.role}, {table}" if table else file.role
        return self._of_whom(table or _RETURN, file)

    def _of_whom(self, kind: str, file: InputFile) -> str:
        code, quarter = self._code(file.organisation), _quarter(file.period)
        return kind + (f" of {code}" if code else "") + (f" for {quarter}" if quarter else "")

    def _sheet(self, file: str, sheet: str) -> str:
        """What a sheet is called; a file of CSV is its own only sheet."""
        if not sheet or file == sheet or file.endswith(f"/{sheet}"):
            return self.file(file) if sheet else ""
        return self.tables.get(_letters(sheet), ANOTHER_SHEET)

    def _name(self, name: str, kind: str) -> str:
        numbered = (kind if number == 1 else f"{kind} ({number})" for number in count(1))
        shown = next(shown for shown in numbered if shown not in self._taken)
        self._taken.add(shown)
        return self._names.setdefault(name, shown)

    def _code(self, code: str) -> str:
        return code if code in self.codes else ""


def without_its_file(used: ParameterUsed) -> ParameterUsed:
    """A value that a run's own file sets, without what that file is called."""
    return replace(used, overlaid_from=OWN_PARAMETERS) if used.overlaid_from else used


def _tables(audit: AuditTerm) -> dict[str, str]:
    known = {_letters(table): table.replace("_", " ") for table in (*TABLES, *DECISION_TABLES)}
    ways = (audit.table, audit.label, *audit.also)
    return known | {_letters(way): audit.label for way in ways}


def _folders(inputs: tuple[InputFile, ...]) -> Iterator[tuple[str, InputFile]]:
    """The folders that files stand in, each with a file of it."""
    for file in inputs:
        parts = file.name.split("/")
        for depth in range(len(parts) - 1, 0, -1):
            yield "/".join(parts[:depth]), file


def _letters(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _quarter(label: str) -> str:
    try:
        return Quarter.parse(label).label
    except ValueError:
        return ""
