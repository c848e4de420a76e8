"""A small pack of another field, as files, that engine tests load whole or break in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.policy.clause import fingerprint
from engine.nouns.policy.pack import Pack
from tests.engine.loading.files.pack_folder import written_into

WORDS = {
    "F1": "Each home must have a fire warden.",
    "F2": "All staff must be trained in fire safety.",
    "F3": "Doors may be propped open by day.",
}

FILES: Mapping[str, str] = {
    "policy.yaml": f"""\
id: fire-safety
title: Fire safety
version: "2"
policy: Fire Safety Policy, version 2, 2014
clauses:
  - id: F1
    citation: Section 1, paragraph 1
    section: 1. Fire
    words: {WORDS["F1"]}
    bearers: [home]
    force: must
    fingerprint: {fingerprint(WORDS["F1"])}
  - id: F2
    citation: Section 1, paragraph 2
    section: 1. Fire
    words: {WORDS["F2"]}
    bearers: [home]
    force: must
    fingerprint: {fingerprint(WORDS["F2"])}
  - id: F3
    citation: Section 1, paragraph 3
    section: 1. Fire
    words: {WORDS["F3"]}
    bearers: [home]
    force: may
    fingerprint: {fingerprint(WORDS["F3"])}
    reason: A permission, not a duty.
""",
    "evidence.yaml": """\
audit: {table: section11, label: Section 11 audit}
kinds:
  home: {label: Care home, tables: [organisation, dashboard, section11, training, documents]}
services:
  night_care: {label: Night care}
  day_care: {label: Day care}
roles:
  warden: {label: Fire Warden}
documents:
  fire_plan: {label: Fire plan}
frameworks:
  fire: {label: fire safety, levels: 2, declared_item: "1", refresh_parameter: refresh_months}
""",
    "indicators.yaml": """\
- item: "1"
  clause: F2
  label: Staff trained in fire safety
  value: percent
  parts: [{key: level_1, label: Level 1}, {key: level_2, label: Level 2}]
- {item: "2", clause: F1, label: Fire drills held, value: count}
- item: "3"
  clause: F1
  label: Drills that went well
  value: count
  never_more_than: dashboard.2
  share: {total: dashboard.2, who: drills held, state: gone well}
- {item: "4", clause: F1, label: The home has a fire plan, value: yes_no}
""",
    "section11.yaml": """\
scale:
  direction: higher_is_better
  answers: {"0": not_met, "1": partly_met, "2": met, met: met}
questions:
  - {id: F1, clause: F1, kinds: [home], text: Is a fire warden in post?}
""",
    "parameters.yaml": """\
trained_met:
  meaning: Share of staff trained, to be met
  unit: "%"
  values:
    - {value: 90, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}
trained_partly_met:
  meaning: Share of staff trained, to be partly met
  unit: "%"
  values:
    - {value: 70, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}
refresh_months:
  meaning: Months after which training lapses
  unit: months
  values:
    - {value: 12, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}
figures_tolerance:
  meaning: Points between a declared figure and the register before they disagree
  unit: points
  values:
    - {value: 5, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}
""",
    "home/F-warden.yaml": """\
id: F-warden
title: A Fire Warden is in post
binds: [home]
cites: [F1]
applies_when: {organisation.services: {includes: night_care}}
met_when: {named_professionals.warden.wte: {is_over: 0}}
words:
  met: A Fire Warden is in post.
  not_met: No Fire Warden is in post.
  no_evidence: Whether a Fire Warden is in post was not returned.
  not_applicable: The home has no night care.
  to_comply: Appoint a Fire Warden.
  question: Who keeps watch?
examples:
  - name: in post
    given: {organisation.services: [night_care], named_professionals.warden.wte: 0.1}
    expect: met
  - name: vacant
    given: {organisation.services: [night_care], named_professionals.warden.wte: 0}
    expect: not_met
  - name: not returned
    given: {organisation.services: [night_care]}
    expect: no_evidence
  - name: no night care
    given: {organisation.services: [day_care]}
    expect: not_applicable
quotes: {F1: must have a fire warden}
""",
    "home/F-training.yaml": """\
id: F-training
title: Staff are trained in fire safety
binds: [home]
cites: [F2]
met_when: {training.fire.level_1.percent: {is_at_least: {parameter: trained_met}}}
partly_met_when: {training.fire.level_1.percent: {is_at_least: {parameter: trained_partly_met}}}
words:
  met: Staff are trained.
  partly_met: Most staff are trained.
  not_met: Too few staff are trained.
  no_evidence: How many staff are trained was not returned.
  to_comply: Train the rest.
  question: When will the rest be trained?
examples:
  - {name: at the bar, given: {training.fire.level_1.percent: 90}, expect: met}
  - {name: under the bar, given: {training.fire.level_1.percent: 89}, expect: partly_met}
  - {name: at the tolerance, given: {training.fire.level_1.percent: 70}, expect: partly_met}
  - {name: under the tolerance, given: {training.fire.level_1.percent: 69}, expect: not_met}
  - {name: not returned, given: {}, expect: no_evidence}
  - name: known only within bounds
    given: {training.fire.level_1.percent: {at_least: 60, at_most: 95}}
    expect: no_evidence
quotes: {F2: All staff must be trained}
""",
    "queries.yaml": """\
- id: Q-day
  clauses: [F3]
  words: "“by day” is not defined"
  reading: From seven to seven
  consequence: None for the rules
""",
}


@pytest.fixture
def pack_files() -> dict[str, str]:
    """The small pack's files, by name; a copy that a test may change."""
    return dict(FILES)


@pytest.fixture(scope="session")
def every_file() -> Mapping[str, str]:
    """The small pack's files, by name, at the scope of a module."""
    return FILES


@pytest.fixture
def write_pack(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes a pack's files into a folder and gives the folder."""

    def write(files: Mapping[str, str]) -> Path:
        return written_into(tmp_path / "pack", files)

    return write


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The small pack, loaded."""
    return load_pack(written_into(tmp_path_factory.mktemp("packs"), FILES))
