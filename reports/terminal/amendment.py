"""What amending a policy changes and touches, for a reader's terminal and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.amending.affected import Affected, affected_by
from engine.amending.compare import Amendment, ChangeKind, ClauseChange, Mark, TextComparison
from engine.amending.policy_text import BY_ITS_PARTS, TextClause, TextWithoutId
from engine.nouns.english import counted, listed
from engine.nouns.policy.pack import Pack
from engine.parameters import as_used
from reports.terminal.layout import heading, wrapped
from reports.text import one_line, quoted
from reports.words import parameter_value

_TITLES = (
    (ChangeKind.ADDED, "Added"),
    (ChangeKind.REMOVED, "Removed"),
    (ChangeKind.REWORDED, "Reworded"),
    (ChangeKind.MOVED, "Moved"),
    (ChangeKind.MOVED_AND_REWORDED, "Moved and reworded"),
)
_MARKS = {Mark.SAME: "{}", Mark.OUT: "[-{}-]", Mark.IN: "{{+{}+}}"}


def amendment_page(pack: Pack, comparison: TextComparison) -> str:
    """Every amendment under its kind, with the words of both versions and what it touches."""
    parts = [[wrapped(_summary(comparison), 0)]]
    if any(amendment.changes for amendment in comparison.amendments):
        legend = "In a line “changed”, [-these words-] went out and {+these words+} came in."
        parts[0].append(wrapped(legend, 0))
    for kind, title in _TITLES:
        found = comparison.of_kind(kind)
        if found:
            parts.append([heading(f"{title} ({len(found)})")])
            parts += [list(_amendment(pack, comparison, amendment)) for amendment in found]
    parts += [
        list(_loose(name, loose))
        for name, loose in (
            (comparison.old.file, comparison.loose_old),
            (comparison.new.file, comparison.loose_new),
        )
        if loose
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def _summary(comparison: TextComparison) -> str:
    counts = [
        f"{len(comparison.of_kind(kind))} {kind.value}"
        for kind, _ in _TITLES
        if comparison.of_kind(kind)
    ]
    names = f"From {comparison.old.file} to {comparison.new.file}"
    same = counted(comparison.unchanged, "clause") + " unchanged"
    if not counts:
        return f"{names}: nothing is amended; {same}."
    return f"{names}: {listed(counts)}; {same}."


def _amendment(pack: Pack, comparison: TextComparison, amendment: Amendment) -> Iterator[str]:
    yield wrapped(_title(pack, amendment), 2, 2)
    if amendment.kind in (ChangeKind.REWORDED, ChangeKind.MOVED_AND_REWORDED):
        yield _said("was", amendment.old_words)
        yield _said("is", amendment.new_words)
        yield wrapped(f"changed: {marked(amendment.changes)}", 4, 2)
    else:
        yield wrapped(
            f"words: {_words(amendment.new_words if amendment.new else amendment.old_words)}", 4, 2
        )
    if amendment.new is not None and (amendment.old is None or amendment.reordered):
        yield wrapped(f"place: {_place(amendment)}", 4, 2)
    if amendment.old is None or amendment.new is None:
        side, other = (
            (amendment.new, comparison.old) if amendment.new else (amendment.old, comparison.new)
        )
        if side is not None and any(clause.id == side.id for clause in other.clauses):
            version = "old" if amendment.new is not None else "new"
            yield wrapped(f"the {version} version has other words under this id", 4, 2)
    yield from _touched(pack, amendment, affected_by(pack, amendment))


def _title(pack: Pack, amendment: Amendment) -> str:
    sides = [side for side in (amendment.old, amendment.new) if side is not None]
    citations = list(dict.fromkeys(_cited(pack, side) for side in sides))
    return f"{citations[0]}, now {citations[1]}" if len(citations) > 1 else citations[0]


def _cited(pack: Pack, side: TextClause) -> str:
    citation = side.citation
    if not citation and side.id in pack.clauses:
        citation = pack.clauses[side.id].citation
    return f"{side.id} ({citation})" if citation else side.id


def _said(when: str, words: str) -> str:
    return wrapped(f"{when}: {_words(words)}", 4, 2)


def _words(words: str) -> str:
    return quoted(words) if words else BY_ITS_PARTS


def marked(changes: Sequence[ClauseChange]) -> str:
    """The words of both versions on one line, what went out and what came in between marks."""
    return " ".join(_MARKS[change.mark].format(change.words) for change in changes)


def _place(amendment: Amendment) -> str:
    now = f"after {amendment.after_new}" if amendment.after_new else "first"
    if amendment.old is None:
        return now
    return f"{now}; it was {f'after {amendment.after_old}' if amendment.after_old else 'first'}"


def _touched(
    pack: Pack, amendment: Amendment, what: Affected
) -> Iterator[str]:  # house: a line for each kind of thing touched
    if not what.clauses:
        yield wrapped("touches nothing of the pack, which does not register it", 4, 2)
        if amendment.new is not None:
            to_do = "to do: register it, with a rule that tests it or the reason why none can"
            yield wrapped(to_do, 4, 2)
        return
    lines = [
        *(f"rule {name}: {pack.rules[name].title}" for name in what.rules),
        *(f"parameter {_parameter(pack, name)}, set by its words" for name in what.parameters_from),
        *(
            f"parameter {_parameter(pack, name)}, used by a rule above"
            for name in what.parameters_used
            if name not in what.parameters_from
        ),
        *(
            f"audit question {name}: {pack.vocabulary.questions[name].text}"
            for name in what.questions
        ),
        *(
            f"dashboard item {name}: {pack.vocabulary.indicators[name].label}"
            for name in what.items
        ),
        *(
            f"policy query {query.id}: {query.words}"
            for query in pack.queries
            if query.id in what.queries
        ),
        *(
            f"concern {concern_rule.id}: {concern_rule.title}"
            for concern_rule in pack.concern_rules
            if concern_rule.id in what.concerns
        ),
        *what.handling,
    ]
    if not lines:
        yield wrapped("touches no rule, parameter, question, item or query", 4, 2)
        reasons = [pack.clauses[name].reason for name in what.clauses if pack.clauses[name].reason]
        yield from (wrapped(f"it has no rule because: {reason}", 4, 2) for reason in reasons)
    else:
        yield wrapped("touches", 4)
        yield from (wrapped(line, 6, 2) for line in lines)
    if what.stands_over:
        under = listed(what.stands_over)
        yield wrapped(f"read with it, since they are under it: {under}", 4, 2)


def _parameter(pack: Pack, name: str) -> str:
    parameter = pack.parameters[name]
    return f"{name} ({parameter_value(as_used(pack, parameter, parameter.values[-1]))})"


def _loose(name: str, loose: Sequence[TextWithoutId]) -> Iterator[str]:
    yield wrapped(f"In {name} these words have no id and were not compared:", 0)
    for paragraph in loose:
        yield wrapped(f"line {paragraph.line}: {quoted(one_line(paragraph.words))}", 2, 2)


def amendment_json(pack: Pack, comparison: TextComparison) -> dict[str, object]:
    """The comparison as plain data; ``touches`` names what of the pack to look at again."""
    return {
        "old": comparison.old.file,
        "new": comparison.new.file,
        "pack": pack.id,
        "unchanged": comparison.unchanged,
        "amendments": [_data(pack, amendment) for amendment in comparison.amendments],
        "without_id": {
            "old": [
                {"line": paragraph.line, "words": paragraph.words}
                for paragraph in comparison.loose_old
            ],
            "new": [
                {"line": paragraph.line, "words": paragraph.words}
                for paragraph in comparison.loose_new
            ],
        },
    }


def _data(pack: Pack, amendment: Amendment) -> dict[str, object]:
    what = affected_by(pack, amendment)
    return {
        "kind": amendment.kind.value,
        "old": _side(amendment.old, amendment.old_words, amendment.after_old),
        "new": _side(amendment.new, amendment.new_words, amendment.after_new),
        "reordered": amendment.reordered,
        "likeness": round(amendment.likeness, 3),
        "changes": [{"mark": part.mark.value, "words": part.words} for part in amendment.changes],
        "touches": {
            "clauses": list(what.clauses),
            "rules": list(what.rules),
            "parameters_from": list(what.parameters_from),
            "parameters_used": list(what.parameters_used),
            "questions": list(what.questions),
            "items": list(what.items),
            "queries": list(what.queries),
            "concerns": list(what.concerns),
            "stands_over": list(what.stands_over),
            "handling": list(what.handling),
        },
    }


def _side(side: TextClause | None, words: str, after: str) -> dict[str, object] | None:
    if side is None:
        return None
    return {"id": side.id, "line": side.line, "words": words, "after": after}
