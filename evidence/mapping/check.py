"""What a mapping says that the pack does not know, or that cannot be so."""

from __future__ import annotations

from collections.abc import Iterator

from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.english import either
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Vocabulary
from evidence.mapping.choices import columns_to_choose, label_of
from evidence.mapping.nouns import (
    DENOMINATOR,
    HEADING,
    IS,
    NUMERATOR,
    Mapping,
    Place,
    Proposal,
)
from evidence.nouns.columns import spec_of, table_names
from evidence.tables.table import terms_by_table
from evidence.terms import match_terms

_MAPPED = ("organisation", "named_professionals", "dashboard", "vacancies", "training_summary",
           "documents")  # fmt: skip


def mapped_tables(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The tables whose rows a mapping can answer, in their order."""
    tables = (*_MAPPED, vocabulary.audit.table)
    return tuple(table for table in table_names(vocabulary.audit.table) if table in tables)


def problems_of(document: YamlDocument, mapping: Mapping, pack: Pack) -> list[PackFault]:
    """Every fault of a mapping, with its line."""
    return list(_problems(document, mapping, pack))


def _problems(document: YamlDocument, mapping: Mapping, pack: Pack) -> Iterator[PackFault]:
    if mapping.pack != pack.id:
        yield document.fault(
            ("pack",),
            f"a mapping for the pack “{mapping.pack}”",
            f"one for “{pack.id}”, by which the returns are read",
            "Have the sender’s file mapped again by the rules of this pack.",
        )
        return
    kind = mapping.stated.get("kind")
    if kind is not None and kind not in pack.vocabulary.kinds:
        known = ", ".join(pack.vocabulary.kinds)
        yield document.fault(
            ("organisation", "kind"), f"the kind “{kind}”", f"one of {known}", "Correct it."
        )
    form, forms = mapping.stated.get("legal_form"), pack.vocabulary.legal_forms
    if form is not None and form not in forms:
        yield document.fault(
            ("organisation", "legal_form"),
            f"the legal form “{form}”",
            f"one of {', '.join(forms)}" if forms else "none, since the pack asks for none",
            "Correct it.",
        )
    for n, scale in enumerate(mapping.scales):
        wrong = {*scale.answers.values()} - {"", *scale.choices}
        if wrong:
            yield document.fault(
                ("scales", n, "answers"),
                f"the answer “{min(wrong)}”",
                either(scale.choices),
                "Write what the score means.",
            )
    for n, sheet in enumerate(mapping.sheets):
        for m, proposal in enumerate(sheet.proposals):
            if proposal.confirmed:
                yield from _of_row(document, ("sheets", n, "rows", m), proposal, mapping, pack)


def _of_row(
    document: YamlDocument, at: Path, proposal: Proposal, mapping: Mapping, pack: Pack
) -> Iterator[PackFault]:
    """What is wrong with a row that is to be used."""
    if proposal.is_column:
        yield from _of_column(document, at, proposal, mapping, pack.vocabulary)
        return
    tables = mapped_tables(pack.vocabulary)
    if proposal.table not in tables:
        yield document.fault(
            (*at, "table"),
            f"a confirmed row of the table “{proposal.table}”",
            f"one of {', '.join(tables)}",
            "Say of which table it is, or take the confirmation back.",
        )
        return
    spec = spec_of(proposal.table)
    known = {*spec.column_names, NUMERATOR, DENOMINATOR}
    for column in (*proposal.row, *proposal.places):
        if column not in known:
            yield document.fault(
                at,
                f"the column “{column}”",
                f"one of {', '.join(spec.column_names)}",
                "Correct it.",
            )
    trouble = _unknown(proposal, pack.vocabulary)
    if trouble:
        yield document.fault((*at, "row"), trouble, "a row that the pack asks for", "Correct it.")
    yield from _of_places(document, at, proposal, mapping)


def _of_column(
    document: YamlDocument, at: Path, proposal: Proposal, mapping: Mapping, vocabulary: Vocabulary
) -> Iterator[PackFault]:
    """What is wrong with a whole column that is to be used."""
    known = columns_to_choose(vocabulary)
    if (proposal.table, proposal.row) not in known.values():
        label = label_of(proposal.table, proposal.row)
        expected = f"one of {', '.join(known)}"
        yield document.fault((*at, "row"), f"“{label}”", expected, "Correct it.")
    elif IS not in proposal.row and {*proposal.places} != {HEADING}:
        yield document.fault(
            (*at, "cells"),
            "a column without its heading",
            f"the cell of its heading, as {HEADING}",
            "Name it.",
        )
    yield from _unknown_scale(document, at, proposal, mapping)


def _unknown_scale(
    document: YamlDocument, at: Path, proposal: Proposal, mapping: Mapping
) -> Iterator[PackFault]:
    if proposal.scale and mapping.scale(proposal.scale) is None:
        yield document.fault(
            (*at, "scale"),
            f"the scale “{proposal.scale}”",
            "one of the scales above",
            "Correct it.",
        )


def _of_places(
    document: YamlDocument, at: Path, proposal: Proposal, mapping: Mapping
) -> Iterator[PackFault]:
    """What is wrong with the scale of a row, or with where its answers stand."""
    yield from _unknown_scale(document, at, proposal, mapping)
    if not proposal.scale and "score" in proposal.places:
        yield document.fault(
            at,
            "a score without a scale",
            "the scale that says what its scores mean",
            "Name one of the scales above, or add one.",
        )
    for column, place in proposal.places.items():
        if not _is_whole(place):
            yield document.fault(
                (*at, "quarters"),
                f"{len(place.cells)} cells for “{column}” and {len(place.headings)} headings",
                "a heading that names the quarter for each of several cells",
                "Name one cell, or the heading of each.",
            )


def _is_whole(place: Place) -> bool:
    """Whether it is one cell, or several with the heading of each."""
    return len(place.headings) == len(place.cells) or (len(place.cells) == 1 and not place.headings)


def _unknown(proposal: Proposal, vocabulary: Vocabulary) -> str:
    """What a row says that the pack has no word for; empty where it knows it."""
    if not proposal.row:
        return "a confirmed row that does not say what it is about"
    if proposal.table == "training_summary":
        found = vocabulary.frameworks.get(proposal.row.get("framework", ""))
        level = proposal.row.get("level", "")
        if found is None or not (level.isdigit() and 1 <= int(level) <= found.levels):
            return f"the framework and level “{', '.join(proposal.row.values())}”"
        return ""
    about = spec_of(proposal.table).needed_columns[0]
    terms = terms_by_table(vocabulary)[proposal.table]
    key = proposal.row.get(about, "")
    if terms is None or terms.find(key) is None:
        return f"the {about} “{key}”"
    if proposal.table == "dashboard":
        indicator = vocabulary.indicators[key]
        parts = {part.key: (part.label, part.also) for part in indicator.parts}
        part = proposal.row.get("part", "")
        if parts and match_terms("a part", parts).find(part) is None:
            return f"the part “{part}” of item {key}"
    return ""
