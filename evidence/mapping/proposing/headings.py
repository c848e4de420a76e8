"""The headings of a foreign sheet: what stands in which of its columns, by the words above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence.mapping.matrix import Matrix, lasting, quarter_number
from evidence.nouns.grid import place
from evidence.text import folded


class Role(StrEnum):
    """What a column of a foreign sheet holds."""

    REFERENCE = "reference"
    LABEL = "label"
    QUARTER = "quarter"
    VALUE = "value"
    SCORE = "score"
    RAG = "rag"
    MODERATED = "moderated_score"
    EVIDENCE = "evidence"
    DOCUMENT = "document"
    ACTION = "action"
    OWNER = "owner"
    DUE = "due"
    NOTE = "note"
    NOT_APPLICABLE = "not_applicable_reason"
    GROUP = "staff_group"
    LEVEL = "level"
    REQUIRED = "required"
    COMPLIANT = "compliant"
    PERCENT = "percent"
    WTE = "wte"
    VACANT = "vacant_wte"
    ESTABLISHED = "establishment_wte"
    TITLE = "title"
    NAME = "name"
    APPROVED = "approved_on"
    REVIEW = "review_due"
    PUBLISHED = "published_at"
    OTHER = "other"
    """A known heading of something that answers nothing: a target, a year to date."""


_LONGEST = 90
_SAID: tuple[tuple[Role, str], ...] = (
    (Role.OTHER, r"threshold|target(?! date)|tolerance|benchmark|baseline|year to date|\bytd\b|"
     r"previous|last (?:quarter|year|period)|prior|trend|direction of travel|average|variance|"
     r"frequency|weight|^full year|^annual$"),
    (Role.RAG, r"\bb?rag\b"),
    (Role.MODERATED, r"moderat|validat|verified|commissioner\S* (?:score|rating|view)"),
    (Role.NOT_APPLICABLE, r"reason .*not applicable|not applicable .*reason|why not applicable"),
    (Role.SCORE, r"\bscore\b|self.?(?:assessment|rating|score)|\brating\b|\bgrade\b|\bstatus\b|"
     r"compliance (?:level|rating|status)|^(?:compliant|met|compliance)\W*(?:\(|\?|/|$)|"
     r"assessment$"),
    (Role.REQUIRED, r"(?:number|no\.?|headcount|staff) .*(?:requir|eligible|in scope)|^eligible|"
     r"^requir(?:ed|ing)$|^denominator|^headcount|^(?:number|no\.?) of staff$|^staff in post"),
    (Role.COMPLIANT, r"(?:number|no\.?|headcount|staff) .*(?:compliant|trained|completed|in date)|"
     r"^(?:compliant|trained|completed|in date|numerator)$"),
    (Role.PERCENT, r"^(?:%|per ?cent|percentage)\W*(?:\w+\W*){0,3}$|^compliance %"),
    (Role.GROUP, r"staff.?group|^staffing group|^professional group|^job group|^workforce group"),
    (Role.LEVEL, r"^(?:training )?levels?$"),
    (Role.VACANT, r"vacan\w*.*wte|wte.*vacan|^vacanc(?:y|ies)$"),
    (Role.ESTABLISHED, r"establish|funded wte|budgeted"),
    (Role.WTE, r"^wte\b|\(wte\)$|whole.?time"),
    (Role.APPROVED, r"approved|ratified|date of approval|sign(?:ed)? off"),
    (Role.REVIEW, r"review (?:date|due)|due for review|next review|expiry"),
    (Role.PUBLISHED, r"publish|web ?(?:link|site|address)|\burl\b"),
    (Role.DUE, r"deadline|\bdue\b|by when|target date|completion date|\bdate for\b|timescale"),
    (Role.OWNER, r"owner|\blead\b|responsib|by whom|accountable"),
    (Role.ACTION, r"action|improvement|next steps|remedial|development plan"),
    (Role.EVIDENCE, r"evidence|assurance"),
    (Role.DOCUMENT, r"document(?:s|ation)?$|policy title|file name"),
    (Role.NOTE, r"comment|\bnotes?\b|narrative|exception|remark|explanation|rationale|context"),
    (Role.REFERENCE, r"^(?:ref(?:erence)?|no|nr|number|item|id|kpi no|kpi ref|#|clause|link)\b\W*"
     r"(?:no|number|id)?\W*$|^link to|^(?:policy|clause|paragraph|section) ref|"
     r"^item (?:no|number)"),
    (Role.NAME, r"^(?:name|post ?holder|name of post ?holder)$"),
    (Role.TITLE, r"^(?:title|job title|post title)$"),
    (Role.LABEL, r"indicator|standard|question|requirement|measure|metric|description|\bkpi\b|"
     r"criteri|statement|area|subject|topic|^role$|^post$|^documents?$|^policy$|^duty$|element"),
    (Role.VALUE, r"^value|actual|figure|^result|position|performance|this quarter|current|response|"
     r"answer|^number$|^return|^data$|outturn|reported"),
)  # fmt: skip
_WORDS = tuple((role, re.compile(words)) for role, words in _SAID)
_AT_LEAST = 2
_OF_LEVEL = re.compile(r"^(?:level |l)\d\s*[-–:]?\s+")
"""The level before what is counted of it: "Level 1 required"."""
_BESIDE_QUARTER = re.compile(
    r"<\w+>|\bq[1-4]\b|\b(?:qtr|quarter)\s?[1-4]?\b|\d+|\b(?:to|for|value|actual|figure|position|"
    r"performance|result|data|outturn|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|"
    r"sep\w*|oct\w*|nov\w*|dec\w*)\b"
)
"""What may stand beside the name of a quarter in the heading of its figures."""


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """One column's heading."""

    role: Role
    column: int
    ref: str
    """The cell of its words; the lowest of them where there are several rows."""
    text: str
    quarter: int = 0
    """The number of the quarter, of a column that is one."""


