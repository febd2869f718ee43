"""Behind a proxy, on the city's own page, before there is an index, and under pressure."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as PageTimeout
from tests.web.conftest import Running, Server
from tests.web.steps import BOX, QUESTIONS, SOURCE, ask, wait_until

from twinbot.assistant import build_assistant
from twinbot.index import telling_progress
from twinbot.indexing import ingest
from twinbot.web.serving import build_app
from twinbot.web.texts import TEXTS

pytestmark = pytest.mark.xdist_group("web-accessibility")

CITY = b"""<!doctype html><html lang="de"><head><title>City</title></head><body><main>
<h1>City</h1><p>Text</p></main>
<script src="%s/widget.js" defer></script></body></html>"""


class Proxy:
    """A reverse proxy for ``/chat``, as a web server in front would be; streams as it comes."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.client: httpx.AsyncClient | None = None

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            return
        self.client = self.client or httpx.AsyncClient(base_url=self.target, timeout=30)
        body = (await receive()).get("body", b"")
        kept = [(k, v) for k, v in scope["headers"] if k != b"x-forwarded-for"]
        headers = [*kept, (b"x-forwarded-for", b"9.9.9.9")]
        path = scope["raw_path"].decode().removeprefix("/chat") or "/"
        query = scope["query_string"].decode()
        request = self.client.build_request(
            scope["method"], path + (f"?{query}" if query else ""), headers=headers, content=body
        )
        reply = await self.client.send(request, stream=True)
        start = {"type": "http.response.start", "status": reply.status_code}
        await send({**start, "headers": reply.headers.raw})
        async for part in reply.aiter_raw():
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


@dataclass(frozen=True)
class City:
    """A server behind a proxy below ``/chat``, and the city's own page on another origin."""

    chat: str
    behind: str
    own: str


@pytest.fixture(scope="module")
def city(server: Server) -> Iterator[City]:
    async def own_page(scope, receive, send) -> None:
        headers = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        content = CITY % f"{proxy.address}/chat".encode()
        await send({"type": "http.response.body", "body": content})

    own = Running(own_page)
    settings = replace(
        server.settings, root_path="/chat", allowed_origins=own.address, questions_per_minute=6,
        feedback=None,
    )  # fmt: skip
    assistant = build_assistant(settings)
    behind = Running(
        build_app(assistant, settings),
        root_path="/chat",
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
    )
    proxy = Running(Proxy(behind.address))
    yield City(proxy.address, behind.address, own.address)
    for running in (own, proxy, behind):
        running.close()
    assistant.close()


def test_the_page_works_below_a_path_behind_a_proxy(open_page, city):
    page = open_page("/chat/de/", at=city.chat).page
    ask(page, QUESTIONS["de"])
    page.click("a.marker >> nth=0")
    page.wait_for_selector(f"{SOURCE}[open] mark")
    link = page.get_attribute(f"{SOURCE}[open] a.original", "href")
    assert link.startswith("/chat/documents/")
    assert httpx.get(city.chat + link).status_code == 200
    page.click("#languages a[hreflang=en]")
    page.wait_for_selector("#conversation .answer[id]")
    assert "/chat/en/" in page.url
    page.click("#bottom a >> nth=0")
    page.wait_for_selector("body.reading h1")
    redirect = httpx.get(f"{city.chat}/chat/", headers={"accept-language": "ja"})
    assert redirect.headers["location"] == "/chat/ja/"


def test_the_way_back_from_a_page_in_the_same_tab_leads_to_the_conversation(open_page):
    page = open_page("/de/").page
    ask(page, QUESTIONS["de"])
    page.click("#bottom a >> nth=0")
    page.click(f"#way >> text={TEXTS['de'].previous}")
    page.wait_for_selector("#conversation .answer[id]")
    assert QUESTIONS["de"] in page.inner_text("#conversation .asked")


