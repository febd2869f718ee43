"""The page as a citizen meets it, in a real Chromium."""

from __future__ import annotations

import re

import httpx
import pytest
from tests.web.steps import BOX, QUESTIONS, SOURCE, ask, wait_until

from twinbot.assistant import build_assistant
from twinbot.feedback import FeedbackStore
from twinbot.indexing import ingest
from twinbot.types import LANGUAGES
from twinbot.web.texts import PAGES, TEXTS

pytestmark = pytest.mark.xdist_group("web")

BRING_BACK_LATE = """
const click = HTMLElement.prototype.click;
HTMLElement.prototype.click = function () {
  if (this.id !== "restore") return click.call(this);
  setTimeout(() => { click.call(this); window.broughtBack = true; }, 2000);
};
"""
"""What makes a reload slow to bring the conversation back, as a busy server is."""


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


@pytest.mark.parametrize("page_name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_city_s_pages_stand_in_the_footer_in_three_languages(server, language, page_name):
    shell = httpx.get(f"{server.address}/{language}/").text
    address = f"/{language}/{page_name}"
    assert f'href="{address}">{TEXTS[language].pages[page_name]}</a>' in shell
    reply = httpx.get(server.address + address)
    assert reply.status_code == 200
    assert f'<html lang="{language}">' in reply.text
    assert "[" in reply.text or "［" in reply.text  # a draft shows what the city fills in


def test_the_city_s_pages_are_no_documents(server):
    assistant = build_assistant(server.settings)
    ids = [summary.document_id for summary in assistant.documents()]
    assistant.close()
    assert not [name for name in ids if name.startswith("pages/")]


def test_a_page_edited_by_the_city_shows_at_once_and_another_language_stands_in(server):
    folder = server.settings.corpus / "pages"
    (folder / "imprint.ja.md").unlink()
    (folder / "imprint.de.md").write_text("Stadt <script>1</script> [x](javascript:1)\n", "utf-8")
    text = httpx.get(f"{server.address}/ja/imprint").text
    assert '<main lang="de">' in text
    assert TEXTS["ja"].only_in_language.format("ドイツ語") in text
    assert "<script>" not in text
    assert "javascript" not in re.sub(r">[^<]*<", "><", text)


def test_an_answer_is_copied_with_its_sources_as_text(open_page, server):
    page = open_page("/de/").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTIONS["de"])
    page.click(".tools button >> nth=0")
    copied = TEXTS["de"].script["copied"]
    wait_until(page, f"document.querySelector('.tools button').textContent == '{copied}'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "HAL ist die Abkürzung für „Hybrid Assistive Limb“." in copied
    assert re.search(r"^    (?:\[\d\] )?„.*“$", copied, re.MULTILINE)
    assert re.search(r"(?:\[\d\])+ Der Roboteranzug HAL.*Deutsch · Seite 1", copied)
    assert f"{server.address}/documents/de/hal-cyberdyne.pdf#page=1" in copied


def test_a_link_to_a_question_fills_it_in_and_does_not_send_it(open_page):
    page = open_page("/en/?q=What%20is%20HAL%3F%20%3Cb%3E").page
    page.wait_for_selector(BOX)
    wait_until(page, "document.querySelector('#question textarea').value != ''")
    assert page.input_value(BOX) == "What is HAL? <b>"
    page.wait_for_timeout(300)
    assert page.query_selector("#conversation .asked") is None


def _squeezed(text, word):
    return "".join(text.replace(word, "").split())


def test_the_language_changes_and_the_conversation_stays(open_page):
    page = open_page("/de/").page
    ask(page, QUESTIONS["de"])
    answered = page.inner_text("#conversation .answer")
    page.click("#languages a[hreflang=ja]")
    page.wait_for_url("**/ja/*")
    page.wait_for_selector("#conversation .answer[id]")
    # What links are called is the page's own words, in its language; the quotes stay.
    now = page.inner_text("#conversation .answer")
    words_of = {one: TEXTS[one].script["source"].format("").strip() for one in ("de", "ja")}
    assert _squeezed(now, words_of["ja"]) == _squeezed(answered, words_of["de"])
    assert page.get_attribute("#conversation .answer", "lang") == "de"
    assert page.inner_text("#conversation .sources-title") == TEXTS["ja"].sources
    ask(page, QUESTIONS["ja"], count=2)
    page.click("#languages a[hreflang=de]")
    wait_until(page, "document.querySelectorAll('#conversation .answer[id]').length == 2")


def test_a_reload_keeps_the_conversation_until_a_new_one_is_begun(open_page):
    page = open_page("/en/").page
    ask(page, QUESTIONS["en"])
    page.reload()
    page.wait_for_selector("#conversation .answer[id]")
    page.click("#clear")
    page.wait_for_selector("#conversation .answer", state="detached")
    page.reload()
    page.wait_for_selector(BOX)
    page.wait_for_timeout(500)
    assert page.query_selector("#conversation .asked") is None


def test_who_made_a_link_to_a_conversation_does_not_read_what_another_asks_there(open_page):
    page = open_page("/en/").page
    ask(page, QUESTIONS["en"])
    link = page.get_attribute("#languages a[hreflang=de]", "href")
    visitor = open_page(link).page
    visitor.wait_for_selector("#conversation .answer[id]")
    assert visitor.get_attribute("#languages a[hreflang=en]", "href").split("c=")[1] not in link
    ask(visitor, QUESTIONS["de"], count=2)
    page.reload()
    page.wait_for_selector("#conversation .answer[id]")
    page.wait_for_timeout(500)
    assert len(page.query_selector_all("#conversation .asked")) == 1


def test_who_asks_before_a_reload_has_brought_the_conversation_back_goes_on_in_it(open_page):
    page = open_page("/en/").page
    ask(page, QUESTIONS["en"])
    page.add_init_script(BRING_BACK_LATE)
    page.reload()
    page.wait_for_selector(BOX)
    page.fill(BOX, "Who signed the agreement?")
    page.focus(BOX)
    page.keyboard.press("Enter")
    both = "document.querySelectorAll('#conversation .answer[id]').length == 2"
    wait_until(page, both)
    wait_until(page, "window.broughtBack")
    page.wait_for_timeout(500)
    assert page.evaluate(both)


def test_a_reader_says_whether_an_answer_helped_and_why(open_page, server):
    page = open_page("/de/").page
    ask(page, QUESTIONS["de"])
    page.click(".tools button[data-verdict=unhelpful]")
    page.wait_for_selector(f".tools .thanks >> text={TEXTS['de'].script['thanks']}")
    page.fill(".tools textarea", "Zu kurz. Meine Nummer: 0234 9101234")
    page.click(".tools form button")
    page.wait_for_selector(".tools form", state="detached")
    store = FeedbackStore(server.settings.feedback, keep_questions=True, days=90)
    said = [(entry.verdict, entry.remark, entry.question) for entry in store.entries()]
    assert ("unhelpful", "Zu kurz. Meine Nummer: [phone]", QUESTIONS["de"]) in said


def test_a_remark_that_could_not_be_kept_stays_and_can_be_sent_again(open_page, server):
    page = open_page("/en/").page
    ask(page, QUESTIONS["en"])
    page.click(".tools button[data-verdict=helpful]")
    page.wait_for_selector(f".tools .thanks >> text={TEXTS['en'].script['thanks']}")
    page.fill(".tools textarea", "A remark written at length")
    held = []
    page.route("**/api/feedback", lambda route: held.extend([route]))
    page.click(".tools form button")
    page.wait_for_selector(".tools form button[disabled]")
    page.wait_for_timeout(100)
    held[0].fulfill(status=503, body="no JSON")
    page.wait_for_selector(f".tools .thanks >> text={TEXTS['en'].script['notKept']}")
    assert page.input_value(".tools textarea") == "A remark written at length"
    assert page.evaluate("document.activeElement.matches('.tools textarea')")
    page.unroute("**/api/feedback")
    page.click(".tools button[data-verdict=unhelpful]")
    page.wait_for_selector(f".tools .thanks >> text={TEXTS['en'].script['thanks']}")
    page.click(".tools form button")
    page.wait_for_selector(".tools form", state="detached")
    page.click(".tools button[data-verdict=unhelpful]")
    page.wait_for_selector(f".tools .thanks >> text={TEXTS['en'].script['thanks']}")
    store = FeedbackStore(server.settings.feedback, keep_questions=True, days=90)
    said = [(entry.verdict, entry.remark) for entry in store.entries()]
    assert ("unhelpful", "A remark written at length") in said


def test_a_question_sent_before_the_last_is_answered_is_answered_after_it(open_page):
    page = open_page("/en/").page
    page.wait_for_selector(BOX)
    for number, question in enumerate(["What does HAL stand for?", "Who is mayor of Tsukuba?"]):
        page.fill(BOX, question)
        page.keyboard.press("Enter")
        wait_until(page, f"document.querySelectorAll('#conversation .asked').length > {number}")
    wait_until(page, "document.querySelectorAll('#conversation .tools').length === 2")
    assert page.input_value(BOX) == ""


def test_a_follow_up_can_be_asked_and_each_answer_keeps_its_tools(open_page):
    page = open_page("/en/").page
    ask(page, "How many people live in Tsukuba?")
    ask(page, "And in Bochum?", count=2)
    assert page.locator("#conversation .tools").count() == 2
    assert page.locator("#conversation .asked").count() == 2


OFFICES = "Welche Ämter haben gewechselt?"


def test_a_quoted_table_is_a_table_and_is_copied_as_lines(open_page):
    page = open_page("/de/", width=360).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, OFFICES)
    assert page.locator("#conversation .answer table").count() == 1
    assert page.inner_text("#conversation .answer th[scope=col] >> nth=0") == "Amt"
    assert page.locator("#conversation .answer td a.marker").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click(".tools button >> nth=0")
    copied = TEXTS["de"].script["copied"]
    wait_until(page, f"document.querySelector('.tools button').textContent == '{copied}'")
    text = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"^Amt \| .* \| .*\n.* \| .* \| .*\n", text)
    assert "„Amt | " in text


