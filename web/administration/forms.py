"""The forms about people and organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from web.access.roles import OF_ORGANISATIONS, PersonRole
from web.pages.plain_form import PlainForm
from web.people.models import Account, KnownOrganisation, Membership

PERSON_IS_THERE = "Somebody with this address is there already."
ORGANISATION_IS_THERE = "An organisation with this code is there already."


class SignInForm(PlainForm):
    """Who somebody says they are."""

    email = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(PlainForm):
    """A new password, twice."""

    password = forms.CharField(
        label="New password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same again",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Account, *given: Any) -> None:
        super().__init__(*given)
        self.person = person

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        password = said.get("password", "")
        if password and password != said.get("again"):
            self.add_error("again", "The two are not the same.")
        elif password:
            try:
                password_validation.validate_password(password, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return said


class CodeForm(PlainForm):
    """A code of a second factor, or one that stands in for it."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="The six digits that your app shows now, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


class TokenForm(PlainForm):
    """A token to be made."""

    label = forms.CharField(
        label="What it is for", max_length=100, help_text="So that you know it again."
    )
    days = forms.ChoiceField(
        label="It ends after",
        choices=[("7", "a week"), ("30", "30 days"), ("90", "90 days"), ("365", "a year")],
        initial="30",
    )


def _role_key(role: PersonRole, code: str = "") -> str:
    return f"{role.value}:{code}"


class PersonForm(PlainForm):
    """A person, and what they may do."""

    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail")
    roles = forms.MultipleChoiceField(
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody approves what they themselves proposed, whatever roles they have.",
    )
    is_active = forms.BooleanField(label="May sign in", required=False, initial=True)

    def __init__(self, *given: Any, person: Account | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.organisations = {
            organisation.code: organisation for organisation in KnownOrganisation.objects.all()
        }
        overall = [
            (_role_key(role), role.label) for role in PersonRole if role not in OF_ORGANISATIONS
        ]
        own = [
            (_role_key(role, organisation.code), f"{organisation.name}: {what} returns")
            for organisation in self.organisations.values()
            for role, what in ((PersonRole.SUBMITTER, "sends"), (PersonRole.CERTIFIER, "certifies"))
        ]
        chosen = self.fields["roles"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [*overall, *own]
        self.person = person
        if person is not None:
            del self.fields["name"], self.fields["email"]
            self.initial |= {"roles": _held(person), "is_active": person.is_active}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().casefold()
        if Account.objects.filter(email=email).exists():
            raise forms.ValidationError(PERSON_IS_THERE)
        return email

    @property
    def given(self) -> list[tuple[PersonRole, KnownOrganisation | None]]:
        """The roles that are ticked, each with its organisation."""
        pairs = (key.partition(":") for key in self.cleaned_data["roles"])
        return [(PersonRole(role), self.organisations.get(code)) for role, _, code in pairs]


def _held(person: Account) -> list[str]:
    held = Membership.objects.filter(person=person).select_related("organisation")
    return [
        _role_key(
            PersonRole(membership.role),
            membership.organisation.code if membership.organisation else "",
        )
        for membership in held
    ]


class OrganisationForm(PlainForm):
    """An organisation to be known."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$",
        label="Code",
        help_text="As its returns give it: letters, digits and hyphens.",
    )
    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="Kind")

    def __init__(self, kinds: list[tuple[str, str]], *given: Any) -> None:
        super().__init__(*given)
        chosen = self.fields["kind"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = kinds

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].upper()
        if KnownOrganisation.objects.filter(code=code).exists():
            raise forms.ValidationError(ORGANISATION_IS_THERE)
        return code
