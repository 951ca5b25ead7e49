"""A paper as a Word file that an office may go on editing: GB/T 9704 measures, the prescribed faces."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run as Piece

from fazhi.documents.check_mark import as_png, check_words
from fazhi.documents.paper import (
    Attachments,
    Block,
    FieldGrid,
    Heading,
    Paper,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
    runs,
)

TITLE_FACE: Final = "方正小标宋简体"
TEXT_FACE: Final = "仿宋_GB2312"
BLACK_FACE: Final = "黑体"
BRUSH_FACE: Final = "楷体_GB2312"
SONG_FACE: Final = "宋体"
LATIN_FACE: Final = "Times New Roman"
RED: Final = RGBColor(0xC8, 0x16, 0x1D)

_FIXED: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # the format wants a naive time; a file need not know when it was drawn
_ZIP_TIME: Final = (2000, 1, 1, 0, 0, 0)
_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTY_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def draw(paper: Paper) -> bytes:
    """Draw ``paper`` as docx.  Each figure is a bookmark, explained in the custom properties."""
    return _Drawing(paper).file()


class _Drawing:
    """One Word file while it is being drawn."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.is_form = paper.kind == "form"
        self.size = Pt(14) if self.is_form else Pt(16)
        self.pitch = Pt(26.2) if self.is_form else Pt(28.95)
        self.width = Mm(160) if self.is_form else Mm(156)
        self.figures: list[str] = []
        self.document: Document = docx.Document()
        self._page()
        self._styles()
        self._head()
        for block, following in zip(paper.body, (*paper.body[1:], None), strict=True):
            self._block(block, following)
        self._foot()
        self._properties()

    def file(self) -> bytes:
        made = io.BytesIO()
        self.document.save(made)
        return _with_fixed_times(made)

    # the page

    def _page(self) -> None:
        paper, section = self.paper, self.document.sections[0]
        section.start_type = WD_SECTION.NEW_PAGE
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = Mm(27) if self.is_form else Mm(37)
        section.bottom_margin = Mm(30) if self.is_form else Mm(35)
        section.left_margin = Mm(26) if self.is_form else Mm(28)
        section.right_margin = Mm(24) if self.is_form else Mm(26)
        section.header_distance, section.footer_distance = Mm(15), Mm(23 if self.is_form else 24)
        for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001  # python-docx has no word for the grid
            section._sectPr.remove(old)  # noqa: SLF001  # python-docx has no word for the grid
        grid = OxmlElement("w:docGrid")
        characters = 32 if self.is_form else 28
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:linePitch"), str(round(self.pitch.pt * 20)))
        grid.set(qn("w:charSpace"), str(round((self.width.pt / characters - self.size.pt) * 4096)))
        section._sectPr.append(grid)  # noqa: SLF001  # python-docx has no word for the grid
        if self.is_form:
            self._number(section.footer.paragraphs[0], "第 ", " 页", WD_ALIGN_PARAGRAPH.CENTER, Pt(10.5))
        else:
            self.document.settings.odd_and_even_pages_header_footer = True
            self._number(section.footer.paragraphs[0], "— ", " —", WD_ALIGN_PARAGRAPH.RIGHT, Pt(14))
            self._number(section.even_page_footer.paragraphs[0], "— ", " —", WD_ALIGN_PARAGRAPH.LEFT, Pt(14))
        if paper.kind == "official" and paper.letter:
            section.different_first_page_header_footer = True
            _ruled(section.first_page_footer.paragraphs[0], "top", "thinThickSmallGap", 24)
        if paper.withdrawn is not None or paper.watermark:
            for head in (section.header, section.even_page_header, section.first_page_header):
                self._across(head.paragraphs[0])

    def _across(self, line: Line) -> None:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if self.paper.withdrawn is not None:
            self._say(line, runs("已撤回"), face=BLACK_FACE, size=Pt(26), colour=RED)
        if self.paper.watermark:
            text = ("　" if self.paper.withdrawn is not None else "") + self.paper.watermark
            self._say(line, runs(text), face=BLACK_FACE, size=Pt(22), colour=RGBColor(0xD0, 0xD0, 0xD0))

    def _number(self, line: Line, before: str, after: str, align: WD_ALIGN_PARAGRAPH, size: Pt) -> None:
        line.alignment = align
        if align == WD_ALIGN_PARAGRAPH.RIGHT:
            line.paragraph_format.right_indent = size
        if align == WD_ALIGN_PARAGRAPH.LEFT:
            line.paragraph_format.left_indent = size
        self._say(line, runs(before), face=SONG_FACE, size=size)
        piece = line.add_run()
        _dress(piece, face=SONG_FACE, size=size)
        for part, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
            piece._r.append(_field_part(part, text))  # noqa: SLF001  # python-docx has no word for fields
        self._say(line, runs(after), face=SONG_FACE, size=size)

    def _styles(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.size = self.size
        _faces(normal.element.get_or_add_rPr(), TEXT_FACE)
        form = normal.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, self.pitch
        form.widow_control = False
        faces = (BLACK_FACE, BRUSH_FACE, TEXT_FACE, TEXT_FACE)
        for level, face in enumerate(faces, start=1):
            style = self.document.styles[f"Heading {level}"]
            style.font.size, style.font.bold, style.font.italic = self.size, level == 3, False
            style.font.color.rgb = RGBColor(0, 0, 0)
            _faces(style.element.get_or_add_rPr(), face)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)

    # the parts

    def _head(self) -> None:
        paper = self.paper
        if paper.withdrawn is not None:
            note = self._line(runs("【已撤回】" + paper.withdrawn), indent=False, face=BLACK_FACE, colour=RED)
            note.paragraph_format.space_after = Pt(10)
        if paper.kind == "official":
            self._red_head()
        elif paper.organ_over_title:
            self._line(runs(paper.organ), align="center", face=TITLE_FACE, size=Pt(18))
        title = self._line(runs(paper.title), align="center", face=TITLE_FACE, size=Pt(22))
        title.paragraph_format.line_spacing = Pt(33)
        if paper.number and paper.kind != "official":
            self._line(
                runs(paper.number),
                align="right" if self.is_form else "center",
                size=Pt(12) if self.is_form else None,
            )
        if not self.is_form:
            self._line(())
        if paper.addressee:
            self._line(paper.addressee, indent=False)

    def _red_head(self) -> None:
        paper = self.paper
        mark = paper.mark or (paper.organ if paper.letter else paper.organ + "文件")
        most = 34 if paper.letter else 50
        size = Pt(max(16, min(most, int(self.width.pt / max(len(mark), 1) * 0.95))))
        line = self._line(runs(mark), align="center", face=TITLE_FACE, size=size, colour=RED)
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if paper.letter:
            _ruled(line, "bottom", "thickThinSmallGap", 24)
            self._line(runs(paper.number), align="right")
        else:
            line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(76), self.pitch * 2
            number = self._line(runs(paper.number), align="center")
            number.paragraph_format.space_after = self.pitch * 2
            _ruled(number, "bottom", "single", 12)

    def _block(self, block: Block, following: Block | None) -> None:
        match block:
            case Heading():
                line = self.document.add_paragraph(style=f"Heading {block.level}")
                line.paragraph_format.first_line_indent = self.size * 2
                self._say(
                    line,
                    runs(block.text),
                    face=(BLACK_FACE, BRUSH_FACE, TEXT_FACE, TEXT_FACE)[block.level - 1],
                )
            case Paragraph():
                line = self._line(block.runs, indent=block.indent, align=block.align)
                line.paragraph_format.keep_with_next = isinstance(following, Signature) or None
            case Table():
                self._table(block)
            case FieldGrid():
                self._grid(block)
            case Signature():
                self._signature(block, sticky=isinstance(following, Signature))
            case Attachments():
                self._line(())
                for at, name in enumerate(block.names, start=1):
                    number = f"{at}." if len(block.names) > 1 else ""
                    line = self._line(runs(("附件：" if at == 1 else "") + number + name), indent=False)
                    line.paragraph_format.left_indent = self.size * (2 if at == 1 else 5)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._line(runs(table.caption), align="center", face=BLACK_FACE, size=Pt(14))
        align = table.align or ("left",) * len(table.head)
        drawn = self._boxes(1 + len(table.rows), len(table.head), table.widths)
        for column, cell in enumerate(table.head):
            self._fill(drawn.cell(0, column), cell, align="center", face=BLACK_FACE)
        drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # repeats on each page
        for at, row in enumerate(table.rows, start=1):
            boxes = drawn.rows[at].cells
            for box, cell, side in zip(boxes, row, align, strict=True):
                self._fill(box, cell, align=side)

    def _grid(self, grid: FieldGrid) -> None:
        places = grid.places()
        drawn = self._boxes(len(places), grid.columns, grid.widths)
        for at, row in enumerate(grid.rows):
            free = iter([column for column, (_, begins) in enumerate(places[at]) if begins])
            height = max((cell.lines for cell in row), default=1)
            drawn.rows[at].height_rule, drawn.rows[at].height = (
                WD_ROW_HEIGHT_RULE.AT_LEAST,
                Pt(19 * height + 8),
            )
            for cell in row:
                column = next(free)
                box = drawn.cell(at, column)
                if cell.across > 1 or cell.down > 1:
                    box = box.merge(drawn.cell(at + cell.down - 1, column + cell.across - 1))
                face = SONG_FACE if cell.label else TEXT_FACE
                self._fill(
                    box, cell.runs, align="center" if cell.label else "left", face=face, top=cell.lines > 2
                )

    def _boxes(self, rows: int, columns: int, widths: tuple[int, ...]) -> Any:
        drawn = self.document.add_table(rows, columns, style="Table Grid")
        drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        parts = widths or (1,) * columns
        for column, part in zip(drawn.columns, parts, strict=True):
            width = Mm(self.width.mm * part / sum(parts))
            column.width = width
            for box in column.cells:
                box.width = width
        return drawn

    def _fill(self, box: Any, text: Runs, *, align: str, face: str = TEXT_FACE, top: bool = False) -> None:
        line = box.paragraphs[0]
        line.alignment = _ALIGN[align]
        line.paragraph_format.line_spacing = Pt(19)
        label = align == "center"
        box.vertical_alignment = WD_ALIGN_VERTICAL.TOP if top and not label else WD_ALIGN_VERTICAL.CENTER
        self._say(line, text, face=face, size=Pt(12))

    def _signature(self, signature: Signature, *, sticky: bool) -> None:
        """Draw the place to sign, on one page with what is signed next if ``sticky``."""
        if signature.seal:
            self._line(()).paragraph_format.keep_with_next = True
            for text, last in (
                ((*signature.who, *runs(signature.seal)), False),
                (runs(signature.date), True),
            ):
                line = self._line(text, align="right")
                line.paragraph_format.keep_with_next = sticky or not last
                line.paragraph_format.right_indent = self.size * (
                    2 if text and text[-1].text == signature.seal else 4
                )
            return
        after = "　" + signature.date if signature.date else ""
        line = self._line((*signature.who, *runs("：")), indent=False)
        line.paragraph_format.space_before = Pt(self.pitch.pt / 2)
        line.paragraph_format.keep_with_next = sticky
        self._say(line, runs("　" * 9))
        line.runs[-1].underline = True
        self._say(line, runs(after))

    def _foot(self) -> None:
        paper = self.paper
        if paper.date:
            self._line(runs(paper.date), align="right").paragraph_format.right_indent = self.size * 4
        if paper.copies:
            line = self._line(runs("抄送：" + paper.copies), indent=False, size=Pt(14))
            line.paragraph_format.space_before = self.pitch * 2
            line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
            _ruled(line, "top", "single", 8, red=False)
            _ruled(line, "bottom", "single", 8, red=False)
        if mark := as_png(paper):
            line = self._line((), indent=False)
            line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            line.paragraph_format.space_before = Pt(self.pitch.pt / 2)
            line.add_run().add_picture(io.BytesIO(mark), width=Mm(15))
            self._say(line, runs("　" + check_words(paper)), face=SONG_FACE, size=Pt(9))

    # lines and pieces

    def _line(
        self,
        text: Runs,
        *,
        indent: bool = True,
        align: str = "left",
        face: str = TEXT_FACE,
        size: Pt | None = None,
        colour: RGBColor | None = None,
    ) -> Line:
        line = self.document.add_paragraph()
        if align != "left":
            line.alignment = _ALIGN[align]
        elif indent:
            line.paragraph_format.first_line_indent = self.size * 2
        self._say(line, text, face=face, size=size, colour=colour)
        return line

    def _say(
        self,
        line: Line,
        text: Runs,
        *,
        face: str = TEXT_FACE,
        size: Pt | None = None,
        colour: RGBColor | None = None,
    ) -> None:
        for run in text:
            start = self._bookmark(line, run)
            piece = line.add_run(run.text)
            _dress(piece, face=face, size=size, colour=colour)
            if start is not None:
                end = OxmlElement("w:bookmarkEnd")
                end.set(qn("w:id"), start)
                line._p.append(end)  # noqa: SLF001  # python-docx has no word for bookmarks

    def _bookmark(self, line: Line, run: Run) -> str | None:
        if run.figure is None:
            return None
        self.figures.append(f"{run.figure.indicator} {run.figure.anchor}".rstrip())
        number = str(len(self.figures))
        begin = OxmlElement("w:bookmarkStart")
        begin.set(qn("w:id"), number)
        begin.set(qn("w:name"), f"figure_{number}")
        line._p.append(begin)  # noqa: SLF001  # python-docx has no word for bookmarks
        return number

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title, core.author = self.paper.title[:255], self.paper.organ[:255]
        core.last_modified_by = core.comments = core.keywords = ""
        core.created = core.modified = _FIXED
        core.revision = 1
        said = {f"figure_{at}": text for at, text in enumerate(self.figures, start=1)}
        if self.paper.check_code:
            said["check_code"] = self.paper.check_code
        package = self.document.part.package
        if said and package is not None:
            part = Part(PackURI("/docProps/custom.xml"), _PROPERTIES, _custom_properties(said), package)
            package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom_properties(said: dict[str, str]) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    names = f'xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes"'
    items = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{at}" name="{name}">'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for at, (name, text) in enumerate(said.items(), start=2)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {names}>{items}</Properties>'
    ).encode()


