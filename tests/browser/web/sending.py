"""What providers do in a round: send, mend, map, attach, certify, also by keyboard alone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import openpyxl
import pyotp
from playwright.sync_api import FileChooser, Page, TimeoutError, expect

from tests.browser.web.story import FILE, NAMES, PASSWORD, QUARTER, Story, look_again
from tests.evidence.mapping.layouts import LAYOUTS, QUARTERS


def broken(folder: Path) -> Path:
    """The first provider's return with a word where a percentage is asked for."""
    book = openpyxl.load_workbook(FILE)
    sheet = book["dashboard"]
    head = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value) == "value")
    sheet.cell(head.row + 1, head.column).value = "quite a few"
    path = folder / "broken.xlsx"
    book.save(path)
    return path


def send(story: Story, name: str, path: Path) -> Page:
    page = story.page(name)
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_label("The workbook, or all CSV files of the return").set_input_files(path)
    page.get_by_role("button", name="Send and check").click()
    look_again(page, page.locator(".top .state"), "received")
    return page


def a_provider_sends_a_broken_workbook_mends_it_and_has_it_certified(story: Story) -> None:
    page = send(story, "Sender One", broken(story.folder))
    expect(page.get_by_text("quite a few")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="A copy with every fault marked in its cell").click()
    assert download.value.suggested_filename == "ZA1-2014-15-Q3-faults.xlsx"
    page = send(story, "Sender One", FILE)
    expect(page.locator(".top .state")).to_have_text("checked")
    certify(story, "Certifier One")


def scorecard(folder: Path) -> Path:
    """A provider's return in a layout of its own."""
    book = openpyxl.load_workbook(LAYOUTS[QUARTERS])
    book["Org"]["B1"], book["Org"]["B2"] = NAMES["ZA3"], "ZA3"
    for row, figure in ((8, 0.97), (11, 0.52), (12, 0.4), (14, 0.6)):
        book.worksheets[0][f"F{row}"] = figure
    path = folder / "scorecard.xlsx"
    book.save(path)
    return path


def a_provider_sends_late_in_its_own_layout_maps_it_and_has_it_certified(story: Story) -> None:
    page = send(story, "Sender Three", scorecard(story.folder))
    expect(page.locator(".top .state")).to_have_text("to be mapped")
    expect(page.locator(".top .never")).to_have_text("Late")
    page.get_by_role("link", name="Match its cells to the questions").click()
    expect(page.get_by_role("region", name="Safeguarding Dashboard 14-15")).to_contain_text("0.52")
    figures_stand_on_one_line(page)
    page.get_by_role("button", name="Accept all proposals").click()
    wrong = page.locator("fieldset.row", has_text="SIs involving safeguarding")
    wrong.get_by_label("Not in this return").check()
    page.get_by_role("button", name="Confirm this mapping").click()
    look_again(page, page.locator(".top .state"), "received")
    expect(page.locator(".top .state")).to_have_text("checked")
    expect(page.get_by_text("It is read as Sender Three confirmed")).to_be_visible()
    certify(story, "Certifier Three")


def figures_stand_on_one_line(page: Page) -> None:
    """In the picture of the cells, however narrow the screen is."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": 390, "height": 800})
    figure = page.locator(".sheet td.answer bdi", has_text="0.52").first
    lines = figure.evaluate("each => each.getClientRects().length")
    assert lines == 1
    page.set_viewport_size(size)


def a_document_is_attached(story: Story) -> None:
    path = story.folder / "policy.pdf"
    path.write_bytes(b"%PDF-1.7 the safeguarding policy")
    page = story.page("Sender Three")
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_role("link", name="Documents that the evidence names").click()
    page.get_by_label("The document’s name, as the evidence gives it").fill("Safeguarding policy")
    page.get_by_label("The file").set_input_files(path)
    page.get_by_role("button", name="Attach it").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Safeguarding policy").click()
    assert Path(download.value.path()).read_bytes() == path.read_bytes()


def certify(story: Story, name: str) -> None:
    page = story.page(name)
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_role("link", name=re.compile("^Return ")).first.click()
    page.get_by_role("button", name="Certify this return").click()
    expect(page.locator(".top .state")).to_have_text("certified")


def skip_to_the_content(page: Page) -> None:
    """As the first key of a page does; a busy machine follows the link a moment later."""
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def a_return_is_sent_by_keyboard_alone(story: Story) -> None:
    """Signing in, reaching the page of a round and sending, with the Tab and Enter keys."""
    context = story.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{story.base}/sign-in")
    skip_to_the_content(page)
    page.keyboard.press("Tab")
    page.keyboard.type("sender.one@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your code")
    story.second_steps["code"] = page.content()
    tab_to(page, "input[name=code]")
    page.keyboard.type(next_code(story.secrets["Sender One"]))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == QUARTER:
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"{NAMES['ZA1']}: return for {QUARTER}"
    )
    tab_to(page, "input[type=file]")
    chosen_by_enter(page).set_files(FILE)
    tab_to(page, "button:not(.quiet button)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"{NAMES['ZA1']}: return 3 for {QUARTER}"
    )
    context.close()


def next_code(secret: str) -> str:
    """The code of the next half minute, which counts already: that of this one may have been used
    when the second factor was set up."""
    return pyotp.TOTP(secret).at(dt.datetime.now(dt.UTC), counter_offset=1)


def chosen_by_enter(page: Page) -> FileChooser:
    """The choice of files that Enter opens; a busy browser opens it at a second press."""
    for _ in range(3):
        try:
            with page.expect_file_chooser(timeout=5_000) as chooser:
                page.keyboard.press("Enter")
        except TimeoutError:
            continue
        return chooser.value
    raise AssertionError("Enter opens no choice of files")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(f":focus:is({wanted})").count():
            return
    raise AssertionError(f"{wanted} is not reached by the Tab key")
