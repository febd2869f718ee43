"""The server: three Gradio pages and our own routes in one FastAPI app."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from twinbot.assistant import Assistant, build_assistant
from twinbot.errors import TwinbotError
from twinbot.settings import Settings
from twinbot.types import LANGUAGES, Language
from twinbot.web.documents import document_routes
from twinbot.web.page import build_page, read_site
from twinbot.web.shield import App, Shield
from twinbot.web.texts import TEXTS

if TYPE_CHECKING:
    import gradio

ASSETS = Path(__file__).parent / "assets"
_NO_REQUESTS = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGSMITH_TRACING_V2": "false",
}
"""Keeps the libraries from calling home; must stand before they are imported."""


def serve(settings: Settings) -> None:
    """Serve the page until interrupted.

    Raises:
        TwinbotError: If the embedding model is unusable.
    """
    import uvicorn

    app = build_app(build_assistant(settings), settings)
    address = f"http://{settings.host}:{settings.port}{settings.root_path}"
    sys.stderr.write(f"twinbot serves {address} (ctrl-c ends it)\n")
    sys.stderr.flush()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        root_path=settings.root_path,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
    )


def build_app(assistant: Assistant, settings: Settings) -> App:
    """Return the ASGI app: pages, documents, health, behind the shield."""
    os.environ.update(_NO_REQUESTS)
    import gradio as gr

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    _add_own_routes(app, assistant)
    app.include_router(document_routes(assistant, settings.corpus))
    app.mount("/assets", StaticFiles(directory=ASSETS))
    for language in LANGUAGES:
        app = gr.mount_gradio_app(
            app,
            build_page(assistant, language),
            path=f"/{language}",
            theme=_theme(),
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            show_error=False,
            max_file_size="1kb",
            enable_monitoring=False,
            mcp_server=False,
            pwa=False,
        )
    titles = {
        language: read_site(assistant, language).title or TEXTS[language].title
        for language in LANGUAGES
    }
    return Shield(app, titles)


def _add_own_routes(app: FastAPI, assistant: Assistant) -> None:
    @app.get("/")
    def root(request: Request) -> Response:
        """Lead to the page in the reader's language."""
        language = preferred_language(request.headers.get("accept-language", ""))
        return RedirectResponse(f"{request.scope.get('root_path', '')}/{language}/", 302)

    @app.get("/health")
    def health() -> dict[str, str]:
        """Tell that the server lives."""
        return {"status": "ok"}

    @app.get("/ready")
    def ready() -> Response:
        """Tell whether there is an index to answer from, and which."""
        try:
            info = assistant.status()
        except TwinbotError as error:
            return JSONResponse({"status": "not ready", "reason": type(error).__name__}, 503)
        return JSONResponse({"status": "ready", "generation": info.generation})


def preferred_language(accept: str) -> Language:
    """Return the page language for an ``Accept-Language`` header (RFC 9110, 12.5.4).

    English for readers who ask for none of ours.
    """
    wanted: list[tuple[float, int, Language]] = []
    for place, part in enumerate(accept.split(",")[:20]):
        match = re.fullmatch(
            r"\s*([a-zA-Z]{2,3})(?:-[\w-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?", part
        )
        if not match:
            continue
        quality = float(match[2] or 1)
        wanted += [
            (-quality, place, language)
            for language in LANGUAGES
            if match[1].lower() == language and quality > 0
        ]
    return min(wanted)[2] if wanted else "en"


def _theme() -> gradio.themes.Base:
    """Return a calm theme with system fonts; the bundled ones are fetched and lack letters."""
    import gradio as gr

    blue = gr.themes.Color(
        "#eef4fa", "#dbe8f4", "#b7d0e8", "#8ab2d8", "#5a90c4", "#0b4a84", "#003a70", "#00315f",
        "#00284d", "#001f3c", "#00162b",
    )  # fmt: skip
    fonts = ["system-ui", "Segoe UI", "Noto Sans", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic"]
    return gr.themes.Base(
        primary_hue=blue,
        neutral_hue="gray",
        text_size="md",
        radius_size="sm",
        font=[*fonts, "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        button_primary_background_fill="#003a70",
        button_primary_background_fill_hover="#00284d",
        button_primary_background_fill_dark="#0b4a84",
        button_primary_text_color="white",
        body_text_color="#1a1a1a",
        body_text_color_subdued="#4b5563",
        block_label_text_color="#374151",
        block_info_text_color="#4b5563",
        input_placeholder_color="#595f69",
        input_placeholder_color_dark="#a8b0bc",
        input_border_color="#6b7280",
        border_color_primary="#9aa3ad",
        link_text_color="#003a70",
        link_text_color_dark="#9cc4ea",
    )