def _dress(piece: Piece, *, face: str, size: Pt | None = None, colour: RGBColor | None = None) -> None:
    _faces(piece._r.get_or_add_rPr(), face)  # noqa: SLF001  # python-docx sets the Latin face only
    if size is not None:
        piece.font.size = size
    if colour is not None:
        piece.font.color.rgb = colour


def _faces(properties: Any, face: str) -> None:
    faces = properties.get_or_add_rFonts()
    for old in list(faces.attrib):
        del faces.attrib[old]
    for script, name in (
        ("ascii", LATIN_FACE),
        ("hAnsi", LATIN_FACE),
        ("eastAsia", face),
        ("cs", LATIN_FACE),
    ):
        faces.set(qn(f"w:{script}"), name)
    faces.set(qn("w:hint"), "eastAsia")


def _field_part(part: str, text: str) -> Any:
    if part == "":
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = text
    elif part == "text":
        element = OxmlElement("w:t")
        element.text = text
    else:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), part)
    return element


def _ruled(line: Line, side: str, kind: str, eighths: int, *, red: bool = True) -> None:
    """Draw a rule over or under ``line``, ``eighths`` of a point thick."""
    properties = line._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no word for paragraph borders
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
            "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid",
            "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
            "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId",
            "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
        )  # fmt: skip
    rule = OxmlElement(f"w:{side}")
    for name, value in (
        ("val", kind),
        ("sz", str(eighths)),
        ("space", "4"),
        ("color", str(RED) if red else "000000"),
    ):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)


def _with_fixed_times(made: io.BytesIO) -> bytes:
    """Return the file packed anew: parts in order of name, one time for all, no thumbnail."""
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
