"""Lines of a training summary, and the faults told of it."""

from __future__ import annotations

SG = "training.safeguarding"


def line(group, required, compliant, percent=None, level=3, framework="safeguarding") -> dict:
    return {
        "staff_group": group,
        "framework": framework,
        "level": level,
        "required": required,
        "compliant": compliant,
        "percent": percent,
    }


def faults_beside(found) -> list[tuple[str, str, str]]:
    return [
        fault
        for fault in found.faults_in_short
        if "training_summary" in fault[1] or "dash" in fault[1]
    ]


LEVEL_3 = f"{SG}.level_3.percent"
