"""What stands between the network and Gradio: headers, an allow-list, limits, the page's frame.

A pure ASGI middleware: it never buffers the event stream, only the three HTML shells.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from twinbot.types import LANGUAGES, Language
from twinbot.web.frame import Shell, frame
from twinbot.web.languages import preferred_language
from twinbot.web.limits import RateLimiter
from twinbot.web.metrics import Metrics
from twinbot.web.pages import POLICY, problem_page
from twinbot.web.texts import PAGES, TEXTS

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

MAX_BODY_BYTES = 256_000
REQUESTS_PER_QUESTION = 4
"""A question on the page is one request; Stop, New conversation and feedback are others."""

_LANGUAGE = "|".join(LANGUAGES)
_SHELL = re.compile(rf"/({_LANGUAGE})/?")
_GRADIO_API = re.compile(
    rf"/({_LANGUAGE})/gradio_api/"
    r"(queue/(join|data)|heartbeat/\w+|startup-events|cancel|reset|info|app_id)/?"
)
_GRADIO_FILES = re.compile(
    rf"/({_LANGUAGE})/(assets/[\w./-]+|static/[\w./-]+|theme\.css|svelte/[\w./-]+|config/?)"
)
_OURS = re.compile(
    r"/|/health|/ready|/metrics|/widget\.js|/assets/[\w-]+\.(css|js|svg)|/(documents|read)/[^\0]+"
    rf"|/({_LANGUAGE})/({'|'.join(PAGES)})|/api/(ask|feedback|openapi\.json)"
)
_COUNTED = re.compile(
    rf"/({_LANGUAGE})/gradio_api/queue/join/?|/(documents|read|api)/.*", re.DOTALL
)
_API = "/api/"
_SECURITY: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
_OK = 200


@dataclass(frozen=True, slots=True)
class Guard:
    """What the shield goes by.

    Attributes:
        shell: Makes the frame of a page: language, root, embedded, nonce.
        origins: Other origins that may show the page in a frame, and read what the API says:
            ``https://www.city.example``.
        questions_per_minute: Questions allowed to one client; 0 for any number.
    """

    shell: Callable[[Language, str, bool, str], Shell]
    origins: Sequence[str]
    questions_per_minute: int


class Shield:
    """Lets through what the page needs, and nothing else."""

    def __init__(self, app: App, guard: Guard, metrics: Metrics) -> None:
        """Stand before ``app``."""
        self._app = app
        self._guard = guard
        self._metrics = metrics
        self._limiter = RateLimiter(REQUESTS_PER_QUESTION * guard.questions_per_minute)
        self._ancestors = " ".join(["'self'", *guard.origins])

    def forget_old(self) -> None:
        """Forget clients that asked over a minute ago."""
        self._limiter.forget_old()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks WebSocket
        root = scope.get("root_path", "")
        path = scope["path"].removeprefix(root) or "/"
        headers = dict(scope["headers"])
        nonce = secrets.token_urlsafe(16)
        sender = _HeaderSender(send, nonce, self._ancestors, framed=bool(self._guard.origins))
        refused = self._refusal(path, headers, scope)
        if refused:
            await _deny(sender, refused, path, root, headers, self._guard.origins)
            return
        shell = _SHELL.fullmatch(path)
        if not shell:
            body = _LimitedBody(receive)
            watched = _SizeSender(sender, body)
            await self._app(scope, body.receive, watched)
            if watched.withheld:
                self._metrics.add("twinbot_refused_total", reason="too_large")
                refusal = _Refusal(413, "too_large")
                await _deny(sender, refusal, path, root, headers, self._guard.origins)
            return
        # The frame is put into plain HTML, so no compression on the way here.
        kept = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        embedded = re.search(rb"(^|&)embed\b", scope.get("query_string", b"")) is not None
        # In a thread: the first look at a new index opens it.
        language = _language(shell[1])
        made = await asyncio.to_thread(self._guard.shell, language, root, embedded, nonce)
        await self._app({**scope, "headers": kept}, receive, _ShellSender(sender, made))

    def _refusal(self, path: str, headers: dict[bytes, bytes], scope: Scope) -> _Refusal | None:
        """Return why a request is refused, or ``None``."""
        known = (_SHELL, _GRADIO_API, _GRADIO_FILES, _OURS)
        hidden = any(part.startswith(".") for part in path.split("/"))
        if hidden or not any(p.fullmatch(path) for p in known):
            return _Refusal(404, "not_found")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            self._metrics.add("twinbot_refused_total", reason="too_large")
            return _Refusal(413, "too_large")
        client = scope.get("client")
        counted = scope["method"] != "OPTIONS" and _COUNTED.fullmatch(path)
        wait_s = self._limiter.wait_s(client[0]) if client and counted else 0
        if wait_s:
            self._metrics.add("twinbot_refused_total", reason="too_fast")
            return _Refusal(429, "too_fast", math.ceil(wait_s))
        return None


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    code: str
    wait_s: int = 0


class _LimitedBody:
    """Ends a request whose body grows over the limit without having said so."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._seen = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.too_large else message

    @property
    def too_large(self) -> bool:
        """Whether more came than is taken."""
        return self._seen > MAX_BODY_BYTES


