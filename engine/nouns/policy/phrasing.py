"""Phrases by which a text beside an answer says that the answer does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from engine.nouns.frozen import dataclass


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
    done: tuple[str, ...] = ()
    """Words that say that what was to be done is done: no phrase of the text counts then."""


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
    still_to_do: Phrases = Phrases()
    """An action that is still to bring about what is said to be in place: "introduce a flag"."""
    in_doubt: Phrases = Phrases()
    """A figure that is not the one asked for: an estimate, of part of it, of another period."""
    parts: tuple[str, ...] = ()
    """What a part of an organisation is called: "ward"; with "only", or "2 of 3", it is in part."""
    professions: tuple[str, ...] = ()
    """What the staff are called, by what they are: "clinicians"; "4 of 16" of them is not all."""
    stand_in: Phrases = Phrases()
    """A post that somebody fills for the time being, or by the way: "interim"."""
    not_approved: Phrases = Phrases()
    """A document that nobody has approved: "draft"."""
    other_subject: Phrases = Phrases()
    """A document about something else: "infection control"."""
    not_published: Phrases = Phrases()
    """A document that cannot be read yet: "to be uploaded"."""
    not_in_force: Phrases = Phrases()
    """A contract that is not one, or no longer: "unsigned"."""
    doubtful_place: Phrases = Phrases()
    """The same, where it may be that it cannot be read: "link broken"."""
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By kind of place, the words that name one where a document can be read: "intranet"."""


NEUTRAL_PHRASING = Phrasing()
"""That of a pack without a file of phrases."""
