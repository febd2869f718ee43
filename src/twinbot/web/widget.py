"""``/widget.js``: the chat as a button and dialog on the city's own page."""

from __future__ import annotations

import json
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response

from twinbot.web.texts import TEXTS

_SCRIPT = Path(__file__).parent / "widget.js"
_PLACE = "TEXTS_OF_THE_SERVER"


def widget_routes() -> APIRouter:
    """Return the route of the script, with the words of all languages in it."""
    texts = {language: dict(words.widget) for language, words in TEXTS.items()}
    script = _SCRIPT.read_text("utf-8").replace(_PLACE, json.dumps(texts, ensure_ascii=False))
    router = APIRouter(include_in_schema=False)

    @router.get("/widget.js")
    def widget() -> Response:
        """Give the script to the city's page, whatever origin it has."""
        headers = {
            "cross-origin-resource-policy": "cross-origin",
            "cache-control": "max-age=3600",
        }
        return Response(script, media_type="text/javascript", headers=headers)

    return router
