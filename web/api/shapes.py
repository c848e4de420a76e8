"""What the interface is asked and answers; its description (OpenAPI) is made from these."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ninja import Schema
from pydantic import Field

Verdict = Literal["met", "partly_met", "not_met", "conflicting", "no_evidence", "not_applicable"]


class PageAsked(Schema):
    """Which part of an answer is asked for."""

    organisation: str = Field(
        "", max_length=40, description="Only those of the organisation with this code."
    )
    page: int = Field(1, ge=1, le=1_000_000, description="Which page, from 1.")
    limit: int = Field(100, ge=1, le=1000, description="How many on a page.")

    @property
    def part(self) -> slice:
        """The lines of the page."""
        return slice((self.page - 1) * self.limit, self.page * self.limit)


class FindingsAsked(PageAsked):
    """Which findings are asked for."""

    verdict: Verdict | None = Field(None, description="Only those.")


class ProblemOut(Schema):
    """Why something is not to be had."""

    detail: str


class RoundOut(Schema):
    """A round."""

    number: int
    quarter: str = Field(examples=["2014-15 Q3"])
    pack: str = Field(description="The name of the policy pack’s folder.")
    pack_digest: str = Field(description="SHA-256 of all files of the pack.")
    state: str = Field(description="draft, open, closed, assessed, signed or published.")
    due: dt.date
    as_of: dt.date = Field(description="The day as on which it is judged.")


class RoundsOut(Schema):
    """The rounds that the holder of the token may see, the latest first."""

    rounds: list[RoundOut]


class ReturnOut(Schema):
    """An organisation that a round expects, and how its return stands."""

    organisation: str
    name: str
    words: str = Field(description="What there is to do, or what became of it.")
    is_owed: bool
    is_late: bool


class AssessmentOut(Schema):
    """An assessment of a round."""

    state: str = Field(description="SHA-256 of all that it was made from.")
    is_exact: bool = Field(description="Whether that is still how the round stands.")
    audience: str = Field(description="internal: everything; shared: as published to providers.")
    made_at: dt.datetime
    signed_by: str | None
    signed_at: dt.datetime | None


class RoundDetailOut(RoundOut):
    """A round, with the returns that the holder may see and its assessment."""

    returns: list[ReturnOut]
    assessment: AssessmentOut | None = Field(
        description="None where there is none, or none that the holder may see."
    )


class FindingOut(Schema):
    """A finding: the verdict on a duty of an organisation."""

    organisation: str
    rule: str
    title: str
    verdict: Verdict
    because: str
    cites: list[str] = Field(description="Ids of the policy’s clauses.")
    question: str


class ConcernOut(Schema):
    """A concern: what follows from findings taken together."""

    id: str
    organisation: str = Field(description="Empty for one about all organisations together.")
    kind: str
    title: str
    rank: int
    because: str
    question: str
    next_step: str
    cites: list[str]
    rules: list[str] = Field(description="The rules whose findings it rests on.")


class AnswerPage(Schema):
    """A page of an answer, and what it is of."""

    state: str = Field(description="SHA-256 of all that the assessment was made from.")
    is_exact: bool = Field(description="Whether that is still how the round stands.")
    audience: str
    total: int
    page: int
    pages: int


class FindingsOut(AnswerPage):
    """Findings of a round’s quarter, in the order of the assessment."""

    findings: list[FindingOut]


class ConcernsOut(AnswerPage):
    """Concerns of a round, the gravest first."""

    concerns: list[ConcernOut]
