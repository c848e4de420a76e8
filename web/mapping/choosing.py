"""What a person says of each proposal, and the mapping that comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack
from evidence.blank_return.request import services_named
from evidence.mapping.choices import choices_of, label_alone, label_of, with_choice
from evidence.mapping.file import mapping_of, mapping_text
from evidence.mapping.nouns import MappedSheet, Mapping, Proposal, SenderScale

YES, NO, OTHER = "yes", "no", "other"
KNOWN = ("code", "period")
"""What a file says itself of its organisation and quarter is always read: nobody may pass it by."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class MappingSaid:
    """What a form says, by the name of its field."""

    fields: Dict[str, str]

    def text(self, name: str) -> str:
        return " ".join(self.fields.get(name, "").split())[:_LONGEST]


@dataclass(frozen=True, slots=True)
class MappingMade:
    """The mapping that a form comes to, with what is wrong with it."""

    mapping: Mapping
    errors: Dict[str, str]
    """By the field that it is told at."""
    faults: tuple[PackFault, ...] = ()

    @property
    def is_right(self) -> bool:
        return not self.errors and not self.faults


def row_key(sheet: int, place: int) -> str:
    """The name of the field of a proposal."""
    return f"row-{sheet}-{place}"


def scale_key(scale: int) -> str:
    """The name of the field of a scale."""
    return f"scale-{scale}"


def is_known(proposal: Proposal) -> bool:
    """Whether a proposal says whose the file is or of which quarter, and is always read."""
    return proposal.table == "organisation" and proposal.row.get("field") in KNOWN


def said_before(mapping: Mapping, earlier: Mapping | None) -> dict[str, str]:
    """What a form says before anybody touched it: what was confirmed of the same layout earlier;
    without that nothing is said of what is proposed."""
    said: dict[str, str] = {}
    own = [sheet.layout for sheet in mapping.sheets]
    # Of several CSV files those of which nothing was used are not in what was confirmed.
    alike = earlier is not None and all(sheet.layout in own for sheet in earlier.sheets)
    for s, sheet in enumerate(mapping.sheets):
        before = _same_sheet(sheet, earlier) if alike else None
        for p, proposal in enumerate(sheet.proposals):
            key = row_key(s, p)
            if not proposal.is_chosen:
                said[key] = NO
            if before is not None and p < len(before.proposals):
                said |= _row_said(key, proposal, before.proposals[p])
    for n, scale in enumerate(mapping.scales):
        known = earlier.scale(scale.id) if alike and earlier is not None else None
        said |= _scale_said(n, known or scale, known is not None)
    if earlier is not None:
        said |= {f"stated-{name}": text for name, text in earlier.stated.items()}
    return said


def _same_sheet(sheet: MappedSheet, earlier: Mapping | None) -> MappedSheet | None:
    """The sheet of the same layout in what was confirmed earlier."""
    every = earlier.sheets if earlier is not None else ()
    return next((own for own in every if own.layout == sheet.layout), None)


def _row_said(key: str, proposal: Proposal, before: Proposal) -> dict[str, str]:
    if not before.confirmed:
        return {key: NO}
    label = label_of(before.table, before.row)
    same = label == label_of(proposal.table, proposal.row)
    return {key: YES} if same else {key: OTHER, f"{key}-other": label}


def _scale_said(n: int, scale: SenderScale, is_before: bool) -> dict[str, str]:
    key = scale_key(n)
    said = {f"{key}-{place}": answer for place, answer in enumerate(scale.answers.values())}
    return {**said, key: YES if scale.confirmed else NO} if is_before else said


def all_accepted(mapping: Mapping, said: MappingSaid) -> MappingSaid:
    """What a form says once every proposal of which nothing was said is accepted."""
    fields = dict(said.fields)
    for s, sheet in enumerate(mapping.sheets):
        for p, proposal in enumerate(sheet.proposals):
            if proposal.is_chosen:
                fields.setdefault(row_key(s, p), YES)
    return MappingSaid(fields)


