"""A real HTTP server that speaks the OpenAI protocol and says what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Reply", dict[str, Any]], None]


class Reply:
    """What a script may do to a request."""

    def __init__(self, handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
        self._handler = handler
        self.stopping = stopping

    def start(self) -> None:
        """Begin an event stream."""
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream")
        self._handler.end_headers()

    def piece(self, text: str, **delta: Any) -> None:
        """Send one piece of the answer."""
        self.event({"choices": [{"index": 0, "delta": {"content": text, **delta}}]})

    def event(self, content: dict[str, Any]) -> None:
        """Send one event."""
        frame = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        self.raw(f"data: {json.dumps(frame | content)}\n\n".encode())

    def raw(self, content: bytes) -> None:
        """Send bytes as they are."""
        self._handler.wfile.write(content)
        self._handler.wfile.flush()

    def end(self) -> None:
        """End the stream as the protocol wants it."""
        self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self.raw(b"data: [DONE]\n\n")

    def fail(self, status: int, body: bytes = b'{"error": {"message": "no"}}') -> None:
        """Answer with an error."""
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", "application/json")
        self._handler.send_header("Content-Length", str(len(body)))
        self._handler.end_headers()
        self.raw(body)

    def hang(self) -> None:
        """Say nothing until the test ends."""
        self.stopping.wait(30)


def saying(text: str, piece_chars: int = 5, pause_s: float = 0.0) -> Script:
    """Return a script that streams a text in small pieces."""

    def script(reply: Reply, request: dict[str, Any]) -> None:
        reply.start()
        for start in range(0, len(text), piece_chars):
            reply.piece(text[start : start + piece_chars])
            if pause_s:
                time.sleep(pause_s)
        reply.end()

    return script


class ScriptedServer:
    """The server; `requests` holds what it was asked."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.script: Script = saying("")
        self.url = ""


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """Serve until the block ends."""
    served = ScriptedServer()
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            request = json.loads(self.rfile.read(length))
            request["authorization"] = self.headers.get("Authorization")
            served.requests.append(request)
            with suppress(BrokenPipeError, ConnectionResetError):  # a client that gave up
                served.script(Reply(self, stopping), request)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield served
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
