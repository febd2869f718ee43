"""The language model that the settings name, behind our limits.

Any provider that LangChain's ``init_chat_model`` knows can be named. Its package is an extra and
imported only when a model is configured. Whatever a provider raises becomes a
`LanguageModelError`; nothing else leaves this module.
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from twinbot.errors import LanguageModelError, LanguageModelTimeoutError, SettingsError
from twinbot.model_limits import CircuitBreaker, ModelLimits, TokenBudget
from twinbot.settings import Settings, read_llm_key

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from tokenizers import Tokenizer

Role = Literal["system", "user", "assistant"]

_PAUSE_S: Final = 0.4
"""Before a retry; doubled for each further one."""
_LATIN_CHARS_PER_TOKEN: Final = 3.0
"""A careful guess for German and English where no tokenizer is given."""
_END: Final = object()
_NO_KEY: Final = "none"
"""What is sent to servers that ask for no key."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Role
    text: str


class LanguageModel:
    """A chat model with bounds on time, attempts, calls at once and tokens a day.

    May be used from many threads at once.
    """

    def __init__(
        self,
        chat: BaseChatModel,
        name: str,
        limits: ModelLimits,
        tokenizer: Tokenizer | None = None,
    ) -> None:
        """Bound ``chat``.

        Args:
            chat: The LangChain model; its own retries must be off.
            name: As the settings name it, for messages.
            limits: The bounds.
            tokenizer: Of the model, to count with; ``None`` counts carefully by characters.
        """
        self.name = name
        self.limits = limits
        self._chat = chat
        self._tokenizer = tokenizer
        self._breaker = CircuitBreaker()
        self._budget = TokenBudget(limits.tokens_per_day)
        self._slots = threading.BoundedSemaphore(limits.concurrency)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a text has, or carefully more where no tokenizer is given."""
        if self._tokenizer is not None:
            return len(self._tokenizer.encode(text, add_special_tokens=False).ids)
        wide = sum(ord(character) > 0x2E7F for character in text)  # noqa: PLR2004 - CJK begins
        return wide + math.ceil((len(text) - wide) / _LATIN_CHARS_PER_TOKEN)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the pieces of the answer as they come.

        Closing the iterator early gives the call up.

        Raises:
            LanguageModelTimeoutError: If the first piece or the whole answer takes too long.
            LanguageModelError: If the model cannot be asked now, or fails.
        """
        asked = sum(self.count_tokens(message.text) for message in messages)
        self._check_allowed(asked)
        if not self._slots.acquire(blocking=False):
            message = (
                f"{self.name}: {self.limits.concurrency} calls are running, as many as llm_calls "
                "allows; raise it or answer without the model"
            )
            raise LanguageModelError(message)
        counted = asked
        succeeded = False
        started = time.monotonic()
        try:
            for piece in self._pieces(messages, started):
                counted += self.count_tokens(piece)
                yield piece
            succeeded = True
        except GeneratorExit:
            succeeded = True  # we gave it up, the server did not fail
            raise
        finally:
            self._slots.release()
            self._budget.spend(counted)
            self._breaker.record(success=succeeded)

    def complete(self, messages: Sequence[Message]) -> str:
        """Return the whole answer; errors as for `stream`."""
        return "".join(self.stream(messages))

    def _check_allowed(self, asked: int) -> None:
        if not self._breaker.allows():
            message = (
                f"{self.name}: the last {CircuitBreaker.FAILURES} calls failed; not asked again "
                f"for {CircuitBreaker.OPEN_S:.0f} s"
            )
            raise LanguageModelError(message)
        if not self._budget.allows(asked + self.limits.answer_tokens):
            message = (
                f"{self.name}: today's {self.limits.tokens_per_day:,} tokens are spent "
                "(setting llm_tokens_per_day); the count begins anew at 00:00 UTC"
            )
            raise LanguageModelError(message)

    def _pieces(self, messages: Sequence[Message], started: float) -> Iterator[str]:
        """Yield pieces; try again while there is time and nothing has come yet."""
        prompt = [(message.role, message.text) for message in messages]
        pause_s = _PAUSE_S
        for attempt in range(self.limits.retries + 1):
            any_came = False
            try:
                for piece in self._attempt(prompt, started):
                    any_came = True
                    yield piece
            except LanguageModelTimeoutError:
                raise
            except LanguageModelError:
                waited_s = time.monotonic() - started + pause_s
                last = attempt == self.limits.retries or waited_s >= self.limits.first_token_s
                if any_came or last:
                    raise
                time.sleep(pause_s)
                pause_s *= 2
            else:
                return

    def _attempt(self, prompt: Sequence[tuple[str, str]], started: float) -> Iterator[str]:
        """Yield the pieces of one call.

        A thread of its own reads from the provider, because a socket that says nothing cannot
        be left otherwise; it ends with the provider's own read timeout at the latest.
        """
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twinbot-llm")
        stream: Future[Iterator[Any]] = worker.submit(lambda: iter(self._chat.stream(list(prompt))))
        chunks: Iterator[Any] | None = None
        came = False
        try:
            chunks = self._result(stream, started, came=came)
            while True:
                chunk = self._result(worker.submit(next, chunks, _END), started, came=came)
                if chunk is _END:
                    break
                text = _text_of(chunk)
                if text:
                    came = True
                    yield text
            if not came:
                message = f"{self.name}: the answer is empty"
                raise LanguageModelError(message)
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                worker.submit(close)
            worker.shutdown(wait=False)

    def _result(self, future: Future[Any], started: float, *, came: bool) -> Any:  # noqa: ANN401
        """Wait for what the provider does next, within the limits."""
        limit_s = self.limits.answer_s if came else self.limits.first_token_s
        limit_s = min(limit_s, self.limits.answer_s)
        try:
            error = future.exception(timeout=max(0.0, started + limit_s - time.monotonic()))
        except TimeoutError as late:
            future.cancel()
            what = "the whole answer" if came else "its first word"
            setting = "llm_answer_s" if came else "llm_first_token_s"
            message = f"{self.name}: {what} took longer than {limit_s:g} s (setting {setting})"
            raise LanguageModelTimeoutError(message) from late
        if error is None:
            return future.result()
        if isinstance(error, Exception):
            message = f"{self.name}: {type(error).__name__}: {_first_line(error)}"
            raise LanguageModelError(message) from None  # the cause may quote the request
        raise error


