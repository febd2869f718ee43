"""Which of the page's languages a reader prefers."""

from __future__ import annotations

import re

from twinbot.types import LANGUAGES, Language


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
