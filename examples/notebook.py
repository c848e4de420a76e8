"""The examples in a notebook: returns read, assessed, and worked with as tables.

Each "# %%" begins a cell in the editors that know notebooks as plain Python.
"""

# %% Read the returns of the examples, with what was decided about them.
from pathlib import Path

import clausewise

HERE = Path(__file__).parent
evidence = clausewise.read_returns(
    HERE / "returns", decisions=HERE / "decisions" / "decisions.xlsx"
)
print(*(quarter.label for quarter in evidence.quarters))

# %% Assess the latest quarter, with those before it as its history.
assessment = clausewise.assess(evidence)

# %% Findings as a table: how many of each verdict, organisation by organisation.
findings = assessment.findings_frame()
latest = findings[findings["period"] == evidence.quarters[-1].label]
counts = latest.pivot_table(
    index="organisation_name", columns="verdict", values="rule", aggfunc="count", observed=False
)
print(counts.to_string())

# %% The figures behind them: Level 3 training over the quarters.
facts = assessment.facts_frame()
level_3 = facts[facts["fact"] == "training.safeguarding.level_3.percent"]
print(level_3.pivot(index="organisation_name", columns="period", values="number").to_string())

# %% Why is it so? From the clause to the cell.
answer = clausewise.explain(assessment, "ZA1", "S6-named-midwife")
print(answer)

# %% What would change were the threshold another?
trial = clausewise.what_if(evidence, {"training_met": 85})
print(trial)

# %% For others than those who hold the returns: without names of people, or for anybody.
for_anybody = clausewise.publish(assessment, "public")
print(len(for_anybody.facts_frame()), "facts of", len(facts), "may be told to anybody")
