"""The language model that the settings name, behind our limits.

Any provider that LangChain's ``init_chat_model`` knows can be named. Its package is an extra and
imported only when a model is configured. Whatever a provider raises becomes a `SettingsError` when
it is opened and a `LanguageModelError` when it is asked; nothing else leaves this module.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from twinbot.errors import LanguageModelError, LanguageModelTimeoutError, SettingsError
from twinbot.model_limits import CircuitBreaker, ModelLimits, TokenBudget
from twinbot.provider_call import ProviderCall, first_line
from twinbot.settings import Settings, read_llm_key

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from tokenizers import Tokenizer

Role = Literal["system", "user", "assistant"]

_PAUSE_S: Final = 0.4
"""Before a retry; doubled for each further one."""
_LATIN_CHARS_PER_TOKEN: Final = 3.0
"""A careful guess for German and English where no tokenizer is given."""
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

        Closing the iterator early gives the call up; it counts as running, as does one that took
        too long, until the provider lets go of it.

        Raises:
            LanguageModelTimeoutError: If the first piece or the whole answer takes too long.
            LanguageModelError: If the model cannot be asked now, or fails.
        """
        asked = sum(self.count_tokens(message.text) for message in messages)
        self._check_allowed(asked)
        started = time.monotonic()
        call = self._begin(messages, started)
        counted = asked
        succeeded = False
        try:
            for piece in self._pieces(call, messages, started):
                counted += self.count_tokens(piece)
                yield piece
            succeeded = True
        except GeneratorExit:
            succeeded = True  # we gave it up, the server did not fail
            raise
        finally:
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

    def _begin(self, messages: Sequence[Message], started: float) -> ProviderCall:
        """Call the provider if fewer calls than allowed are running; the call frees its place."""
        if not self._slots.acquire(blocking=False):
            message = (
                f"{self.name}: {self.limits.concurrency} calls are running, as many as llm_calls "
                "allows; raise it or answer without the model"
            )
            raise LanguageModelError(message)
        prompt = [(message.role, message.text) for message in messages]
        until = started + self.limits.answer_s
        return ProviderCall(self._chat, self.name, prompt, until, self._slots.release)

    def _pieces(
        self, call: ProviderCall, messages: Sequence[Message], started: float
    ) -> Iterator[str]:
        """Yield pieces; try again while there is time and nothing has come yet."""
        pause_s = _PAUSE_S
        for attempt in range(self.limits.retries + 1):
            any_came = False
            try:
                for piece in self._attempt(call, started):
                    any_came = True
                    yield piece
            except LanguageModelTimeoutError:
                raise
            except LanguageModelError as failure:
                waited_s = time.monotonic() - started + pause_s
                last = attempt == self.limits.retries or waited_s >= self.limits.first_token_s
                if any_came or last:
                    raise
                time.sleep(pause_s)
                pause_s *= 2
                call = self._begin_again(messages, started, failure)
            else:
                return

    def _begin_again(
        self, messages: Sequence[Message], started: float, failure: LanguageModelError
    ) -> ProviderCall:
        """Call the provider once more; where that cannot be, its own failure is what is told."""
        try:
            return self._begin(messages, started)
        except LanguageModelError:
            raise failure from None

    def _attempt(self, call: ProviderCall, started: float) -> Iterator[str]:
        """Yield the pieces of one call, each within its limit."""
        limit_s = min(self.limits.first_token_s, self.limits.answer_s)
        came = False
        try:
            while (piece := call.next_piece(started + limit_s)) is not None:
                came = True
                limit_s = self.limits.answer_s
                yield piece
        except TimeoutError as late:
            what = "the whole answer" if came else "its first word"
            setting = "llm_answer_s" if came else "llm_first_token_s"
            message = f"{self.name}: {what} took longer than {limit_s:g} s (setting {setting})"
            raise LanguageModelTimeoutError(message) from late
        finally:
            call.give_up()
        if not came:
            message = f"{self.name}: the answer is empty"
            raise LanguageModelError(message)


def load_language_model(settings: Settings) -> LanguageModel:
    """Return the model that the settings name; they must name one.

    Raises:
        SettingsError: If the name, the key or its file, or the tokenizer is unusable, or the
            provider's package is not installed.
    """
    name = settings.llm or ""
    limits = ModelLimits(
        first_token_s=settings.llm_first_token_s,
        answer_s=settings.llm_answer_s,
        retries=settings.llm_retries,
        concurrency=settings.llm_calls,
        tokens_per_day=settings.llm_tokens_per_day,
    )
    tokenizer = _read_tokenizer(settings.llm_tokenizer)
    return LanguageModel(_open_chat(settings, limits), name, limits, tokenizer)


def _open_chat(settings: Settings, limits: ModelLimits) -> BaseChatModel:
    provider, separator, model = (settings.llm or "").partition(":")
    if not separator or not provider or not model:
        message = (
            f"setting 'llm' is {settings.llm!r}, wanted is provider:model, such as "
            "'ollama:qwen3:8b' or 'openai:gpt-5-mini'"
        )
        raise SettingsError(message)
    options = _options(provider, settings, limits)
    from langchain.chat_models import init_chat_model

    try:
        chat: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        extra = provider if provider in _EXTRAS else None
        remedy = f"pip install 'twinbot[{extra}]'" if extra else str(error).splitlines()[0]
        message = f"setting 'llm' is {settings.llm!r}, but its package is missing: {remedy}"
        raise SettingsError(message) from error
    except Exception as error:  # noqa: BLE001 - of providers whatever may come
        told = first_line(error, options.get("api_key"))
        message = (
            f"setting 'llm' is {settings.llm!r}, which cannot be opened: {told}; "
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