def test_a_source_in_a_new_tab_says_where_the_conversation_is(open_page):
    page = open_page("/ja/").page
    ask(page, QUESTIONS["ja"])
    page.eval_on_selector("#conversation a.original", "link => link.href = '/read/de/space.md'")
    page.click(f"{SOURCE} summary >> nth=0")
    with page.context.expect_page() as opened:
        page.click("#conversation a.original >> nth=0")
    opened.value.wait_for_selector("#other-tab >> visible=true")
    words = TEXTS[opened.value.get_attribute("html", "lang")]
    assert opened.value.inner_text("#other-tab") == words.other_tab
    assert opened.value.inner_text("#way") == words.ask_here  # no way back is promised


def test_without_a_script_a_page_leads_to_where_one_asks(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/de/privacy")
    assert page.inner_text("header") == TEXTS["de"].ask_here
    assert page.get_attribute("#way", "href") == "/de/"
    context.close()


def test_too_many_questions_get_a_friendly_word_in_the_page_and_429_in_the_api(open_page, city):
    page = open_page("/chat/ja/", at=city.chat).page
    page.wait_for_selector(BOX)
    body = {"question": QUESTIONS["de"]}
    for _ in range(3):  # on a busy machine the next question may be allowed before the page asks
        spend_questions(f"{city.chat}/chat/api/ask", body)
        page.fill(BOX, QUESTIONS["ja"])
        page.focus(BOX)
        page.keyboard.press("Enter")
        with suppress(PageTimeout):
            page.wait_for_selector("#conversation .problem", timeout=12_000)
            break
    said = page.inner_text("#conversation .problem")
    assert said.startswith(TEXTS["ja"].errors["too_fast"].split("{}")[0])
    # Another client behind the same proxy is not held up: it is known by its own address.
    direct = httpx.post(f"{city.behind}/api/ask", json=body, timeout=30)
    assert direct.status_code == 200
    with hammering(f"{city.chat}/chat/read/de/none.md"):
        for _ in range(5):  # on a busy machine a question may slip through between two others
            page.fill(BOX, QUESTIONS["ja"])
            page.focus(BOX)
            page.keyboard.press("Enter")
            with suppress(PageTimeout):
                page.wait_for_selector("#state.shown", timeout=6_000)
                break
    assert page.inner_text("#state").startswith(TEXTS["ja"].errors["too_fast"].split("{}")[0])
    page.wait_for_timeout(300)
    visible = page.inner_text("body")
    assert "Too" not in visible
    assert "429" not in visible
    # The word goes when the waiting time is over, without another question.
    page.wait_for_selector("#state:not(.shown)", state="attached", timeout=30_000)


def spend_questions(address, body):
    """Ask until the client is refused and has to wait for nearly as long as anybody has to."""
    for _ in range(20):
        reply = httpx.post(address, json=body, timeout=30)
        if reply.status_code == 429:
            wait_s = int(reply.headers["retry-after"])
            assert 1 <= wait_s <= 60
            if wait_s >= 8:  # of the ten seconds that a question takes to be allowed again
                return
            time.sleep(wait_s)
    raise AssertionError(f"{address} never refused a question: {reply.status_code}")


@contextmanager
def hammering(address):
    """Ask for an address again and again, so that its client stays over the limit."""
    stop = threading.Event()
    over = threading.Event()

    def hammer():
        with httpx.Client(timeout=30) as client:
            while not stop.is_set():
                if client.get(address).status_code == 429:
                    over.set()

    thread = threading.Thread(target=hammer)
    thread.start()
    assert over.wait(20)
    yield
    stop.set()
    thread.join()


READ_REFUSAL = """async ([address, body]) => {
  const reply = await fetch(address, {
    method: "POST", headers: {"content-type": "application/json"}, body,
  });
  return [reply.status, (await reply.json()).error.code, Number(reply.headers.get("retry-after"))];
}"""


def test_a_page_of_an_allowed_origin_reads_why_the_api_refuses(browser, city):
    context = browser.new_context()
    page = context.new_page()
    page.goto(city.own)
    address = f"{city.chat}/chat/api/ask"
    question = json.dumps({"question": QUESTIONS["de"]})
    large = [f"{city.behind}/api/ask", "x" * 300_000]
    assert page.evaluate(READ_REFUSAL, large) == [413, "too_large", 0]
    spend_questions(address, json.loads(question))
    status, code, wait_s = page.evaluate(READ_REFUSAL, [address, question])
    assert (status, code) == (429, "too_fast")
    assert 1 <= wait_s <= 60
    with hammering(f"{city.chat}/chat/read/de/none.md"):  # it is the shield that refuses now
        status, code, wait_s = page.evaluate(READ_REFUSAL, [address, question])
    assert (status, code) == (429, "too_fast")
    assert 1 <= wait_s <= 60
    context.close()


@pytest.mark.parametrize(("origin", "shared"), [("own", True), ("evil", False), (None, False)])
def test_a_refusal_is_shared_with_allowed_origins_alone(origin, shared, city):
    address = city.own if origin == "own" else "https://evil.example"
    headers = {"origin": address} if origin else {}
    reply = httpx.post(f"{city.behind}/api/ask", content=b"x" * 300_000, headers=headers)
    assert reply.status_code == 413
    assert reply.headers.get("access-control-allow-origin") == (address if shared else None)
    assert ("Origin" in reply.headers.get("vary", "")) == shared


def test_who_reads_too_fast_is_shown_a_page_that_says_so(city):
    address = f"{city.chat}/chat/read/de/none.md"
    with hammering(address):
        headers = {"accept": "text/html", "accept-language": "ja"}
        for _ in range(20):  # one may slip through between two others
            reply = httpx.get(address, headers=headers, timeout=30)
            if reply.status_code == 429:
                break
    assert reply.headers["content-type"].startswith("text/html")
    assert int(reply.headers["retry-after"]) >= 1
    assert '<html lang="ja">' in reply.text
    assert TEXTS["ja"].errors["too_fast"].split("{}")[0] in reply.text
    assert 'href="/chat/ja/"' in reply.text


def test_metrics_are_for_the_own_network_alone(city):
    assert httpx.get(f"{city.chat}/chat/metrics").status_code == 404
    assert httpx.get(f"{city.behind}/metrics").status_code == 200


def test_the_city_s_page_shows_the_chat_as_a_button_and_a_dialog(browser, city):
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(city.own)
    page.get_by_role("button", name=TEXTS["de"].widget["open"]).wait_for()
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=TEXTS["de"].widget["title"])
    dialog.wait_for()
    frame = page.frame_locator("iframe")
    frame.locator(BOX).wait_for()
    frame.locator("body.embedded").wait_for()
    assert page.evaluate("document.activeElement.shadowRoot !== null")
    page.keyboard.press("Escape")
    assert dialog.count() == 0 or not dialog.is_visible()
    focused = page.evaluate("document.activeElement.shadowRoot.activeElement.className")
    assert focused == "open"
    page.keyboard.press("Enter")
    frame.locator(BOX).focus()
    page.keyboard.press("Escape")  # pressed in the frame
    dialog.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "open"
    assert complaints == []
    assert context.cookies() == []
    context.close()


