"""The page for those who see it small, large, dark, hear it, or have no mouse."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.steps import BOX, QUESTIONS, SOURCE, ask, wait_until

from twinbot.types import LANGUAGES
from twinbot.web.texts import PAGES, TEXTS

pytestmark = pytest.mark.xdist_group("web-accessibility")

ENGLISH = re.compile(
    r"\b(?:Submit|Clear|Retry|Undo|Loading|Textbox|Chatbot|Copy|Like|Dislike|Stop|Send|Error|"
    r"Close|Share|Message|Processing|Queue|Connection|Answer|Question|Source|Page|Conversation)\b",
    re.IGNORECASE,
)


def check(page, width=None):
    """Run axe in both colour schemes; ``width`` must hold the page without sideways scrolling."""
    first = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for dark in (not first, first):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.wait_for_timeout(600)
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
    if width:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_axe_finds_no_violation_in_any_state(open_page, slow, language, width, dark):
    page = open_page(f"/{language}/", at=slow.address, width=width, height=740, dark=dark).page
    page.wait_for_selector(BOX)
    check(page, width)
    slow.assistant.gate.clear()
    page.fill(BOX, QUESTIONS[language])
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .waiting")
    page.wait_for_selector("#stop >> visible=true")
    check(page, width)
    no_english(page, language)
    slow.assistant.gate.set()
    page.wait_for_selector(".tools")
    page.click("a.marker >> nth=0")
    page.wait_for_selector(f"{SOURCE}[open] mark")
    check(page, width)
    page.fill(BOX, "unlucky")
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .problem")
    assert page.inner_text("#conversation .problem") == TEXTS[language].errors["failed"]
    check(page, width)
    no_english(page, language)


def no_english(page, language):
    """Check that no word seen or spoken was left in Gradio's English."""
    if language == "en":
        return
    spoken = page.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap(e => ['aria-label', 'title',
           'placeholder', 'alt', 'aria-description'].map(a => e.getAttribute(a)))
           .filter(Boolean).join('\\n')"""
    )
    shown = page.inner_text("body").replace("English", "")
    assert not ENGLISH.search(shown + "\n" + spoken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_after_feedback_and_on_the_other_pages(open_page, language):
    page = open_page(f"/{language}/", width=360, height=740).page
    ask(page, QUESTIONS[language])
    page.click(".tools button[data-verdict=helpful]")
    page.wait_for_selector(".tools form")
    page.wait_for_selector(f".tools .thanks >> text={TEXTS[language].script['thanks']}")
    check(page, 360)
    for path in (*(f"/{language}/{name}" for name in PAGES), f"/read/{language}/office-holders.md"):
        page = open_page(path, width=360, dark=language == "ja").page
        check(page, 360)


def test_the_page_is_whole_at_twice_its_size(open_page):
    page = open_page("/de/", zoom=2).page
    ask(page, QUESTIONS["de"])
    page.click("a.marker >> nth=0")
    check(page, 640)


def test_a_phone_scrolls_the_page_and_no_box_in_it(open_page):
    page = open_page("/en/", width=360, height=640).page
    for number, question in enumerate(("What is HAL?", "How many people live in Tsukuba?"), 1):
        ask(page, question, count=number)
        page.wait_for_timeout(600)
        top = page.evaluate(
            "[...document.querySelectorAll('.asked')].pop().getBoundingClientRect().top"
        )
        assert -1 <= top < 400  # a new question is in sight, its answer below it
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('gradio-app *')].filter(e =>
           e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 40 &&
           /auto|scroll/.test(getComputedStyle(e).overflowY) && e.tagName != 'TEXTAREA').length"""
    )
    assert boxes == 0
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight")


def test_an_empty_conversation_shows_the_composer_and_examples_without_scrolling(open_page):
    for width, height in ((1280, 720), (360, 740)):
        page = open_page("/de/", width=width, height=height).page
        page.wait_for_selector(BOX)
        bottom = page.evaluate(
            "document.querySelector('#examples li:nth-child(2)').getBoundingClientRect().bottom"
        )
        assert bottom < height


def test_everything_is_done_by_keyboard_and_the_focus_is_never_lost(open_page):
    page = open_page("/de/").page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(300)

    def focused():
        return page.evaluate("(e => e.id || e.className || e.tagName)(document.activeElement)")

    def tab_to(wanted):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({wanted!r})"):
                return
        pytest.fail(f"{wanted} cannot be reached; the focus is on {focused()}")

    page.keyboard.press("Tab")
    assert focused() == "skip"
    page.keyboard.press("Enter")
    page.keyboard.type(QUESTIONS["de"])
    tab_to("#send")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tools")
    assert page.evaluate("document.activeElement.matches('textarea')")
    page.keyboard.press("Shift+Tab")
    page.evaluate("document.querySelector('a.skip').focus()")
    tab_to("a.marker")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{SOURCE}[open]")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    tab_to("a.original")
    tab_to(".tools button[data-verdict=helpful]")
    page.keyboard.press("Space")
    page.wait_for_selector(".tools form")
    tab_to(".tools textarea")
    page.keyboard.type("gut")
    tab_to(".tools form button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tools form", state="detached")
    assert "thanks" in focused()
    tab_to("#clear")
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .answer", state="detached")
    assert page.evaluate("document.activeElement.matches('textarea')")
    tab_to("#examples a")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tools")
    assert page.evaluate("document.activeElement.matches('textarea')")


