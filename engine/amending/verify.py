"""A pack's register, its rules' quotes and its queries' quotes, held to a policy's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.amending.compare import ChangeKind, compare, nearest_readings
from engine.amending.plain_text import PlainText, Stands, find_clause, pieces_found, plain_text
from engine.amending.policy_text import PolicyText, TextClause, folded, own_words
from engine.nouns.policy.clause import Clause, fingerprint
from engine.nouns.policy.pack import Pack, PolicyQuery


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing of the pack that does not hold against the text."""

    about: str
    """What: "S6.p08.b", "rule S6-named-midwife", "query Q-timescales"."""
    register_says: str
    text_says: str
    to_do: str
    line: int = 0
    """Of the text, where it has the clause; 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was held to the text, how it stands, and what does not hold."""

    file: str
    with_ids: bool
    stands: Mapping[str, Stands]
    """By clause with words of its own. In a text with ids a clause is WHOLE or NOT."""
    rule_quotes: int
    """How many quotes of rules were looked up."""
    query_quotes: int
    discrepancies: tuple[Discrepancy, ...]
    unchecked: tuple[tuple[str, str], ...] = ()
    """Query and passage that no clause holds, so that a text with ids cannot vouch for it."""
    headers: tuple[str, ...] = ()
    """The lines taken for page headers and looked past."""
    without_id: tuple[tuple[int, str], ...] = ()
    """Line and words of a text with ids that no id stands before: not held to anything."""

    def clauses_standing(self, how: Stands) -> tuple[str, ...]:
        """The ids of the clauses whose words stand in the text in that way."""
        return tuple(clause for clause, stands in self.stands.items() if stands is how)


def verify(pack: Pack, policy: PolicyText, text: str) -> Verification:
    """The pack held to a text: clause by clause where the text has any of the register's ids,
    else by its words alone.

    ``policy`` is what ``parse`` made of ``text``.
    """
    if any(clause.id in pack.clauses for clause in policy.clauses):
        return _with_ids(pack, policy, text)
    return _without_ids(pack, policy.file, plain_text(text))


def _with_ids(
    pack: Pack, policy: PolicyText, text: str
) -> Verification:  # house: each check in turn
    printed = {clause.id: clause for clause in policy.clauses}
    found: list[Discrepancy] = []
    for clause in pack.clauses.values():
        found.extend(_clause(clause, printed.get(clause.id)))
    found.extend(_order(pack, policy))
    found.extend(
        Discrepancy(
            clause.id,
            "nothing: it registers no such id",
            f"“{clause.words}”" if clause.words else "a paragraph of parts alone",
            "Register the clause in policy.yaml, with a rule or the reason why it has none.",
            clause.line,
        )
        for clause in policy.clauses
        if clause.id not in pack.clauses
    )
    for rule_id, clause_id, quote in _rule_quotes(pack):
        side = printed.get(clause_id)
        if side is None or folded(quote) not in side.words:
            found.append(_misquoted(rule_id, clause_id, quote, side))
    registered = [own_words(clause.words) for clause in pack.clauses.values()]
    registered += [folded(clause.section) for clause in pack.clauses.values()]
    page = folded(text)
    passages = [clause.words for clause in policy.clauses]
    unchecked: list[tuple[str, str]] = []
    queries = list(_query_quotes(pack))
    for query, passage in queries:
        if passage in page or any(passage in words for words in passages):
            continue
        if any(passage in words for words in registered):
            found.append(_query_misquotes(query, passage))
        else:
            unchecked.append((query.id, passage))
    return Verification(
        policy.file,
        True,
        {
            clause.id: Stands.WHOLE if _says(printed.get(clause.id), clause) else Stands.NOT
            for clause in pack.clauses.values()
            if clause.words
        },
        sum(1 for _ in _rule_quotes(pack)),
        len(queries),
        tuple(found),
        tuple(unchecked),
        without_id=tuple((paragraph.line, paragraph.words) for paragraph in policy.loose),
    )


def _says(side: TextClause | None, clause: Clause) -> bool:
    return side is not None and side.matches(own_words(clause.words))


