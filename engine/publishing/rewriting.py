"""Rewriting the texts of an assessment that come, or may come, from submitted cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.decision import Decisions
from engine.nouns.evidence.fact import Claim, Fact, Member, Origin
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Commissioned, Submission
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern, Statement
from engine.nouns.outcome.finding import Change, Finding, Step

Rewrite = Callable[[str], str]
RewriteOrigin = Callable[[Origin], Origin]


class Rewriter:
    """Rewrites every text that a return can have got into; a rule's own words go through too."""

    def __init__(self, text: Rewrite, origin: RewriteOrigin, file: Rewrite) -> None:
        """``file`` is for the names of files and sheets."""
        self._text = text
        self._origin = origin
        self._file = file
        # A fact is held by the assessment, so its identity stays its own while this lives.
        self._facts: dict[int, tuple[Fact, Fact]] = {}

    def assessment(self, one: Assessment) -> Assessment:
        return replace(
            one,
            submissions=tuple(map(self.submission, one.submissions)),
            findings=tuple(map(self.finding, one.findings)),
            concerns=tuple(map(self.concern, one.concerns)),
            faults=tuple(map(self.fault, one.faults)),
            decisions=self._decisions(one.decisions),
            run=replace(
                one.run,
                inputs=tuple(replace(each, name=self._file(each.name)) for each in one.run.inputs),
                superseded=tuple(map(self._superseded, one.run.superseded)),
            ),
        )

    def _decisions(self, one: Decisions) -> Decisions:
        return Decisions(
            tuple(
                replace(
                    each,
                    reason=self._text(each.reason),
                    approved_by=self._text(each.approved_by),
                    origin=self._origin(each.origin),
                )
                for each in one.waivers
            ),
            tuple(
                replace(
                    each,
                    action=self._text(each.action),
                    owner=self._text(each.owner),
                    evidence=self._text(each.evidence),
                    origin=self._origin(each.origin),
                )
                for each in one.actions
            ),
            tuple(
                replace(
                    each,
                    score=self._text(each.score),
                    own_score=self._text(each.own_score),
                    by=self._text(each.by),
                    reason=self._text(each.reason),
                    origin=self._origin(each.origin),
                )
                for each in one.moderations
            ),
        )

    def _superseded(self, one: Superseded) -> Superseded:
        return replace(
            one,
            file=self._file(one.file),
            by_file=self._file(one.by_file),
            changes=tuple(
                replace(
                    each,
                    row=self._text(each.row),
                    before=self._text(each.before),
                    after=self._text(each.after),
                    before_cell=self._text(each.before_cell),
                    after_cell=self._text(each.after_cell),
                )
                for each in one.changes
            ),
        )

    def submission(self, one: Submission) -> Submission:
        commissions = one.commissions
        if commissions is not None:
            commissions = tuple(map(self.commissioned, commissions))
        facts = {name: self.fact(fact) for name, fact in one.facts.items()}
        files = tuple(map(self._file, one.files))
        training = tuple(map(self._training, one.training))
        return replace(
            one,
            facts=facts,
            files=files,
            commissions=commissions,
            training=training,
            contradictions=tuple(map(self._contradiction, one.contradictions)),
        )

    def _contradiction(self, one: Contradiction) -> Contradiction:
        return replace(one, words=self._text(one.words), origins=self._origins(one.origins))

    def _training(self, one: TrainingTable) -> TrainingTable:
        return replace(
            one, rows=tuple(replace(row, group=self._text(row.group)) for row in one.rows)
        )

    def commissioned(self, one: Commissioned) -> Commissioned:
        return replace(one, name=self._text(one.name), origins=self._origins(one.origins))

    def fact(self, one: Fact) -> Fact:
        """The fact rewritten; the same one each time for the same one."""
        known = self._facts.get(id(one))
        if known is None:
            known = self._facts[id(one)] = (one, self._fact(one))
        return known[1]

    def _fact(self, one: Fact) -> Fact:
        value = self._text(one.value) if isinstance(one.value, str) else one.value
        texts = (self._text(one.note), self._text(one.why_unknown))
        origins, members = self._origins(one.origins), tuple(map(self._member, one.members))
        claims = tuple(map(self._claim, one.claims))
        if (value, *texts, origins, members, claims) == (
            *(one.value, one.note, one.why_unknown),
            *(one.origins, one.members, one.claims),
        ):
            return one
        return replace(
            one,
            value=value,
            note=texts[0],
            why_unknown=texts[1],
            origins=origins,
            members=members,
            claims=claims,
        )

    def _claim(self, one: Claim) -> Claim:
        value = self._text(one.value) if isinstance(one.value, str) else one.value
        return replace(one, value=value, origins=self._origins(one.origins))

    def _member(self, one: Member) -> Member:
        return replace(
            one,
            name=self._text(one.name),
            words=self._text(one.words),
            origins=self._origins(one.origins),
        )

    def finding(self, one: Finding) -> Finding:
        return replace(
            one,
            trace=tuple(map(self._step, one.trace)),
            because=self._text(one.because),
            to_comply=self._text(one.to_comply),
            changes=tuple(Change(each.fact, self._text(each.words)) for each in one.changes),
            contradictions=tuple(map(self._contradiction, one.contradictions)),
        )

    def _step(self, one: Step) -> Step:
        return replace(
            one,
            fact=self.fact(one.fact),
            found=self._text(one.found),
            against=self.fact(one.against) if one.against is not None else None,
            against_found=self._text(one.against_found),
        )

    def concern(self, one: Concern) -> Concern:
        return replace(
            one,
            said=tuple(
                Statement(said.label, self._text(said.words), self._origins(said.origins))
                for said in one.said
            ),
            because=self._text(one.because),
            question=self._text(one.question),
            next_step=self._text(one.next_step),
        )

    def fault(self, one: Fault) -> Fault:
        return replace(
            one,
            file=self._file(one.file),
            sheet=self._file(one.sheet),
            found=self._text(one.found),
            expected=self._text(one.expected),
            to_do=self._text(one.to_do),
        )

    def _origins(self, origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
        return tuple(map(self._origin, origins))