def load_language_model(settings: Settings) -> LanguageModel | None:
    """Return the model that the settings name, or ``None`` where they name none.

    Raises:
        SettingsError: If the name, the key file or the tokenizer is unusable, or the provider's
            package is not installed.
    """
    if settings.llm is None:
        return None
    limits = ModelLimits(
        first_token_s=settings.llm_first_token_s,
        answer_s=settings.llm_answer_s,
        retries=settings.llm_retries,
        concurrency=settings.llm_calls,
        tokens_per_day=settings.llm_tokens_per_day,
    )
    tokenizer = _read_tokenizer(settings.llm_tokenizer)
    return LanguageModel(_open_chat(settings, limits), settings.llm, limits, tokenizer)


def _open_chat(settings: Settings, limits: ModelLimits) -> BaseChatModel:
    provider, separator, model = (settings.llm or "").partition(":")
    if not separator or not provider or not model:
        message = (
            f"setting 'llm' is {settings.llm!r}, wanted is provider:model, such as "
            "'ollama:qwen3:8b' or 'openai:gpt-5-mini'"
        )
        raise SettingsError(message)
    from langchain.chat_models import init_chat_model

    try:
        chat: BaseChatModel = init_chat_model(
            model, model_provider=provider, **_options(provider, settings, limits)
        )
    except ImportError as error:
        extra = provider if provider in _EXTRAS else None
        remedy = f"pip install 'twinbot[{extra}]'" if extra else str(error).splitlines()[0]
        message = f"setting 'llm' is {settings.llm!r}, but its package is missing: {remedy}"
        raise SettingsError(message) from error
    except (ValueError, TypeError) as error:
        message = (
            f"setting 'llm' is {settings.llm!r}, which cannot be opened: {_first_line(error)}; "
            "check the provider's name, llm_url and llm_key"
        )
        raise SettingsError(message) from None  # pydantic's message may quote the key
    return chat


_EXTRAS: Final = frozenset({"openai", "ollama"})


def _options(provider: str, settings: Settings, limits: ModelLimits) -> dict[str, Any]:
    """Return what a provider's class is made with."""
    key = read_llm_key(settings)
    options: dict[str, Any] = {"temperature": 0}
    if settings.llm_url:
        options["base_url"] = settings.llm_url
    if provider == "ollama":
        # A model that thinks aloud first would spend the reader's time on what is never shown.
        options |= {"num_predict": limits.answer_tokens, "reasoning": False}
        options["client_kwargs"] = {"timeout": limits.answer_s, "trust_env": False}
        return options
    options |= {
        "max_tokens": limits.answer_tokens,
        "timeout": limits.answer_s,
        "max_retries": 0,
    }
    if key or (provider == "openai" and settings.llm_url):
        options["api_key"] = key or _NO_KEY
    return options


def _read_tokenizer(path: Path | None) -> Tokenizer | None:
    if path is None:
        return None
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_str(path.read_text("utf-8"))
    except Exception as error:  # tokenizers raises nothing more precise
        message = (
            f"setting 'llm_tokenizer' is {str(path)!r}, which is no tokenizer.json ({error}); "
            "name the model's own or unset it"
        )
        raise SettingsError(message) from error


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


def _first_line(error: BaseException) -> str:
    """Return the first line of an error's message, shortened and without anything like a key."""
    lines = str(error).strip().splitlines()
    return _SECRET.sub("***", lines[0])[:200] if lines else "no message"
