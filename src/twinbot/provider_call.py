"""One call of a language model's provider, read by a thread that can be left behind.

A socket that says nothing cannot be left otherwise. The thread is a daemon, so that the process
may end while it waits; the provider's own read timeout ends it at the latest.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from twinbot.errors import LanguageModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ProviderCall:
    """A call on its way; it begins at once.

    However slow the provider is, whoever waits for a piece waits no longer than it wants to.
    """

    def __init__(
        self,
        chat: BaseChatModel,
        name: str,
        prompt: Sequence[tuple[str, str]],
        until: float,
        ended: Callable[[], None],
    ) -> None:
        """Call the provider.

        Args:
            chat: The LangChain model.
            name: As messages call it.
            prompt: Roles and texts.
            until: The monotonic time from which on nothing is read any longer.
            ended: Called once, when the provider has really let go of the call.

        Raises:
            LanguageModelError: If the system allows no further thread; ``ended`` was called.
        """
        self._chat = chat
        self._name = name
        self._prompt = list(prompt)
        self._until = until
        self._ended = ended
        self._given_up = threading.Event()
        self._arrived: queue.SimpleQueue[str | LanguageModelError | None] = queue.SimpleQueue()
        try:
            threading.Thread(target=self._read, name="twinbot-llm", daemon=True).start()
        except RuntimeError as error:
            ended()
            message = f"{name}: not asked, as this machine cannot run a further thread ({error})"
            raise LanguageModelError(message) from error

    def next_piece(self, until: float) -> str | None:
        """Return what comes next, or ``None`` when the answer has ended.

        Raises:
            TimeoutError: If nothing comes before the monotonic time ``until``.
            LanguageModelError: If the provider fails.
        """
        try:
            piece = self._arrived.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if isinstance(piece, LanguageModelError):
            raise piece
        return piece

    def give_up(self) -> None:
        """Read no further than the next piece; safe when the call has ended."""
        self._given_up.set()

    def _read(self) -> None:
        """Take what the provider sends until it ends, fails, or nobody wants it any longer."""
        endings: list[LanguageModelError | None] = []
        try:
            with closing(self._texts()) as texts:
                for text in texts:
                    if self._given_up.is_set() or time.monotonic() >= self._until:
                        break
                    if text:
                        self._arrived.put(text)
                else:
                    endings.append(None)
        except Exception as error:  # noqa: BLE001 - of providers whatever may come
            message = f"{self._name}: {type(error).__name__}: {first_line(error)}"
            endings.append(LanguageModelError(message))
        finally:
            self._ended()  # first, so that whoever reads of the end finds the place free
            for ending in endings:
                self._arrived.put(ending)

    def _texts(self) -> Generator[str, None, None]:
        for chunk in self._chat.stream(self._prompt):
            yield _text_of(chunk)


def _text_of(chunk: Any) -> str:  # noqa: ANN401
    """Return the visible text of a chunk; thoughts and tool calls are no text."""
    content = getattr(chunk, "content", "")
    if isinstance(content, str):
        return content
    return "".join(
        block.get("text", "")
        for block in content
        if isinstance(block, dict) and block.get("type") == "text"
    )


_SECRET: Final = re.compile(r"(?i)\b(?:sk-|key[-_=: ]+|bearer +)[\w.*-]{4,}")


def first_line(error: BaseException, key: str | None = None) -> str:
    """Return the first line of an error's message, shortened and without anything like a key.

    Args:
        error: Whose message; a provider's may quote what it was made with.
        key: The key itself, where it is known: not all keys look like one.
    """
    text = str(error).replace(key, "***") if key else str(error)
    lines = text.strip().splitlines()
    return _SECRET.sub("***", lines[0])[:200] if lines else "no message"
