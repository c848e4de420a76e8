"""Whether a concern rule makes sense: the meaning that its file's shape cannot hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.chaining.chainers.compile import compile_unchecked
from engine.chaining.chainers.limits import limits_broken
from engine.chaining.chainers.signal_forms import (
    DECLARED_HIGHER,
    FIELDS,
    GAPS,
    NO_BASIS,
    QUARTER,
    REGISTER_HIGHER,
    THE_ORGANISATION,
)
from engine.chaining.placeholders import ALWAYS, OF_KIND, places_in
from engine.nouns.evidence import fact_names
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern
from engine.nouns.policy.handling import REASON_GIVEN
from engine.nouns.policy.vocabulary import Vocabulary
from engine.nouns.verdict import Basis, Verdict

Path = tuple[str | int, ...]

_SORTS = {
    ("finding", "rule"): "rule",
    ("citation", "rule"): "rule",
    ("concern", "rule"): "concern",
    ("citation", "clause"): "clause",
    ("first_seen", "rule"): "rule",
    ("first_seen", "clause"): "clause",
    ("answer", "clause"): "clause",
    ("figures", "measure"): "fact",
    ("pair", "part"): "fact",
    ("pair", "total"): "fact",
    ("elsewhere", "clause"): "clause",
    ("elsewhere", "rule"): "rule",
    ("common", "rule"): "rule",
    ("concern", "subject"): "subject",
}
"""What a field names: two fields can be the same only where they name the same sort of thing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in what a concern rule means, and where in its file."""

    path: Path
    found: str
    expected: str
    to_do: str


@dataclass(frozen=True, slots=True)
class Known:
    """The parts of a pack that concern rules may name."""

    rules: Collection[str]
    clauses: Collection[str]
    vocabulary: Vocabulary
    concern_rules: Sequence[ConcernRule]


def problems_of(rule: ConcernRule, known: Known) -> list[Problem]:
    """Everything wrong with what one concern rule means; nothing where all is well."""
    found: list[Problem] = []
    earlier: dict[str, SignalPattern] = {}
    for number, pattern in enumerate(rule.patterns):
        found += _of_pattern(pattern, ("when", number, pattern.name), earlier, known)
        earlier[pattern.name] = pattern
    found += _of_subject(rule, earlier)
    found += _of_texts(rule, known)
    if not found:
        found = [
            Problem(("when",), broken, "fewer", "Split the rule, or name fewer words.")
            for broken in limits_broken(compile_unchecked([rule]))
        ]
    return found


def problems_together(rules: Sequence[ConcernRule]) -> list[tuple[ConcernRule, Problem]]:
    """What is wrong with a pack's concern rules taken together, each beside its rule.

    The rules must each be without problems of their own.
    """
    found: list[tuple[ConcernRule, Problem]] = []
    seen: dict[str, ConcernRule] = {}
    for rule in rules:
        if rule.id in seen:
            what = f"the id “{rule.id}”, which {seen[rule.id].file or 'another file'} has too"
            found.append((rule, Problem(("id",), what, "an id of its own", "Rename one of them.")))
        seen[rule.id] = rule
    for rule in rules:
        if rule.id in _below(rule, seen, set()):
            problem = Problem(
                ("when",),
                f"a concern that follows from itself, through “{rule.id}”",
                "concerns that follow from others only",
                "Take one of the two rules out of the circle.",
            )
            found.append((rule, problem))
    if not found and rules:
        for broken in limits_broken(compile_unchecked(rules)):
            problem = Problem(
                (), f"{broken}, over all concern rules", "fewer", "Take some of the rules out."
            )
            found.append((rules[-1], problem))
    return found


def _of_pattern(
    pattern: SignalPattern, path: Path, earlier: Mapping[str, SignalPattern], known: Known
) -> Iterator[Problem]:
    if pattern.name in earlier:
        what = f"two lines named “{pattern.name}”"
        yield Problem(path, what, "a name of its own for each line", "Rename one of them.")
    if pattern.seen not in FIELDS:
        yield Problem(
            (*path, "seen"),
            f"“{pattern.seen}”",
            f"one of {', '.join(FIELDS)}",
            "Name a kind of signal.",
        )
        return
    for field, wanted in pattern.where:
        at = (*path, field)
        if field not in FIELDS[pattern.seen]:
            fields = ", ".join(FIELDS[pattern.seen])
            yield Problem(
                at, f"the field “{field}”", f"one of {fields}", "Correct the field's name."
            )
        elif isinstance(wanted, SameAs):
            yield from _of_same_as(pattern.seen, field, wanted, at, earlier)
        else:
            yield from _of_words(pattern.seen, field, wanted, at, known)


def _of_same_as(
    kind: str, field: str, wanted: SameAs, at: Path, earlier: Mapping[str, SignalPattern]
) -> Iterator[Problem]:
    if wanted.pattern not in earlier:
        names = ", ".join(earlier) or "none, for this is the first line"
        yield Problem(
            at,
            f"same_as “{wanted.pattern}”",
            f"the name of an earlier line ({names})",
            "Name a line above this one.",
        )
        return
    other = earlier[wanted.pattern].seen
    if other not in FIELDS:
        return
    if wanted.field not in FIELDS[other]:
        yield Problem(
            at,
            f"“{wanted.pattern}.{wanted.field}”",
            f"one of {', '.join(FIELDS[other])} of “{wanted.pattern}”",
            "Correct the field's name.",
        )
        return
    here, there = (_SORTS.get(pair, pair[1]) for pair in ((kind, field), (other, wanted.field)))
    if here != there and not ("subject" in (here, there) and QUARTER not in (here, there)):
        yield Problem(
            at,
            f"{field}, a {here}, the same as {wanted.field}, a {there}",
            f"a field that names a {here}",
            "Compare like with like.",
        )
    elif wanted.plus and here != QUARTER:
        yield Problem(
            at, f"plus {wanted.plus} on {field}", "plus on a quarter only", "Remove plus."
        )


def _of_words(
    kind: str, field: str, words: tuple[str | int, ...], at: Path, known: Known
) -> Iterator[Problem]:
    if field == QUARTER:
        yield Problem(
            at, "a list of quarters", "same_as with an earlier line's quarter", "Compare them."
        )
        return
    possible = _possible(kind, field, known)
    for place, word in enumerate(words):
        if possible is not None and word not in possible:
            expected = f"one of {', '.join(possible)}" if len(possible) < 12 else _EXPECTED[field]
            yield Problem((*at, place), f"“{word}”", expected, "Correct the word.")


_EXPECTED = {
    "rule": "the id of a rule of the pack",
    "clause": "the id of a clause of policy.yaml",
    "measure": "a level's percentage, like training.<framework>.level_3.percent",
    "part": "the fact of a dashboard item that is never more than another",
    "total": "the fact that a dashboard item is never more than",
}


def _possible(kind: str, field: str, known: Known) -> Collection[str] | None:  # noqa: C901 - a case a field
    """The words that a field can hold; None where any may stand."""
    vocabulary = known.vocabulary
    match kind, field:
        case "concern", "rule":
            return [rule.id for rule in known.concern_rules]
        case _, "rule":
            return known.rules
        case _, "clause":
            return known.clauses
        case _, "verdict":
            return [*(verdict.value for verdict in Verdict), REASON_GIVEN]
        case _, "basis":
            return [*(basis.value for basis in Basis), NO_BASIS]
        case _, "says":
            return [Verdict.MET.value, Verdict.PARTLY_MET.value, Verdict.NOT_MET.value]
        case _, "gap":
            return GAPS
        case _, "clash":
            return [DECLARED_HIGHER, REGISTER_HIGHER]
        case _, "measure":
            return [
                fact_names.percent(fact_names.training_level(framework.key, level))
                for framework in vocabulary.frameworks.values()
                for level in range(1, framework.levels + 1)
            ]
        case _, "part":
            parts = [
                indicator
                for indicator in vocabulary.indicators.values()
                if indicator.never_more_than
            ]
            return [fact for part in parts for fact in part.facts if fact != part.never_more_than]
        case _, "total":
            totals = (indicator.never_more_than for indicator in vocabulary.indicators.values())
            return list(dict.fromkeys(total for total in totals if total))
    return None


def _of_subject(rule: ConcernRule, patterns: Mapping[str, SignalPattern]) -> Iterator[Problem]:
    name, _, field = rule.subject.partition(".")
    if rule.subject == THE_ORGANISATION:
        return
    if name not in patterns:
        expected = f"{THE_ORGANISATION}, or a field of a line under when"
        yield Problem(("subject",), f"“{rule.subject}”", expected, "Name a line of the rule.")
    elif field == QUARTER or field not in FIELDS.get(patterns[name].seen, (field,)):
        fields = [
            known_field for known_field in FIELDS[patterns[name].seen] if known_field != QUARTER
        ]
        yield Problem(
            ("subject",),
            f"“{rule.subject}”",
            f"one of {', '.join(f'{name}.{field}' for field in fields)}",
            "Name what the concern is about.",
        )


def _of_texts(rule: ConcernRule, known: Known) -> Iterator[Problem]:
    concerns = {concern_rule.id: concern_rule for concern_rule in known.concern_rules} | {
        rule.id: rule
    }
    below = [concerns[named] for named in _below(rule, concerns, set())]
    kinds = [pattern.seen for under in (rule, *below) for pattern in under.patterns]
    possible = dict.fromkeys([*ALWAYS, *(p for kind in kinds for p in OF_KIND.get(kind, ()))])
    for name in ("because", "question", "next_step"):
        expected = "one of " + ", ".join(f"{{{place}}}" for place in possible)
        try:
            unknown = [place for place in places_in(getattr(rule, name)) if place not in possible]
        except ValueError as problem:
            yield Problem((name,), str(problem), expected, "Write a plain name in the braces.")
            continue
        for place in unknown:
            yield Problem((name,), f"“{{{place}}}”", expected, "Correct the name, or remove it.")


def _below(rule: ConcernRule, concerns: Mapping[str, ConcernRule], seen: set[str]) -> set[str]:
    """The ids of the concerns that a rule follows from, at any depth."""
    for pattern in rule.patterns:
        if pattern.seen != "concern":
            continue
        named = [words for field, words in pattern.where if field == "rule"]
        for below in concerns if not named or isinstance(named[0], SameAs) else named[0]:
            if below in concerns and below not in seen:
                seen.add(str(below))
                _below(concerns[str(below)], concerns, seen)
    return seen