def test_stop_ends_an_answer_says_so_and_gives_the_keyboard_back(open_page, slow):
    page = open_page("/de/", at=slow.address).page
    page.wait_for_selector(BOX)
    slow.assistant.gate.clear()
    page.fill(BOX, QUESTIONS["de"])
    page.keyboard.press("Enter")
    page.wait_for_selector("#stop >> visible=true")
    page.focus("#stop")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#conversation .problem >> text={TEXTS['de'].stopped}")
    page.wait_for_selector("#send >> visible=true")
    assert page.evaluate("document.activeElement.matches('textarea')")
    slow.assistant.gate.set()
    assert slow.assistant.left.wait(5)


def test_whole_sentences_are_spoken_once(open_page):
    page = open_page("/en/").page
    page.wait_for_selector(BOX)
    page.evaluate(
        """() => { window.heard = []; const live = document.querySelector('.spoken[role=status]');
           new MutationObserver(() => heard.push(live.textContent))
             .observe(live, {childList: true, characterData: true, subtree: true}); }"""
    )
    ask(page, QUESTIONS["en"])
    page.wait_for_timeout(300)
    heard = " ".join(page.evaluate("heard"))
    sentences = page.evaluate(
        """() => [...document.querySelectorAll('#conversation .answer > p')].map(p => {
             const copy = p.cloneNode(true);
             copy.querySelectorAll('sup').forEach(s => s.remove());
             return copy.textContent.trim(); })"""
    )
    assert sentences
    for sentence in sentences:
        assert heard.count(sentence) == 1
    sources = page.locator(SOURCE).count()
    assert heard.count(TEXTS["en"].script["complete"].format(sources)) == 1
    assert page.get_attribute("#conversation [role=log]", "aria-live") == "off"


def test_a_quote_is_spoken_in_its_own_language_and_the_rest_in_the_page_s(open_page):
    page = open_page("/de/").page
    page.wait_for_selector(BOX)
    page.evaluate(
        """() => { window.heard = []; const live = document.querySelector('.spoken[role=status]');
           new MutationObserver(() => heard.push(
             ...[...live.children].map(piece => [piece.lang, piece.textContent])))
             .observe(live, {childList: true, subtree: true}); }"""
    )
    ask(page, "How many foreign researchers and international students are there in Tsukuba?")
    page.wait_for_timeout(300)
    shown = page.evaluate(
        """() => [...document.querySelectorAll('#conversation .answer > p')].map(p => {
             const copy = p.cloneNode(true);
             copy.querySelectorAll('sup').forEach(s => s.remove());
             return [p.closest('[lang]').lang, copy.textContent.trim()]; })"""
    )
    complete = TEXTS["de"].script["complete"].format(page.locator(SOURCE).count())
    assert page.get_attribute("#conversation .answer", "lang") == "en"
    assert "ja" in [language for language, _ in shown]
    sent = ["de", TEXTS["de"].searching]  # on a busy machine the question takes a while to appear
    heard = [piece for piece in page.evaluate("heard") if piece != sent]
    assert heard == [*shown, ["de", complete]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_citations_and_articles_have_names_and_the_conversation_has_headings(open_page, language):
    page = open_page(f"/{language}/").page
    ask(page, QUESTIONS[language])
    words = TEXTS[language]
    # Browsers set hidden text apart by a blank, in Japanese too.
    source = re.compile(
        "^" + words.script["source"].strip().replace(" {}", "{}").replace("{}", " ?1$")
    )
    assert page.get_by_role("link", name=source).count() == 1
    answered = f"{words.script['answered']}: {QUESTIONS[language]}"
    assert page.get_by_role("article", name=answered, exact=True).count() == 1
    assert page.get_by_role("heading", name=QUESTIONS[language], level=2).count() == 1
    assert page.get_by_role("heading", name=words.sources, level=3, exact=True).count() == 1


@pytest.mark.parametrize("dark", [False, True])
def test_the_question_field_shows_its_edge_and_the_focus(open_page, dark):
    page = open_page("/de/", dark=dark).page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(300)
    page.focus(BOX)
    style, width, outline, border, field, around = page.evaluate(
        """() => { const box = document.querySelector('#question textarea');
           const look = getComputedStyle(box);
           const around = [...function* () { for (let e = box.parentElement; e;
             e = e.parentElement) yield getComputedStyle(e).backgroundColor; }()]
             .find(colour => !/, 0\\)$/.test(colour));
           return [look.outlineStyle, look.outlineWidth, look.outlineColor, look.borderTopColor,
             look.backgroundColor, around]; }"""
    )
    assert (style, width) == ("solid", "3px")
    for colour in (outline, border):
        assert contrast(colour, around) >= 3
    assert contrast(border, field) >= 3


def test_in_forced_colours_what_can_be_pressed_has_an_edge(open_page):
    page = open_page("/de/").page
    page.wait_for_selector(BOX)
    page.emulate_media(forced_colors="active")
    wait_until(page, "getComputedStyle(document.querySelector('#send')).borderTopWidth === '2px'")


def test_the_dark_page_has_one_colour_from_edge_to_edge(open_page):
    page = open_page("/de/", dark=True).page
    page.wait_for_selector(BOX)
    colours = page.evaluate(
        """() => ['body', 'gradio-app', '.gradio-container'].map(
           name => getComputedStyle(document.querySelector(name)).backgroundColor)"""
    )
    assert len(set(colours)) == 1


def contrast(one, other):
    """Return the contrast of two colours after WCAG 2.2."""
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
