"""Lines of a training register, as of 30 September 2014 with training that lasts 36 months."""

from __future__ import annotations

import datetime as dt

SG = "training.safeguarding"
RECENT = dt.date(2014, 3, 1)
LAPSED = dt.date(2011, 9, 29)
"""The as-of date is 30 September 2014 and training lasts 36 months."""


def staff(ref, need=3, has=3, on=RECENT, group="Nurses", framework="safeguarding") -> dict:
    return {
        "staff_ref": ref,
        "staff_group": group,
        "framework": framework,
        "required_level": need,
        "achieved_level": has,
        "completed_on": on,
    }


def declared(level, value, note=None, item="4.1") -> dict:
    return {"item": item, "part": f"Level {level}", "value": value, "note": note}


FOUR = [staff("E1"), staff("E2", has="Level 4"), staff("E3", has=2), staff("E4", on=LAPSED)]
