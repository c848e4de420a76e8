"""A new rule: the skeleton of its file, with what its author has still to fill in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from clausewise.errors import ArgumentError, suggestion
from clausewise.names import nearest
from clausewise.packs import LoadedPack
from engine.loading.linting.unfinished import TO_FILL_IN
from engine.nouns.evidence.fact import FactSpec, Kind
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack
from reports.files import is_taken, make_folders, write_new

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DAY = "2014-09-30"
_DAY_BEFORE = "2014-09-29"


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule that is to be written."""

    id: str
    """The id of the rule, or that of a clause, which the rule then tests."""
    cites: tuple[str, ...] = ()
    """The clauses, the tested one first; none where ``id`` is a clause's."""
    binds: tuple[str, ...] = ()
    """The kinds of organisation; none where those are meant that bear the clause."""
    fact: str = ""
    """The fact that shows it; empty where the clause's own figure or question is meant."""


@dataclass(frozen=True, slots=True)
class RuleSides:
    """When the skeleton is met, and a figure on each side of that."""

    words: str
    met: str
    not_met: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The file of a new rule, not yet written."""

    path: Path
    text: str


def skeleton_of(policy: LoadedPack, new: NewRule) -> Skeleton:
    """The skeleton of a rule: it loads, and lint says what is still to be written.

    Raises ArgumentError where the id is taken or is none, a clause, kind or fact is not known, or
    nothing that is returned is tied to the clause.
    """
    pack = policy.pack
    rule_id, cites = _names(policy, new)
    binds = new.binds or pack.clauses[cites[0]].bearers
    _check_kinds(pack, binds, cites[0])
    fact = _fact(pack, new.fact, cites[0], binds)
    path = policy.path / _folder(pack, binds[0]) / f"{rule_id}.yaml"
    return Skeleton(path, _text(rule_id, binds, [pack.clauses[cite] for cite in cites], fact))


def write_new_rule(skeleton: Skeleton) -> None:
    """Write a skeleton, it never replaces an existing file. Raises CannotWrite."""
    make_folders(skeleton.path.parent)
    write_new(skeleton.path, skeleton.text.encode("utf-8"))


def _names(policy: LoadedPack, new: NewRule) -> tuple[str, tuple[str, ...]]:
    """The rule's id, and the clauses that it cites."""
    pack = policy.pack
    by_clause = not new.cites and new.id in pack.clauses
    rule_id = new.id.replace(".", "-") if by_clause else new.id
    cites = (new.id,) if by_clause else new.cites
    if _ID.fullmatch(rule_id) is None:
        raise ArgumentError("id", f"“{rule_id}” is not an id; use letters, digits and hyphens.")
    if rule_id in pack.rules:
        # What a run that was killed has left beside it goes.
        is_taken(policy.path / pack.rules[rule_id].file)
        raise ArgumentError("id", f"{pack.rules[rule_id].file} has the rule “{rule_id}” already.")
    if not cites:
        near = suggestion(nearest(new.id, pack.clauses))
        raise ArgumentError(
            "cites", f"“{new.id}” is not a clause, so name the clause tested.{near}"
        )
    for clause in cites:
        if clause not in pack.clauses:
            near = suggestion(nearest(clause, pack.clauses))
            raise ArgumentError("cites", f"“{clause}” is not a clause of {pack.title}.{near}")
        if not pack.clauses[clause].words:
            parts = ", ".join(pack.clauses[clause].parts)
            raise ArgumentError(
                "cites", f"{clause} has no words of its own; name one of its parts: {parts}."
            )
    return rule_id, cites


def _check_kinds(pack: Pack, binds: tuple[str, ...], clause: str) -> None:
    kinds = ", ".join(pack.vocabulary.kinds)
    if not binds:
        raise ArgumentError("binds", f"nobody bears {clause}; name a kind: {kinds}.")
    for kind in binds:
        if kind not in pack.vocabulary.kinds:
            raise ArgumentError("binds", f"“{kind}” is not a kind; the kinds are {kinds}.")


