"""A sexual health and SARC provider that returns almost nothing, and in Q2 nothing at all."""

from __future__ import annotations

from examples.story.audit import FULLY, Answer, answered
from examples.story.nouns import QUARTERS, MadeReturn, Organisation

PROVIDER = Organisation("ZA5", "Sedgecombe Sexual Health Partnership", "sexual health, SARC")

FIRST, _SILENT, THIRD = QUARTERS

RETURNS = (
    MadeReturn(
        FIRST,
        "sedgecombe-2014-15-Q1.xlsx",
        {
            "organisation": PROVIDER.identity(FIRST, "Service Manager"),
            "dashboard": (
                ("2", None, 0, None),
                ("11.1", None, 46, None),
                ("11.2", None, 9, None),
            ),
        },
    ),
    MadeReturn(
        THIRD,
        "sedgecombe-2014-15-Q3.xlsx",
        {
            "organisation": PROVIDER.identity(THIRD, "Service Manager"),
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
