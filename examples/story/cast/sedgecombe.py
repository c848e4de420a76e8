"""A sexual health and SARC provider that returns almost nothing, in 2014-15 Q2 nothing at all."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, Answer, answered
from examples.story.nouns import (
    Q1_2014,
    Q3_2013,
    Q3_2014,
    Q4_2013,
    MadeOrganisation,
    MadeQuarter,
    MadeReturn,
)

PROVIDER = MadeOrganisation("ZA5", "Sedgecombe Sexual Health Partnership", "sexual health, SARC")

LATE = dt.date(2015, 2, 9)
"""The day on which the last return came, some four weeks after it was due."""


def _three_figures(quarter: MadeQuarter, under_16s: int, sarc: int) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"sedgecombe-{quarter.label.replace(' ', '-')}.xlsx",
        {
            "organisation": PROVIDER.identity(quarter, "Service Manager"),
            "dashboard": (
                ("2", None, 0, None),
                ("11.1", None, under_16s, None),
                ("11.2", None, sarc, None),
            ),
        },
    )


RETURNS = (
    _three_figures(Q3_2013, 51, 7),
    _three_figures(Q4_2013, 44, 8),
    _three_figures(Q1_2014, 46, 9),
    MadeReturn(
        Q3_2014,
        "sedgecombe-2014-15-Q3.xlsx",
        {
            "organisation": PROVIDER.identity(Q3_2014, "Service Manager", LATE),
            "section11": answered(
                {
                    "S6.p01.a": FULLY,
                    "S6.p07": FULLY,
                    "S6.p08.a": Answer("N/K"),
                    "S6.p11.c": Answer(None, evidence="To follow"),
                    "S6.p17.d": FULLY,
                    "S6.p18.d": Answer(2),
                }
            ),
        },
    ),
)
