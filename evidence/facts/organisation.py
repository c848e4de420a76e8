"""What kind of organisation it is, and the services it says it provides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.vocabulary import Vocabulary
from evidence.facts.collector import (
    LEFT_BLANK,
    FactCollector,
    cell_place,
    cell_quoted,
    unknown_fact,
)
from evidence.nouns.cells import Cell
from evidence.terms import TermMatcher, match_terms
from evidence.text import lower, match_key, shortened, single_spaced

SEPARATORS = re.compile(r"[,;\n\r|•·]+")
_JOINED_BY = (re.compile(" and ", re.IGNORECASE), re.compile(" ?[&+/] ?"))
_NO_SERVICES = frozenset({"none", "nil"})
SERVICES = fact_names.SERVICES


def gather_organisation(collector: FactCollector) -> None:
    """The kind and the services of the organisation, and the day that its return was sent."""
    kind = collector.submitted.organisation.kind
    if kind in collector.vocabulary.kinds:
        cell = _field(collector, "kind")
        collector.add(Fact(fact_names.KIND, kind, origins=collector.origins([cell]), returned=True))
    sent = collector.submitted.submitted_on
    if sent is not None:
        origins = collector.origins([_field(collector, "submittedon")])
        day = Range.of_day(sent)
        collector.add(Fact(fact_names.SUBMITTED_ON, day, origins=origins, returned=True))
    cell = collector.submitted.services
    if cell is not None:
        collector.add(_services(collector, cell))
    cell = _field(collector, "legalform")
    if cell is not None and collector.vocabulary.legal_forms:
        collector.add(_legal_form(collector, cell))


def _field(collector: FactCollector, name: str) -> Cell | None:
    for row in collector.rows("organisation"):
        field = row.cells.get("field")
        if field is not None and match_key(field.text) == name:
            return row.cells.get("value")
    return None


def _legal_form(collector: FactCollector, cell: Cell) -> Fact:
    """What the organisation is in law; unknown where its own name says otherwise."""
    name, origins = fact_names.LEGAL_FORM, collector.origins([cell])
    forms = collector.vocabulary.legal_forms
    if cell.unusable:
        return unknown_fact(name, f"{cell_place(cell)}: {cell.unusable}", origins=origins)
    if not match_key(cell.text):
        return unknown_fact(name, LEFT_BLANK, origins=origins)
    known = match_terms(
        "a legal form", {form.key: (form.label, form.also) for form in forms.values()}
    )
    found = known.find(cell.text)
    if found is None:
        labels = listed([form.label for form in forms.values()], "or")
        collector.log_at(cell).add_cell_fault(
            cell_quoted(cell), labels, known.to_do(cell.text), facts=(name,)
        )
        return unknown_fact(
            name, f"{cell_quoted(cell)}, which is not a legal form known here", origins=origins
        )
    called = f" {lower(collector.submitted.organisation.name)} "
    for form in forms.values():
        said = next((words for words in form.in_names if f" {lower(words)} " in called), None)
        if form.key != found and said is not None:
            collector.log_at(cell).add_cell_fault(
                f"“{forms[found].label}” of an organisation whose name says “{said}”",
                "what the organisation is in law",
                "Correct one or the other.",
                facts=(name,),
            )
            why = f"{cell_quoted(cell)}, while the organisation’s name says “{said}”"
            return unknown_fact(name, why, origins=origins)
    return Fact(name, found, origins=origins, returned=True)


def _services(collector: FactCollector, cell: Cell) -> Fact:
    """The services a cell lists; unknown as a whole where one of them is not understood, since
    the one that was meant may bring a duty with it."""
    origins = collector.origins([cell])
    if cell.unusable:
        return unknown_fact(SERVICES, f"{cell_place(cell)}: {cell.unusable}", origins=origins)
    if not match_key(cell.text):
        return unknown_fact(SERVICES, LEFT_BLANK, origins=origins)
    found, strange = services_listed(cell, collector.vocabulary)
    if not strange:
        return Fact(SERVICES, found, origins=origins, returned=True)
    known = _known(collector.vocabulary)
    collector.log_at(cell).add_cell_fault(
        listed([f"“{shortened(word)}”" for word in strange]),
        f"services among {listed(known.labels.values(), 'and')}",
        known.to_do(strange[0]).replace(
            "remove the line",
            f"ask the {collector.vocabulary.wording.commissioner} which of them it comes under",
        ),
        facts=(SERVICES,),
    )
    why = (
        f"{cell_quoted(cell)}, where {listed([f'“{shortened(word)}”' for word in strange], 'and')} "
    )
    return unknown_fact(
        SERVICES,
        why + ("is no service" if len(strange) == 1 else "are no services") + " known here",
        origins=origins,
    )


def services_listed(cell: Cell, vocabulary: Vocabulary) -> tuple[frozenset[str], list[str]]:
    """The services that a cell lists, by their keys, and what in it is none that is known."""
    if lower(cell.text) in _NO_SERVICES:
        return frozenset(), []
    known = _known(vocabulary)
    found: set[str] = set()
    strange: list[str] = []
    for said in SEPARATORS.split(cell.text):
        for part in _parts(single_spaced(said), known, _JOINED_BY):
            service = known.find(part)
            if service is None:
                strange.append(part.strip())
            else:
                found.add(service)
    return frozenset(found), strange


def _known(vocabulary: Vocabulary) -> TermMatcher:
    terms = vocabulary.services.values()
    return match_terms("services", {term.key: (term.label, term.also) for term in terms})


def _parts(text: str, known: TermMatcher, joined_by: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """The services named in a text, split no further than needed: "A & E" is one of them."""
    if not match_key(text):
        return
    if known.find(text) is not None or not joined_by:
        yield text
        return
    for part in joined_by[0].split(text):
        yield from _parts(part, known, joined_by[1:])
