"""An invoice as a PDF: one page of A4, in a free font that has every letter of our three languages."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.wording.invoices import Worded, page_line

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "SourceSansPro"
"""SIL Open Font License; the package font-source-sans-pro ships it."""
MARGIN, WIDTH = 20.0, 170.0
COLUMNS = (86.0, 20.0, 32.0, 32.0)
LINE, SMALL = 5.2, 4.4
INK, MUTED, RULE = (27, 31, 36), (87, 96, 106), (208, 213, 219)


def pdf_of(invoice: Worded, issued_at: datetime) -> bytes:
    """The file. The same invoice is always the same bytes."""
    from fpdf import FPDF  # noqa: PLC0415  what prints nothing starts without it

    class Paper(FPDF):
        """A page with its number at the foot."""

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font(FONT, size=8)
            self.set_text_color(*MUTED)
            told = page_line(invoice.language, invoice.number, self.page_no(), "{nb}")
            self.cell(0, SMALL, told, align="C")

    paper = Paper(format="A4")
    paper.set_creation_date(issued_at)
    paper.set_title(f"{invoice.title} {invoice.number}")
    paper.set_lang(invoice.language)
    paper.set_margins(MARGIN, MARGIN, MARGIN)
    paper.c_margin = 0
    paper.set_auto_page_break(auto=True, margin=22)
    folder = files("font_source_sans_pro") / "files"
    paper.add_font(FONT, "", str(folder / "SourceSansPro-Regular.ttf"))
    paper.add_font(FONT, "B", str(folder / "SourceSansPro-Semibold.ttf"))
    paper.add_page()
    _head(paper, invoice)
    _parties(paper, invoice)
    _table(paper, invoice)
    _sums(paper, invoice)
    _notes(paper, invoice)
    return bytes(paper.output())


def _head(paper: FPDF, invoice: Worded) -> None:
    """The seller's name, large; the word for an invoice, and its number and dates at the right."""
    paper.set_text_color(*INK)
    paper.set_font(FONT, "B", 20)
    top = paper.get_y()
    paper.multi_cell(WIDTH / 2, 9, invoice.title, new_x="LMARGIN", new_y="NEXT")
    paper.set_y(top)
    for label, value in invoice.head:
        paper.set_x(MARGIN + WIDTH / 2)
        paper.set_font(FONT, size=9.5)
        paper.set_text_color(*MUTED)
        paper.cell(WIDTH / 4, LINE, label, align="R")
        paper.set_font(FONT, "B", 9.5)
        paper.set_text_color(*INK)
        paper.cell(WIDTH / 4, LINE, value, align="R", new_x="LMARGIN", new_y="NEXT")
    paper.ln(12)


def _parties(paper: FPDF, invoice: Worded) -> None:
    """Who sells at the left, who is invoiced at the right."""
    top, lowest = paper.get_y(), paper.get_y()
    for left, (heading, *lines) in ((MARGIN, invoice.seller), (MARGIN + WIDTH / 2 + 4, invoice.buyer)):
        paper.set_xy(left, top)
        paper.set_font(FONT, size=9)
        paper.set_text_color(*MUTED)
        paper.cell(WIDTH / 2 - 4, LINE, heading, new_x="LEFT", new_y="NEXT")
        paper.set_text_color(*INK)
        for index, line in enumerate(lines):
            paper.set_x(left)
            paper.set_font(FONT, "B" if index == 0 else "", 11 if index == 0 else 10)
            paper.multi_cell(WIDTH / 2 - 4, LINE, line, align="L", new_x="LEFT", new_y="NEXT")
        lowest = max(lowest, paper.get_y())
    paper.set_xy(MARGIN, lowest + 12)


def _table(paper: FPDF, invoice: Worded) -> None:
    """What was bought: a heading and its row."""
    paper.set_draw_color(*RULE)
    paper.set_font(FONT, size=9)
    paper.set_text_color(*MUTED)
    for width, column, align in zip(COLUMNS, invoice.columns, "LRRR", strict=True):
        paper.cell(width, 7, column, align=align)
    paper.ln(7)
    paper.line(MARGIN, paper.get_y(), MARGIN + WIDTH, paper.get_y())
    paper.ln(2)
    paper.set_font(FONT, size=10.5)
    paper.set_text_color(*INK)
    top = paper.get_y()
    what, *figures = invoice.row
    paper.multi_cell(COLUMNS[0], LINE + 0.8, what, align="L", new_x="LMARGIN", new_y="NEXT")
    bottom = paper.get_y()
    paper.set_xy(MARGIN + COLUMNS[0], top)
    for width, figure in zip(COLUMNS[1:], figures, strict=True):
        paper.cell(width, LINE + 0.8, figure, align="R")
    paper.set_xy(MARGIN, bottom + 2)
    paper.line(MARGIN, paper.get_y(), MARGIN + WIDTH, paper.get_y())
    paper.ln(4)


def _sums(paper: FPDF, invoice: Worded) -> None:
    """Net, each tax, and the total, which stands out."""
    label_width, value_width = sum(COLUMNS[1:3]) + 20, COLUMNS[3]
    for index, (label, value) in enumerate(invoice.sums):
        last = index == len(invoice.sums) - 1
        paper.set_x(MARGIN + WIDTH - label_width - value_width)
        paper.set_font(FONT, "B" if last else "", 11.5 if last else 10)
        paper.set_text_color(*(INK if last else MUTED))
        paper.cell(label_width, LINE + 1, label, align="R")
        paper.set_text_color(*INK)
        paper.cell(value_width, LINE + 1, value, align="R", new_x="LMARGIN", new_y="NEXT")
    paper.ln(12)


def _notes(paper: FPDF, invoice: Worded) -> None:
    """How it was paid, whether prices hold the taxes, and what the law wants."""
    paper.set_font(FONT, size=9)
    paper.set_text_color(*MUTED)
    for note in invoice.notes:
        paper.multi_cell(WIDTH, SMALL + 0.6, note, align="L", new_x="LMARGIN", new_y="NEXT")
