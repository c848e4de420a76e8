"""Facts as an organisation returned them, as a mask shows them, and a mask."""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Origin, Range
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis
from engine.publishing.disclosure import Disclosure
from engine.publishing.mask import Mask
from engine.publishing.shown_places import ShownPlaces
from engine.publishing.small_numbers import SMALL

Q2 = Quarter(2014, 2)
ELMS = Organisation("H1", "The Elms", "home")
DRILLS, WELL, OWN_WORD, ANSWER = "dashboard.2", "dashboard.3", "note", "audit.F1"
CATALOGUE = {
    DRILLS: FactSpec(DRILLS, Kind.NUMBER, "drills held", "drills"),
    WELL: FactSpec(WELL, Kind.NUMBER, "drills that went well", "drills"),
    OWN_WORD: FactSpec(OWN_WORD, Kind.WORD, "a note"),
    ANSWER: FactSpec(ANSWER, Kind.WORD, "the answer", words=("yes", "no")),
}
CELL = Origin("elms.xlsx", "0" * 64, "dashboard", "C2", "3, says Ada")
LINES = Origin("elms.xlsx", "0" * 64, "register", "A2:A9", "Ada and others")
SHOWN_CELL = Origin("another file", "", "dashboard", "C2", "")
SHOWN_LINES = Origin("another file", "", "another sheet", "", "")


def mask(hidden: tuple[str, ...] = (), **disclosures: Disclosure) -> Mask:
    names = {"H1": "The Elms"}
    figures, places = dict.fromkeys(hidden, SMALL), ShownPlaces((), {"dashboard": "dashboard"})
    return Mask(CATALOGUE, names, figures, disclosures, places, frozenset({"untold"}))


def fact(name: str, value: object, **more: object) -> Fact:
    made = Fact(name, value, Basis.FIGURE, (CELL, LINES), ("a", "b"), "says Ada", "so Ada", True)  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def shown(name: str, value: object, why: str = "", **more: object) -> Fact:
    origins = (SHOWN_CELL, SHOWN_LINES)
    made = Fact(name, value, Basis.FIGURE, origins, ("a", "b"), "", why, True)  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


THREE = Range.of_number(3)
HIDES, TYPED = "not shown (small number)", "words as typed, not shown"