class _SizeSender:
    """Withholds what a route answers to a body that was cut off: the body was too large."""

    def __init__(self, send: Send, body: _LimitedBody) -> None:
        self._send = send
        self._body = body
        self._started = False
        self.withheld = False

    async def __call__(self, message: Message) -> None:
        if self._body.too_large and not self._started:
            self.withheld = True
            return
        self._started = True
        await self._send(message)


class _HeaderSender:
    """Adds the security headers and passes everything on at once."""

    def __init__(self, send: Send, nonce: str, ancestors: str, *, framed: bool) -> None:
        self._send = send
        self._nonce = nonce
        self._ancestors = ancestors
        self._framed = framed

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": self._secured(message["headers"])}
        await self._send(message)

    def _secured(self, headers: Headers) -> Headers:
        """Return headers with ours; a route's own content policy stays."""
        names = {name.lower(): value for name, value in headers}
        policy = names.get(b"content-security-policy", _policy(self._nonce).encode())
        policy += b"; frame-ancestors " + self._ancestors.encode()
        ours = [*_SECURITY, (b"content-security-policy", policy)]
        if not self._framed:  # it knows no list of origins; frame-ancestors does
            ours.append((b"x-frame-options", b"SAMEORIGIN"))
        replaced = {name for name, _ in ours}
        return [*((k, v) for k, v in headers if k.lower() not in replaced), *ours]


class _ShellSender:
    """Collects the HTML of a page and sends it in its language and frame."""

    def __init__(self, send: Send, shell: Shell) -> None:
        self._send = send
        self._shell = shell
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
        headers: Headers = list(self._start["headers"])
        is_html = any(
            k.lower() == b"content-type" and v.startswith(b"text/html") for k, v in headers
        )
        if self._start["status"] == _OK and is_html:
            body = frame(body.decode("utf-8"), self._shell).encode()
        headers = [
            (k, v) for k, v in headers if k.lower() not in (b"content-length", b"cache-control")
        ]
        # The frame holds a nonce and the state of the index: of one response, not to be kept.
        headers += [(b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _policy(nonce: str) -> str:
    return (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
    )


async def _deny(
    send: Send,
    refusal: _Refusal,
    path: str,
    root: str,
    headers: dict[bytes, bytes],
    origins: Sequence[str],
) -> None:
    """Refuse a request: a page for people, JSON for programs, each with the reason."""
    language = _language_for(path, headers)
    message = TEXTS[language].errors[refusal.code].format(refusal.wait_s)
    is_read = refusal.code == "not_found" or not path.startswith(_API)
    if b"text/html" in headers.get(b"accept", b"") and is_read:
        body, kind = problem_page(language, root, message).encode(), b"text/html; charset=utf-8"
        policy = POLICY.encode()
    else:
        error = {"code": refusal.code, "message": message}
        body = json.dumps({"error": error}, ensure_ascii=False).encode()
        kind, policy = b"application/json", b"default-src 'none'"
    answer: Headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"content-security-policy", policy),
        *([(b"retry-after", str(refusal.wait_s).encode())] if refusal.wait_s else []),
        *(_sharing(headers, origins) if path.startswith(_API) else []),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": answer})
    await send({"type": "http.response.body", "body": body})


def _sharing(headers: dict[bytes, bytes], origins: Sequence[str]) -> Headers:
    """Return what lets the scripts of an allowed origin read why the API refuses (Fetch, 3.2)."""
    origin = headers.get(b"origin", b"")
    if origin.decode("latin-1") not in origins:
        return []
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-expose-headers", b"retry-after"),
        (b"vary", b"Origin"),
    ]


def _language_for(path: str, headers: dict[bytes, bytes]) -> Language:
    """Return the language of a path below ``/LANGUAGE/``, else the one that is asked for."""
    first = path.split("/")[1] if "/" in path else ""
    accepted = headers.get(b"accept-language", b"").decode("latin-1")
    return next((one for one in LANGUAGES if one == first), preferred_language(accepted))


def _language(code: str) -> Language:
    return next(language for language in LANGUAGES if language == code)
