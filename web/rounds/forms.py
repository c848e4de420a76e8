"""The forms of rounds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model

from engine.nouns.evidence.errors import ClausewiseError
from engine.nouns.quarter import Quarter
from web.access.roles import PersonRole
from web.pages.plain_form import PlainForm
from web.people.models import Account, KnownOrganisation
from web.rounds.models import Round
from web.rounds.packs import check_parameters, numbers_in_full, pack_names

ROUND_IS_THERE = "There is a round for this quarter and pack already."


class OrganisationsField(forms.ModelMultipleChoiceField):
    """Organisations, each by its code and name."""

    def label_from_instance(self, obj: Model) -> str:
        return f"{obj.code} {obj.name}" if isinstance(obj, KnownOrganisation) else str(obj)


class PeopleField(forms.ModelMultipleChoiceField):
    """People, each by name and address."""

    def label_from_instance(self, obj: Model) -> str:
        return obj.words if isinstance(obj, Account) else str(obj)


def assessors_field() -> PeopleField:
    """Who assesses a round, of all who may."""
    return PeopleField(
        Account.objects.filter(is_active=True, memberships__role=PersonRole.ASSESSOR.value),
        label="Who assesses it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick the assessors who may see its returns. If you tick nobody, they all may.",
    )


class AssessorsForm(PlainForm):
    """Who assesses a round."""

    assessors = assessors_field()


class RoundForm(PlainForm):
    """A round that is to be made."""

    quarter = forms.CharField(label="Quarter", help_text="Like 2014-15 Q3.", max_length=20)
    pack = forms.ChoiceField(label="Policy pack")
    due = forms.DateField(
        label="Returns are due on", widget=forms.DateInput(attrs={"type": "date"})
    )
    organisations = OrganisationsField(
        KnownOrganisation.objects.all(),
        label="Who is expected to send a return",
        widget=forms.CheckboxSelectMultiple,
    )
    assessors = assessors_field()
    parameters = forms.CharField(
        label="Numbers agreed for this round",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="One on each line, such as “training_met: 90”; the names are listed below. "
        "Leave it empty to use the policy pack’s own numbers. A file that the command line takes "
        "with --parameters can be pasted here too.",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        packs = self.fields["pack"]
        assert isinstance(packs, forms.ChoiceField)
        packs.choices = [(name, name) for name in pack_names()]

    def clean_quarter(self) -> str:
        try:
            return Quarter.parse(self.cleaned_data["quarter"]).label
        except ValueError as error:
            raise forms.ValidationError(f"{error}.") from None

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if {"quarter", "pack"} <= said.keys():
            quarter, pack = Quarter.parse(said["quarter"]), said["pack"]
            said["parameters"] = numbers_in_full(said.get("parameters", ""), quarter)
            if Round.objects.filter(quarter=quarter.label, pack=pack).exists():
                self.add_error("quarter", ROUND_IS_THERE)
            try:
                check_parameters(pack, said["parameters"])
            except ClausewiseError as error:
                self.add_error("parameters", str(error))
        return said
