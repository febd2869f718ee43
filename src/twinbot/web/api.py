"""The JSON API: the same answers as the page, whole or sentence by sentence, and feedback."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, Response, StreamingResponse

from twinbot import __version__
from twinbot.errors import FeedbackError
from twinbot.feedback import FeedbackStore
from twinbot.types import Answer, AnswerEvent, Failed, Finished, SentenceReady, Turn
from twinbot.web.api_values import (
    AnswerBody,
    ErrorBody,
    FeedbackBody,
    FeedbackTaken,
    QuestionBody,
    answer_body,
    citation_body,
    sentence_body,
)
from twinbot.web.conversations import Conversations
from twinbot.web.desk import Desk
from twinbot.web.languages import preferred_language
from twinbot.web.metrics import Metrics
from twinbot.web.texts import TEXTS

_STATUS = {
    "empty": 422,
    "too_long": 422,
    "invalid": 422,
    "too_fast": 429,
    "busy": 503,
    "not_ready": 503,
    "unknown_answer": 404,
    "not_found": 404,
}
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorBody} for status in (413, 422, 429, 500, 503)
}
_DESCRIPTION = (
    "Cited answers from a city's documents. Each quote equals a span of a stored page, character "
    "for character. With `stream`, the reply is a stream of server-sent events: `sentence` for "
    "each sentence as it is ready, then `answer` with the whole, or `error`."
)


@dataclass(frozen=True, slots=True)
class ApiParts:
    """What the API works with.

    Attributes:
        desk: Answers questions.
        conversations: Keeps the answers of the pages for feedback.
        answered: Keeps those of programs, apart, so that they push out no reader's conversation.
        metrics: Counts.
        feedback: Keeps what readers say; ``None`` where none is taken.
        origins: Other origins that may use the API from a browser.
    """

    desk: Desk
    conversations: Conversations
    answered: Conversations
    metrics: Metrics
    feedback: FeedbackStore | None
    origins: Sequence[str]


def build_api(parts: ApiParts) -> FastAPI:
    """Return the app that is mounted at ``/api``."""
    api = FastAPI(
        title="twinbot", version=__version__, description=_DESCRIPTION, docs_url=None,
        redoc_url=None,
    )  # fmt: skip
    api.add_middleware(
        CORSMiddleware,
        allow_origins=list(parts.origins),
        allow_methods=["POST"],
        allow_headers=["content-type", "accept-language"],
        expose_headers=["retry-after"],
    )

    api.add_exception_handler(RequestValidationError, _refuse)

    @api.post("/ask", responses=_ERRORS, response_model=AnswerBody)
    async def ask(body: QuestionBody, request: Request) -> Response:
        """Answer a question with exact quotes and their sources."""
        return await _ask(parts, body, request)

    @api.post(
        "/feedback", responses={404: {"model": ErrorBody}, **_ERRORS}, response_model=FeedbackTaken
    )
    async def feedback(body: FeedbackBody, request: Request) -> Response:
        """Say whether an answer helped; its id is known for an hour."""
        return await _take_feedback(parts, body, request)

    return api


async def _refuse(request: Request, error: Exception) -> Response:
    """Say what of a request is wrong."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    return _problem(request, "invalid", fields=[".".join(map(str, e["loc"][1:])) for e in found])


async def _ask(parts: ApiParts, body: QuestionBody, request: Request) -> Response:
    started = time.perf_counter()
    answering = _events(parts, body, request)
    first = await anext(answering)
    if isinstance(first, Failed):
        return _problem(request, first.reason, first.detail)
    events = _from_first(first, answering)
    if body.stream:
        return StreamingResponse(
            _stream(events, parts, body, request, started),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )
    async with aclosing(events):
        async for event in events:
            if isinstance(event, Failed):
                return _problem(request, event.reason, event.detail)
            if isinstance(event, Finished):
                made = _answered(parts, body, request, event.answer, started)
                return JSONResponse(made, headers={"cache-control": "no-store"})
    return _problem(request, "failed")


async def _take_feedback(parts: ApiParts, body: FeedbackBody, request: Request) -> Response:
    if parts.feedback is None:
        return _problem(request, "not_found")
    kept = (parts.conversations, parts.answered)
    exchange = next(filter(None, (one.find(body.answer_id) for one in kept)), None)
    if exchange is None or exchange.answer is None:
        return _problem(request, "unknown_answer")
    try:
        first = await asyncio.to_thread(
            parts.feedback.judge, body.answer_id, exchange.answer, body.verdict, body.remark
        )
    except FeedbackError as error:
        parts.desk.warn(error)
        return _problem(request, "failed")
    if first:  # a remark follows the verdict that was counted
        parts.metrics.add("twinbot_feedback_total", verdict=body.verdict)
    return JSONResponse({"stored": True})


def _events(parts: ApiParts, body: QuestionBody, request: Request) -> AsyncGenerator[AnswerEvent]:
    return parts.desk.ask(
        body.question,
        client=request.client.host if request.client else "",
        way="api",
        language=body.language,
        history=[Turn(turn.question, turn.answer) for turn in body.history],
        hint=body.page_language,
    )


async def _from_first(
    first: AnswerEvent, others: AsyncGenerator[AnswerEvent]
) -> AsyncGenerator[AnswerEvent]:
    """Yield an event that was looked at already, and those that follow it."""
    async with aclosing(others):
        yield first
        async for event in others:
            yield event


async def _stream(
    events: AsyncGenerator[AnswerEvent],
    parts: ApiParts,
    body: QuestionBody,
    request: Request,
    started: float,
) -> AsyncIterator[str]:
    """Yield server-sent events (WHATWG HTML, 9.2)."""
    async with aclosing(events):
        async for event in events:
            if isinstance(event, SentenceReady):
                record = {
                    **sentence_body(event.sentence),
                    "citations": [citation_body(c, _root(request)) for c in event.citations],
                }
                yield _event("sentence", record)
            elif isinstance(event, Finished):
                made = _answered(parts, body, request, event.answer, started)
                yield _event("answer", made)
            elif isinstance(event, Failed):
                yield _event("error", _error(request, event.reason, event.detail))


def _answered(
    parts: ApiParts, body: QuestionBody, request: Request, answer: Answer, started: float
) -> dict[str, object]:
    exchange = parts.answered.begin("", body.question, answer.query.language)
    parts.answered.end(exchange, answer)
    duration_ms = round((time.perf_counter() - started) * 1000, 1)
    return answer_body(answer, exchange.answer_id, duration_ms, _root(request))


def _event(name: str, record: object) -> str:
    return f"event: {name}\ndata: {json.dumps(record, ensure_ascii=False)}\n\n"


def _error(request: Request, code: str, detail: str = "", **more: object) -> dict[str, object]:
    language = preferred_language(request.headers.get("accept-language", ""))
    errors = TEXTS[language].errors
    code = code if code in errors else "failed"
    return {"code": code, "message": errors[code].format(detail), **more}


def _problem(request: Request, code: str, detail: str = "", **more: object) -> Response:
    """Return why there is no answer, in the language of the ``Accept-Language`` header."""
    headers = {"cache-control": "no-store"}
    if code == "too_fast":
        headers["retry-after"] = detail
    error = _error(request, code, detail, **more)
    return JSONResponse({"error": error}, _STATUS.get(code, 500), headers)


def _root(request: Request) -> str:
    """Return the prefix of our addresses: the root path without the mount of this app."""
    return str(request.scope.get("root_path", "")).removesuffix("/api")