def _fact(pack: Pack, name: str, clause: str, binds: tuple[str, ...]) -> FactSpec:
    """The fact that shows whether a clause is kept."""
    if name and name not in pack.catalogue:
        near = suggestion(nearest(name, pack.catalogue))
        raise ArgumentError("fact", f"“{name}” is not a fact that a return can show.{near}")
    if name and _is_free_text(pack.catalogue[name]):
        raise ArgumentError("fact", f"{name} is free text, which no rule can judge.")
    if name:
        return pack.catalogue[name]
    vocabulary = pack.vocabulary
    asked = {
        indicator.item for indicator in vocabulary.indicators.values() if indicator.clause == clause
    }
    asked |= {
        question.id for question in vocabulary.questions.values() if question.clause == clause
    }
    own = [candidate for candidate in pack.catalogue if candidate.partition(".")[2] in asked]
    read = [fact for rule in pack.rules_citing(clause) for fact in rule.facts]
    for candidate in (*own, *read):
        if not _is_free_text(pack.catalogue[candidate]) and _is_asked(pack, candidate, binds):
            return pack.catalogue[candidate]
    raise ArgumentError("fact", f"no figure or question is tied to {clause}; name the fact.")


def _is_asked(pack: Pack, fact: str, binds: tuple[str, ...]) -> bool:
    """Whether each kind is asked for a fact, where it is the answer to a question of the audit."""
    question = pack.vocabulary.questions.get(fact.partition(".")[2])
    return question is None or set(binds) <= set(question.kinds)


def _is_free_text(fact: FactSpec) -> bool:
    return fact.kind in (Kind.WORD, Kind.WORDS) and not fact.words


def _folder(pack: Pack, kind: str) -> str:
    """Where the rules stand that bind a kind."""
    files = [rule.file for rule in pack.rules.values() if rule.binds[0] == kind]
    return files[0].rpartition("/")[0] if files else kind


def _sides(fact: FactSpec) -> RuleSides:
    """The plainest condition on a fact, with an example on each side of it."""
    match fact.kind:
        case Kind.NUMBER:
            return RuleSides("{is_over: 0}", "0.1" if fact.unit == "WTE" else "1", "0")
        case Kind.DATE:
            return RuleSides("{is_not_past: true}", _DAY, _DAY_BEFORE)
        case Kind.YES_NO:
            return RuleSides("{is: true}", "true", "false")
        case Kind.WORDS:
            first, *others = fact.words or ()
            other = f"[{_quoted(others[0])}]" if others else "[]"
            return RuleSides(f"{{includes: {_quoted(first)}}}", f"[{_quoted(first)}]", other)
        case Kind.WORD:
            words = fact.words or ()
            met = "met" if "met" in words else words[0]
            other = next(word for word in reversed(words) if word != met)
            return RuleSides(f"{{is: {_quoted(met)}}}", _quoted(met), _quoted(other))


def _text(rule_id: str, binds: tuple[str, ...], cites: list[Clause], fact: FactSpec) -> str:
    sides = _sides(fact)
    label = f"{fact.label} ({fact.where})" if fact.where else fact.label
    quotes = "\n".join(f"  {clause.id}: {_quoted(clause.words)}" for clause in cites)
    return f"""\
# {cites[0].citation}: write over each {TO_FILL_IN}; clausewise rules lint tells what is left.
id: {rule_id}
title: {TO_FILL_IN}
binds: [{", ".join(binds)}]
cites: [{", ".join(clause.id for clause in cites)}]
quotes:
  # Leave only the words that the rule relies on.
{quotes}
# {label}
met_when: {{{fact.name}: {sides.words}}}
note: {TO_FILL_IN} (the reading taken where the clause leaves one open; else remove this line)
words:
  met: {TO_FILL_IN}
  not_met: {TO_FILL_IN}
  no_evidence: {TO_FILL_IN}
  to_comply: {TO_FILL_IN}
  question: {TO_FILL_IN}
examples:
  - name: enough
    given: {{{fact.name}: {sides.met}}}
    expect: met
    as_of: {_DAY}
  - name: not enough
    given: {{{fact.name}: {sides.not_met}}}
    expect: not_met
    as_of: {_DAY}
  - name: not returned
    given: {{}}
    expect: no_evidence
"""


def _quoted(text: str) -> str:
    """A text as YAML, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)