def _clause(clause: Clause, side: TextClause | None) -> Iterator[Discrepancy]:
    words = own_words(clause.words)
    says = f"“{words}” (fingerprint {clause.fingerprint})" if words else "nothing but its parts"
    if side is None:
        to_do = "Look whether it was removed or has another id (“clausewise policy diff” tells)."
        yield Discrepancy(clause.id, says, "no clause of this id", to_do)
    elif not side.matches(words):
        registered = TextClause(clause.id, words, 1)
        printed = nearest_readings(registered, side)[1]
        pin = fingerprint(printed) if printed else "none"
        yield Discrepancy(
            clause.id,
            says,
            f"“{printed}” (fingerprint {pin})" if printed else "nothing but its parts",
            "Read the clause and its rules again; then register the words the policy prints and "
            "pin their fingerprint.",
            side.line,
        )


def _order(pack: Pack, policy: PolicyText) -> Iterator[Discrepancy]:
    """Clauses that stand elsewhere in the text, by the ids alone."""
    ids = [clause.id for clause in policy.clauses if clause.id in pack.clauses]
    common = set(ids)
    registered = PolicyText(
        "", tuple(TextClause(clause, clause, 1) for clause in pack.clauses if clause in common)
    )
    printed = PolicyText("", tuple(TextClause(clause_id, clause_id, 1) for clause_id in ids))
    lines = {clause.id: clause.line for clause in policy.clauses}
    for moved in compare(registered, printed).of_kind(ChangeKind.MOVED):
        assert moved.new is not None
        yield Discrepancy(
            moved.new.id,
            f"stands after {moved.after_old}" if moved.after_old else "stands first",
            f"stands after {moved.after_new}" if moved.after_new else "stands first",
            "Put the clause where the policy prints it.",
            lines[moved.new.id],
        )


def _without_ids(pack: Pack, file: str, text: PlainText) -> Verification:
    stands: dict[str, Stands] = {}
    found: list[Discrepancy] = []
    for clause in pack.clauses.values():
        words = own_words(clause.words)
        if not words:
            continue
        stands[clause.id], missing = find_clause(words, text)
        found.extend(
            Discrepancy(
                clause.id,
                f"“{part}”" + ("" if part == words else ", a cell of its row"),
                _pieces(part, text),
                "Find the words in the policy; where they differ, read the clause and its rules "
                "again and register what the policy prints.",
            )
            for part in missing
        )
    quotes = list(_rule_quotes(pack))
    found.extend(
        _misquoted(rule_id, clause_id, quote, None)
        for rule_id, clause_id, quote in quotes
        if not text.contains(folded(quote))
    )
    queries = list(_query_quotes(pack))
    found.extend(
        _query_misquotes(query, passage) for query, passage in queries if not text.contains(passage)
    )
    return Verification(
        file, False, stands, len(quotes), len(queries), tuple(found), headers=text.headers
    )


def _pieces(words: str, text: PlainText) -> str:
    beginning, ending = pieces_found(words, text)
    if not beginning and not ending:
        return "none of these words one after another"
    if len(beginning.split()) + len(ending.split()) >= len(words.split()) and beginning and ending:
        return f"“{beginning}” and, apart from it, “{ending}”: it cuts the words in two"
    pieces = [f"“{beginning}”, which goes on otherwise"] if beginning else []
    pieces += [f"“{ending}”, which begins otherwise"] if ending else []
    return "; ".join(pieces)


def _rule_quotes(pack: Pack) -> Iterator[tuple[str, str, str]]:
    for rule in pack.rules.values():
        for clause_id, quote in rule.quotes.items():
            yield rule.id, clause_id, quote


def _query_quotes(pack: Pack) -> Iterator[tuple[PolicyQuery, str]]:
    for query in pack.queries:
        for words in query.words.split("”")[:-1]:
            passage = words.partition("“")[2]
            if passage:
                yield query, folded(passage)


def _misquoted(rule_id: str, clause_id: str, quote: str, side: TextClause | None) -> Discrepancy:
    return Discrepancy(
        f"rule {rule_id}",
        f"of {clause_id} it relies on “{folded(quote)}”",
        f"“{side.words}”"
        if side is not None
        else "these words nowhere that it could be looked for",
        "Judge whether the rule still tests what the clause asks, and correct the rule's quote.",
        side.line if side is not None else 0,
    )


def _query_misquotes(query: PolicyQuery, passage: str) -> Discrepancy:
    return Discrepancy(
        f"query {query.id}",
        f"quotes “{passage}”",
        "these words nowhere",
        "Judge whether the policy is still unclear there, and correct or remove the query.",
    )
