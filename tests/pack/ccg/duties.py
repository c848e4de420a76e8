"""The rules of Section 4 to 4.2.2, by what each rests on."""

from __future__ import annotations

import re

OF_THESE_SECTIONS = re.compile(r"S4(\.2(\.[12])?)?(-|\.[pf]\d)")

ON_THE_ANSWER = {
    "S4-regard-to-welfare": "S4.p01.a",
    "S4-employment-requirements": "S4.p01.b",
    "S4-lscb-member": "S4.p01.c",
    "S4-accountability-delegated": "S4.p01.d",
    "S4.2-assurance-gained": "S4.2.p01",
    "S4.2.1-executive-lead": "S4.2.1.p01.a",
    "S4.2.1-lscb-representation": "S4.2.1.p01.b",
    "S4.2.1-analytical-reports": "S4.2.1.p02.b",
    "S4.2.1-support-and-challenge": "S4.2.1.p02.c",
    "S4.2.2-expert-advice": "S4.2.2.f1.b",
    "S4.2.2-complex-abuse-advice": "S4.2.2.f1.c",
    "S4.2.2-serious-case-review-experience": "S4.2.2.f1.f",
    "S4.2.2-advice-to-executive": "S4.2.2.f2.a",
    "S4.2.2-partnership-working": "S4.2.2.f2.b",
    "S4.2.2-lscb-representation": "S4.2.2.f2.c",
    "S4.2.2-serious-case-review-panels": "S4.2.2.f2.d",
    "S4.2.2-multi-agency-training": "S4.2.2.f2.e",
    "S4.2.2-sexual-abuse-standards": "S4.2.2.f3.a",
    "S4.2.2-sexual-abuse-audit": "S4.2.2.f3.b",
    "S4.2.2-sexual-abuse-services-monitored": "S4.2.2.f3.c",
    "S4.2.2-paediatricians-supervision": "S4.2.2.f3.d",
    "S4.2.2-looked-after-children-advice": "S4.2.2.f5.a",
    "S4.2.2-looked-after-children-monitoring": "S4.2.2.f5.b",
    "S4.2.2-looked-after-children-service": "S4.2.2.f5.c",
    "S4.2.2-voice-of-the-child": "S4.2.2.f6.a",
}
"""Rules that rest on the audit's answer, and on parts that have rules of their own."""

ON_A_SHARE_TOO = {
    "S4-contracts-safeguarding-expectations": (
        "S4.p02",
        "contracts.safeguarding_expectations.percent",
    ),
    "S4.2.2-advice-on-contracts": (
        "S4.2.2.f2.f",
        "contracts.designated_professionals_consulted_on.percent",
    ),
    "S4.2.2-compliance-monitoring": ("S4.2.2.f1.g", "commissioned.dashboard_returned.percent"),
    "S4.2.2-statutory-supervision": (
        "S4.2.2.f1.d",
        "commissioned.named_professionals_supervised.percent",
    ),
    "S4.2.2-allegations-management": ("S4.2.2.f1.e", "commissioned.allegations_reported.percent"),
    "S4.2.2-training-levels": ("S4.2.2.f1.h", "commissioned.trained_to_levels.percent"),
}
"""Rules that need a share beside the answer: met from 100 %, partly met from 80 %."""

ON_A_POST = {
    "S4.2.2-designated-doctor": ("S4.2.2.f1", "designated_doctor"),
    "S4.2.2-designated-nurse": ("S4.2.2.f1", "designated_nurse"),
    "S4.2.2-designated-doctor-child-deaths": ("S4.2.2.f4", "designated_doctor_child_deaths"),
}
"""Rules that rest on a post alone; the audit has no question on it."""

ON_THE_ANSWER_AND_POSTS = {
    "S4.2.2-designated-statutory-duties": (
        "S4.2.2.f1.a",
        (
            "designated_doctor",
            "designated_nurse",
        ),
    ),
    "S4.2.2-child-death-duties": ("S4.2.2.f4.a", ("designated_doctor_child_deaths",)),
    "S4.2.2-child-death-advice": ("S4.2.2.f4.b", ("designated_doctor_child_deaths",)),
    "S4.2.2-child-death-overview-panel": ("S4.2.2.f4.c", ("designated_doctor_child_deaths",)),
    "S4.2.2-lead-gp-role": ("S4.2.2.p03", ("lead_gp",)),
}
"""Rules that need the answer and filled posts: nobody does the work of an empty post."""

NO_DUTY = {
    "S4-outcomes-framework": ("S4.p03", ()),
    "S4.2.1-safeguarding-team": ("S4.2.1.p02.a", ("designated_doctor", "designated_nurse")),
    **{
        f"S4.2.2-forum-{name}": (f"S4.2.2.p01.{part}", ("designated_doctor", "designated_nurse"))
        for part, name in zip(
            "abcde",
            ("supervision", "advice", "improvement", "peer-review", "succession"),
            strict=True,
        )
    },
}
"""Rules on clauses that lay down no duty of the CCG, and the posts they rest on: whatever falls
short is a question and never a gap."""

LEAD_GP = "S4.2.2-lead-gp"

CLAUSE_OF = {
    **ON_THE_ANSWER,
    **{rule: clause for rule, (clause, _) in (*ON_A_SHARE_TOO.items(), *ON_A_POST.items())},
    **{rule: clause for rule, (clause, _) in ON_THE_ANSWER_AND_POSTS.items()},
    **{rule: clause for rule, (clause, _) in NO_DUTY.items()},
    LEAD_GP: "S4.2.2.p02",
}