def test_the_markers_of_one_page_open_its_source_at_their_quotes(open_page):
    page = open_page("/en/").page
    ask(page, "What is the HAL suit?")
    markers = page.locator("a.marker")
    assert markers.count() > page.locator(SOURCE).count()
    for number in range(markers.count()):
        page.evaluate("document.querySelectorAll('details.source').forEach(s => s.open = false)")
        target = (markers.nth(number).get_attribute("href") or "").split("#")[1]
        markers.nth(number).click()
        page.wait_for_selector(f"{SOURCE}[open] mark#{target} >> visible=true")


def test_an_empty_question_is_asked_for_until_something_is_written(open_page):
    page = open_page("/de/").page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(300)
    said = TEXTS["de"].errors["empty"]
    for press in (lambda: page.press(BOX, "Enter"), lambda: page.click("#send")):
        press()
        page.wait_for_selector(f"#hint >> text={said}")
        wait_until(page, f"document.querySelector('.spoken[role=status]').textContent == '{said}'")
        assert page.get_attribute(BOX, "aria-describedby") == "hint"
        page.keyboard.type("x")
        page.wait_for_selector("#hint", state="detached")
        page.fill(BOX, "")
    assert page.query_selector("#conversation .asked") is None


def test_the_field_is_emptied_also_after_a_question_with_several_blanks(open_page):
    page = open_page("/en/").page
    page.wait_for_selector(BOX)
    page.fill(BOX, " What  does\tHAL \n stand for?")
    page.click("#send")
    page.wait_for_selector("#conversation .answer[id]")
    wait_until(page, f"document.querySelector('{BOX}').value === ''")


