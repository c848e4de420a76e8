"""What must hold of the facts of any return."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.nouns.columns import columns_of
from tests.draws import draws

VALUES = st.sampled_from(
    [None, "", "N/K", "TBC", "n/a", "nil", "<5", "-", 0, 1, 3, 0.5, 98, "98%", "yes", "no", "?"]
)
ITEMS = ("2", "3", "6.1", "6.3", "6.4", "8.1", "8.3", "8.7", "8.8", "14")
QUESTIONS = ("S6.p08.a", "S6.p08.b", "S6.p11.c", "S6.p18.c")
ITEM_LINES = st.lists(
    st.fixed_dictionaries({"item": st.sampled_from(ITEMS), "value": VALUES, "note": VALUES}),
    unique_by=lambda line: line["item"],
)
AUDIT_LINES = st.lists(
    st.fixed_dictionaries(
        {
            "question": st.sampled_from(QUESTIONS),
            "score": VALUES,
            "moderated_score": VALUES,
            "not_applicable_reason": VALUES,
        }
    ),
    unique_by=lambda line: line["question"],
)


def known(found) -> dict:
    """What is known of each single answer, without what is worked out over many."""
    return {
        name: fact.value
        for name, fact in found.facts.items()
        if fact.value is not None and not name.endswith(("_percent", ".share"))
    }


def what_is_asked(fault) -> tuple:
    """A fault without its cells, which move with their lines."""
    return fault.severity, fault.expected, fault.to_do, fault.facts


@settings(deadline=None, max_examples=draws(20))
@given(ITEM_LINES, AUDIT_LINES, st.data())
def test_more_answers_change_no_other_answer(gather_from, items, audit, data) -> None:
    some = data.draw(st.lists(st.sampled_from(items), unique_by=id)) if items else []
    fewer = known(gather_from(dashboard=some, section11=audit[: len(audit) // 2]))
    more = known(gather_from(dashboard=items, section11=audit))
    assert {name: more.get(name) for name in fewer} == fewer


@settings(deadline=None, max_examples=draws(20))
@given(ITEM_LINES, AUDIT_LINES)
def test_more_answers_never_lower_the_share_answered(gather_from, items, audit) -> None:
    for name in ("dashboard.returned_percent", "section11.answered_percent"):
        few = gather_from(dashboard=items[:-1], section11=audit[:-1]).facts[name].value
        more = gather_from(dashboard=items, section11=audit).facts[name].value
        if few is not None:
            assert (few.low, few.high) <= (more.low, more.high)
            assert few.high <= more.high


@settings(deadline=None, max_examples=draws(20))
@given(ITEM_LINES, AUDIT_LINES, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(gather_from, items, audit, random) -> None:
    one = gather_from(dashboard=items, section11=audit)
    random.shuffle(items)
    random.shuffle(audit)
    other = gather_from(dashboard=items, section11=audit)
    assert {name: fact.value for name, fact in one.facts.items()} == {
        name: fact.value for name, fact in other.facts.items()
    }
    assert sorted(map(what_is_asked, one.faults)) == sorted(map(what_is_asked, other.faults))


TEXT = st.text(max_size=12)


@settings(deadline=None, max_examples=draws(20))
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=3), TEXT)
def test_no_text_breaks_it_or_makes_a_fact_up(gather_from, lines, services) -> None:
    def table(*columns):
        return [dict(zip(columns, line, strict=False)) for line in lines]

    found = gather_from(
        services,
        named_professionals=table("role", "title", "name", "wte"),
        dashboard=table("item", "part", "value", "note"),
        vacancies=table("role", "vacant_wte", "establishment_wte"),
        section11=table("question", "score", "moderated_score", "moderated_by", "moderated_on"),
        documents=table("kind", "title", "approved_on", "review_due", "published_at"),
        register=table(*columns_of("training")),
    )
    for fact in found.facts.values():
        assert (fact.value is None) == bool(fact.why_unknown)
    for fault in found.faults:
        assert fault.place
        assert fault.expected
        assert fault.to_do
