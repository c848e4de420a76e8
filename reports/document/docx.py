"""A document as a Word file: Word's own styles, headers that repeat, pictures with descriptions."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

from reports.document.blocks import (
    Block,
    Bullets,
    Chapter,
    Document,
    Heading,
    Paragraph,
    Picture,
    Pictures,
    Style,
    TableBlock,
    Words,
    WriteIn,
)
from reports.document.word_parts import (
    add_field,
    ask_for_language,
    describe_picture,
    never_split,
    repeat_as_header,
    set_hanging_indent,
    shade_heading,
)
from reports.pictures.raster import png
from reports.text import visible

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.packuri import PackURI
    from docx.section import Section
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

_A4 = (210, 297)
_MARGIN = 18
_FONT = "Arial"
_SIZES = {Style.BODY: 10.0, Style.LEAD: 12.0, Style.SMALL: 8.5}
_HEADING_SIZES = {1: 17, 2: 13, 3: 11}
_BLUE = (0x00, 0x30, 0x87)
_LONGEST_PROPERTY = 255
"""Characters that Word takes for a title among a file's properties; on its pages it is whole."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def docx(document: Document) -> bytes:
    """The document as .docx, A4; the same document gives the same bytes."""
    import docx as library

    word = library.Document()
    _styles(word)
    properties = word.core_properties
    properties.title = visible(document.title)[:_LONGEST_PROPERTY]
    properties.subject = visible(document.subject)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "Clausewise"
    properties.category = document.form
    properties.comments, properties.language, properties.revision = "", "en-GB", 1
    properties.created = properties.modified = dt.datetime.combine(document.dated, dt.time())
    for place, chapter in enumerate(document.chapters):
        section = word.sections[-1] if place == 0 else word.add_section()
        _lay(section, chapter)
        if place == 0:
            _footer(section, document.footer)
        for block in chapter.blocks:
            _add(word, section, block)
    return _packed(word)


def _styles(word: WordDocument) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZES[Style.BODY])
    normal.paragraph_format.space_after = Pt(6)
    ask_for_language(normal.element, "en-GB")
    for level, size in _HEADING_SIZES.items():
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor(*_BLUE)
        fonts = style.element.rPr.rFonts
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(name), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(5)
    caption = word.styles["Caption"]
    caption.font.size, caption.font.bold = Pt(9), False
    caption.font.color.rgb = RGBColor(0x21, 0x2B, 0x32)
    caption.paragraph_format.keep_with_next = True


def _lay(section: Section, chapter: Chapter) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    short, long = _A4
    width, height = (long, short) if chapter.landscape else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if chapter.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)


def _footer(section: Section, text: str) -> None:
    from docx.shared import Pt

    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{visible(text)}, page ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(8)


def _add(word: WordDocument, section: Section, block: Block) -> None:
    match block:
        case Heading():
            heading = word.add_heading(visible(block.text), block.level)
            heading.paragraph_format.page_break_before = block.new_page
        case Paragraph():
            paragraph = word.add_paragraph()
            _write(paragraph, block.words, _SIZES[block.style])
            paragraph.paragraph_format.keep_with_next = block.keep_with_next
        case Bullets():
            _bullets(word, block)
        case TableBlock():
            _table(word, section, block)
        case Picture():
            _picture(word, block)
        case WriteIn():
            _boxes(word, block)
        case Pictures():
            paragraph = word.add_paragraph()
            for picture in block.pictures:
                _drawn(paragraph, picture)


def _write(paragraph: WordParagraph, words: tuple[Words, ...], size: float) -> None:
    from docx.shared import Pt

    for part in words:
        run = paragraph.add_run(visible(part.text))
        run.bold = part.strong or None
        run.font.size = Pt(size)


def _bullets(word: WordDocument, block: Bullets) -> None:
    # Word's numbered style would count on from the list before, so the numbers are written.
    for number, item in enumerate(block.items, 1):
        style = "List Paragraph" if block.numbered else "List Bullet"
        paragraph = word.add_paragraph(style=style)
        if block.numbered:
            set_hanging_indent(paragraph, millimetres=6)
        shown = (Words(f"{number}. ", strong=True), *item) if block.numbered else item
        _write(paragraph, shown, _SIZES[Style.BODY])


def _table(word: WordDocument, section: Section, block: TableBlock) -> None:
    from docx.shared import Emu

    word.add_paragraph(visible(block.caption), style="Caption")
    table = word.add_table(rows=0, cols=len(block.header), style="Table Grid")
    table.autofit = False
    room = int(section.page_width or 0) - int(section.left_margin or 0) * 2
    widths = [Emu(room * width // sum(block.widths)) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    size = 8.0 if block.small else 9.0
    for place, row in enumerate((block.header, *block.rows)):
        line = table.add_row()
        never_split(line)
        if place == 0:
            repeat_as_header(line)
        for cell, text, width in zip(line.cells, row, widths, strict=True):
            cell.width = width
            _cell(cell, text, size, strong=place == 0)
            if place == 0:
                shade_heading(cell)
    word.add_paragraph()


def _cell(cell: _Cell, text: str, size: float, strong: bool) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    _write(paragraph, (Words(text, strong),), size)


def _boxes(word: WordDocument, block: WriteIn) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    table = word.add_table(rows=1, cols=len(block.labels), style="Table Grid")
    row = table.rows[0]
    never_split(row)
    row.height, row.height_rule = Mm(block.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, label in zip(row.cells, block.labels, strict=True):
        _cell(cell, label, 8.0, strong=False)
    word.add_paragraph()


def _picture(word: WordDocument, block: Picture) -> None:
    if block.caption:
        word.add_paragraph(visible(block.caption), style="Caption")
    _drawn(word.add_paragraph(), block)


def _drawn(paragraph: WordParagraph, block: Picture) -> None:
    from docx.shared import Mm

    shape = paragraph.add_run().add_picture(io.BytesIO(png(block.svg)), width=Mm(block.width))
    describe_picture(shape, visible(block.alternative))


class _PackageParts:
    """Takes a Word file's parts as the library gives them, and packs them without a time.

    The library would ask the clock for one, and fails where it shows a day before 1980.
    """

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def write(self, place: PackURI, content: bytes) -> None:
        """Take a part; the library calls it."""
        self._made[place.membername] = content

    def packed(self) -> bytes:
        """The file's bytes."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._made.items():
                part = zipfile.ZipInfo(name, _EARLIEST)
                part.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(part, content)
        return made.getvalue()


def _packed(word: WordDocument) -> bytes:
    from docx.opc.pkgwriter import PackageWriter

    package, made = word.part.package, _PackageParts()
    for part in package.parts:
        part.before_marshal()
    PackageWriter._write_content_types_stream(made, package.parts)  # type: ignore[no-untyped-call]
    PackageWriter._write_pkg_rels(made, package.rels)  # type: ignore[no-untyped-call]
    PackageWriter._write_parts(made, package.parts)  # type: ignore[arg-type]
    return made.packed()
