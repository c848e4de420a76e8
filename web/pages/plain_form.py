"""The form that all forms of the application are: it says in plain words what is missing."""

from __future__ import annotations

from typing import Any

from django import forms

_MISSING = "Fill this in."
_NO_ADDRESS = "Write an e-mail address, such as jane.quill@example.org."


class PlainForm(forms.Form):
    """A form whose fields say what to do where nothing, or nothing usable, was given."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.error_messages["required"] = _missing(field)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _NO_ADDRESS


def _missing(field: forms.Field) -> str:
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return "Choose at least one."
    if isinstance(field, forms.ChoiceField):
        return "Choose one."
    return "Give the day." if isinstance(field, forms.DateField) else _MISSING
