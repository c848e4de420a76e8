"""For anybody: the assessment without text as typed and without small numbers."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

from engine.assess import as_of_in
from engine.fault_costs import with_clauses
from engine.judge import setting_of
from engine.nouns.english import capitalised
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.errors import ClausewiseError
from engine.nouns.evidence.fault import Fault
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience, Suppression
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.past import NO_PAST
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.outcome.what_if import WhatIf
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.parameters import SMALL_NUMBER, in_force_for
from engine.publishing.concerns import concerns_of
from engine.publishing.decisions import decisions_of
from engine.publishing.disclosure import Disclosure, Judging, disclosure_of
from engine.publishing.figure_relations import relations_of
from engine.publishing.mask import Mask, fault_of
from engine.publishing.own_figures import OwnFigures
from engine.publishing.resting_on_hidden import (
    CheckedReturn,
    facts_under,
    verdicts_under,
    withheld_checks,
    withheld_for_disputes,
    withheld_wholes,
)
from engine.publishing.shown_places import ShownPlaces
from engine.publishing.small_numbers import RESTS, hidden_figures

VERDICT = "the verdict would tell a small number of people"
CLOSED = "how each comparison came out would tell a small number of people"
Place = tuple[str, Quarter]


class NoSmallNumber(ClausewiseError):
    """The pack does not say how small a number of people must not be published."""

    def __init__(self) -> None:
        super().__init__(
            f"The policy's parameters do not have “{SMALL_NUMBER}”, so nothing can be published: "
            "add it to the pack's parameters.yaml, with the smallest count that may be shown."
        )


def publish_for_public(true: Assessment) -> Assessment:
    """The assessment that anybody may see, with the list of what it does not show.

    The one given is not changed, and its verdicts are those published, except for those that would
    reveal a number by themselves. Raises NoSmallNumber where the pack has no limit.
    """
    if SMALL_NUMBER not in true.pack.parameters:
        raise NoSmallNumber
    judgings = _judgings(true)
    places = ShownPlaces.from_assessment(true)
    masks = _masks(true, judgings, places)
    for place, more in _rolled_up(true.pack, masks):
        mask, resting = masks[place], frozenset(more)
        mask.hidden = {**mask.hidden, **more}
        # The verdict on a share of them would reveal how each came out, so none is shown.
        mask.disclosures = {
            **mask.disclosures,
            **{rule.id: Disclosure.WITHHELD for rule in judgings[place].rules_comparing(resting)},
        }
    for place, mask in masks.items():
        mask.disclosures = {
            **mask.disclosures,
            **withheld_wholes(judgings[place].rules, mask.disclosures),
        }
    return _masked(true, masks, places)


def _masks(
    true: Assessment, judgings: Mapping[Place, Judging], places: ShownPlaces
) -> dict[Place, Mask]:
    """What is taken out of each return by itself, before what rests on those of others."""
    names = {organisation.code: organisation.name for organisation in true.organisations}
    relations = relations_of(true.pack.vocabulary)
    masks: dict[Place, Mask] = {}
    known: dict[Hashable, Mapping[str, Disclosure]] = {}
    hidden_in: dict[Place, Mapping[str, str]] = {
        place: hidden_figures(submission.facts, relations, judgings[place].limit)
        for submission in true.submissions
        for place in ((submission.organisation.code, submission.quarter),)
    }
    sent = {
        (submission.organisation.code, submission.quarter): submission
        for submission in true.submissions
        if submission.received
    }
    for submission in true.submissions:
        place = (submission.organisation.code, submission.quarter)
        judging, hidden = judgings[place], hidden_in[place]
        disclosures = disclosure_of(submission.facts, hidden, relations, judging, known)
        before = (submission.organisation.code, submission.quarter.previous)
        checked = CheckedReturn.from_returns(
            (submission, hidden), (sent.get(before), hidden_in.get(before, {})), judging.limit
        )
        setting = setting_of([judging.parameters], judging.as_of)
        untold = withheld_checks(true.pack, checked, setting)
        disclosures = {
            **disclosures,
            **withheld_for_disputes(
                true.pack.checks, (submission, judging.rules), hidden, disclosures, untold
            ),
        }
        masks[place] = Mask(true.pack.catalogue, names, hidden, disclosures, places, untold)
    return masks


def _judgings(true: Assessment) -> Mapping[Place, Judging]:
    """By what each return is judged; the limit is the highest of any, so that no figure that one
    return shows reveals what another of the same figures hides."""
    pack, codes = true.pack, [organisation.code for organisation in true.organisations]
    days = {
        quarter: as_of_in(quarter, true.run.period, true.run.as_of)
        for quarter in dict.fromkeys(submission.quarter for submission in true.submissions)
    }
    used = {quarter: in_force_for(pack, day, codes) for quarter, day in days.items()}
    limits = (
        parameters[SMALL_NUMBER].value for own in used.values() for parameters in own.values()
    )
    limit = math.ceil(max(limits, default=0))
    bound = {
        kind: [rule for rule in pack.rules.values() if kind in rule.binds]
        for kind in dict.fromkeys(submission.organisation.kind for submission in true.submissions)
    }
    compared: dict[str, frozenset[str]] = {}
    return {
        (submission.organisation.code, submission.quarter): Judging(
            bound[submission.organisation.kind],
            pack.catalogue,
            used[submission.quarter][submission.organisation.code],
            days[submission.quarter],
            limit,
            compared,
        )
        for submission in true.submissions
    }


def _rolled_up(
    pack: Pack, masks: Mapping[Place, Mask]
) -> Iterator[tuple[Place, Mapping[str, str]]]:
    """The roll-ups that rest on a figure hidden in anybody's return of the quarter."""
    known: dict[Quarter, _Hidden] = {}
    for (_, quarter), mask in masks.items():
        known.setdefault(quarter, _Hidden(set(), set())).add(mask)
    for (code, quarter), mask in masks.items():
        here = known[quarter]
        resting = [
            rollup.fact
            for rollup in pack.rollups.values()
            if here.facts & facts_under(pack, rollup) or here.withheld & verdicts_under(rollup)
        ]
        kept = [fact_names.kept(fact_names.share_of(name)) for name in resting]
        if resting:
            yield (code, quarter), dict.fromkeys([*resting, *kept], RESTS)
            # What is taken out because of it counts for those after it.
            here.add(mask)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What is hidden in any return of a quarter: facts, and rules with a verdict withheld."""

    facts: set[str]
    withheld: set[str]

    def add(self, mask: Mask) -> None:
        """Count what a mask hides now."""
        self.facts.update(mask.hidden)
        self.withheld.update(
            rule for rule, how in mask.disclosures.items() if how is Disclosure.WITHHELD
        )


def _masked(
    true: Assessment, masks: Mapping[Place, Mask], places: ShownPlaces
) -> Assessment:  # house: one assessment, field by field
    pack = true.pack
    submissions = {
        place: masks[place].submission(submission)
        for submission in true.submissions
        for place in [(submission.organisation.code, submission.quarter)]
    }
    withheld = frozenset(
        (rule, code, quarter.label)
        for (code, quarter), mask in masks.items()
        for rule, how in mask.disclosures.items()
        if how is Disclosure.WITHHELD
    )

    own = OwnFigures(pack)

    def rewrite(finding: Finding) -> Finding:
        place = (finding.organisation.code, finding.period)
        rule = pack.rules.get(finding.rule)
        return own.finding(masks[place].finding(finding, rule, submissions[place]))

    def rule_anew(ruling: Ruling) -> Ruling:
        return masks[ruling.organisation.code, ruling.period].ruling(ruling)

    findings = true.findings.rewritten(rewrite, rule_anew)
    return replace(
        true,
        run=replace(
            true.run,
            inputs=tuple(map(places.input, true.run.inputs)),
            parameters=tuple(map(own.figure, true.run.parameters)),
            # What changed between two returns would reveal figures by subtracting.
            superseded=tuple(
                replace(
                    resubmission,
                    file=places.file(resubmission.file),
                    by_file=places.file(resubmission.by_file),
                    changes=(),
                    register="",
                )
                for resubmission in true.run.superseded
            ),
        ),
        submissions=tuple(submissions.values()),
        findings=findings,
        concerns=concerns_of(true, findings, submissions, withheld),
        faults=_faults(true, masks, places),
        what_ifs=tuple(_what_if(what_if, true, masks, own) for what_if in true.what_ifs),
        audience=Audience.PUBLIC,
        suppressed=tuple(_list(true, masks)),
        # What is remembered has no mask: its figures and verdicts would reveal small numbers.
        past=NO_PAST,
        decisions=decisions_of(true, withheld, places),
    )


def _faults(
    true: Assessment, masks: Mapping[Place, Mask], places: ShownPlaces
) -> tuple[Fault, ...]:
    """The faults, each with the clauses it costs as far as the duties on them are shown."""

    def is_open(ruling: Ruling) -> bool:
        disclosures = masks[ruling.organisation.code, ruling.period].disclosures
        return disclosures.get(ruling.rule, Disclosure.OPEN) is Disclosure.OPEN

    open_findings = true.findings.filtered(is_open)
    known = {
        (origin.file, origin.sheet, origin.cell)
        for submission in true.submissions
        for fact in submission.facts.values()
        for origin in fact.origins
    }
    faults = with_clauses(true.faults, open_findings, true.submissions)
    return tuple(places.fault(fault_of(fault), known) for fault in faults)


def _what_if(
    what_if: WhatIf, true: Assessment, masks: Mapping[Place, Mask], own: OwnFigures
) -> WhatIf:
    """A value tried, without the cells that rest on a hidden figure: many tries would give it."""
    period = true.run.period
    cells = (
        cell
        for cell in what_if.cells
        if (mask := masks.get((cell.organisation, period))) is None
        or not mask.holds_back(true.findings.by_key((cell.rule, cell.organisation, period.label)))
    )
    return replace(what_if, parameter=own.figure(what_if.parameter), cells=tuple(cells))


def _list(true: Assessment, masks: Mapping[Place, Mask]) -> Iterator[Suppression]:
    """Everything not shown, by organisation, quarter and fact; never what it was."""
    known = {
        (submission.organisation.code, submission.quarter): submission.facts
        for submission in true.submissions
    }
    for code, quarter in sorted(masks):
        mask = masks[code, quarter]
        for name in sorted(mask.hidden):
            if name in known[code, quarter]:
                spec = true.pack.catalogue.get(name)
                label = capitalised(spec.label) if spec is not None else name
                yield Suppression(code, quarter.label, name, label, mask.hidden[name])
        for rule in sorted(mask.disclosures):
            reason = {Disclosure.WITHHELD: VERDICT, Disclosure.CLOSED: CLOSED}.get(
                mask.disclosures[rule]
            )
            if reason:
                yield Suppression(code, quarter.label, rule, true.pack.rules[rule].title, reason)
