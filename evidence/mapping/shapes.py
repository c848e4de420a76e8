"""The shape of a mapping's file: which keys there are and what each holds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from engine.loading.files.shapes import Shape
from evidence.mapping.foreign_sheet import row_and_column
from evidence.mapping.nouns import ANSWERS, Take
from evidence.nouns.grid import column_number


def _yes_no(given: Any) -> Any:
    return {True: "yes", False: "no"}.get(given, given) if isinstance(given, bool) else given


def _several(given: Any) -> Any:
    return [given] if isinstance(given, str) else given


def _text(given: Any) -> Any:
    return str(given) if isinstance(given, int | float) and not isinstance(given, bool) else given


def _cell_of_a_sheet(given: str) -> str:
    row_and_column(given)
    return given


def _column_of_a_sheet(given: str) -> str:
    column_number(given)
    return given


YesOrText = Annotated[str, BeforeValidator(_yes_no)]
YesNo = Annotated[Literal["yes", "no"], BeforeValidator(_yes_no)]
Text = Annotated[str, BeforeValidator(_text)]
Ref = Annotated[
    str, Field(pattern=r"^[A-Z]{1,3}[1-9][0-9]{0,6}$"), AfterValidator(_cell_of_a_sheet)
]
Letters = Annotated[str, Field(pattern=r"^[A-Z]{1,3}$"), AfterValidator(_column_of_a_sheet)]
Refs = Annotated[list[Ref], BeforeValidator(_several), Field(min_length=1)]


class RowShape(Shape):
    """One row of a table of the pack, and where its answers stand."""

    confirmed: YesNo = "no"
    chosen: str | None = None
    """In the workbook alone: the label of the row that a person chose."""
    table: str = ""
    row: dict[str, Text] = Field(default_factory=dict)
    cells: dict[str, Refs]
    quarters: dict[str, Refs] = Field(default_factory=dict)
    """By column, the heading of each of its cells, which names the quarter."""
    take: dict[str, Literal["whole", "in brackets", "before brackets", "ticked"]] = Field(
        default_factory=dict
    )
    rests_on: dict[Ref, Text] = Field(default_factory=dict)
    confidence: int = 0
    scale: str = ""
    why_not: str = ""


class SheetShape(Shape):
    """One sheet: its layout, and its rows."""

    sheet: str
    fingerprint: str
    label_columns: list[Letters] = Field(default_factory=list)
    words: dict[Ref, Text]
    rows: list[RowShape]


class SenderScaleShape(Shape):
    """What the sender's scores mean."""

    id: str
    because: str = ""
    answers: dict[Text, YesOrText]
    choices: list[YesOrText] = Field(default_factory=lambda: list(ANSWERS))
    """What can be meant."""
    confirmed: YesNo = "no"


class MappingShape(Shape):
    """A sender's own layout, mapped to the pack."""

    mapping: Literal[1]
    pack: str
    made_from: str
    organisation: dict[Literal["code", "name", "kind", "legal_form", "services"], Text] = Field(
        default_factory=dict
    )
    """What the sender's file does not say of its organisation."""
    scales: list[SenderScaleShape] = Field(default_factory=list)
    sheets: list[SheetShape]
    returns: dict[str, str] = Field(default_factory=dict)
    """The returns that it is for, by the name of their file or folder, each with its quarter;
    blank for whatever has its layout."""


def mapping_schema() -> dict[str, object]:
    """The JSON Schema of a mapping, for editors."""
    schema = MappingShape.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A mapping of a sender's own layout",
    }


TAKES = {take.value: take for take in Take}
