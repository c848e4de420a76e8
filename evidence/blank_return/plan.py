"""What a blank return says, sheet by sheet, before any of it is written to a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.nouns.english import either, listed
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Indicator, Part
from evidence.blank_return.entries import entries_of
from evidence.blank_return.help import clause_words, only_with
from evidence.blank_return.nouns import (
    CHOICE,
    COUNT,
    DATE,
    PERCENT,
    YES_NO,
    BlankLine,
    BlankSheet,
    Entry,
)
from evidence.blank_return.posts import posts_sheet, vacancies_sheet
from evidence.blank_return.request import Request
from evidence.blank_return.standing_sheets import audit_sheet, documents_sheet
from evidence.nouns.columns import AUDIT, role_of, spec_of

_UNITS = {PERCENT: "%", COUNT: "number", YES_NO: "yes or no"}
_HELP = {
    PERCENT: "Write 98 or 98%.",
    COUNT: "A whole number, 0 for none.",
    YES_NO: "yes or no.",
}


_CHECKED = "The day of the last check: 31/03/2014; or never. Blank is not known."


def plan(pack: Pack, request: Request) -> tuple[BlankSheet, ...]:
    """The sheets of a blank return as requested, in the order of its kind's tables.

    With the services given, only what they call for is asked; else everything, each line saying
    which services it is for.

    Raises ValueError, in words for the reader, where the pack knows no such kind.
    """
    kind, kinds = request.kind, pack.vocabulary.kinds
    if kind not in kinds:
        raise ValueError(
            f"“{kind}” is no kind of organisation here; a template can be made for {either(kinds)}."
        )
    sheets = (_SHEETS[role_of(table)](pack, request) for table in kinds[kind].tables)
    return tuple(_until_quarters_end(sheet, request) for sheet in sheets)


def _until_quarters_end(sheet: BlankSheet, request: Request) -> BlankSheet:
    if request.quarter is None:
        return sheet
    last, spec = request.quarter.last_day, spec_of(sheet.table)
    entries = {
        column: replace(entry, until=last) if spec.column(column).done else entry
        for column, entry in sheet.entries.items()
    }
    return replace(sheet, entries=entries)


def _organisation(pack: Pack, request: Request) -> BlankSheet:
    lines = (
        *_identity_lines(pack, request),
        BlankLine(
            ("period",),
            _filled(request.quarter.label if request.quarter else ""),
            help="The NHS quarter, written like 2014-15 Q2.",
        ),
        BlankLine(
            ("submitted_on",),
            entries={"value": Entry(DATE)},
            help="The day you send it: 14/10/2014.",
        ),
        BlankLine(("submitted_by",), help="Your role; no more is needed."),
    )
    return BlankSheet("organisation", lines)


def _identity_lines(pack: Pack, request: Request) -> tuple[BlankLine, ...]:
    """The lines that say whose return it is, as in an earlier one where there is one."""
    services = listed(term.label for term in pack.vocabulary.services.values())
    carried, before = request.carried, ""
    if carried:
        before = f"As in your return for {carried.quarter.label}. Change it if it is no longer so."
    return (
        BlankLine(
            ("code",),
            _filled(request.code or (carried.code if carried else "")),
            carried="" if request.code else before,
            help=f"The organisation’s {pack.vocabulary.wording.code}.",
        ),
        BlankLine(
            ("name",),
            _filled(request.name or (carried.name if carried else "")),
            carried="" if request.name else before,
            help="The name as it is to stand in the matrix.",
        ),
        BlankLine(
            ("kind",),
            {"value": request.kind},
            {"value": Entry(CHOICE, tuple(pack.vocabulary.kinds))},
            help="What kind of organisation this is.",
        ),
        *_legal_form_line(pack, request),
        BlankLine(
            ("services",),
            _filled(request.services_text(pack)),
            carried="" if request.services is not None else before,
            help=f"Every service you provide, with commas between them, from: {services}. "
            "Which duties apply hangs on this; “none” if you provide none of them.",
        ),
    )


def _legal_form_line(pack: Pack, request: Request) -> tuple[BlankLine, ...]:
    """The line that asks what the organisation is in law, where that decides what binds it."""
    forms = [
        form.label for form in pack.vocabulary.legal_forms.values() if form.is_for(request.kind)
    ]
    if not forms:
        return ()
    entry = Entry(CHOICE, tuple(forms))
    words = "What the organisation is in law: some duties bind only some. Choose from the list."
    return (BlankLine(("legal_form",), entries={"value": entry}, help=words),)


def _dashboard(pack: Pack, request: Request) -> BlankSheet:
    lines = [
        _item_line(pack, indicator, part)
        for indicator in pack.vocabulary.indicators.values()
        if indicator.facts and request.applies_to(indicator.services)
        for part in indicator.parts or (None,)
    ]
    return BlankSheet("dashboard", tuple(lines), by_number=True)


def _item_line(pack: Pack, indicator: Indicator, part: Part | None) -> BlankLine:
    asked = only_with(pack, indicator.services)
    return BlankLine(
        (indicator.item, part.label if part else ""),
        entries={"value": Entry(indicator.value)},
        help=f"{indicator.label}. {asked}{_HELP[indicator.value]}",
        unit=_UNITS[indicator.value],
        wording=clause_words(pack, indicator.clause),
    )


def _training(pack: Pack, request: Request) -> BlankSheet:
    frameworks = pack.vocabulary.frameworks
    highest = max((framework.levels for framework in frameworks.values()), default=0)
    entries = entries_of("training", {"framework": tuple(frameworks)}, highest=highest)
    words = (
        "One line for each member of staff and framework. Staff ref: your own reference for the "
        f"person, never a name or a number known elsewhere. {pack.vocabulary.wording.never}",
        "Required level: the level that the post calls for. Achieved level: the highest level "
        "completed, 0 for none.",
        "Completed on: the day on which the achieved level was last completed.",
    )
    return BlankSheet("training", _helped(words), entries, may_add=True)


def _training_summary(pack: Pack, request: Request) -> BlankSheet:
    frameworks = pack.vocabulary.frameworks
    highest = max((framework.levels for framework in frameworks.values()), default=0)
    levels = tuple(str(level) for level in range(1, highest + 1))
    words = {"framework": tuple(frameworks), "level": levels}
    helped = (
        "Only where you have no register to send: one line for each staff group, framework and "
        "level. Required: how many staff need the level; compliant: how many of them are trained "
        "to it and in date.",
        "A line for all staff together is called “Total”; it is held to the sum of the others.",
        f"The percentage is held to the two numbers. {pack.vocabulary.wording.never}",
    )
    entries = entries_of("training_summary", words)
    return BlankSheet("training_summary", _helped(helped), entries, may_add=True)


def _contracts(pack: Pack, request: Request) -> BlankSheet:
    entries = entries_of(
        "contracts", prompt="The day it was done: 31/03/2014; or no. Blank is not known."
    )
    asked = tuple(
        f"{contract_term.key.replace('_', ' ').capitalize()}: {contract_term.label}. "
        + (
            "Write yes or no."
            if contract_term.value == YES_NO
            else "Write the day it was done, or no."
        )
        for contract_term in pack.vocabulary.contract_terms.values()
    )
    first = "One line for each contract: whom it is with, by name or code, and what it is called."
    return BlankSheet("contracts", _helped((first, *asked)), entries, may_add=True)


def _checks(pack: Pack, request: Request) -> BlankSheet:
    checks = tuple(check.label for check in pack.vocabulary.checks.values())
    entries = entries_of("checks", {"check": checks}, prompt=_CHECKED)
    words = (
        "One line for each member of staff who needs the check. Staff ref: your own reference "
        f"for the person, never a name. {pack.vocabulary.wording.never}",
        "Checked on: the day of the last check, or never.",
    )
    return BlankSheet("checks", _helped(words), entries, may_add=True)


_SHEETS: Mapping[str, Callable[[Pack, Request], BlankSheet]] = {
    "organisation": _organisation,
    "named_professionals": posts_sheet,
    "dashboard": _dashboard,
    "vacancies": vacancies_sheet,
    AUDIT: audit_sheet,
    "training": _training,
    "training_summary": _training_summary,
    "documents": documents_sheet,
    "contracts": _contracts,
    "checks": _checks,
}


def _filled(text: str) -> Mapping[str, str | dt.date]:
    return {"value": text} if text else {}


def _helped(words: tuple[str, ...]) -> tuple[BlankLine, ...]:
    """Open lines, the first of them with words of help beside them."""
    return tuple(BlankLine((), help=word) for word in words)
