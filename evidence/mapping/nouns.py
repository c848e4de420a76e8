"""What a mapping is made of: a layout and its fingerprint, proposals, where each answer stands."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from engine.nouns.quarter import Quarter

NUMERATOR, DENOMINATOR = "numerator", "denominator"
"""Places beside that of a percentage: the two numbers that it was made of."""
COLUMN, IS, HEADING = "column", "is", "heading"
"""Of a proposal for a whole column: which column of its table, what it is throughout where the
sheet says so outside the table, and the place of its heading."""
ANSWERS = ("met", "partly_met", "not_met")
"""What a score can mean."""
STATED = ("code", "name", "kind", "legal_form", "services")
"""What a mapping can state of an organisation whose file does not say it."""
OTHER = "other"
"""What a word means that is about something the pack does not ask: its lines are left out."""
_CODE = re.compile(r"\(([A-Z][A-Z0-9]{1,5})\)\s*$")


class Take(StrEnum):
    """What of a cell is taken, where it is not the whole."""

    WHOLE = "whole"
    IN_BRACKETS = "in brackets"
    BEFORE_BRACKETS = "before brackets"
    TICKED = "ticked"
    """Of several cells the heading of the one that is ticked."""

    def text_taken(self, text: str) -> str:
        """What is taken of a cell's text; empty where it has no code in brackets at its end."""
        code = _CODE.search(text)
        if self in (Take.WHOLE, Take.TICKED):
            return text
        if self is Take.IN_BRACKETS:
            return code[1] if code else ""
        return text[: code.start()].strip() if code else text


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer for one column of a table stands in the sender's sheet."""

    cells: tuple[str, ...]
    """One cell; or one for each quarter, of which that of the return's quarter counts; or one for
    each answer, of which the one that is ticked does."""
    headings: tuple[str, ...] = ()
    """The heading cell of each, which names the quarter or the answer; empty where there is but one
    cell."""
    take: Take = Take.WHOLE


@dataclass(frozen=True, slots=True)
class Rest:
    """Words of the sender that a proposal rests on, with their cell."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row of a table of the pack, and where its answers stand; used once it is confirmed."""

    table: str
    """The table of the pack; empty where none was proposed, for a person to choose."""
    row: Dict[str, str]
    """What the row is about, in the pack's words: ``{"item": "4.1", "part": "level_1"}``."""
    places: Dict[str, Place]
    """By column of the table."""
    rests_on: tuple[Rest, ...] = ()
    confidence: int = 0
    """From 0 to 100: how near the sender's words are to the pack's. No more than a guide."""
    scale: str = ""
    """The scale of ``Mapping.scales`` that turns its score into the pack's words."""
    why_not: str = ""
    """Why nothing is proposed, in words; a person may still choose."""
    confirmed: bool = False

    @property
    def is_column(self) -> bool:
        """Whether it is for a whole column, of which every cell below a heading is read."""
        return COLUMN in self.row

    @property
    def is_chosen(self) -> bool:
        """Whether it says which row of which table is meant."""
        return bool(self.table and self.row)


@dataclass(frozen=True, slots=True)
class SenderScale:
    """What a sender's scores mean, each in the words of the pack: ``{"G": "met"}``."""

    id: str
    answers: Dict[str, str]
    """By score as typed; empty where nothing is proposed, for a person to say."""
    because: str = ""
    """What the meanings rest on, or why none are proposed."""
    confirmed: bool = False
    choices: tuple[str, ...] = ANSWERS
    """What can be meant: of a column's words, words of the pack."""

    @property
    def is_used(self) -> bool:
        """Whether a person has confirmed it, and it says something of every score."""
        return self.confirmed and bool(self.answers) and all(self.answers.values())


@dataclass(frozen=True, slots=True)
class SenderLayout:
    """What stays the same from one return of a sender to the next: its words and their places."""

    sheet: str
    """The sheet's name, without the quarter or year in it."""
    words: Dict[str, str]
    """By cell, without quarters, years and days in them."""
    label_columns: tuple[str, ...] = ()
    """The columns whose every text is of the layout, down to the last row."""

    @property
    def fingerprint(self) -> str:
        """The same for the same words in the same places, whatever stands beside them."""
        plain = [self.sheet, list(self.label_columns), sorted(self.words.items())]
        text = json.dumps(plain, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class MappedSheet:
    """One sheet of a sender: its layout, and what is proposed of it."""

    layout: SenderLayout
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one sender's own workbook answers the pack."""

    pack: str
    made_from: str
    """The name of the file that it was proposed from."""
    sheets: tuple[MappedSheet, ...]
    scales: tuple[SenderScale, ...] = ()
    stated: Dict[str, str] = field(default_factory=dict)
    """What the sender's file does not say of its organisation, as whoever confirms it states:
    code, name, kind, legal form, services."""
    returns: Dict[str, Quarter] = field(default_factory=dict)
    """The quarter of each return that it is for, by the name of its file or folder; empty where it
    is for whatever has its layout."""

    def scale(self, name: str) -> SenderScale | None:
        """The sender's scale of that id; None where the mapping has none."""
        return next((scale for scale in self.scales if scale.id == name), None)

    def is_used(self, proposal: Proposal) -> bool:
        """Whether a proposal is confirmed, and the scale that it needs is too."""
        if not (proposal.confirmed and proposal.is_chosen):
            return False
        scale = self.scale(proposal.scale)
        return not proposal.scale or (scale is not None and scale.is_used)

    @property
    def used_sheets(self) -> tuple[MappedSheet, ...]:
        """The sheets of which something is used."""
        return tuple(
            sheet
            for sheet in self.sheets
            if any(self.is_used(proposal) for proposal in sheet.proposals)
        )


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping as a run was given it."""

    name: str
    """As the run's reports show it."""
    sha256: str
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class MappingsGiven:
    """The mappings that a run was given, and whose and of which quarter files are that do not say
    it themselves."""

    files: tuple[MappingFile, ...]
    quarter: Quarter | None = None
    paths: tuple[Path, ...] = ()
    """Where the files are, in the same order."""
    code: str = ""
    """The code of the organisation of files that give none."""
    kind: str = ""
    """The kind, a word of the pack, of the organisation of files that give none."""

    def for_return(self, name: str) -> MappingsGiven:
        """Those that the return in a file or folder of a name is read through: the ones made for
        it by name, of the quarter that they give it, else those that name no return."""
        own = tuple(file for file in self.files if name in file.mapping.returns)
        if own:
            return replace(self, files=own, quarter=own[0].mapping.returns[name])
        free = tuple(file for file in self.files if not file.mapping.returns)
        return self if free == self.files else replace(self, files=free)


NO_MAPPINGS = MappingsGiven(())
