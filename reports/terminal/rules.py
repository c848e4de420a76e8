"""A rule, or the pack's parameters, read aloud for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from engine.explaining.wording import comparison_in_words
from engine.nouns.english import capitalised, day_words, listed, number
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.condition import All, Comparison, Condition, Not, ParameterRef
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.rule import Example, Rule
from engine.parameters import as_used
from reports.terminal.clause import clause_lines, note_lines
from reports.terminal.layout import Section, heading, sections, wrapped
from reports.text import LETTERED, policy_words, quoted
from reports.words import fact_words, label_of, parameter_source, parameter_value


def rule_page(pack: Pack, rule: Rule) -> str:
    """The rule: its clauses, whom it binds, when it applies, what is asked, with what numbers.

    A comparison with a parameter is shown with the parameter's newest value; all its values
    follow below.
    """
    kinds = pack.vocabulary.kinds
    bound = listed(kinds[kind].label if kind in kinds else kind for kind in rule.binds)
    return sections(
        Section(heading(rule.title), [wrapped(rule.id)]),
        Section("The policy says", _clauses(pack, rule)),
        Section("It binds", [wrapped(bound)]),
        Section("It applies", _condition(pack, rule.applies_when, "to all of them")),
        Section("Met when", _condition(pack, rule.met_when)),
        Section("Partly met when", _condition(pack, rule.partly_met_when, "")),
        Section("The reading taken", [wrapped(rule.note)] if rule.note else ()),
        Section("Figures it is compared with", _parameters(pack, rule)),
        Section("Where the policy is unclear", _queries(pack, rule)),
        Section("What would satisfy it", [wrapped(rule.words.to_comply)]),
        Section("To ask at the meeting", [wrapped(rule.words.question)]),
        Section(
            "Examples", (line for example in rule.examples for line in _example(pack, example))
        ),
    )


def untested_page(pack: Pack, clause: Clause) -> str:
    """A clause that no rule tests: its words and the reason."""
    reason = f"No rule tests it. {capitalised(clause.reason)}".rstrip()
    return sections(
        Section(heading(clause.citation), [wrapped(reason)]),
        Section("The policy says", clause_lines(pack, clause)),
    )


def parameters_page(pack: Pack) -> str:
    """Every parameter of the pack with its values over time, oldest first, and who set each."""
    return "\n\n".join(
        "\n".join(_parameter(pack, parameter)) for parameter in pack.parameters.values()
    )


def _clauses(pack: Pack, rule: Rule) -> Iterator[str]:
    for cited in rule.cites:
        clause = pack.clauses.get(cited)
        if clause is not None:
            words = policy_words(clause.words) or LETTERED
            yield wrapped(f"{clause.citation} ({cited}): {quoted(words)}", 2, 2)
            yield from note_lines(pack, cited)


def _condition(
    pack: Pack, condition: Condition | None, without: str = "", indent: int = 2
) -> Iterator[str]:
    match condition:
        case None:
            if without:
                yield wrapped(without, indent)
        case Comparison():
            yield wrapped(f"- {_comparison(pack, condition)}", indent, 2)
        case Not(part):
            yield wrapped("- this is not so:", indent)
            yield from _condition(pack, part, "", indent + 2)
        case _:
            joined = "all of these hold" if isinstance(condition, All) else "any of these holds"
            yield wrapped(f"- {joined}:", indent)
            for part in condition.parts:
                yield from _condition(pack, part, "", indent + 2)


def _comparison(pack: Pack, comparison: Comparison) -> str:
    parameter = None
    if isinstance(comparison.right, ParameterRef):
        named = pack.parameters[comparison.right.name]
        parameter = as_used(pack, named, named.values[-1])
    return comparison_in_words(comparison, pack.catalogue, parameter)


def _parameters(pack: Pack, rule: Rule) -> Iterator[str]:
    for name in rule.parameters:
        yield from _parameter(pack, pack.parameters[name], 2)


def _parameter(pack: Pack, parameter: Parameter, indent: int = 0) -> Iterator[str]:
    yield wrapped(f"{parameter.meaning} ({parameter.name})", indent, 2)
    for value in (*parameter.values, *parameter.narrowed):
        used = as_used(pack, parameter, value)
        note = f". {value.note}" if value.note else ""
        words = f"{parameter_value(used)}, {parameter_source(used)}{note}"
        yield wrapped(words, indent + 2, 2)
    if parameter.what_if:
        tries = listed((number(value, parameter.unit) for value in parameter.what_if), "or")
        yield wrapped(f"Worth trying instead: {tries}", indent + 2, 2)


def _queries(pack: Pack, rule: Rule) -> Iterator[str]:
    for query in pack.queries_on(rule):
        yield wrapped(f"{query.id}: {query.words}. Read as: {query.reading}.", 2, 2)


def _example(pack: Pack, example: Example) -> Iterator[str]:
    yield wrapped(f"- {example.name}: {example.expect.words.lower()}", 2, 2)
    for name, fact in example.given.items():
        words = fact_words(fact, pack.catalogue.get(name))
        yield wrapped(f"{label_of(pack, name)}: {words}", 6, 2)
    yield wrapped(f"judged on {day_words(example.as_of)}", 6)
