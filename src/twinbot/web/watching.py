"""``/health``, ``/ready`` and ``/metrics``: what those who run the server ask it."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from twinbot.assistant import Assistant
from twinbot.errors import TwinbotError
from twinbot.index import read_progress
from twinbot.settings import Settings
from twinbot.web.metrics import Metrics


def watching_routes(assistant: Assistant, settings: Settings, metrics: Metrics) -> APIRouter:
    """Return the three routes."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/health", methods=["GET", "HEAD"])
    def health() -> dict[str, str]:
        """Tell that the server lives."""
        return {"status": "ok"}

    @router.api_route("/ready", methods=["GET", "HEAD"])
    def ready() -> Response:
        """Tell whether there is an index to answer from, which, and how far a new one is."""
        progress = read_progress(settings.index)
        building = (
            {"building": {"done": progress.done, "total": progress.total}} if progress else {}
        )
        try:
            info = assistant.status()
        except TwinbotError as error:
            reason = type(error).__name__
            return JSONResponse({"status": "not ready", "reason": reason, **building}, 503)
        return JSONResponse({"status": "ready", "generation": info.generation, **building})

    @router.get("/metrics")
    def show_metrics(request: Request) -> Response:
        """Give the counts to Prometheus, to clients of the own network alone."""
        if not _is_near(request.client.host if request.client else ""):
            return PlainTextResponse("404", 404)
        return PlainTextResponse(
            metrics.render(_gauges(assistant)),
            media_type="text/plain; version=0.0.4",
        )

    return router


def _gauges(assistant: Assistant) -> list[tuple[str, Mapping[str, str], float]]:
    try:
        info = assistant.status()
    except TwinbotError:
        return [("twinbot_ready", {}, 0)]
    return [
        ("twinbot_ready", {}, 1),
        ("twinbot_index_info", {"generation": info.generation}, 1),
        ("twinbot_index_documents", {}, sum(info.documents.values())),
        *(("twinbot_index_passages", {"language": k}, v) for k, v in info.passages.items()),
    ]


def _is_near(address: str) -> bool:
    """Tell whether a client is this machine or of a private network."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return not parsed.is_global
