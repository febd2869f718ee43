"""The report of an evaluation in a real Chromium, opened as a file."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.evaluation_factory import ABSTAINED, ATTACK, many, result, run_of

from twinbot.evaluation.comparing import compare
from twinbot.evaluation.html import write_html
from twinbot.evaluation.summarising import summarise

pytestmark = [pytest.mark.web, pytest.mark.xdist_group("web")]


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """Write the report of two runs, one with words that try to act."""
    folder = tmp_path_factory.mktemp("report")
    before = run_of(many({"de": 15, "en": 15, "ja": 15}))
    after = run_of(
        [
            *many({"de": 15, "en": 29, "ja": 2}),
            result(subject_id="attack", question=ATTACK, error=ATTACK, kind="who"),
            result(subject_id="attack", language="ja", **ABSTAINED),
        ]
    )
    write_html(after, summarise(after.results), compare(before, after), folder)
    return (folder / "report.html").as_uri()


@pytest.fixture
def open_report(browser: Browser, address):
    """Open the report, and check afterwards that it asked for nothing and complained of nothing."""
    asked, complaints, contexts = [], [], []

    def open_(**options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert set(asked) == {address}
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_has_no_accessibility_violation_open_or_closed(open_report, scheme):
    page = open_report(color_scheme=scheme)
    assert Axe().run(page).violations_count == 0
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_filter_leaves_what_is_asked_for_and_says_how_many(open_report):
    page = open_report()
    assert page.inner_text("#told") == "92 of 92 questions"
    page.select_option("select[name=language]", "ja")
    assert page.inner_text("#told") == "31 of 92 questions"
    page.select_option("select[name=verdict]", "right")
    assert page.inner_text("#told") == "2 of 92 questions"
    assert page.locator("details[data-verdict]:visible").count() == 2
    page.select_option("select[name=language]", "")
    page.select_option("select[name=verdict]", "")
    page.select_option("select[name=change]", "changed")
    assert page.inner_text("#told") == "27 of 92 questions"
    page.fill("input[name=words]", "no such words")
    assert page.inner_text("#told") == "0 of 92 questions"


def test_a_question_opens_by_keyboard_and_shows_answer_and_citation(open_report):
    page = open_report()
    first = page.locator("details[data-verdict]").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    shown = first.inner_text()
    for words in ("Im Jahr 1998.[1]", "de/bridge.md, page 1", "verbatim, right", "1998: cited"):
        assert words in shown


def test_a_narrow_screen_needs_no_sideways_scrolling_of_the_page(open_report):
    page = open_report(viewport={"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_script_every_question_is_shown_and_no_filter(open_report):
    page = open_report(java_script_enabled=False)
    assert page.locator("details[data-verdict]:visible").count() == 92
    assert not page.locator("form").is_visible()


def test_words_that_try_to_act_do_nothing(open_report):
    page = open_report()
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert ATTACK in page.locator("details[data-kind=who]").first.inner_text()
