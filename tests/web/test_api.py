"""The JSON API and what those who run the server ask it."""

from __future__ import annotations

import json
import re
import threading
import time

import httpx
import pytest
from tests.web.steps import QUESTIONS, ask

from twinbot.assistant import build_assistant
from twinbot.feedback import FeedbackStore
from twinbot.types import LANGUAGES

pytestmark = pytest.mark.xdist_group("web-accessibility")


def post(server, path="/api/ask", headers=None, **body):
    return httpx.post(server.address + path, json=body, headers=headers or {}, timeout=30)


def events_of(text):
    """Parse server-sent events into pairs of name and record."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [
        (lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: ")))
        for lines in blocks
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_api_gives_the_answer_of_the_assistant_with_verbatim_quotes(server, language):
    reply = post(server, question=QUESTIONS[language])
    assert reply.status_code == 200
    made = reply.json()
    assistant = build_assistant(server.settings)
    answer = assistant.answer(QUESTIONS[language])
    for citation in made["citations"]:
        page = assistant.page(citation["document_id"], citation["page"])
        assert page.text[citation["start"] : citation["end"]] == citation["quote"]
        assert httpx.get(server.address + citation["link"]).status_code == 200
    assistant.close()
    assert (made["text"], made["outcome"], made["language"]) == (
        answer.text,
        answer.outcome,
        language,
    )
    assert made["citations"]


def test_the_place_that_an_abstention_names_can_be_opened(server, open_page):
    made = post(server, question="Which shoe size does the mayor of Tsukuba have?").json()
    assert made["outcome"] == "abstained"
    assert httpx.get(server.address + made["nearest"]["link"]).status_code == 200
    page = open_page("/en/").page
    ask(page, "Which shoe size does the mayor of Tsukuba have?")
    with page.context.expect_page() as opened:
        page.click("#conversation a.nearest")
    opened.value.wait_for_selector("mark")
    assert made["nearest"]["title"] in page.inner_text("#conversation a.nearest")


def test_the_page_and_the_api_say_the_same(server, open_page):
    page = open_page("/de/").page
    ask(page, QUESTIONS["de"])
    shown = page.eval_on_selector_all(
        "#conversation .answer > p",
        """all => all.map(p => { const c = p.cloneNode(true);
           c.querySelectorAll('sup').forEach(s => s.remove()); return c.textContent.trim(); })""",
    )
    made = post(server, question=QUESTIONS["de"]).json()
    assert shown == [sentence["text"] for sentence in made["sentences"]]


def test_a_stream_brings_each_sentence_and_then_the_whole(server):
    reply = post(server, question=QUESTIONS["ja"], stream=True)
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = events_of(reply.text)
    assert {name for name, _ in events[:-1]} == {"sentence"}
    name, whole = events[-1]
    assert name == "answer"
    assert [s["text"] for _, s in events[:-1]] == [s["text"] for s in whole["sentences"]]
    assert [c for _, s in events[:-1] for c in s["citations"]] == whole["citations"]


def test_a_follow_up_understands_the_turn_before(server):
    first = post(server, question="How many people live in Tsukuba?").json()
    history = [{"question": "How many people live in Tsukuba?", "answer": first["text"]}]
    reply = post(server, question="And in Bochum?", history=history)
    assert reply.status_code == 200
    assert "Bochum" in json.dumps(reply.json()["citations"])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid"),
        ({"question": 3}, 422, "invalid"),
        ({"question": "x", "model": "y"}, 422, "invalid"),
        ({"question": "x", "language": "fr"}, 422, "invalid"),
        ({"question": "   "}, 422, "empty"),
        ({"question": "   ", "stream": True}, 422, "empty"),
        ({"question": "a " * 1_500}, 422, "too_long"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong_in_its_language(server, body, status, code):
    reply = httpx.post(f"{server.address}/api/ask", json=body, headers={"accept-language": "ja"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)
    assert re.search("[ぁ-ん]", reply.json()["error"]["message"])


def test_text_that_is_no_json_is_refused(server):
    for content in (b"", b"{", b"\xff\xfe", b"[]", b"null"):
        reply = httpx.post(
            f"{server.address}/api/ask",
            content=content,
            headers={"content-type": "application/json"},
        )
        assert (reply.status_code, reply.json()["error"]["code"]) == (422, "invalid")


def test_the_description_fits_what_the_api_gives(server):
    described = httpx.get(f"{server.address}/api/openapi.json").json()
    assert set(described["paths"]) == {"/ask", "/feedback"}
    schema = described["components"]["schemas"]
    made = post(server, question=QUESTIONS["en"]).json()
    assert set(made) == set(schema["AnswerBody"]["properties"])
    assert set(made["citations"][0]) == set(schema["CitationBody"]["properties"])


def test_feedback_by_the_api_is_stored_and_an_unknown_answer_is_told(server):
    made = post(server, question=QUESTIONS["en"]).json()
    said = {"answer_id": made["answer_id"], "verdict": "helpful", "remark": "fine, mail a@b.de"}
    assert post(server, "/api/feedback", **said).json() == {"stored": True}
    store = FeedbackStore(server.settings.feedback, keep_questions=True, days=90)
    assert "fine, mail [email]" in [entry.remark for entry in store.entries()]
    unknown = {"answer_id": "0" * 24 + "-1", "verdict": "helpful"}
    assert post(server, "/api/feedback", **unknown).status_code == 404
    wrong = {"answer_id": made["answer_id"], "verdict": "perhaps"}
    assert post(server, "/api/feedback", **wrong).status_code == 422


def test_a_question_without_an_answer_is_noted_for_staff(server):
    question = "Wie viele Einhörner wohnen im Xylophonpalast von Quedlinburg?"
    assert post(server, question=question).json()["outcome"] in ("abstained", "partial")
    store = FeedbackStore(server.settings.feedback, keep_questions=True, days=90)
    for _ in range(50):
        if question in [noted.question for noted in store.unanswered()]:
            return
        time.sleep(0.1)
    pytest.fail("the question was not noted")


def test_health_readiness_and_metrics_are_told_without_texts(server):
    assert httpx.get(f"{server.address}/health").json() == {"status": "ok"}
    ready = httpx.get(f"{server.address}/ready").json()
    assert ready["generation"].startswith("gen-")
    post(server, question=QUESTIONS["de"])
    text = httpx.get(f"{server.address}/metrics").text
    counted = r'\ntwinbot_questions_total\{language="de",outcome="\w+",way="api"\} [1-9]'
    assert re.search(counted, text)
    assert f'twinbot_index_info{{generation="{ready["generation"]}"}} 1' in text
    assert "HAL" not in text
    sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [\d.e+-]+')
    for line in text.splitlines():
        assert line.startswith(("# HELP ", "# TYPE ")) or sample.fullmatch(line), line


def test_an_original_pdf_is_served_inline(server):
    reply = httpx.get(f"{server.address}/documents/de/universities.pdf")
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"].startswith("inline")
    assert reply.content.startswith(b"%PDF")


def test_a_slow_answer_is_streamed_sentence_by_sentence(slow):
    slow.assistant.gate.clear()
    opening = threading.Timer(0.5, slow.assistant.gate.set)
    opening.start()
    body = {"question": QUESTIONS["de"], "stream": True}
    with httpx.stream("POST", f"{slow.address}/api/ask", json=body, timeout=30) as reply:
        assert reply.status_code == 200
        told = reply.read()
    assert told.startswith(b"event: sentence")
    assert b"event: answer" in told


def test_a_reader_who_hangs_up_frees_the_answer(slow):
    slow.assistant.gate.clear()
    body = {"question": QUESTIONS["de"], "stream": True}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{slow.address}/api/ask", json=body, timeout=1)
    slow.assistant.gate.set()
    assert slow.assistant.left.wait(10)


def test_an_error_of_the_machine_is_told_without_its_details(slow):
    reply = httpx.post(
        f"{slow.address}/api/ask",
        json={"question": "unlucky"},
        headers={"accept-language": "en"},
        timeout=30,
    )
    assert (reply.status_code, reply.json()["error"]["code"]) == (500, "failed")
    assert "secret" not in reply.text
    assert 'twinbot_refused_total{reason="failed"}' in httpx.get(f"{slow.address}/metrics").text
    said = {"answer_id": "0" * 24 + "-1", "verdict": "helpful"}
    assert httpx.post(f"{slow.address}/api/feedback", json=said).status_code == 404