def test_no_other_origin_may_show_the_page_in_a_frame(city):
    policy = httpx.get(f"{city.chat}/chat/de/").headers
    assert f"frame-ancestors 'self' {city.own}" in policy["content-security-policy"]
    assert "x-frame-options" not in policy
    allowed = httpx.options(
        f"{city.chat}/chat/api/ask",
        headers={"origin": city.own, "access-control-request-method": "POST"},
    )
    assert allowed.headers["access-control-allow-origin"] == city.own
    other = httpx.options(
        f"{city.chat}/chat/api/ask",
        headers={"origin": "https://evil.example", "access-control-request-method": "POST"},
    )
    assert "access-control-allow-origin" not in other.headers


def test_before_there_is_an_index_the_page_tells_how_far_it_is_and_then_goes_on(
    open_page, small_settings
):
    settings = replace(small_settings, questions_per_minute=0, feedback=None)
    assistant = build_assistant(settings)
    running = Running(build_app(assistant, settings))
    try:
        settings.index.mkdir()
        with telling_progress(settings.index) as tell:
            tell(3, 12)
            ready = httpx.get(f"{running.address}/ready")
            assert ready.status_code == 503
            assert ready.json()["building"] == {"done": 3, "total": 12}
            page = open_page("/de/", at=running.address).page
            page.wait_for_selector(f"#state >> text={TEXTS['de'].script['preparing'].format(25)}")
            page.wait_for_selector(BOX)
            page.fill(BOX, "Wie lang ist die Brücke?")
            page.focus(BOX)
            page.keyboard.press("Enter")
            page.wait_for_selector(
                f"#conversation .problem >> text={TEXTS['de'].errors['not_ready']}"
            )
            assert Axe().run(page).violations_count == 0
        with page.expect_event("load"):  # the page reloads by itself
            ingest(settings)
        page.wait_for_selector("#conversation .problem")  # and brings the conversation back
        ask(page, "Wie lang ist die Brücke?")
        assert "120 Meter" in page.inner_text("#conversation .answer")
    finally:
        running.close()
        assistant.close()


