"""What stands between the network and Gradio: headers, an allow-list, limits, the page's frame.

A pure ASGI middleware: it never buffers the event stream, only the three HTML shells.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from html import escape
from typing import Any

from twinbot.types import LANGUAGES, Language
from twinbot.web.texts import TEXTS

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

MAX_BODY_BYTES = 256_000
_LANGUAGE = "|".join(LANGUAGES)
_SHELL = re.compile(rf"/({_LANGUAGE})/?")
_GRADIO_API = re.compile(
    rf"/({_LANGUAGE})/gradio_api/(queue/(join|data)|heartbeat/\w+|startup-events|cancel|reset|info)/?"
)
_GRADIO_FILES = re.compile(
    rf"/({_LANGUAGE})/(assets/[\w./-]+|static/[\w./-]+|theme\.css|svelte/[\w./-]+|config/?)"
)
_OURS = re.compile(r"/|/health|/ready|/assets/[\w-]+\.(css|js|svg)|/(documents|read)/[^\0]+")
_SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class Shield:
    """Lets through what the page needs, and nothing else."""

    def __init__(self, app: App, titles: Mapping[Language, str]) -> None:
        """Stand before ``app``, whose pages have these titles."""
        self._app = app
        self._titles = titles

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        refused = _refusal(path, dict(scope["headers"]))
        if refused:
            await _deny(send, refused)
            return
        shell = _SHELL.fullmatch(path)
        nonce = secrets.token_urlsafe(16)
        if shell:
            # The frame is put into plain HTML, so no compression on the way here.
            kept = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            language = _language(shell[1])
            sender = _ShellSender(send, language, self._titles[language], nonce)
            await self._app({**scope, "headers": kept}, receive, sender)
            return
        await self._app(scope, receive, _HeaderSender(send, nonce))


class _HeaderSender:
    """Adds the security headers and passes everything on at once."""

    def __init__(self, send: Send, nonce: str) -> None:
        self._send = send
        self._nonce = nonce

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": _with_security(message["headers"], self._nonce)}
        await self._send(message)


class _ShellSender:
    """Collects the HTML of a page and sends it in its language and frame."""

    def __init__(self, send: Send, language: Language, title: str, nonce: str) -> None:
        self._send = send
        self._language = language
        self._title = title
        self._nonce = nonce
        self._start: Message = {}
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        body = b"".join(self._parts)
        is_html = any(
            k.lower() == b"content-type" and v.startswith(b"text/html")
            for k, v in self._start["headers"]
        )
        if self._start["status"] == 200 and is_html:  # noqa: PLR2004
            body = frame(body.decode("utf-8"), self._language, self._title, self._nonce).encode()
        headers = [(k, v) for k, v in self._start["headers"] if k.lower() != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": _with_security(headers, self._nonce)})
        await self._send({"type": "http.response.body", "body": body})


def frame(html: str, language: Language, title: str, nonce: str) -> str:
    """Return Gradio's HTML with our header and footer, in our language, without outside links.

    Args:
        html: What Gradio serves.
        language: Language of the page.
        title: Its heading.
        nonce: Allows the scripts of this one response.
    """
    words = TEXTS[language]
    html = re.sub(r'(<html[^>]*?\blang=")[^"]*', rf"\g<1>{language}", html, count=1)
    html = re.sub(r'<meta (?:property="og:|name="twitter:)[^>]*?>', "", html, flags=re.DOTALL)
    html = re.sub(r"<link[^>]*(?:manifest\.json|rel=.icon|https?://)[^>]*>", "", html)
    html = re.sub(r'<script[^>]*src="https?://[^>]*></script>', "", html)
    html = html.replace("<script", f'<script nonce="{nonce}"')
    # Gradio takes its own words from the browser's language; here the page's counts.
    head = (
        f'<script nonce="{nonce}">Object.defineProperty(navigator,"language",'
        f'{{get:()=>"{language}"}});Object.defineProperty(navigator,"languages",'
        f'{{get:()=>["{language}"]}})</script>'
        '<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/assets/page.css">'
        f'<script nonce="{nonce}" src="/assets/page.js" defer></script>'
    )
    html = html.replace("<head>", f"<head>{head}", 1)
    links = "".join(
        f'<a href="/{other}/" lang="{other}" hreflang="{other}"'
        f"{' aria-current=page' if other == language else ''}>{TEXTS[other].own_name}</a>"
        for other in LANGUAGES
    )
    labels = (
        f'data-asked="{escape(words.asked)}" data-answered="{escape(words.answered)}" '
        f'data-conversation="{escape(words.conversation)}" '
        f'data-complete="{escape(words.complete)}" data-source="{escape(words.source)}" '
        f'data-copy="{escape(words.copy)}" data-copy-all="{escape(words.copy_all)}"'
    )
    top = (
        f'<a class="skip" href="#question">{escape(words.skip)}</a>'
        f'<header id="top" {labels}><div class="width"><h1>{escape(title)}</h1>'
        f'<nav aria-label="{escape(words.languages)}">{links}</nav></div>'
        f'<p id="notice" class="width">{escape(words.notice)}</p></header>'
        f"<noscript><p>{escape(words.no_script)}</p></noscript>"
    )
    return re.sub(r"(<body[^>]*>)", lambda match: match[1] + top, html, count=1)


def _refusal(path: str, headers: dict[bytes, bytes]) -> int | None:
    """Return the status that a request is refused with, or ``None``."""
    known = (_SHELL, _GRADIO_API, _GRADIO_FILES, _OURS)
    if ".." in path or "/." in path or not any(p.fullmatch(path) for p in known):
        return 404
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > MAX_BODY_BYTES:
        return 413
    return None


def _with_security(headers: list[tuple[bytes, bytes]], nonce: str) -> list[tuple[bytes, bytes]]:
    """Return headers with ours; a route's own content policy stays."""
    names = {name.lower() for name, _ in headers}
    policy = (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    )
    ours = [
        (name, value)
        for name, value in (*_SECURITY, (b"content-security-policy", policy.encode()))
        if name not in names
    ]
    return [*headers, *ours]


async def _deny(send: Send, status: int) -> None:
    body = str(status).encode()
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _language(code: str) -> Language:
    return next(language for language in LANGUAGES if language == code)