@dataclass(frozen=True, slots=True)
class Band:
    """A heading of one or more rows, and the rows under it down to the next."""

    first: int
    last: int
    headings: tuple[ColumnHeading, ...]
    rows: tuple[int, ...]

    def of(self, *roles: Role) -> tuple[ColumnHeading, ...]:
        return tuple(heading for heading in self.headings if heading.role in roles)

    def only(self, role: Role) -> ColumnHeading | None:
        """The only column of a role; None where there is none, or several."""
        found = self.of(role)
        return found[0] if len(found) == 1 else None

    def quarters(self) -> Mapping[int, ColumnHeading]:
        """The columns of quarters, by number; empty where one stands twice."""
        found = self.of(Role.QUARTER)
        by_number = {heading.quarter: heading for heading in found}
        return by_number if len(by_number) == len(found) else {}


def role_of(text: str) -> tuple[Role, int] | None:
    """What a heading says that its column holds, with the number of a quarter; None if nothing."""
    said = " ".join(folded(text).split())
    if not said or len(said) > _LONGEST:
        return None
    said = _OF_LEVEL.sub("", said) or said
    for role, words in _WORDS:
        if role is Role.MODERATED:
            # "Q2 target" is a target and "Q2 comments" are comments.
            number = quarter_number(said)
            if number is not None and not _BESIDE_QUARTER.sub("", lasting(said)).strip(
                " .,-–/:()%"
            ):
                return Role.QUARTER, number
        if words.search(said):
            return role, 0
    return None


def bands_of(matrix: Matrix) -> tuple[Band, ...]:
    """The headings of a sheet, top to bottom, each with its rows."""
    at = list(_heading_rows(matrix))
    found = []
    for n, (first, last) in enumerate(at):
        until = at[n + 1][0] if n + 1 < len(at) else (matrix.rows[-1] + 1 if matrix.rows else 0)
        rows = tuple(row for row in matrix.rows if last < row < until)
        headings = _beside_required(list(_headings(matrix, first, last)))
        found.append(Band(first, last, headings, rows))
    return tuple(found)


def _beside_required(headings: list[ColumnHeading]) -> tuple[ColumnHeading, ...]:
    """The headings, "compliant" beside a number required being a number too."""
    if not any(heading.role is Role.REQUIRED for heading in headings):
        return tuple(headings)
    return tuple(
        replace(heading, role=Role.COMPLIANT)
        if heading.role is Role.SCORE
        and _OF_LEVEL.sub("", folded(heading.text).strip()) == "compliant"
        else heading
        for heading in headings
    )


def _heading_rows(matrix: Matrix) -> Iterator[tuple[int, int]]:
    """The first and last row of each heading."""
    first = last = 0
    for row in matrix.rows:
        texts = {c: matrix.text(row, c) for c in matrix.columns if matrix.text(row, c)}
        roles = {c: role for c, text in texts.items() if (role := role_of(text))}
        plain = not any(_is_figure(matrix, row, c) for c in texts)
        if last and row == last + 1 and plain and roles and len(roles) == len(texts):
            last = row
            continue
        if last and row == last + 1 and plain and _under_span(matrix, last, texts):
            last = row
            continue
        if len({*roles.values()}) >= _AT_LEAST and plain and len(roles) * 2 >= len(texts):
            if last:
                yield first, last
            first = last = row
    if last:
        yield first, last


def _under_span(matrix: Matrix, above: int, texts: Mapping[int, str]) -> bool:
    """Whether every text stands under a cell of the heading that spans several columns."""
    merges = [matrix.merge_at(above, column) for column in texts]
    return bool(merges) and all(
        merge is not None and merge.last_column > merge.first_column for merge in merges
    )


def _is_figure(matrix: Matrix, row: int, column: int) -> bool:
    cell = matrix.cells[row, column]
    return not isinstance(cell.raw, str) or bool(cell.unusable)


def _headings(matrix: Matrix, first: int, last: int) -> Iterator[ColumnHeading]:
    for column in matrix.columns:
        sources = dict.fromkeys(matrix.source(row, column) for row in range(first, last + 1))
        said = [(at, text) for at in sources if (text := matrix.text(*at))]
        if not said:
            continue
        (row, at), text = said[-1]
        whole = " ".join(words for _, words in said)
        found = role_of(text) or role_of(whole)
        if found == (Role.VALUE, 0) and (quarter := _quarter_above(said)) is not None:
            # "Q2" over "Actual": the cell that names the quarter is the heading.
            (row, at), found = quarter
        if found is not None:
            yield ColumnHeading(found[0], column, place(at, row), whole, found[1])


def _quarter_above(
    said: Sequence[tuple[tuple[int, int], str]],
) -> tuple[tuple[int, int], tuple[Role, int]] | None:
    """The cell of a heading of several rows that names its quarter, with what it says."""
    for at, text in said[:-1]:
        found = role_of(text)
        if found is not None and found[0] is Role.QUARTER:
            return at, found
    return None
