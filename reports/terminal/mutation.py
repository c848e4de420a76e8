"""The mutation check as text: each survivor with what would notice it, then the score."""

from __future__ import annotations

from collections.abc import Sequence

from engine.mutating.fate import Fate, Mutant
from engine.nouns.english import counted
from engine.nouns.evidence.fact import Fact, Kind, Range
from engine.nouns.policy.pack import Pack
from reports.words import fact_words


def surviving_mutants(mutants: Sequence[Mutant]) -> list[Mutant]:
    """The mutants that nothing notices and that some evidence, or a reader, could."""
    return [mutant for mutant in mutants if mutant.fate is Fate.SURVIVED]


def mutation_text(pack: Pack, mutants: Sequence[Mutant]) -> str:
    """Every survivor, with evidence to make an example of; then how many there were of each."""
    lines: list[str] = []
    for mutant in surviving_mutants(mutants):
        lines.append(f"{mutant.file}:{mutant.line}: {mutant.what}: nothing notices.")
        if mutant.tells is not None and mutant.verdict is not None:
            given = ", ".join(
                f"{name}: {_plain(pack, fact)}" for name, fact in mutant.tells.items()
            )
            lines.append(f"  an example that would: {{{given}}} gives {mutant.verdict.value}")
    counts = {fate: sum(1 for mutant in mutants if mutant.fate is fate) for fate in Fate}
    noticed = sum(counts[fate] for fate in (Fate.REFUSED, Fate.LINTED, Fate.FAILED))
    matter = len(mutants) - counts[Fate.EQUIVALENT]
    score = f"{100 * noticed / matter:.1f} %" if matter else "no"
    changed = {mutant.rule for mutant in mutants}
    rules = len(changed & set(pack.rules))
    others = len(changed) - rules
    beside = f" and {counted(others, 'other part')} of the pack" if others else ""
    lines += [
        *([""] if lines else []),
        f"{counted(rules, 'rule')}{beside}, {counted(len(mutants), 'mutant')}: "
        + "; ".join(f"{fate.value}: {number}" for fate, number in counts.items())
        + ".",
        f"Score: {noticed} of {matter} noticed, {score}.",
    ]
    return "\n".join(lines)


def _plain(pack: Pack, fact: Fact) -> str:
    """A fact as an example writes it."""
    spec = pack.catalogue.get(fact.name)
    value = fact.value
    if value is None:
        return "withheld" if fact.returned else "(not returned)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    if isinstance(value, Range) and spec is not None and spec.kind is Kind.NUMBER:
        if value.is_exact:
            return f"{value.low:g}"
        return f"{{at_least: {value.low:g}, at_most: {value.high:g}}}"
    return fact_words(fact, spec)
