"""Returns of two homes, rules over them, and their assessment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from engine.assess import assess
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.condition import Comparison, Condition, Literal
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.quarter import Quarter

Q1, Q2 = Quarter(2014, 1), Quarter(2014, 2)
DAY = dt.date(2014, 9, 30)
ELMS, OAKS = (Organisation(code, f"The {code}", "home") for code in ("ELMS", "OAKS"))
DRILLS, WELL, PLAN = "dashboard.2", "dashboard.3", "dashboard.4"
SMALL_NUMBER = """\
small_number:
  meaning: The smallest count that may be shown
  unit: people
  values:
    - {value: 4.5, in_force_from: 2013-01-01, set_by: policy, clause: F1}
most:
  meaning: The most drills that may be held
  unit: drills
  values:
    - {value: 2, in_force_from: 2013-01-01, set_by: policy, clause: F1}
    - {value: 4, in_force_from: 2014-07-01, set_by: policy, clause: F1}
"""


def with_rules(pack: Pack, **conditions: Condition) -> Pack:
    like = pack.rules["F-training"]
    rules: dict[str, Rule] = {
        name: replace(like, id=name, title=f"Title of {name}", met_when=met, partly_met_when=None)
        for name, met in conditions.items()
    }
    return replace(pack, rules=rules)


def at_most(fact: str, value: float) -> Comparison:
    return Comparison(fact, Op.IS_AT_MOST, Literal(value))


def sent(who: Organisation, quarter: Quarter, **values: float | bool) -> Submission:
    at = Origin(f"{who.code}.xlsx", "0" * 64, "dashboard", "C2", "typed")
    names = {"drills": DRILLS, "well": WELL, "plan": PLAN}
    facts = {
        names[key]: Fact(
            names[key],
            value if isinstance(value, bool) else Range.of_number(value),
            origins=(at,),
            returned=True,
        )
        for key, value in values.items()
    }
    return Submission(who, quarter, facts, files=(f"{who.code}.xlsx",))


def assessed(pack: Pack, *submissions: Submission) -> Assessment:
    return assess(pack, submissions, (), (), Q2, DAY, "a test")


HAS_PLAN = Comparison(PLAN, Op.IS, Literal(True))