def test_a_lost_connection_is_told_and_nothing_is_lost(open_page, slow):
    page = open_page("/en/", at=slow.address).page
    ask(page, QUESTIONS["en"])
    slow.assistant.gate.clear()
    page.fill(BOX, "How many people live in Tsukuba?")
    page.focus(BOX)
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .waiting")
    page.context.set_offline(True)
    page.wait_for_selector(f"#state >> text={TEXTS['en'].script['offline']}")
    assert page.locator("#conversation .answer[id]").count() == 1
    page.context.set_offline(False)
    page.wait_for_selector(f"#state >> text={TEXTS['en'].script['online']}")
    page.wait_for_selector("#conversation .waiting", state="detached")
    page.wait_for_selector("#conversation .answer[id]")
    wait_until(page, f"document.querySelector('{BOX}')?.value.startsWith('How many')")
    slow.assistant.gate.set()
    page.focus(BOX)
    page.keyboard.press("Enter")
    wait_until(page, "document.querySelectorAll('#conversation .answer[id]').length === 2")
    assert page.locator("#conversation .asked").count() == 2
    assert page.locator("#conversation .problem").count() == 0


@pytest.mark.parametrize("earlier", [0, 1])
def test_a_question_that_could_not_be_sent_comes_back_and_can_be_sent(open_page, slow, earlier):
    page = open_page("/en/", at=slow.address).page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(300)
    if earlier:
        ask(page, QUESTIONS["en"])
    question = "How many people live in Tsukuba?"
    failed = []
    page.on("requestfailed", lambda request: failed.extend([request.url]))
    page.context.set_offline(True)
    page.fill(BOX, question)
    for _ in range(5):  # a page that was just loaded may not listen yet
        page.press(BOX, "Enter")
        page.wait_for_timeout(1000)
        if any("/queue/join" in url for url in failed):
            break
    page.wait_for_selector(f"#state.shown >> text={TEXTS['en'].script['offline']}")
    with page.expect_event("load"):  # the page reloads by itself
        page.context.set_offline(False)
    wait_until(page, f"document.querySelector('{BOX}')?.value === '{question}'")
    assert page.locator("#conversation .answer[id]").count() == earlier
    ask(page, question, count=earlier + 1)
    page.reload()
    page.wait_for_selector("#conversation .answer[id]")
    page.wait_for_timeout(1500)
    assert page.input_value(BOX) == ""  # what was sent does not come back


def test_a_closed_tab_frees_its_work(open_page, slow):
    before = threading.active_count()
    page = open_page("/en/", at=slow.address).page
    page.wait_for_selector(BOX)
    slow.assistant.gate.clear()
    page.fill(BOX, QUESTIONS["en"])
    page.focus(BOX)
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .waiting")
    page.close()
    slow.assistant.gate.set()
    assert slow.assistant.left.wait(10)
    assert threading.active_count() <= before + 20
