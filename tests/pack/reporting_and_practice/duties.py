"""The rules of Sections 4.2.3 to 4.2.8, 5, 7 and 8, by what each rests on."""

from __future__ import annotations

import datetime as dt
import re

from engine.nouns.evidence.fact import Range, Value

OF_THESE_SECTIONS = re.compile(r"S(4\.2\.[3-8]|5|5\.[12]|7|8)[.-]")

CCG = ("ccg",)
PRACTICE = ("gp_practice",)
RECRUITERS = ("ccg", "support_service")
EMPLOYERS = ("ccg", "gp_practice", "support_service")

ON_THE_ANSWER = {
    "S4.2.3-commissioning-co-operation": ("S4.2.3.p01", CCG),
    "S4.2.3-senior-commissioning-lead": ("S4.2.3.p02", CCG),
    "S4.2.3-looked-after-children-secondary-care": ("S4.2.3.p04", CCG),
    "S4.2.5-co-ordinated-services": ("S4.2.5.p01", CCG),
    "S4.2.5-lscb-membership": ("S4.2.5.p02.a", CCG),
    "S4.2.5-lscb-budget": ("S4.2.5.p03.a", CCG),
    "S4.2.5-needs-assessment": ("S4.2.5.p05", CCG),
    "S4.2.5-looked-after-children-co-operation": ("S4.2.5.p06.b", CCG),
    "S4.2.8-safeguarding-lead": ("S4.2.8.p01.a", PRACTICE),
    "S4.2.8-lead-works-with-ccg": ("S4.2.8.p01.b", PRACTICE),
    "S4.2.8-contribution-to-children-in-need": ("S4.2.8.p03.a", PRACTICE),
    "S4.2.8-conference-reports": ("S4.2.8.p03.b", PRACTICE),
    "S7-circulation": ("S7.p01.a", CCG),
}
"""Rules that rest on the audit's answer alone: the clause each tests, and whom it binds."""

ON_A_SHARE_TOO = {
    "S4.2.3-clinical-governance": (
        ("S4.2.3.p03", CCG),
        ("commissioned.incidents_governed.percent", 100, 80),
    ),
    "S4.2.5-arrangements-across-health-economy": (
        ("S4.2.5.p06.a", CCG),
        ("commissioned.arrangements_in_place.percent", 100, 80),
    ),
    "S4.2.4-multi-agency-working": (
        ("S4.2.4.p01", CCG),
        ("commissioned.partnership_working.percent", 100, 80),
    ),
    "S4.2.4-information-sharing": (
        ("S4.2.4.p02", CCG),
        ("contracts.information_sharing.percent", 100, 80),
    ),
    "S4.2.4-designated-professionals-consulted": (
        ("S4.2.4.p03", CCG),
        ("contracts.designated_professionals_consulted_on.percent", 100, 80),
    ),
    "S4.2.5-providers-engaged-with-lscb": (
        ("S4.2.5.p03.b", CCG),
        ("commissioned.linked_to_lscb.percent", 100, 80),
    ),
    "S4.2.5-providers-linked-to-lscb": (
        ("S4.2.5.p04", CCG),
        ("commissioned.linked_to_lscb.percent", 100, 80),
    ),
    "S4.2.6-checks-repeated": (("S4.2.6.p01.b", RECRUITERS), ("checks.dbs.percent", 100, 95)),
    "S4.2.7-all-staff-trained": (
        ("S4.2.7.p01.b", EMPLOYERS),
        ("training.safeguarding.lowest_level_percent", 100, 80),
    ),
    "S7-policy-informs-contracting": (
        ("S7.p01.b", CCG),
        ("contracts.safeguarding_expectations.percent", 100, 80),
    ),
}
"""Rules that need a share beside the answer: the fact, and where met and partly met begin."""

IN_FORCE: dict[str, Value] = {
    "documents.safeguarding_policy.approved_on": Range.of_day(dt.date(2013, 11, 28)),
    "documents.safeguarding_policy.review_due": Range.of_day(dt.date(2015, 11, 28)),
}
"""A policy that is approved and in force."""

ON_A_RETURN_TOO: dict[str, tuple[tuple[str, tuple[str, ...]], dict[str, Value]]] = {
    "S4.2.8-training-list": (
        ("S4.2.8.p02", PRACTICE),
        {
            "training.safeguarding.listed": Range.of_number(14),
            "training.safeguarding.latest_on": Range.of_day(dt.date(2014, 3, 15)),
        },
    ),
    "S4.2.6-safe-recruitment": (
        ("S4.2.6.p01.a", RECRUITERS),
        {"checks.dbs.in_date": Range.of_number(40), "checks.dbs.ever_done": True},
    ),
    "S7-documents-library": (
        ("S7.p01.c", CCG),
        {**IN_FORCE, "documents.safeguarding_policy.published": True},
    ),
    "S8-committee-approval": (
        ("S8.p01.a", CCG),
        IN_FORCE,
    ),
    "S8-governing-body-ratification": (
        ("S8.p01.b", CCG),
        {"documents.policy_ratification.approved_on": Range.of_day(dt.date(2013, 12, 5))},
    ),
}
"""Rules that need something returned beside the answer, and what will do."""

ON_DASHBOARDS = {
    "S5.1-dashboard-gives-assurance": ("S5.1.p02", CCG),
    "S5.2-dashboards-returned": ("S5.2.r4", CCG),
}
"""Rules on the share of commissioned providers that returned the dashboard."""

ON_A_DATE = {
    "S5.2-section-11-audit": (("S5.2.r1", CCG), ("section_11_audit", dt.date(2013, 9, 30))),
    "S5.2-public-declaration": (("S5.2.r2", CCG), ("declaration", dt.date(2013, 9, 30))),
    "S5.2-annual-report": (("S5.2.r3", CCG), ("annual_report", dt.date(2013, 9, 30))),
    "S5.2-looked-after-children-annual-report": (
        ("S5.2.r3", CCG),
        ("looked_after_children_annual_report", dt.date(2013, 9, 30)),
    ),
    "S5.2-dashboard-board-report": (
        ("S5.2.r4", CCG),
        ("dashboard_board_report", dt.date(2014, 6, 30)),
    ),
    "S5.2-monthly-performance-update": (
        ("S5.2.r4", CCG),
        ("monthly_performance_update", dt.date(2014, 8, 30)),
    ),
}
"""Rules on the day of a document, and the last day that will do on 30 September 2014."""

TABLED = {
    rule: duty
    for table in (ON_A_SHARE_TOO, ON_A_RETURN_TOO, ON_A_DATE)
    for rule, (duty, _) in table.items()
}
OF_TRUSTS = {"S4.2.5-trusts-lscb-membership": ("S4.2.5.p02.a", ("provider",))}
"""Rules on the answer of those alone that say they are NHS trusts."""
DUTIES = {**ON_THE_ANSWER, **OF_TRUSTS, **ON_DASHBOARDS, **TABLED}
