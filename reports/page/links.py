"""Addresses of the site's pages and of places on them, links to them, and clauses as quoted.

Nothing else knows where a page stands. A view holds an ``Address``; how it reads in a browser is
a scheme's business (``FileScheme``: files beside each other), so that another front door can
serve the same views under addresses of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from engine.agenda import in_order_of_gravity
from engine.nouns.outcome.concern import Concern
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack
from reports.files import SITE
from reports.lookup import Lookup, clauses_of, not_inside
from reports.text import names_for, policy_words


class Page(StrEnum):
    """The kinds of page that the site has."""

    OVERVIEW = "overview"
    MATRIX = "matrix"
    """Of one kind of organisation."""
    ORGANISATION = "organisation"
    FINDINGS = "findings"
    """Of one organisation, under one part of the policy, in full."""
    CONCERNS = "concerns"
    CONCERN = "concern"
    CHANGES = "changes"
    DECISIONS = "decisions"
    CLAUSES = "clauses"
    CLAUSE = "clause"
    DUTY = "duty"
    QUERIES = "queries"
    FAULTS = "faults"
    FIGURES = "figures"
    FILES = "files"
    PICTURES = "pictures"
    """Of one kind of organisation."""
    NOT_SHOWN = "not-shown"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the site, and a place on it."""

    page: Page
    names: tuple[str, ...] = ()
    """What distinguishes it from others of its kind; each is a plain name of a file."""
    anchor: str = ""
    organisation: str = ""
    """On a matrix: the organisation, by its page's name, that alone is to be shown."""


class Scheme(Protocol):
    """How addresses read in a browser."""

    def href(self, to: Address, here: Address) -> str | None:
        """The link from one page to another, or to a place on it; None where it shows no such
        page, whose name is then plain words."""
        ...


class FileScheme:
    """Pages as files: ``index.html``, and all others in a folder beside it."""

    def file(self, address: Address) -> str:
        """The page's file, relative to the folder of the outputs."""
        return _file(address.page, address.names)

    def href(self, to: Address, here: Address) -> str:
        """As a relative link between files."""
        there, start = _file(to.page, to.names), _file(here.page, here.names)
        way = "" if there == start else _way(start.rpartition("/")[0], there)
        only = f"?o={to.organisation}" if to.organisation else ""
        return way + only + (f"#{to.anchor}" if to.anchor else "")

    def beside(self, file: str, here: Address) -> str:
        """The way from a page to a file of the outputs."""
        return _way(self.file(here).rpartition("/")[0], file)


_FOLDERS: Mapping[Page, str] = {
    Page.ORGANISATION: "org/",
    Page.FINDINGS: "org/",
    Page.CONCERN: "concerns/",
    Page.CLAUSE: "clauses/",
    Page.DUTY: "duties/",
    Page.MATRIX: "matrix-",
    Page.PICTURES: "pictures-",
}
_KEPT = 4_096
"""So many files and ways are known at once: those that every page has a link to, and its own."""


@lru_cache(maxsize=_KEPT)
def _file(page: Page, names: tuple[str, ...]) -> str:
    if page is Page.OVERVIEW:
        return "index.html"
    folder = _FOLDERS.get(page)
    inner = page.value if folder is None else folder + "/".join(names)
    return f"{SITE}/{inner}.html"


@lru_cache(maxsize=_KEPT)
def _way(folder: str, file: str) -> str:
    """The way from a folder of the outputs to a file of them."""
    start, end = folder.split("/") if folder else [], file.split("/")
    while start and len(end) > 1 and start[0] == end[0]:
        start, end = start[1:], end[1:]
    return "../" * len(start) + "/".join(end)


