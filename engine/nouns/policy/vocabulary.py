"""The words of a pack's field: kinds, services, roles, documents, indicators, audit questions.

The evidence room reads returns by them, the catalogue of facts is made from them, and templates
are laid out by them, so that nothing of one policy is wired into the code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.nouns.evidence import fact_names
from engine.nouns.policy.phrasing import NEUTRAL_PHRASING, Phrasing


@dataclass(frozen=True, slots=True)
class Term:
    """A word a return may use: its key, its label, and other ways people write it."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    """Expected only of an organisation with any of these services; empty for all."""
    kinds: tuple[str, ...] = ()
    """Expected only of these kinds of organisation; empty for all."""
    does: tuple[str, ...] = ()
    """Of a post: the clauses whose work its holder does, each with all its parts."""
    professions: tuple[str, ...] = ()
    """Of a post: the professions that its holder may be of; empty for any."""

    def is_for(self, kind: str) -> bool:
        """Whether it is expected of a kind of organisation at all."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class LegalForm(Term):
    """What an organisation is in law, where a clause binds only some of a kind."""

    in_names: tuple[str, ...] = ()
    """Words in an organisation's name that say it is one: "NHS Trust"."""


@dataclass(frozen=True, slots=True)
class DocumentTerm(Term):
    """A kind of document."""

    not_before: dt.date | None = None
    """The first day on which there can have been one: that of the policy that it is."""
    approved: bool = True
    """Whether anybody has to approve it; a plan on display, say, nobody does."""
    reviewed: bool = False
    """Whether it bears a day of review, past which it is no longer in force."""
    yearly: bool = False
    """Whether there is one for each year, which its title may name."""
    covers: str = ""
    """What it tells of, and what is over when it is approved: "year", "quarter" or "month"."""
    published_in: tuple[str, ...] = ()
    """The kinds of place where it has to be read, as the phrasing's places name them; empty for
    any of them."""


@dataclass(frozen=True, slots=True)
class KindTerm:
    """A kind of organisation, and the tables that its return consists of."""

    key: str
    label: str
    tables: tuple[str, ...]
    since: dt.date | None = None
    """The first day on which there was an organisation of the kind; None where it does not
    matter."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an indicator that asks for several values."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    """Asked only of organisations with any of these services; empty for all that the item is."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One item of the dashboard."""

    item: str
    """As printed: "8.3"."""
    clause: str
    label: str
    """Short, in our words, for tables and sentences."""
    value: str
    """"count", "percent" or "yes_no"; "named_professionals" or "vacancies" for a table of its
    own."""
    parts: tuple[Part, ...] = ()
    services: tuple[str, ...] = ()
    """Asked only of organisations with any of these services; empty for all."""
    never_more_than: str = ""
    """The fact of the total that it, or its first part, can never exceed: "dashboard.8.1"."""
    share: ShareWords | None = None
    """Where item over another item is a share worth judging."""
    counts: str = "people"
    """What a count counts: "people", whom a small number could tell, or another thing."""
    percent_of: str = ""
    """Of a percentage: the fact that counts all of them, "dashboard.6.3"."""
    fewer_is_better: bool = False
    """Of a percentage: whether a low one is the good one."""
    also: tuple[str, ...] = ()
    """Other ways in which senders write the item."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that it returns; none where it has a table of its own."""
        if self.value in ("named_professionals", "vacancies"):
            return ()
        if self.parts:
            return tuple(fact_names.item(self.item, part.key) for part in self.parts)
        return (fact_names.item(self.item),)


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The indicator as a share of another: ``dashboard.8.8.share`` is 8.8 as % of 8.7."""

    total: str
    """The fact of the total: "dashboard.8.7"."""
    who: str
    """"looked-after children referred"."""
    state: str
    """"offered a service"."""


@dataclass(frozen=True, slots=True)
class LevelNeed:
    """By what it is borne out that an organisation has staff who need a level."""

    everybody: bool = False
    """Every organisation has."""
    services: tuple[str, ...] = ()
    """One with any of these services has."""
    roles: tuple[str, ...] = ()
    """One where any of these posts is filled has."""
    groups: tuple[str, ...] = ()
    """Staff groups, as a register writes them, that need this level at least."""


@dataclass(frozen=True, slots=True)
class Framework:
    """A training framework: its levels, where they are declared, how often refreshed."""

    key: str
    label: str
    levels: int
    declared_item: str
    """The dashboard item whose parts ``level_1`` ... declare the percentages: "4.1"."""
    refresh_parameter: str
    """The parameter that says after how many months training lapses."""
    also: tuple[str, ...] = ()
    needs: Mapping[int, LevelNeed] = field(default_factory=dict)
    """By level, what bears out that somebody needs it; a level left out may be needed by nobody."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check on staff that has to be repeated, such as one by the Disclosure and Barring
    Service."""

    key: str
    label: str
    refresh_parameter: str
    """The parameter that says after how many months it is due again."""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """What the register of contracts says of each contract, in a column of its own."""

    key: str
    """The column: "information_sharing"."""
    label: str
    """What is asked of a contract: "contracts that require information to be shared"."""
    state: str
    """What each must do or be: "require information to be shared"."""
    value: str
    """What the column holds: "yes_no", or "date" for the day it was done."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the audit: its id is the clause it asks about."""

    id: str
    clause: str
    text: str
    kinds: tuple[str, ...]
    services: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    """Put only to organisations that say they are one of these; empty for all."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The audit's scale: what each answer means, and which way it runs."""

    direction: str
    """"higher_is_better" or "lower_is_better"."""
    answers: Mapping[str, str]
    """Each way of answering, in lower case, to "met", "partly_met" or "not_met"."""


