"""The page as a citizen meets it, in a real Chromium."""

from __future__ import annotations

import re

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from twinbot.assistant import build_assistant
from twinbot.indexing import ingest
from twinbot.types import LANGUAGES
from twinbot.web.texts import TEXTS

pytestmark = pytest.mark.xdist_group("web")

QUESTIONS = {
    "de": "Wofür steht die Abkürzung HAL?",
    "en": "What does HAL stand for?",
    "ja": "HALは何の略ですか。",
}
BOX = "#question textarea"
SOURCE = "#conversation details.source"


def ask(page, text):
    page.wait_for_selector(BOX)
    page.fill(BOX, text)
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .answer >> nth=-1 >> visible=true", timeout=20_000)
    page.wait_for_selector(".tools")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citizen_asks_and_opens_a_citation_at_the_quoted_words(open_page, server, language):
    page = open_page(f"/{language}/").page
    assert page.evaluate("document.documentElement.lang") == language
    assistant = build_assistant(server.settings)
    assert page.text_content("h1") == assistant.site(language).title
    assert TEXTS[language].notice in page.text_content("#notice")
    ask(page, QUESTIONS[language])
    assert page.get_attribute("#conversation .answer", "lang") == language
    page.click("a.marker >> nth=0")
    page.wait_for_selector(f"{SOURCE}[open] mark")
    marked = page.inner_text(f"{SOURCE}[open] mark")
    answer = assistant.answer(QUESTIONS[language])
    assistant.close()
    assert marked.split() == answer.citations[0].quote.split()
    assert "Hybrid Assistive Limb" in page.inner_text("#conversation .answer")


def test_the_words_of_gradio_follow_the_page_and_not_the_browser(open_page):
    page = open_page("/ja/").page
    page.wait_for_selector(BOX)
    text = page.inner_text("body")
    assert not re.search(r"\b(?:Submit|Clear|Retry|Undo|Loading|Textbox|Chatbot)\b", text)


def test_everything_can_be_done_by_keyboard(open_page):
    page = open_page("/de/").page
    page.wait_for_selector(BOX)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.type(QUESTIONS["de"])
    page.keyboard.press("Enter")
    page.wait_for_selector(SOURCE)
    page.focus("a.marker >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{SOURCE}[open]")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{SOURCE}[open]", state="detached")


def test_an_example_asks_its_question(open_page):
    page = open_page("/en/").page
    page.wait_for_selector(BOX)
    example = page.inner_text("#examples a >> nth=0")
    page.click("#examples a >> nth=0")
    page.wait_for_selector(SOURCE, timeout=20_000)
    assert example in page.inner_text("#conversation .asked")


def test_a_new_conversation_is_empty(open_page):
    page = open_page("/en/").page
    ask(page, QUESTIONS["en"])
    page.click("#clear")
    page.wait_for_selector("#conversation .answer", state="detached")


def test_the_language_links_lead_to_the_other_pages(open_page):
    page = open_page("/de/").page
    page.click("nav a[hreflang=ja]")
    page.wait_for_url("**/ja/")
    page.wait_for_selector(BOX)
    assert page.get_attribute("nav a[aria-current]", "hreflang") == "ja"


def test_hostile_text_stays_text(open_page):
    page = open_page("/en/").page
    question = '<b id="injected">When was the zeppelin hangar painted?</b> [x](javascript:alert(1))'
    ask(page, question)
    page.wait_for_selector(SOURCE)
    page.click("a.marker >> nth=0")
    conversation = page.inner_text("#conversation")
    assert '<b id="injected">' in conversation
    assert "<script>document.title=2</script>" in conversation
    assert '<img src=x onerror="document.title=1">' in conversation
    assert page.query_selector("#injected, #conversation img, #conversation script") is None
    links = page.eval_on_selector_all(
        "#conversation a", "all => all.map(a => a.getAttribute('href'))"
    )
    assert links
    assert all(link.startswith(("#c-", "/read/", "/documents/", "/en/?q=")) for link in links)
    assert page.title() == "Questions about Bochum and Tsukuba"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_axe_finds_no_violation(open_page, language, width, dark):
    page = open_page(f"/{language}/", width=width, height=740, dark=dark).page
    page.wait_for_selector(BOX)
    empty = Axe().run(page)
    assert empty.violations_count == 0, empty.generate_report()
    ask(page, QUESTIONS[language])
    page.click("a.marker >> nth=0")
    page.wait_for_selector(f"{SOURCE}[open] mark")
    answered = Axe().run(page)
    assert answered.violations_count == 0, answered.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_citation_leads_to_the_document_with_the_quote_marked(open_page, server):
    page = open_page("/de/").page
    ask(page, "Wann haben Bochum und Tsukuba die Partnerschaft besiegelt?")
    links = page.eval_on_selector_all(
        "#conversation a.original", "all => all.map(a => a.getAttribute('href'))"
    )
    for link in links:
        if link.startswith("/read/"):
            shown = open_page(link).page
            assert shown.inner_text("mark#quote")
            assert Axe().run(shown).violations_count == 0
            return
    pytest.fail(f"no citation of a readable page among {links}")


def test_the_page_answers_from_a_document_dropped_in_while_it_runs(open_page, server):
    path = server.settings.corpus / "de" / "tower.md"
    path.write_text("# Leuchtturm\n\nDen Leuchtturm hat Berta Kolk 1907 gebaut.\n", "utf-8")
    ingest(server.settings)
    page = open_page("/de/").page
    ask(page, "Wer hat den Leuchtturm gebaut?")
    assert "Berta Kolk" in page.inner_text("#conversation .answer")


def test_the_root_leads_to_the_language_of_the_reader(server):
    for header, expected in (
        ("de-DE,de;q=0.9,en;q=0.8", "/de/"),
        ("fr,ja;q=0.5,de;q=0.3", "/ja/"),
        ("fr", "/en/"),
        ("de;q=0, ja;q=0.1", "/ja/"),
        ("", "/en/"),
    ):
        reply = httpx.get(server.address, headers={"accept-language": header})
        assert (reply.status_code, reply.headers["location"]) == (302, expected)


@pytest.mark.parametrize(
    "path",
    [
        "/de/gradio_api/upload",
        "/de/gradio_api/file=/etc/passwd",
        "/de/monitoring",
        "/documents/../pyproject.toml",
        "/documents/%2e%2e/%2e%2e/etc/passwd",
        "/documents/de/agreement.md",
        "/documents/glossary.csv",
        "/read/.git/config",
        "/read/de/none.md",
        "/assets/../serving.py",
        "/docs",
        "/api/docs",
        "/openapi.json",
        "/de/runs",
        "/pages/imprint.de.md",
        "/.env",
    ],
)
def test_what_the_page_does_not_need_is_not_there(server, path):
    assert httpx.get(server.address + path).status_code == 404


def test_an_oversized_body_is_refused(server):
    reply = httpx.post(f"{server.address}/de/gradio_api/queue/join", content=b"x" * 300_000)
    assert reply.status_code == 413


@pytest.mark.parametrize("path", ["/de/", "/health", "/read/de/agreement.md", "/assets/page.css"])
def test_every_answer_carries_the_security_headers(server, path):
    headers = httpx.get(server.address + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]


def test_health_and_readiness_are_told(server):
    assert httpx.get(f"{server.address}/health").json() == {"status": "ok"}
    assert httpx.get(f"{server.address}/ready").json()["generation"].startswith("gen-")


def test_an_original_pdf_is_served_inline(server):
    reply = httpx.get(f"{server.address}/documents/de/universities.pdf")
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"].startswith("inline")
    assert reply.content.startswith(b"%PDF")