def test_a_question_that_is_too_long_stays_in_its_field_and_names_the_limit(open_page, server):
    page = open_page("/ja/").page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(300)
    limit = server.settings.max_question_chars
    page.fill(BOX, "つ" * (limit + 1))
    page.press(BOX, "Enter")
    page.wait_for_selector("#conversation .problem")
    assert page.inner_text("#conversation .problem") == TEXTS["ja"].errors["too_long"].format(limit)
    assert len(page.input_value(BOX)) == limit + 1
    ask(page, QUESTIONS["ja"])
    assert page.query_selector("#conversation .problem") is None


def test_over_a_slow_line_the_page_says_that_the_question_was_sent(open_page):
    page = open_page("/de/").page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(300)
    held = []
    page.route("**/queue/join*", lambda route: held.extend([route]))
    page.fill(BOX, QUESTIONS["de"])
    page.press(BOX, "Enter")
    page.wait_for_selector(f"#sent >> text={TEXTS['de'].searching}")
    held[0].continue_()
    page.unroute("**/queue/join*")
    page.wait_for_selector("#conversation .answer[id]")
    assert page.query_selector("#sent") is None


def test_a_second_question_as_much_too_long_is_not_said_to_be_searched_for(open_page, server):
    page = open_page("/en/").page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(300)
    page.fill(BOX, "x" * (server.settings.max_question_chars + 1))
    page.press(BOX, "Enter")
    page.wait_for_selector("#conversation .problem")
    page.press(BOX, "Enter")
    page.wait_for_timeout(1000)
    page.press(BOX, "Backspace")
    assert page.query_selector("#sent") is None


def test_wherever_one_reads_why_there_is_no_answer_is_in_sight(open_page):
    page = open_page("/en/", width=360, height=640).page
    ask(page, QUESTIONS["en"])
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate("dispatchEvent(new Event('offline'))")
    page.wait_for_selector(f"#state.shown >> text={TEXTS['en'].script['offline']}")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate("scrollY") > 0
    assert page.evaluate("document.querySelector('#state').getBoundingClientRect().top") >= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_leads_to_the_city_s_pages_and_has_no_page_number(open_page, language):
    page = open_page(f"/read/{language}/office-holders.md?reader={language}").page
    addresses = page.eval_on_selector_all(
        "#bottom a", "all => all.map(link => link.getAttribute('href'))"
    )
    assert addresses == [f"/{language}/{name}" for name in PAGES]
    assert TEXTS[language].page.format(1) not in page.inner_text("main .facts")


def test_paper_shows_the_quotes_and_nothing_to_press(open_page):
    page = open_page("/de/", dark=True).page
    ask(page, QUESTIONS["de"])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.is_visible(f"{SOURCE}[open] mark >> nth=0")
    for hidden in ("#composer", "#beside", "#languages", ".tools", "#conversation .next"):
        assert not page.is_visible(hidden)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(f"{SOURCE}[open]").count() == 0
