"""Findings on demand: the verdicts of one quarter as columns, each finding made when it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.settle import VERDICTS
from engine.explaining.bases import bases_and_marks
from engine.explaining.excuses import is_excused
from engine.explaining.find import finding_of, not_yet
from engine.explaining.steps import Case
from engine.judge import SettledGroup, not_yet_asked, settled_groups
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import EXCUSED, DutyRow
from engine.nouns.policy.clause import Start
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict

_MOST_CASES = 256
"""At most this many cases are kept: each holds every comparison of one organisation."""
_UNBOUND = -1
_NO_EVIDENCE = VERDICTS.index(Verdict.NO_EVIDENCE)
_NOT_APPLICABLE = VERDICTS.index(Verdict.NOT_APPLICABLE)

Codes = NDArray[np.int8]


def judge(pack: Pack, submissions: Sequence[Submission], as_of: dt.date) -> Findings:
    """The findings of every rule on the submissions of one quarter.

    In the order of the pack's rules, then of the submissions. Each organisation is judged by its
    own parameter values where it has any. Raises NotInForce where a parameter has no value on
    the as-of date.
    """
    settled = _SettledQuarter(pack, submissions, as_of)
    return Findings(settled.rows, settled.make)


class _SettledQuarter:
    """The submissions of one quarter, settled, with what it takes to make any of their findings."""

    def __init__(self, pack: Pack, submissions: Sequence[Submission], as_of: dt.date) -> None:
        self._pack, self._submissions = pack, tuple(submissions)
        self._groups = tuple(settled_groups(pack, submissions, as_of))
        place_of = {id(submission): place for place, submission in enumerate(self._submissions)}
        self._at: dict[int, tuple[SettledGroup, int]] = {}
        self._places_in: list[NDArray[np.intp]] = []
        for group in self._groups:
            places = [place_of[id(submission)] for submission in group.submissions]
            self._places_in.append(np.array(places, dtype=np.intp))
            self._at.update((place, (group, column)) for column, place in enumerate(places))
        self._starts: dict[str, tuple[Start, list[int]]] = {}
        for place, submission in enumerate(self._submissions):
            for rule, start in not_yet_asked(pack, submission):
                self._starts.setdefault(rule.id, (start, []))[1].append(place)
        self._cases: dict[int, Case] = {}
        self._members: list[tuple[int, ...]] = []
        self.rows: list[DutyRow] = []
        self._fill()

    def make(self, row: int, place: int) -> Finding:
        """The finding of a row and place, with its reasons."""
        rule, at = self.rows[row].rule, self._members[row][place]
        submission = self._submissions[at]
        group, _ = self._at[at]
        own = group.settled.rows.get(rule)
        if own is None:
            start, _ = self._starts[rule]
            return not_yet(self._pack.rules[rule], submission, start, self._pack)
        return finding_of(own, submission, self._case(at))

    def _case(self, at: int) -> Case:
        case = self._cases.get(at)
        if case is None:
            group, column = self._at[at]
            case = group.case(self._pack, column)
            if len(self._cases) >= _MOST_CASES:
                del self._cases[next(iter(self._cases))]
            self._cases[at] = case
        return case

    def _fill(self) -> None:
        """Fill in the rows, of every rule that binds anybody."""
        read = [self._columns_of(group) for group in self._groups]
        shared: dict[bytes, tuple[tuple[int, ...], tuple[Organisation, ...]]] = {}
        for rule in self._pack.rules.values():
            planes = self._planes_of(rule.id, read)
            bound = planes[0] != _UNBOUND
            if not bound.any():
                continue
            alike = bound.tobytes()
            if alike not in shared:
                members = tuple(np.flatnonzero(bound).tolist())
                shared[alike] = members, tuple(self._submissions[at].organisation for at in members)
            members, organisations = shared[alike]
            verdicts, bases, marks = (plane[bound].tobytes() for plane in planes)
            quarter = self._submissions[members[0]].quarter
            self._members.append(members)
            self.rows.append(
                DutyRow(
                    rule.id, rule.title, quarter, rule.cites, organisations, verdicts, bases, marks
                )
            )

    def _planes_of(
        self, rule: str, read: Sequence[tuple[Codes, Codes, Codes]]
    ) -> tuple[Codes, Codes, Codes]:
        """The verdict, basis and marks of a rule for every submission; _UNBOUND where none."""
        count = len(self._submissions)
        verdicts, bases, marks = (np.full(count, code, dtype=np.int8) for code in (_UNBOUND, 0, 0))
        for group, places, columns in zip(self._groups, self._places_in, read, strict=True):
            row = group.settled.rows.get(rule)
            if row is not None:
                verdicts[places], bases[places], marks[places] = (column[row] for column in columns)
        if rule in self._starts:
            verdicts[self._starts[rule][1]] = _NOT_APPLICABLE
        return verdicts, bases, marks

    def _columns_of(self, group: SettledGroup) -> tuple[Codes, Codes, Codes]:
        """The verdicts, bases and marks of a group, by rule and organisation."""
        settled = group.settled
        bases, marks = bases_and_marks(settled, group.facts, self._pack.catalogue)
        for column, facts in enumerate(group.facts):
            # Nothing is excused where no reason was given for anything.
            if not any(
                fact.value is True and fact_names.is_not_applicable(name)
                for name, fact in facts.items()
            ):
                continue
            case = group.case(self._pack, column)
            for row in np.flatnonzero(settled.verdicts[:, column] == _NO_EVIDENCE).tolist():
                if is_excused(settled.rules[row], Verdict.NO_EVIDENCE, case):
                    marks[row, column] |= EXCUSED
        return settled.verdicts, bases, marks
