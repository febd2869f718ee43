"""The server: three Gradio pages and our own routes in one FastAPI app."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from twinbot.assistant import Assistant, build_assistant
from twinbot.errors import TwinbotError
from twinbot.feedback import FeedbackStore
from twinbot.settings import Settings
from twinbot.site import Site
from twinbot.types import LANGUAGES, Language
from twinbot.web.api import ApiParts, build_api
from twinbot.web.conversations import Conversations
from twinbot.web.desk import Desk
from twinbot.web.documents import document_routes
from twinbot.web.files import ASSETS
from twinbot.web.frame import Shell
from twinbot.web.languages import preferred_language
from twinbot.web.metrics import Metrics
from twinbot.web.pages import CityPages, page_routes
from twinbot.web.shield import App, Guard, Shield
from twinbot.web.sweeping import sweep_forever
from twinbot.web.watching import watching_routes
from twinbot.web.widget import widget_routes

_log = logging.getLogger(__name__)

_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(2**31),
}
"""Keeps the libraries from calling home, and Gradio from working out after each event a table of
all events that nobody sees; must stand before they are imported."""

KEEP_ALIVE_S = 75
"""Longer than a proxy keeps an idle connection (nginx: 60 s): the side that closes first must be
the one that asks, or a request now and then meets a closed connection and fails."""


def serve(settings: Settings) -> None:
    """Serve the page until interrupted.

    Raises:
        TwinbotError: If the embedding model is unusable.
    """
    import uvicorn
    from threadpoolctl import threadpool_limits

    # Many small products at once: threads that wait for one another cost more than they bring
    # (measured on two cores: 36 ms of processor time an answer instead of 88).
    threadpool_limits(limits=1, user_api="blas")
    app = build_app(build_assistant(settings), settings)
    address = f"http://{settings.host}:{settings.port}{settings.root_path}"
    sys.stderr.write(f"twinbot serves {address} (ctrl-c ends it)\n")
    sys.stderr.flush()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        root_path=settings.root_path,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=3,
    )


def build_app(assistant: Assistant, settings: Settings) -> App:
    """Return the ASGI app: pages, documents, API, health, behind the shield."""
    os.environ.update(_ENVIRONMENT)
    from twinbot.web.page import build_page

    metrics = Metrics()
    feedback = _feedback(settings)
    desk = Desk(assistant, settings, metrics, feedback)
    conversations, answered = Conversations(), Conversations()
    pages = CityPages(settings.corpus)

    built = {
        language: build_page(
            desk, conversations, language, read_site(assistant, language), settings.root_path
        )
        for language in LANGUAGES
    }

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        holders = [blocks.state_holder for blocks in built.values()]
        forget = [
            conversations.forget_old,
            answered.forget_old,
            desk.forget_old,
            shield.forget_old,
        ]
        if feedback:
            forget.append(feedback.forget_old)
        tasks = [
            asyncio.create_task(desk.keep_warm(), name="warming up"),
            asyncio.create_task(sweep_forever(holders, forget), name="forgetting"),
        ]
        for task in tasks:
            task.add_done_callback(_tell_if_failed)
        yield
        for task in tasks:
            task.cancel()
        desk.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.get("/")(lead_to_language)
    app.include_router(watching_routes(assistant, settings, metrics))
    app.include_router(document_routes(assistant, settings.corpus))
    app.mount("/assets", StaticFiles(directory=ASSETS))
    app.include_router(page_routes(pages))
    app.include_router(widget_routes())
    origins = settings.allowed_origins.split()
    app.mount(
        "/api", build_api(ApiParts(desk, conversations, answered, metrics, feedback, origins))
    )
    for language, blocks in built.items():
        app = _mount(app, blocks, language)
    guard = Guard(
        shell=_shells(assistant, settings, pages),
        origins=origins,
        questions_per_minute=settings.questions_per_minute,
    )
    shield = Shield(app, guard, metrics)
    return shield


def _tell_if_failed(task: asyncio.Task[None]) -> None:
    """Write to the log that a task has ended which should have gone on."""
    if not task.cancelled() and task.exception():
        _log.error(
            "%s has ended; start the server again", task.get_name(), exc_info=task.exception()
        )


def _feedback(settings: Settings) -> FeedbackStore | None:
    if settings.feedback is None:
        return None
    return FeedbackStore(
        settings.feedback, keep_questions=settings.keep_questions, days=settings.feedback_days
    )


def read_site(assistant: Assistant, language: Language) -> Site:
    """Return the city's words of the published corpus; none while there is no index."""
    try:
        return assistant.site(language)
    except TwinbotError:
        return Site()


def lead_to_language(request: Request) -> Response:
    """Lead to the page in the reader's language."""
    language = preferred_language(request.headers.get("accept-language", ""))
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{language}/", 302)


def _shells(
    assistant: Assistant, settings: Settings, pages: CityPages
) -> Callable[[Language, str, bool, str], Shell]:
    """Return what makes the frame of one response, from the index and the files of now."""

    def make(language: Language, root: str, embedded: bool, nonce: str) -> Shell:
        try:
            site, ready = assistant.site(language), True
        except TwinbotError:
            site, ready = Site(), False
        return Shell(
            language=language,
            site=site,
            pages=pages.names(),
            root=root,
            ready=ready,
            feedback=settings.feedback is not None,
            embedded=embedded,
            nonce=nonce,
        )

    return make


def _mount(app: FastAPI, blocks: object, language: Language) -> FastAPI:
    """Put a Gradio page below ``/LANGUAGE/`` with all that it could tell or take turned off."""
    import gradio as gr

    from twinbot.web.theme import make_theme

    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path=f"/{language}",
        theme=make_theme(),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        max_file_size="1kb",
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
    )
    return mounted
