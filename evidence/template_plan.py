"""What a blank return says, sheet by sheet, before any of it is written to a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from engine.nouns.pack import Pack
from engine.nouns.vocabulary import Indicator, Part, Term
from evidence.tables import AUDIT, COLUMNS, GUIDANCE_COLUMNS, columns_of, role_of
from evidence.template_request import Request
from evidence.words import listed

PERCENT, COUNT, WTE, YES_NO = "percent", "count", "wte", "yes_no"
DATE, LEVEL, CHOICE = "date", "level", "choice"

_UNITS = {PERCENT: "%", COUNT: "number", YES_NO: "yes or no"}
_HELP = {
    PERCENT: "Write 98 or 98%.",
    COUNT: "A whole number, 0 for none.",
    YES_NO: "yes or no.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell is to hold: one of the kinds above, and for a choice, the words."""

    kind: str
    words: tuple[str, ...] = ()
    highest: int = 0
    """The highest level, where it is to hold a level."""
    until: dt.date | None = None
    """The last day a date can well be, where that is known."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: what is printed in its first columns, and its guidance."""

    printed: tuple[str, ...]
    """The text of the table's first columns, protected."""
    filled: Mapping[str, str] = field(default_factory=dict)
    """Text of later columns that is filled in to begin with, and may be changed."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """What the cells of single columns of this line are to hold."""
    help: str = ""
    unit: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a table of the return with its guidance."""

    table: str
    lines: tuple[Line, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """What whole columns are to hold, on the lines printed and below them."""
    may_add: bool = False
    """Whether lines may be added below the printed ones."""

    @property
    def columns(self) -> tuple[str, ...]:
        return columns_of(self.table)

    @property
    def guidance(self) -> tuple[str, ...]:
        """The guidance columns with something in them, in the order they are shown."""
        said = {"help": "help", "unit": "unit", "policy_wording": "wording"}
        return tuple(
            each for each in GUIDANCE_COLUMNS if any(getattr(n, said[each]) for n in self.lines)
        )


_DONE_BY_THEN = frozenset(
    {
        "moderated_on",
        "completed_on",
        "approved_on",
        "designated_professionals_consulted_on",
        "checked_on",
    }
)
"""The columns of days on which something was done, which is by the quarter's end."""


def plan(pack: Pack, request: Request) -> tuple[Sheet, ...]:
    """The sheets of a blank return as requested, in the order of its kind's tables.

    With services told, only what they call for is asked; else everything, each line saying
    which services it is for.

    Raises ValueError, in words for the reader, where the pack knows no such kind.
    """
    kind, kinds = request.kind, pack.vocabulary.kinds
    if kind not in kinds:
        raise ValueError(
            f"“{kind}” is no kind of organisation here; a template can be made for {listed(kinds)}."
        )
    sheets = (_SHEETS[role_of(table)](pack, request) for table in kinds[kind].tables)
    return tuple(_until_quarters_end(sheet, request) for sheet in sheets)


def _until_quarters_end(sheet: Sheet, request: Request) -> Sheet:
    if request.quarter is None:
        return sheet
    last = request.quarter.last_day
    entries = {
        column: replace(entry, until=last) if column in _DONE_BY_THEN else entry
        for column, entry in sheet.entries.items()
    }
    return replace(sheet, entries=entries)


def _organisation(pack: Pack, request: Request) -> Sheet:
    services = listed((term.label for term in pack.vocabulary.services.values()), "and")
    day = Entry(DATE)
    return Sheet(
        "organisation",
        (
            Line(
                ("code",),
                _filled(request.code),
                help=f"The organisation’s {pack.vocabulary.wording.code}.",
            ),
            Line(
                ("name",), _filled(request.name), help="The name as it is to stand in the matrix."
            ),
            Line(
                ("kind",),
                {"value": request.kind},
                {"value": Entry(CHOICE, tuple(pack.vocabulary.kinds))},
                help="What kind of organisation this is.",
            ),
            Line(
                ("services",),
                _filled(request.services_text(pack)),
                help=f"Every service you provide, with commas between them, from: {services}. "
                "Which duties apply hangs on this; “none” if you provide none of them.",
            ),
            Line(
                ("period",),
                _filled(request.quarter.label if request.quarter else ""),
                help="The NHS quarter, written like 2014-15 Q2.",
            ),
            Line(("submitted_on",), {}, {"value": day}, help="The day you send it: 14/10/2014."),
            Line(("submitted_by",), help="Your role; no more is needed."),
        ),
    )


def _named_professionals(pack: Pack, request: Request) -> Sheet:
    roles = [role for role in pack.vocabulary.roles.values() if _is_asked(role, request)]
    wording = _wording_of(pack, "named_professionals")
    lines = tuple(
        Line(
            (),
            {"role": role.label},
            help=_only_with(pack, role.services)
            + "Title and whole-time equivalents for this role alone. For a vacant post write "
            "vacant as the title and 0 WTE. Two holders take two lines.",
            unit="WTE",
            wording=wording,
        )
        for role in roles
    )
    entries = {"role": Entry(CHOICE, tuple(role.label for role in roles)), "wte": Entry(WTE)}
    return Sheet("named_professionals", lines, entries, may_add=True)


def _dashboard(pack: Pack, request: Request) -> Sheet:
    lines = [
        _item_line(pack, indicator, part)
        for indicator in pack.vocabulary.indicators.values()
        if indicator.facts and request.calls_for(indicator.services)
        for part in indicator.parts or (None,)
    ]
    return Sheet("dashboard", tuple(lines))


def _item_line(pack: Pack, indicator: Indicator, part: Part | None) -> Line:
    asked = _only_with(pack, indicator.services)
    return Line(
        (indicator.item, part.label if part else ""),
        entries={"value": Entry(indicator.value)},
        help=f"{indicator.label}. {asked}{_HELP[indicator.value]}",
        unit=_UNITS[indicator.value],
        wording=_words(pack, indicator.clause),
    )


def _vacancies(pack: Pack, request: Request) -> Sheet:
    wording = _wording_of(pack, "vacancies")
    lines = tuple(
        Line(
            (role.label,),
            help=_only_with(pack, role.services) + "Vacant and established whole-time equivalents.",
            unit="WTE",
            wording=wording,
        )
        for role in pack.vocabulary.vacancy_roles.values()
        if _is_asked(role, request)
    )
    return Sheet("vacancies", lines, {each: Entry(WTE) for each in COLUMNS["vacancies"][1:]})


def _audit(pack: Pack, request: Request) -> Sheet:
    answers = (*pack.vocabulary.scale.answers, "N/A")
    lines = tuple(
        Line(
            (question.id,),
            help=_only_with(pack, question.services) + question.text,
            wording=_words(pack, question.clause),
        )
        for question in pack.vocabulary.questions.values()
        if request.kind in question.kinds and request.calls_for(question.services)
    )
    entries = {
        "score": Entry(CHOICE, answers),
        "moderated_score": Entry(CHOICE, answers[:-1]),
        "moderated_on": Entry(DATE),
        "due": Entry(DATE),
    }
    return Sheet(pack.vocabulary.audit.table, lines, entries)


def _training(pack: Pack, request: Request) -> Sheet:
    frameworks = pack.vocabulary.frameworks
    level = Entry(LEVEL, highest=max((each.levels for each in frameworks.values()), default=0))
    entries = {
        "framework": Entry(CHOICE, tuple(frameworks)),
        "required_level": level,
        "achieved_level": level,
        "completed_on": Entry(DATE),
    }
    words = (
        "One line for each member of staff and framework. Staff ref: your own reference for the "
        f"person, never a name or a number known elsewhere. {pack.vocabulary.wording.never}",
        "Required level: the level that the post calls for. Achieved level: the highest level "
        "completed, 0 for none.",
        "Completed on: the day on which the achieved level was last completed.",
    )
    return Sheet("training", _helped(words), entries, may_add=True)


def _documents(pack: Pack, request: Request) -> Sheet:
    kinds = [each for each in pack.vocabulary.documents.values() if _is_asked(each, request)]
    lines = tuple(
        Line(
            (),
            {"kind": each.label},
            help=_only_with(pack, each.services)
            + "The latest one: when it was approved, when its review is due, and where it is "
            "published, if it is.",
        )
        for each in kinds
    )
    entries = {
        "kind": Entry(CHOICE, tuple(each.label for each in kinds)),
        "approved_on": Entry(DATE),
        "review_due": Entry(DATE),
    }
    return Sheet("documents", lines, entries, may_add=True)


def _contracts(pack: Pack, request: Request) -> Sheet:
    entries = {
        "safeguarding_expectations": Entry(YES_NO),
        "information_sharing": Entry(YES_NO),
        "designated_professionals_consulted_on": Entry(DATE),
    }
    asked = tuple(
        f"{each.key.replace('_', ' ').capitalize()}: {each.label}. "
        + ("Write yes or no." if each.value == YES_NO else "Write the day it was done, or no.")
        for each in pack.vocabulary.contract_terms.values()
    )
    first = "One line for each contract: whom it is with, by name or code, and what it is called."
    return Sheet("contracts", _helped((first, *asked)), entries, may_add=True)


def _checks(pack: Pack, request: Request) -> Sheet:
    checks = tuple(each.label for each in pack.vocabulary.checks.values())
    entries = {"check": Entry(CHOICE, checks), "checked_on": Entry(DATE)}
    words = (
        "One line for each member of staff who needs the check. Staff ref: your own reference "
        f"for the person, never a name. {pack.vocabulary.wording.never}",
        "Checked on: the day of the last check, or never.",
    )
    return Sheet("checks", _helped(words), entries, may_add=True)


_SHEETS: Mapping[str, Callable[[Pack, Request], Sheet]] = {
    "organisation": _organisation,
    "named_professionals": _named_professionals,
    "dashboard": _dashboard,
    "vacancies": _vacancies,
    AUDIT: _audit,
    "training": _training,
    "documents": _documents,
    "contracts": _contracts,
    "checks": _checks,
}


def _words(pack: Pack, clause: str) -> str:
    return pack.clauses[clause].words if clause in pack.clauses else ""


def _wording_of(pack: Pack, value: str) -> str:
    """The policy's words for the item that a table of its own returns."""
    items = [each for each in pack.vocabulary.indicators.values() if each.value == value]
    return _words(pack, items[0].clause) if items else ""


def _services(pack: Pack, services: tuple[str, ...]) -> str:
    terms = pack.vocabulary.services
    return listed(terms[each].label for each in services if each in terms)


def _only_with(pack: Pack, services: tuple[str, ...]) -> str:
    labels = _services(pack, services)
    return f"Only if you provide {labels}. " if labels else ""


def _is_asked(term: Term, request: Request) -> bool:
    return term.is_for(request.kind) and request.calls_for(term.services)


def _filled(text: str) -> Mapping[str, str]:
    return {"value": text} if text else {}


def _helped(words: tuple[str, ...]) -> tuple[Line, ...]:
    """Open lines, the first of them with words of help beside them."""
    return tuple(Line((), help=each) for each in words)
