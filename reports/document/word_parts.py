"""The few parts of a Word file that python-docx has no call for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.shape import InlineShape
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph


def _part(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    part = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        part.set(qn(f"w:{key}"), value)
    return part


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word works out itself, such as ``PAGE`` for the page's number."""
    for kind in ("begin", "", "end"):
        run: Any = paragraph.add_run()._r
        if kind:
            run.append(_part("fldChar", fldCharType=kind))
        else:
            words = _part("instrText")
            words.text = instruction
            run.append(words)


def set_hanging_indent(paragraph: Paragraph, millimetres: int) -> None:
    """Set an item of a list off from the next one, its further lines under its first word."""
    from docx.shared import Mm, Pt

    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Mm(millimetres), Mm(-millimetres)
    layout.space_after = Pt(5)
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(_part("contextualSpacing", val="0"))


def repeat_as_header(row: _Row) -> None:
    """Repeat a table's row at the top of each page that the table reaches."""
    row_element: Any = row._tr
    row_element.get_or_add_trPr().append(_part("tblHeader"))


def never_split(row: _Row) -> None:
    """Keep a row on one page."""
    row_element: Any = row._tr
    row_element.get_or_add_trPr().append(_part("cantSplit"))


def shade_heading(cell: _Cell) -> None:
    """Give a table's cell the ground of a heading."""
    cell_element: Any = cell._tc
    ground = _part("shd", val="clear", color="auto", fill="D8DDE0")
    cell_element.get_or_add_tcPr().append(ground)


def describe_picture(shape: InlineShape, words: str) -> None:
    """Give a picture its alternative text."""
    properties: Any = shape._inline.docPr
    properties.set("descr", words)


def ask_for_language(style: Any, language: str) -> None:
    """The language in which Word checks spelling and a screen reader speaks."""
    style.get_or_add_rPr().append(_part("lang", val=language))
