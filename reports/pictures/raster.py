"""An SVG picture as PNG, for Word, which shows no SVG without one."""

from __future__ import annotations

_PAGE = """#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: ("Arial", "Liberation Sans", "DejaVu Sans"))
#image(bytes(sys.inputs.picture), format: "svg")
"""
DOTS = 220
"""Dots an inch: sharp on paper, and some tens of kilobytes a picture."""


def png(svg: str) -> bytes:
    """The picture as PNG. Raises ValueError where it is no SVG that can be drawn."""
    import typst

    try:
        made = typst.compile(_PAGE.encode(), format="png", ppi=DOTS, sys_inputs={"picture": svg})
    except typst.TypstError as error:
        raise ValueError(f"the picture cannot be drawn: {error}") from error
    if not isinstance(made, bytes):
        raise ValueError("the picture takes more than one page")
    return made
