"""Rewriting the texts of an assessment that come, or may come, from submitted cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from engine.kept.packed import several_like, several_through, through
from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.decision import Decisions
from engine.nouns.evidence.fact import Claim, Fact, Member, Origin
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Commissioned, Submission
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern, Statement
from engine.nouns.outcome.finding import Change, Finding, ParameterUsed, Step
from engine.publishing.shown_facts import ShownFacts

Rewrite = Callable[[str], str]
RewriteOrigin = Callable[[Origin], Origin]


class Rewriter:
    """Rewrites every text that a return can have got into; a rule's own words go through too."""

    def __init__(self, text: Rewrite, origin: RewriteOrigin, file: Rewrite) -> None:
        """``file`` is for the names of files and sheets."""
        self._text = text
        self._origin = origin
        self._file = file
        self._facts = ShownFacts(self._fact)

    def assessment(self, true: Assessment) -> Assessment:
        """The assessment with every text rewritten; its verdicts stay as they are."""
        return replace(
            true,
            submissions=tuple(map(self.submission, true.submissions)),
            findings=true.findings.rewritten(self.finding),
            concerns=tuple(map(self.concern, true.concerns)),
            faults=tuple(map(self.fault, true.faults)),
            decisions=self._decisions(true.decisions),
            run=replace(
                true.run,
                inputs=tuple(replace(file, name=self._file(file.name)) for file in true.run.inputs),
                parameters=tuple(map(self._figure, true.run.parameters)),
                superseded=tuple(map(self._superseded, true.run.superseded)),
            ),
        )

    def _figure(self, used: ParameterUsed) -> ParameterUsed:
        """A value of the run's own parameters file; what the pack says of its own stays."""
        if not used.overlaid_from:
            return used
        return replace(
            used,
            note=self._text(used.note),
            overlaid_from=self._file(used.overlaid_from),
            narrowed_to=self._text(used.narrowed_to),
            agreed=self._text(used.agreed),
        )

    def _decisions(self, decisions: Decisions) -> Decisions:
        return Decisions(
            tuple(
                replace(
                    waiver,
                    reason=self._text(waiver.reason),
                    approved_by=self._text(waiver.approved_by),
                    origin=self._origin(waiver.origin),
                )
                for waiver in decisions.waivers
            ),
            tuple(
                replace(
                    action,
                    action=self._text(action.action),
                    owner=self._text(action.owner),
                    evidence=self._text(action.evidence),
                    origin=self._origin(action.origin),
                )
                for action in decisions.actions
            ),
            tuple(
                replace(
                    moderation,
                    score=self._text(moderation.score),
                    own_score=self._text(moderation.own_score),
                    by=self._text(moderation.by),
                    reason=self._text(moderation.reason),
                    origin=self._origin(moderation.origin),
                )
                for moderation in decisions.moderations
            ),
        )

    def _superseded(self, resubmission: Superseded) -> Superseded:
        return replace(
            resubmission,
            file=self._file(resubmission.file),
            by_file=self._file(resubmission.by_file),
            changes=tuple(
                replace(
                    change,
                    row=self._text(change.row),
                    before=self._text(change.before),
                    after=self._text(change.after),
                    before_cell=self._text(change.before_cell),
                    after_cell=self._text(change.after_cell),
                )
                for change in resubmission.changes
            ),
        )

    def submission(self, true: Submission) -> Submission:
        """A return with its facts, contracts and training tables rewritten."""
        commissions = true.commissions
        if commissions is not None:
            commissions = tuple(map(self.commissioned, commissions))
        facts = through(true.facts, self.fact)
        files = tuple(map(self._file, true.files))
        training = several_like(tuple(map(self._training, true.training)), true.training)
        return replace(
            true,
            facts=facts,
            files=files,
            commissions=commissions,
            training=training,
            contradictions=tuple(map(self._contradiction, true.contradictions)),
        )

    def _contradiction(self, contradiction: Contradiction) -> Contradiction:
        return replace(
            contradiction,
            words=self._text(contradiction.words),
            origins=self._origins(contradiction.origins),
        )

    def _training(self, training_table: TrainingTable) -> TrainingTable:
        return replace(
            training_table,
            rows=tuple(replace(row, group=self._text(row.group)) for row in training_table.rows),
        )

    def commissioned(self, contract: Commissioned) -> Commissioned:
        """A contract with the provider's name rewritten."""
        return replace(
            contract, name=self._text(contract.name), origins=self._origins(contract.origins)
        )

    def fact(self, true: Fact) -> Fact:
        """A return's fact rewritten; the same one each time for the same one."""
        return self._facts.shown(true)

    def _fact(self, fact: Fact) -> Fact:
        value = self._text(fact.value) if isinstance(fact.value, str) else fact.value
        texts = (self._text(fact.note), self._text(fact.why_unknown))
        origins, members = self._origins(fact.origins), tuple(map(self._member, fact.members))
        claims = tuple(map(self._claim, fact.claims))
        if (value, *texts, origins, members, claims) == (
            *(fact.value, fact.note, fact.why_unknown),
            *(fact.origins, fact.members, fact.claims),
        ):
            return fact
        return replace(
            fact,
            value=value,
            note=texts[0],
            why_unknown=texts[1],
            origins=origins,
            members=members,
            claims=claims,
        )

    def _claim(self, claim: Claim) -> Claim:
        value = self._text(claim.value) if isinstance(claim.value, str) else claim.value
        return replace(claim, value=value, origins=self._origins(claim.origins))

    def _member(self, member: Member) -> Member:
        return replace(
            member,
            name=self._text(member.name),
            words=self._text(member.words),
            origins=self._origins(member.origins),
        )

    def finding(self, true: Finding) -> Finding:
        """A finding with its reasons rewritten."""
        return replace(
            true,
            trace=tuple(map(self._step, true.trace)),
            because=self._text(true.because),
            to_comply=self._text(true.to_comply),
            changes=tuple(Change(change.fact, self._text(change.words)) for change in true.changes),
            contradictions=tuple(map(self._contradiction, true.contradictions)),
        )

    def _step(self, step: Step) -> Step:
        return replace(
            step,
            fact=self._facts.shown_as_read(step.fact),
            found=self._text(step.found),
            against=self._facts.shown_as_read(step.against) if step.against is not None else None,
            parameter=self._figure(step.parameter) if step.parameter is not None else None,
            against_found=self._text(step.against_found),
        )

    def concern(self, true: Concern) -> Concern:
        """A concern with its statements and its question rewritten."""
        return replace(
            true,
            statements=several_through(true.statements, self._statement),
            because=self._text(true.because),
            question=self._text(true.question),
            next_step=self._text(true.next_step),
        )

    def _statement(self, statement: Statement) -> Statement:
        return replace(
            statement,
            words=self._text(statement.words),
            origins=self._origins(statement.origins),
            figure=self._text(statement.figure),
        )

    def fault(self, true: Fault) -> Fault:
        """A fault with its place and what was found rewritten."""
        return replace(
            true,
            file=self._file(true.file),
            sheet=self._file(true.sheet),
            found=self._text(true.found),
            expected=self._text(true.expected),
            to_do=self._text(true.to_do),
        )

    def _origins(self, origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
        return tuple(map(self._origin, origins))
