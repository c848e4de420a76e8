"""The forms of decisions, each beside the finding that it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from engine.nouns.policy.pack import Pack
from evidence.privacy.nhs_numbers import holds_nhs_number
from web.pages.plain_form import PlainForm

_FORMULA = ("=", "+", "-", "@", "\t")


class WordsField(forms.CharField):
    """Text that goes into the decisions: no formula, and no NHS number."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if isinstance(text, str) and text.startswith(_FORMULA):
            raise forms.ValidationError("Begin with a letter or a digit.")
        if isinstance(text, str) and holds_nhs_number(text):
            raise forms.ValidationError(
                "It holds what may be an NHS number. Nothing about a single child belongs here."
            )
        return " ".join(text.split()) if isinstance(text, str) else text


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


def _long(label: str) -> WordsField:
    return WordsField(label=label, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(PlainForm):
    """A form whose fields are what is decided, as text and days.

    Several stand on one page, so each has ids of its own.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"auto_id": f"{type(self).__name__}-%s", **named})

    @property
    def content(self) -> dict[str, str]:
        """What was typed, days as ISO writes them."""
        return {
            name: value.isoformat() if isinstance(value, dt.date) else str(value)
            for name, value in self.cleaned_data.items()
        }


class WaiverForm(DecisionForm):
    """A waiver proposed: why, and until when."""

    reason = _long("Why it can be lived with")
    until = _day("Until (the last day on which it holds)")


class ActionForm(DecisionForm):
    """An action agreed."""

    action = _long("What is to be done")
    owner = WordsField(label="Who owns it", max_length=200)
    due = _day("By when")


class ClosingForm(DecisionForm):
    """An action done, with the evidence of it."""

    closed_on = _day("Done on")
    evidence = _long("Evidence that it is done")


class CommentForm(DecisionForm):
    """A comment."""

    text = _long("Comment")


class MeetingForm(DecisionForm):
    """What comes of a question at a meeting: the answer, and what is agreed by whom by when."""

    finding = forms.ChoiceField(label="About which finding")
    answer = WordsField(
        label="The answer",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    action = WordsField(
        label="What is agreed",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = WordsField(label="Who owns it", max_length=200, required=False)
    due = forms.DateField(
        label="By when", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, findings: list[tuple[str, str]], *given: Any) -> None:
        super().__init__(*given)
        chosen = self.fields["finding"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = findings

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        agreed = [said.get(name) for name in ("action", "owner", "due")]
        if any(agreed) and not all(agreed):
            self.add_error("action", "An action needs what is to be done, who owns it, and a day.")
        if not any(agreed) and not said.get("answer"):
            self.add_error("answer", "Write the answer, or what is agreed.")
        return said


class ModerationForm(DecisionForm):
    """An assessor's own score of an answer of the audit."""

    question = forms.ChoiceField(label="Question of the audit")
    score = forms.ChoiceField(label="Your score")
    reason = _long("Why")

    def __init__(self, questions: list[tuple[str, str]], pack: Pack, *given: Any) -> None:
        super().__init__(*given)
        chosen, scored = self.fields["question"], self.fields["score"]
        assert isinstance(chosen, forms.ChoiceField)
        assert isinstance(scored, forms.ChoiceField)
        chosen.choices = questions
        scored.choices = [
            (answer, f"{answer} ({meaning.replace('_', ' ')})")
            for answer, meaning in pack.vocabulary.scale.answers.items()
        ]


def questions_of(pack: Pack, rule: str, kind: str) -> list[tuple[str, str]]:
    """The questions of the audit about the clauses that a rule cites, put to a kind."""
    cites = pack.rules[rule].cites if rule in pack.rules else ()
    return [
        (question.id, f"{question.id}: {question.text}")
        for question in pack.vocabulary.questions.values()
        if question.clause in cites and kind in question.kinds
    ]
