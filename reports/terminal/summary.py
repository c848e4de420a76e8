"""The end of a run on the terminal: how each organisation stands, and where to look first."""

from __future__ import annotations

from engine.agenda import in_order_of_gravity
from engine.chaining.chainers.signal_forms import AREA
from engine.nouns.english import capitalised, counted, day_words
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.closeness import Near
from engine.nouns.outcome.movement import Turn
from engine.nouns.verdict import Verdict
from reports.content.decisions import decisions_line
from reports.content.faults import costs_words
from reports.content.gist import figure_words, gist, opening
from reports.content.inputs import stand_in_words
from reports.content.remembered import remembered_words
from reports.content.resubmissions import replaced_words
from reports.content.rows import kind_label
from reports.lookup import Lookup, not_inside
from reports.terminal.layout import table, wrapped

MOST_FIRST = 5
"""How many concerns are named under "Look first at"."""


def summary(assessment: Assessment) -> str:
    """Verdicts by organisation, what the files had wrong, and where to look first."""
    lookup = Lookup.for_assessment(assessment)
    period = assessment.run.period
    unruled = lookup.kinds_without_rules()
    ruled = [
        organisation for organisation in assessment.organisations if organisation not in unruled
    ]
    lines = [
        f"{assessment.pack.title}, {period.label}, judged as of {day_words(assessment.run.as_of)}",
        "",
    ]
    if ruled:
        header = ("Organisation", *(verdict.words for verdict in Verdict))
        lines += table(header, [_row(assessment, organisation) for organisation in ruled])
        lines.append("")
    for organisation in ruled:
        if not lookup.was_received(organisation.code, period):
            lines.append(
                wrapped(
                    f"NO RETURN CAME from {organisation.name}: every duty is without evidence.", 0
                )
            )
    for organisation in unruled:
        kind = kind_label(lookup, organisation.kind)
        lines.append(
            wrapped(
                f"{organisation.name} was read, but the pack has no rules for its kind "
                f"({kind}) yet.",
                0,
            )
        )
    lines += _moved(lookup)
    lines += _not_testable(lookup, ruled)
    lines += [wrapped(f"{replaced_words(earlier)}.", 0) for earlier in assessment.run.superseded]
    lines += _near(lookup)
    decided = decisions_line(assessment)
    lines += [wrapped(decided, 0)] if decided else []
    lines += [*_stood_in(assessment), _faults(assessment), *_first(lookup)]
    return "\n".join(lines)


def _stood_in(assessment: Assessment) -> list[str]:
    words = stand_in_words(assessment.run)
    return [wrapped(words, 0)] if words else []


def _row(assessment: Assessment, organisation: Organisation) -> tuple[str, ...]:
    counts = assessment.counts(organisation.code, assessment.run.period)
    name = organisation.name if len(organisation.name) <= 40 else organisation.name[:39] + "…"
    return (name, *(str(counts[verdict]) for verdict in Verdict))


def _moved(lookup: Lookup) -> list[str]:
    """How many duties moved since the quarter assessed before, over all organisations."""
    assessment = lookup.assessment
    past, period = assessment.past, assessment.run.period
    remembered = [wrapped(words, 0) for words in remembered_words(past, period)]
    earlier = {*assessment.quarters, *past.quarters} - {period}
    if not earlier:
        return remembered
    found = lookup.movements
    turns = ", ".join(
        f"{number} {turn.value}"
        for turn in Turn
        if (number := sum(1 for movement in found if movement.turn is turn))
    )
    return [
        wrapped(f"Compared with {max(earlier).label}: {turns or 'no change'}.", 0),
        *remembered,
    ]


def _not_testable(lookup: Lookup, ruled: list[Organisation]) -> list[str]:
    """How many duties of each kind have no verdict because nothing can test them."""
    pack = lookup.assessment.pack
    counts = {
        organisation.kind: len(pack.not_testable(organisation.kind)) for organisation in ruled
    }
    shown = "; ".join(
        f"{kind_label(lookup, kind)} {count}" for kind, count in counts.items() if count
    )
    return [wrapped(f"Not testable, so without a verdict: {shown}.", 0)] if shown else []


def _near(lookup: Lookup) -> list[str]:
    """How many verdicts of the quarter hang on little."""
    marks = [closeness.near for closeness in lookup.near.values()]
    if not marks:
        return []
    fragile = marks.count(Near.FRAGILE)
    met = f"{counted(fragile, 'met duty is', 'met duties are')} fragile"
    unmet = f"{counted(len(marks) - fragile, 'unmet one is', 'unmet ones are')} close to met"
    return [wrapped(f"Close results: {met}, {unmet}.", 0)]


def _faults(assessment: Assessment) -> str:
    faults = assessment.faults
    whole = len(not_inside(assessment.concerns))
    inside = len(assessment.concerns) - whole
    concerns = counted(whole, "concern").capitalize()
    if inside:
        concerns = f"{concerns}, with {inside} more grouped under them"
    if not faults:
        return f"{concerns}; no faults in files."
    return f"{concerns}; {counted(len(faults), 'fault')} in files ({costs_words(faults)})."


def _first(lookup: Lookup) -> list[str]:
    assessment = lookup.assessment
    period = assessment.run.period.label
    ordered = not_inside(in_order_of_gravity(assessment.concerns))
    concerns = sorted(ordered, key=lambda concern: period not in concern.periods)
    if not concerns:
        return []
    names = {organisation.code: organisation.name for organisation in assessment.organisations}
    names[AREA] = assessment.pack.vocabulary.wording.area
    lines = ["", "Look first at:"]
    for place, concern in enumerate(concerns[:MOST_FIRST], start=1):
        short = gist(lookup, concern)
        figures = "; ".join(
            f"{sentence.label}: {figure_words(sentence)}" for sentence in short.figures
        )
        whose = names.get(concern.organisation, concern.organisation)
        sentence = " ".join(opening(lookup, concern))
        words = f"{place}. {whose}: {sentence} {capitalised(figures)}"
        lines.append(wrapped(words.rstrip(), 2, 3))
    if len(concerns) > MOST_FIRST:
        lines.append(f"  and {len(concerns) - MOST_FIRST} more in index.html")
    return lines
