"""Phrases by which a text beside an answer says that the answer does not hold.

A star at the end of a word stands for any end that it may have: "criticised" says "criticis*".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Phrases:
    """Some phrases that mean one thing, and those in which they do not."""

    says: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Longer phrases, such as "no vacancy", within which none of ``says`` counts."""
    alone: tuple[str, ...] = ()
    """Phrases that count where a text says nothing else: "pilot", "under review"."""
    suggests: tuple[str, ...] = ()
    """Phrases that count in a sentence without a word of ``anew``: "by March"."""
    begins: tuple[str, ...] = ()
    """The same where the sentence begins with them, or after "to": "introduce"."""
    anew: tuple[str, ...] = ()
    """Words of a sentence by which it is about something that is there already: "revised"."""
    keeps_up: tuple[str, ...] = ()
    """Words of an action that only keeps up what is there. Where a list has any, a text without one
    of these, of ``anew``, ``done`` and ``unless`` counts too."""
    done: tuple[str, ...] = ()
    """Words that say that what was to be done is done: no phrase of the text counts then."""


@dataclass(frozen=True, slots=True)
class Denials:
    """What makes of a sentence one that speaks against an answer, whatever it is about.

    A word that denies speaks against it unless what it denies is itself something wrong ("no
    delays") or nothing amiss where it is missing ("no exceptions"), or it is only supposed
    ("where a child does not attend").
    """

    wrong: tuple[str, ...] = ()
    """Words of something that went wrong, is not sure, not for all or still to come: "fail*"."""
    dealt_with: tuple[str, ...] = ()
    """Words after one of ``wrong`` by which somebody sees to it: "followed up"."""
    topics: tuple[str, ...] = ()
    """Words just after one of ``wrong`` with which it is what something is about: "procedure"."""
    negates: tuple[str, ...] = ()
    """Words that deny what comes next: "not"."""
    none_of: tuple[str, ...] = ()
    """Words that deny the rest of their clause: "nobody"."""
    harmless: tuple[str, ...] = ()
    """What may well be denied: "exceptions"."""
    supposing: tuple[str, ...] = ()
    """Words before what is only supposed: "where"."""
    conditions: tuple[str, ...] = ()
    """Words that a clause begins with of which nothing is said to be so: "if"."""
    provisos: tuple[str, ...] = ()
    """Words after what is denied by which it is a rule of what may not be: "without"."""
    unless: tuple[str, ...] = ()
    """Longer phrases within which none of ``wrong`` and ``negates`` counts: "at most"."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words in which evidence is written. A text with others is not understood, and what is not
    understood bears nothing out."""

    checkable: tuple[str, ...] = ()
    """What can be looked up or asked after: "minutes"."""
    plain: tuple[str, ...] = ()
    """Any other word that says nothing against an answer: "quarterly"."""
    joining: tuple[str, ...] = ()
    """Words that say nothing by themselves: "the". A text of these alone is not understood."""


@dataclass(frozen=True, slots=True)
class Dating:
    """Words beside a day or year that say what it is the day of."""

    lasting: tuple[str, ...] = ()
    """What is in force for years: "policy"."""
    spans: tuple[str, ...] = ()
    """What is made for the years it names: "plan"."""
    still_so: tuple[str, ...] = ()
    """What began then and goes on, or was over then and is told of on purpose: "since"."""
    ahead: tuple[str, ...] = ()
    """What may well lie ahead: "review due"."""
    published: tuple[str, ...] = ()
    """What is called by the year that it was published in: "act"."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Words beside counts by which fewer are counted than there should be."""

    cases: tuple[str, ...] = ()
    """What a duty is about, each and every one: "cases". Without any, no count tells."""
    done: tuple[str, ...] = ()
    """What is done with each: "reported"."""
    still_to: tuple[str, ...] = ()
    """What some are still to do: "two GPs to book"."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What a field writes where something is not so. A pack's ``wording.yaml`` has the lists."""

    empty_post: Phrases = Phrases(
        ("vacant", "vacancy"), ("no vacancy", "not vacant", "no longer vacant")
    )
    """A post that nobody holds: "to be appointed"."""
    not_so: Phrases = Phrases()
    """Something said to be in place that is not: "not yet agreed"."""
    nothing: Phrases = Phrases()
    """None at all, where a figure or a score says otherwise: "nobody"."""
    denials: Denials = Denials()
    """What speaks against an answer in any sentence: "the Board was surprised"."""
    known: KnownWords = KnownWords()
    """The words in which what bears an answer out is written; without any, all are known."""
    dating: Dating = Dating()
    """What the days and years in evidence are those of."""
    still_to_do: Phrases = Phrases()
    """An action that is still to bring about what is said to be in place: "introduce a flag"."""
    in_doubt: Phrases = Phrases()
    """A figure that is not the one asked for: an estimate, of part of it, of another period."""
    parts: tuple[str, ...] = ()
    """What a part of an organisation is called: "ward"; with "only", or "2 of 3", it is in part."""
    professions: tuple[str, ...] = ()
    """What the staff are called, by what they are: "clinicians"; "4 of 16" of them is not all."""
    reached: tuple[str, ...] = ()
    """Words beside a share by which it is how far something is in place: "compliance"."""
    sampled: tuple[str, ...] = ()
    """Words beside a share by which it is of what was asked or looked at: "survey", "sample"."""
    counting: Counting = Counting()
    """What counts beside an answer are of."""
    stand_in: Phrases = Phrases()
    """A post that somebody fills for the time being, or by the way: "interim"."""
    unlikely_holder: Phrases = Phrases()
    """A title by which somebody is unlikely to be the one to hold the post: "student"."""
    not_approved: Phrases = Phrases()
    """A document that nobody has approved: "draft"."""
    other_subject: Phrases = Phrases()
    """A document about something else: "infection control"."""
    bodies: tuple[str, ...] = ()
    """What organisations are called: "hospital". A title that names another one is of another."""
    not_published: Phrases = Phrases()
    """A document that cannot be read yet: "to be uploaded"."""
    sheet_in_doubt: Phrases = Phrases()
    """Above, below or beside a table: it is not final, or not of what is asked for: "draft"."""
    not_in_force: Phrases = Phrases()
    """A contract that is not one, or no longer: "unsigned"."""
    doubtful_place: Phrases = Phrases()
    """The same, where it may be that it cannot be read: "link broken"."""
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By kind of place, the words that name one where a document can be read: "intranet"."""


NEUTRAL_PHRASING = Phrasing()
"""That of a pack without a file of phrases."""