def made_of(mapping: Mapping, said: MappingSaid, pack: Pack, stated: Dict[str, str]) -> MappingMade:
    """The mapping that a form comes to. ``stated`` is what is known of the organisation."""
    errors: dict[str, str] = {}
    choices = choices_of(pack.vocabulary)
    sheets = tuple(
        replace(
            sheet,
            proposals=tuple(
                _settled(proposal, row_key(s, p), said, choices, errors)
                for p, proposal in enumerate(sheet.proposals)
            ),
        )
        for s, sheet in enumerate(mapping.sheets)
    )
    scales = tuple(_scale(scale, n, said) for n, scale in enumerate(mapping.scales))
    more = _stated(said, stated, pack, errors)
    made = replace(mapping, sheets=sheets, scales=scales, stated=more)
    errors |= dict(_unsaid_scales(made, said))
    errors |= dict(_said_twice(made, pack))
    if not errors and not any(
        made.is_used(own) and own.table != "organisation" for s in sheets for own in s.proposals
    ):
        errors[""] = "Nothing would be read: confirm at least one row."
    _, faults = mapping_of(mapping_text(made), "mapping", pack)
    return MappingMade(made, errors, tuple(faults))


def _settled(
    proposal: Proposal,
    key: str,
    said: MappingSaid,
    choices: Dict[str, tuple[str, Dict[str, str]]],
    errors: dict[str, str],
) -> Proposal:
    """A proposal as a person settled it."""
    if is_known(proposal):
        return replace(proposal, confirmed=True)
    match said.text(key):
        case "yes" if proposal.is_chosen:
            return replace(proposal, confirmed=True)
        case "other":
            table, row = choices.get(label_alone(said.text(f"{key}-other")), ("", {}))
            if table:
                return replace(with_choice(proposal, table, row), confirmed=True)
            errors[key] = "Choose what it answers from the list."
        case "no":
            return replace(proposal, confirmed=False)
        case _:
            errors[key] = "Say whether it is right, not in this return, or something else."
    return proposal


def _scale(scale: SenderScale, n: int, said: MappingSaid) -> SenderScale:
    key = scale_key(n)
    allowed = {"", *scale.choices}
    answers = {
        score: answer if (answer := said.text(f"{key}-{place}")) in allowed else ""
        for place, score in enumerate(scale.answers)
    }
    return replace(scale, answers=answers, confirmed=said.text(key) == YES)


def _stated(
    said: MappingSaid, known: Dict[str, str], pack: Pack, errors: dict[str, str]
) -> dict[str, str]:
    """What is stated of the organisation that its file does not say."""
    stated = dict(known)
    services, form = said.text("stated-services"), said.text("stated-legal_form")
    if services:
        try:
            services_named(pack, services)
        except ValueError as error:
            errors["stated-services"] = str(error)
        stated["services"] = services
    if form in pack.vocabulary.legal_forms:
        stated["legal_form"] = form
    return stated


def _unsaid_scales(made: Mapping, said: MappingSaid) -> Iterator[tuple[str, str]]:
    """The scales that confirmed rows need, of which nothing whole was said."""
    needed = {
        own.scale for sheet in made.sheets for own in sheet.proposals if own.confirmed and own.scale
    }
    for n, scale in enumerate(made.scales):
        key = scale_key(n)
        if scale.confirmed and not all(scale.answers.values()):
            yield key, "Say of each what it means."
        elif scale.id in needed and said.text(key) not in (YES, NO):
            yield key, "Say whether these are the meanings."


def _said_twice(made: Mapping, pack: Pack) -> Iterator[tuple[str, str]]:
    """The rows that are said to answer what another row answers too."""
    tables = {"dashboard", pack.vocabulary.audit.table}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for s, sheet in enumerate(made.sheets):
        for p, own in enumerate(sheet.proposals):
            if own.confirmed and own.table in tables and not own.is_column:
                found[sheet.layout.sheet, label_of(own.table, own.row)].append(row_key(s, p))
    for (_, label), keys in found.items():
        for key in keys[1:]:
            yield key, f"Another row is said to answer “{label}” too. Only one of them can."