@dataclass(frozen=True, slots=True)
class Link:
    """A link; without an address it is text."""

    to: Address | None
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as quoted beside a duty or a concern."""

    id: str
    citation: str
    words: str
    replaced: tuple[str, ...] = ()
    """What of its words has been replaced, a name each: the reader's notes, folded."""
    notes: tuple[str, ...] = ()
    """The same told in full."""
    relied: str = ""
    """The words of it that the duty rests on."""
    to: Address | None = None
    """Its own page; None where the pack does not register it."""

    @property
    def split(self) -> tuple[str, str, str]:
        """Its words before those that the duty rests on, those, and the words after them."""
        before, relied, after = self.words.partition(self.relied) if self.relied else ("", "", "")
        return (before, relied, after) if relied else (self.words, "", "")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where everything of an assessment is shown."""

    organisations: Mapping[str, str]
    """The name of each organisation's page, by its code: no typed text becomes a file or an id."""
    rules: Mapping[str, str]
    groups: Mapping[str, str]
    """By rule: the part of the policy whose findings share a page, "S4.2.2"."""
    clauses: Mapping[str, str]
    kinds: Mapping[str, str]
    concerns: Mapping[str, tuple[str, str]]
    """By concern: the name of its page, and its place on it; none on a page of its own."""
    shown: frozenset[tuple[str, str]]
    """Rule and organisation of each finding that a matrix shows."""
    quoted: dict[str, Cited] = field(default_factory=dict, compare=False, repr=False)
    """The clauses quoted so far, by id."""

    @classmethod
    def for_lookup(cls, lookup: Lookup) -> Addresses:
        """The addresses of all that the pages of a run show."""
        assessment, pack = lookup.assessment, lookup.assessment.pack
        kinds = {organisation.code: organisation.kind for organisation in assessment.organisations}
        groups = _groups(pack)
        group_names = names_for(groups.values(), "part")
        return cls(
            names_for(kinds, "organisation"),
            names_for(pack.rules, "duty"),
            {rule: group_names[group] for rule, group in groups.items()},
            names_for(pack.clauses, "clause"),
            names_for(kinds.values(), "kind"),
            _concerns(assessment.concerns),
            frozenset(
                (ruling.rule, ruling.organisation.code)
                for ruling in assessment.findings.rulings(assessment.run.period)
                if ruling.rule in pack.rules
                and kinds.get(ruling.organisation.code) in pack.rules[ruling.rule].binds
            ),
        )

    def organisation(self, code: str, anchor: str = "") -> Address | None:
        """The page of an organisation; None for a code that is none of the run."""
        name = self.organisations.get(code)
        return Address(Page.ORGANISATION, (name,), anchor) if name is not None else None

    def finding(self, rule: str, code: str) -> Address | None:
        """Where a finding of the quarter is shown in full; None where no matrix shows it."""
        if (rule, code) not in self.shown:
            return None
        return Address(
            Page.FINDINGS, (self.organisations[code], self.groups[rule]), self.rules[rule]
        )

    def cell(self, rule: str, code: str, kind: str) -> Address:
        """Where the matrix of a kind shows the verdict on a duty."""
        return Address(
            Page.MATRIX, (self.kinds[kind],), self.rules[rule], self.organisations.get(code, "")
        )

    def duty(self, rule: str) -> Address:
        """The page of a duty."""
        return Address(Page.DUTY, (self.rules[rule],))

    def clause(self, clause: str) -> Address | None:
        """The page of a clause; None where the pack does not register it."""
        name = self.clauses.get(clause)
        return Address(Page.CLAUSE, (name,)) if name is not None else None

    def concern(self, id: str) -> Address:
        """Where a concern is shown: on a page of its own, or under the one that takes it in."""
        page, anchor = self.concerns[id]
        return Address(Page.CONCERN, (page,), anchor)


def file_address(number: int) -> Address:
    """The line of a submitted file in the list of files read, counted from 1."""
    return Address(Page.FILES, (), f"file-{number}")


def figure_addresses(names: Iterable[str]) -> dict[str, Address]:
    """Where each figure of a run is listed; one with several values at the first of them."""
    return {name: Address(Page.FIGURES, (), f"figure-{name}") for name in names}


def _groups(pack: Pack) -> dict[str, str]:
    """By rule: what the ids of all clauses under its heading begin with, ``S4.2.2``."""
    begins: dict[str, list[str]] = {}
    for clause in pack.clauses.values():
        parts = clause.id.split(".")
        shared = begins.setdefault(clause.section, parts)
        same = (own == other for own, other in zip(shared, parts, strict=False))
        length = next((place for place, alike in enumerate(same) if not alike), len(shared))
        begins[clause.section] = shared[: min(length, len(parts))]
    return {
        rule.id: ".".join(begins[pack.clauses[rule.cites[0]].section]) or "policy"
        if rule.cites and rule.cites[0] in pack.clauses
        else "other"
        for rule in pack.rules.values()
    }


def _concerns(concerns: tuple[Concern, ...]) -> dict[str, tuple[str, str]]:
    every = {concern.id: concern for concern in concerns}
    plain = names_for((_as_name(concern.id) for concern in concerns), "concern")
    found: dict[str, tuple[str, str]] = {}

    def place(concern: Concern, page: str, anchor: str) -> None:
        found[concern.id] = page, anchor
        for part in concern.parts:
            if part in every and part not in found:
                place(every[part], page, plain[_as_name(part)])

    for concern in not_inside(in_order_of_gravity(concerns)):
        place(concern, plain[_as_name(concern.id)], "")
    return found


def _as_name(id: str) -> str:
    """``training-behind_all_2014-15-Q3_organisation``; a star stands for all organisations."""
    return id.replace("*", "all").replace("/", "_")


def cited_view(lookup: Lookup, addresses: Addresses, cites: tuple[str, ...]) -> tuple[Cited, ...]:
    """The clauses cited, quoted; one the pack does not register is named by its id."""
    known = {clause.id: clause for clause in clauses_of(lookup, cites)}
    return tuple(
        clause_view(lookup, addresses, known[cited]) if cited in known else Cited(cited, cited, "")
        for cited in cites
    )


def clause_view(lookup: Lookup, addresses: Addresses, clause: Clause) -> Cited:
    """A clause quoted, with what has replaced what its words name."""
    if clause.id not in addresses.quoted:
        replaced = lookup.assessment.pack.successions_on(clause.id)
        addresses.quoted[clause.id] = Cited(
            clause.id,
            clause.citation,
            policy_words(clause.words),
            tuple(succession.was for succession in replaced),
            tuple(succession.sentence for succession in replaced),
            to=addresses.clause(clause.id),
        )
    return addresses.quoted[clause.id]
