"""Linting the register: each clause has the force and bearers that its words give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.nouns.english import listed
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.clause import Clause, Force
from engine.nouns.policy.pack import Pack

_VERBS: Mapping[Force, re.Pattern[str]] = {
    Force.MUST: re.compile(
        r"\b(must|shall|will|(is|are|was|were|be) required (to|of)|requires|(has|have) to"
        r"|((is|are) )?to be(?= \w+ed\b)|(under|have|has) a duty to|charged with)\b"
    ),
    Force.SHOULD: re.compile(r"\b(should|ought to|(is|are) expected to)\b"),
    Force.MAY: re.compile(r"\b(may(?! have been)|can|could)\b"),
}
"""The verbs of each force, the strongest first: a clause that has several is as strong as that."""
_TOLD_TO = re.compile(
    r"(Adhere|Appoint|Commission|Comply|Contribute|Co-?operate|Ensure|Have|Include|Inform|Keep"
    r"|Maintain|Monitor|Provide|Review|Support|Work)\b"
)
"""Words that a clause begins with when it tells somebody what to do."""
_REQUIRED_OF = re.compile(r"\brequired of\b")


def force_faults(pack: Pack) -> Iterator[PackFault]:
    """Clauses registered with another force, or other bearers, than their words give and without a
    reading that says why; and readings that nothing needs."""
    needing: set[str] = set()
    for clause in pack.clauses.values():
        if clause.context or clause.parts:
            continue
        wrong = [*_force(clause, pack.clauses), *_bearers(clause, pack.bearers)]
        readings = [reading for reading in pack.readings if reading.covers(clause.id)]
        plain = derived_force(clause, pack.clauses) is clause.force and not wrong
        otherwise = [
            reading for reading in readings if reading.force is not clause.force and not plain
        ]
        if wrong or otherwise:
            needing.add(clause.id)
        if not readings:
            yield from wrong
        elif otherwise:
            yield PackFault(
                "policy.yaml",
                1,
                f"{clause.id} registered as “{clause.force}”, and read as “{otherwise[0].force}”",
                "the force that its reading says",
                "Correct “force”, or the reading.",
            )
    for reading in pack.readings:
        if not any(reading.covers(clause) for clause in needing):
            yield PackFault(
                "policy.yaml",
                1,
                f"the reading of {listed(reading.clauses, 'and')}, whose own words say the same",
                "readings only where force or bearers are not those of the words",
                "Remove it.",
            )


def derived_force(clause: Clause, clauses: Mapping[str, Clause]) -> Force | None:
    """The force that the words of a clause give it: by their own verb, else by that of the sentence
    they belong to; None where there is no such verb."""
    for force, verbs in _VERBS.items():
        if verbs.search(clause.words):
            return force
    if _TOLD_TO.match(clause.words):
        return Force.MUST
    over = clauses.get(clause.id.rpartition(".")[0])
    if over is None:
        return None
    if not over.parts:
        return derived_force(over, clauses)
    before = [clauses[part] for part in over.parts if part in clauses]
    before = before[: before.index(clause)] if clause in before else []
    found = (derived_force(part, clauses) for part in reversed(before))
    return next((force for force in found if force is not None), None)


def _force(clause: Clause, clauses: Mapping[str, Clause]) -> Iterator[PackFault]:
    given = derived_force(clause, clauses)
    if clause.force is given or (given is None and clause.force is Force.STATEMENT):
        return
    why = f"whose words say “{given}”" if given else "of which no verb says so"
    yield PackFault(
        "policy.yaml",
        1,
        f"{clause.id} registered as “{clause.force}”, {why}",
        "the force of the clause’s own verb, or under “readings” why it is another",
        "Correct “force”, or say how the clause is read.",
    )


def _bearers(clause: Clause, called: Mapping[str, tuple[str, ...]]) -> Iterator[PackFault]:
    subject = _subject(clause.words)
    named = {
        bearer
        for bearer, names in called.items()
        if any(re.search(rf"\b{re.escape(name)}\b", subject, re.IGNORECASE) for name in names)
    }
    if named and named != set(clause.bearers):
        yield PackFault(
            "policy.yaml",
            1,
            f"{clause.id} borne by {listed(clause.bearers, 'and') or 'nobody'}, whose words name "
            f"{listed(sorted(named), 'and')}",
            "the bearers that the clause names, or under “readings” why others bear it",
            "Correct “bearers”, or say how the clause is read.",
        )


def _subject(words: str) -> str:
    """Of a clause with a verb of force, the words that say who; "" where there is no such verb."""
    of = _REQUIRED_OF.search(words)
    if of:
        return words[of.end() :]
    for force in (Force.MUST, Force.SHOULD, Force.MAY):
        verb = _VERBS[force].search(words)
        if verb:
            return re.split(r"[.:;] ", words[: verb.start()])[-1]
    return ""