@dataclass(frozen=True, slots=True)
class AuditTerm:
    """What the audit is called: its table, its facts and its file, and its words for a reader."""

    table: str = "audit"
    """The sheet or CSV file, the first word of its facts, and the pack's file of questions."""
    label: str = "audit"
    also: tuple[str, ...] = ()

    def fact(self, question: str) -> str:
        """The name of the fact that answers a question: ``audit.F1.p03``."""
        return fact_names.answer(self.table, question)


@dataclass(frozen=True, slots=True)
class Wording:
    """The field's own words in texts that are the same for every policy."""

    return_title: str = "Return"
    """The title of a blank return, before the kind of organisation."""
    code: str = "code, as it is registered"
    """What identifies an organisation, after "the organisation’s"."""
    private: str = "data about single people"
    """What never belongs in a return, after "no"."""
    never: str = "Never anything that tells who somebody is."
    """The same as an instruction."""
    search: str = "words of a duty, a clause …"
    """What one might look for in the matrix."""
    commissioner: str = "commissioner"
    """Who sets what the policy leaves open, and is asked, after "the"."""
    commissioned: str = "organisations on the register of contracts"
    """Those that the contracts of an organisation are with."""
    area: str = "All organisations together"
    """What a concern that several share is about, as the start of a sentence."""


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Other ways in which senders call the tables of a return, their columns and the fields that
    say whose it is, by the project's own name of each."""

    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the column's name, in whatever table."""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one field calls things: kinds of organisation, services, posts, checks, frameworks."""

    kinds: Mapping[str, KindTerm]
    services: Mapping[str, Term]
    roles: Mapping[str, Term]
    vacancy_roles: Mapping[str, Term]
    documents: Mapping[str, DocumentTerm]
    frameworks: Mapping[str, Framework]
    indicators: Mapping[str, Indicator]
    """By item, in the policy's order."""
    questions: Mapping[str, Question]
    scale: Scale
    checks: Mapping[str, Check] = field(default_factory=dict)
    contract_terms: Mapping[str, ContractTerm] = field(default_factory=dict)
    audit: AuditTerm = AuditTerm()
    wording: Wording = Wording()
    phrasing: Phrasing = NEUTRAL_PHRASING
    legal_forms: Mapping[str, LegalForm] = field(default_factory=dict)
    """What organisations can be in law, where that decides what binds them."""
    also: OtherNames = OtherNames()
    professions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What titles call those of each profession."""

    def where(self, value: str) -> str:
        """Where an item that has a table of its own is returned: "item 1", or the table."""
        items = [
            indicator.item for indicator in self.indicators.values() if indicator.value == value
        ]
        return f"item {items[0]}" if items else f"the table {value}"
