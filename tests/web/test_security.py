"""What comes from outside stays text, and what the page does not need is not there."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest
from tests.web.hostile import FILE_NAME, PAYLOADS, SUBJECT
from tests.web.steps import BOX, QUESTIONS, SOURCE, ask

from twinbot.web.texts import TEXTS

pytestmark = pytest.mark.xdist_group("web")

FORBIDDEN = "script, img, svg, math, iframe, object, embed, form, style, link, video, base"


def check_nothing_happened(page, within="#conversation .prose"):
    """Check that no text became an element, ran, led outside or lies over the page."""
    assert page.evaluate("window.__taken") is None
    found = page.eval_on_selector_all(
        f"{within} :is({FORBIDDEN})", "all => all.map(e => e.outerHTML.slice(0, 200))"
    )
    assert found == []
    handlers = page.evaluate(
        """within => [...document.querySelectorAll(within + ' *')].filter(e =>
           [...e.attributes].some(a => a.name.startsWith('on'))).length""",
        within,
    )
    assert handlers == 0
    addresses = page.eval_on_selector_all(
        f"{within} a", "all => all.map(a => a.getAttribute('href'))"
    )
    ours = ("#c-", "/read/", "/documents/", "/en/", "/de/", "/ja/")
    assert all(address.startswith(ours) for address in addresses)
    covering = page.evaluate(
        """within => [...document.querySelectorAll(within + ' *')].filter(e =>
           ['fixed', 'sticky'].includes(getComputedStyle(e).position)).length""",
        within,
    )
    assert covering == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_hostile_questions_stay_text(open_page, width):
    page = open_page("/en/", width=width).page
    title = page.title()
    for number in range(0, len(PAYLOADS), 8):
        page.wait_for_selector(BOX)
        page.fill(BOX, "\n".join(PAYLOADS[number : number + 8])[:2_000])
        page.focus(BOX)
        page.keyboard.press("Enter")
        count = number // 8 + 1
        page.wait_for_selector(
            f":nth-match(#conversation [data-testid=bot] :is(.answer[id], .problem), {count})"
        )
    shown = page.inner_text("#conversation")
    for payload in PAYLOADS[:20]:
        assert payload.split("\n")[0][:20] in shown
    page.wait_for_timeout(600)  # the page is still scrolling to the last question
    page.evaluate("scrollTo(0, 0)")
    check_nothing_happened(page)
    assert page.title() == title
    assert page.evaluate("document.elementFromPoint(100, 30).closest('#top') !== null")


def test_hostile_titles_texts_and_file_names_stay_text_in_the_chat(open_page):
    page = open_page("/en/").page
    for count, number in enumerate((1, 7, 24, 35), 1):
        ask(page, f"When was the {SUBJECT} number {number} painted green?", count=count)
    for summary in page.query_selector_all(f"{SOURCE} summary"):
        summary.click()
    sources = page.inner_text("#conversation")
    assert "<img src=x onerror=" in sources
    assert "![a](http://evil.example/x.png)" in sources
    check_nothing_happened(page)


def test_a_hostile_document_stays_text_on_its_own_page(open_page):
    page = open_page(f"/read/en/{quote(FILE_NAME)}?page=1&start=5&end=40", width=360).page
    check_nothing_happened(page, "main")
    text = page.inner_text("main")
    for payload in PAYLOADS[:20]:
        assert payload.replace("\n", " ")[:30] in text


def test_a_question_link_cannot_carry_more_than_text(open_page):
    for payload in (PAYLOADS[0], PAYLOADS[32], PAYLOADS[37], "x" * 5_000):
        page = open_page(f"/en/?q={quote(payload)}&embed=%22%3E%3Cscript%3E&c=%3Cimg%3E").page
        page.wait_for_selector(BOX)
        page.wait_for_timeout(200)
        assert page.input_value(BOX) in (payload, payload[:2_000], "")
        check_nothing_happened(page)
        assert page.query_selector("#top script, #examples script, #bottom script") is None


def test_very_long_words_break_and_very_long_paragraphs_are_cut(open_page):
    page = open_page("/en/", width=360).page
    ask(page, "What was the Zeppelinhalle built of?")
    check_nothing_happened(page)
    assert len(page.inner_text("#conversation")) < 20_000


def test_text_of_200_kb_is_refused_with_a_friendly_word(server):
    reply = httpx.post(
        f"{server.address}/api/ask",
        json={"question": "a" * 200_000},
        headers={"accept-language": "de"},
    )
    assert reply.status_code == 422
    reply = httpx.post(f"{server.address}/api/ask", json={"question": "a b " * 5_000})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "too_long")


@pytest.mark.parametrize(
    "path",
    [
        "/de/gradio_api/upload",
        "/de/gradio_api/file=/etc/passwd",
        "/de/gradio_api/call/ask",
        "/de/gradio_api/run/predict",
        "/de/gradio_api/runs",
        "/de/gradio_api/mcp/sse",
        "/de/gradio_api/component_server",
        "/de/gradio_api/proxy=http://evil.example",
        "/de/gradio_api/deep_link",
        "/de/monitoring",
        "/de/login",
        "/de/manifest.json",
        "/documents/../pyproject.toml",
        "/documents/%2e%2e/%2e%2e/etc/passwd",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%2fetc%2fpasswd",
        "/documents/de/agreement.md",
        "/documents/glossary.csv",
        "/documents/site.yaml",
        "/documents/de/universities.pdf.yaml",
        "/read/.git/config",
        "/read/de/none.md",
        "/read/pages/privacy.de.md",
        "/assets/../serving.py",
        "/assets/.hidden.css",
        "/assets/page.css.map",
        "/docs",
        "/openapi.json",
        "/api",
        "/api/docs",
        "/api/ask/x",
        "/fr/",
        "/de/imprint.md",
        "/.env",
        "/index/CURRENT",
        "//evil.example/",
    ],
)
def test_what_the_page_does_not_need_is_not_there(server, path):
    host, port = server.address.removeprefix("http://").split(":")
    assert status_of_raw(host, int(port), path) == 404


def status_of_raw(host, port, path):
    """Ask for a path as it is: an HTTP client would tidy the dots away."""
    import socket

    with socket.create_connection((host, port), timeout=10) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        return int(connection.makefile("rb").readline().split()[1])


@pytest.mark.parametrize(
    "path", ["/ja/nothing", "/nothing", "/read/de/nothing.md", "/documents/a.pdf"]
)
def test_a_wrong_address_shows_a_page_in_its_language_or_the_reader_s(server, path):
    headers = {"accept": "text/html", "accept-language": "ja,de;q=0.5"}
    reply = httpx.get(server.address + path, headers=headers)
    assert reply.status_code == 404
    assert "このページはありません" in reply.text


def test_too_large_a_body_is_refused_in_the_language_asked_for(server):
    headers = {"accept-language": "de", "content-type": "application/json"}
    body = b'{"question": "' + b"x" * 300_000 + b'"}'
    reply = httpx.post(f"{server.address}/api/ask", content=body, headers=headers)
    assert reply.status_code == 413
    assert reply.json()["error"]["message"] == TEXTS["de"].errors["too_large"].format(0)


def test_the_page_of_a_source_leads_back_to_the_reader_s_own_language(server):
    address = f"{server.address}/read/en/{quote(FILE_NAME)}?page=1"
    for reader, accepted in (("ja", "de"), ("", "ja")):
        reply = httpx.get(f"{address}&reader={reader}", headers={"accept-language": accepted})
        assert 'href="/ja/"' in reply.text
        assert '<html lang="ja">' in reply.text
        assert '<main lang="en">' in reply.text


@pytest.mark.parametrize("path", ["/de/gradio_api/queue/join", "/api/ask", "/api/feedback"])
def test_an_oversized_body_is_refused_told_or_not(server, path):
    body = b'{"question": "' + b"x" * 300_000 + b'"}'
    reply = httpx.post(server.address + path, content=body)
    assert reply.status_code == 413
    assert reply.json()["error"]["code"] == "too_large"
    in_parts = (body[start : start + 1_000] for start in range(0, len(body), 1_000))
    try:
        reply = httpx.post(server.address + path, content=in_parts)
        assert reply.status_code == 413
        assert reply.json()["error"]["code"] == "too_large"
    except httpx.TransportError:
        pass  # the server hung up on it
    assert httpx.get(f"{server.address}/health").status_code == 200


@pytest.mark.parametrize(
    "path", ["/de/", "/health", "/read/de/agreement.md", "/assets/page.css", "/nothing",
             "/de/imprint", "/api/openapi.json"],
)  # fmt: skip
def test_every_answer_carries_the_security_headers(server, path):
    headers = httpx.get(server.address + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    policy = headers["content-security-policy"]
    assert "default-src" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert "server" not in headers


def test_each_response_has_a_nonce_of_its_own(server):
    policies = {
        httpx.get(f"{server.address}/de/").headers["content-security-policy"] for _ in range(3)
    }
    assert len(policies) == 3


def test_a_conversation_cannot_be_read_without_its_token(open_page):
    page = open_page("/en/?c=000000000000000000000000").page
    page.wait_for_selector(BOX)
    page.wait_for_timeout(500)
    assert page.query_selector("#conversation .asked") is None
    ask(page, QUESTIONS["en"])
