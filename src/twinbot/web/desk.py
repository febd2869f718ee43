"""Where the page and the JSON API put their questions: answered, counted and limited alike."""

from __future__ import annotations

import asyncio
import gc
import logging
import math
import threading
import time
import traceback
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice

from twinbot.answering.understanding.wording.asking import composed
from twinbot.assistant import Assistant
from twinbot.errors import FeedbackError, IndexStoreError, QuestionError, TwinbotError
from twinbot.feedback import FeedbackStore
from twinbot.settings import Settings
from twinbot.types import (
    Answer,
    AnswerEvent,
    Failed,
    Finished,
    Language,
    SentenceReady,
    Turn,
)
from twinbot.web.limits import RateLimiter
from twinbot.web.memory import AnswerMemory
from twinbot.web.metrics import Metrics

MAX_ANSWERING = 400
"""Questions in work or waiting for it; the next reader is told that very many are asking."""
THREADS = 2
"""Answers in work at a time; the others wait their turn, which is faster for all of them."""
THREADS_WITH_MODEL = 64
"""The same where a language model writes: its answers wait for it, not for the processor."""

WARM_AGAIN_S = 30.0
"""After a failure to load what the first questions need."""

LOOK_EVERY_S = 1.0
"""How often a new generation of the index is looked for while nobody asks: one look at a file."""

_log = logging.getLogger(__name__)


class Desk:
    """Answers questions of the page and of the JSON API."""

    def __init__(
        self,
        assistant: Assistant,
        settings: Settings,
        metrics: Metrics,
        feedback: FeedbackStore | None = None,
    ) -> None:
        """Put questions to ``assistant``; the limits come from ``settings``.

        Questions without an answer are noted in ``feedback``, if there is one and it keeps them.
        """
        self._feedback = feedback
        self._memory = AnswerMemory()
        self._assistant = assistant
        self._limiter = RateLimiter(settings.questions_per_minute)
        self._metrics = metrics
        self._written_by_model = bool(settings.llm)
        self._max_question_chars = settings.max_question_chars
        self._executor = ThreadPoolExecutor(
            THREADS_WITH_MODEL if settings.llm else THREADS, thread_name_prefix="answering"
        )
        # Who waits for a file of feedback that another process holds keeps no question waiting.
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="feedback")
        self._answering = 0

    @property
    def streams(self) -> bool:
        """Whether sentences come one by one; without a language model all are there at once."""
        return self._written_by_model

    def is_too_long(self, question: str) -> bool:
        """Return whether `ask` will refuse a question for its length."""
        return len(composed(question)) > self._max_question_chars

    async def ask(
        self,
        question: str,
        *,
        client: str,
        way: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        hint: Language | None = None,
    ) -> AsyncGenerator[AnswerEvent]:
        """Yield the events of an answer; the last is `Finished` or `Failed`.

        Args:
            question: What the asker wrote.
            client: The asker's address, for the limit.
            way: How the question came, for the metrics: ``page`` or ``api``.
            language: As for `Assistant.ask`.
            history: As for `Assistant.ask`.
            hint: As for `Assistant.ask`.
        """
        refusal = self._refusal(client)
        if refusal:
            self._metrics.add("twinbot_refused_total", reason=refusal.reason)
            yield refusal
            return
        self._answering += 1
        self._metrics.add("twinbot_answering")
        watch = _Watch(self._metrics, way)
        try:
            events = self._events(question, language, tuple(history), hint)
            async for event in in_threads(events, self._executor, at_once=not self.streams):
                watch.see(event)
                if isinstance(event, Finished) and self._feedback:
                    self._writer.submit(self._note, self._feedback, event.answer)
                yield event
        except TwinbotError as error:
            code = _code(error, question)
            failed = Failed(code, str(self._max_question_chars if code == "too_long" else error))
            if failed.reason in ("failed", "not_ready"):
                _log.warning("a question could not be answered: %s", error)
            watch.see(failed)
            yield failed
        except Exception as error:  # noqa: BLE001 - the last place that can still tell the reader
            # Page and API show what the desk yields. What goes past it, a fault of ours or of a
            # library, would leave the reader waiting for ever and nobody would see it counted.
            _log_fault(error)
            failed = Failed("failed", "")
            watch.see(failed)
            yield failed
        finally:
            self._answering -= 1
            self._metrics.add("twinbot_answering", -1)

    def _events(
        self,
        question: str,
        language: Language | None,
        history: tuple[Turn, ...],
        hint: Language | None,
    ) -> Iterator[AnswerEvent]:
        """Yield the events of an answer: of one given a moment ago, or of a new one.

        Runs in a thread of the desk, so that a question looks for the same one before it when its
        turn comes, not when it arrives.
        """
        key = self._assistant.status().generation, question, language, history, hint
        answer = self._memory.find(key)
        if answer:
            yield from _replay(answer)
            return
        for event in self._assistant.ask(question, language, history, hint=hint):
            if isinstance(event, Finished):
                self._memory.keep(key, event.answer)
            yield event

    async def keep_warm(self, every_s: float = LOOK_EVERY_S) -> None:
        """Open and warm up each generation as soon as it is published, until cancelled.

        Who asks while that goes on waits for what is not loaded yet. A warm-up that fails is tried
        again after `WARM_AGAIN_S`.

        Args:
            every_s: Seconds between two looks for a new one.
        """
        loop = asyncio.get_running_loop()
        warmed = settled = ""
        next_try_s = 0.0
        while True:
            published = await loop.run_in_executor(self._executor, self._published)
            if published != warmed and loop.time() >= next_try_s:
                if await loop.run_in_executor(self._executor, self._warm_up):
                    warmed = published
                next_try_s = loop.time() + (0.0 if published == warmed else WARM_AGAIN_S)
            elif published == warmed != settled:  # most who read the index before have ended
                await loop.run_in_executor(self._executor, _set_aside_what_lasts)
                settled = published
            await asyncio.sleep(every_s)

    def _published(self) -> str:
        with suppress(TwinbotError):  # no index yet: who asks is told
            return self._assistant.status().generation
        return ""

    def _warm_up(self) -> bool:
        """Tell whether what the first questions need is loaded now."""
        try:
            self._assistant.warm_up()
        except TwinbotError as error:
            self.warn(error)
        except Exception:  # noqa: BLE001 - the task goes on: the next generation may be sound
            _log.exception("what the first questions need could not be loaded")
        else:
            return True
        return False

    def forget_old(self) -> None:
        """Drop the answers of a moment ago, and who asked, when the moment has passed."""
        self._memory.forget_old()
        self._limiter.forget_old()

    def warn(self, error: TwinbotError) -> None:
        """Write to the log what those who run the server should know."""
        _log.warning("%s", error)

    def _note(self, feedback: FeedbackStore, answer: Answer) -> None:
        try:
            feedback.note(answer)
        except FeedbackError as error:
            self.warn(error)

    def close(self) -> None:
        """Take no more questions."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=False)

    def _refusal(self, client: str) -> Failed | None:
        wait_s = self._limiter.wait_s(client)
        if wait_s:
            return Failed("too_fast", str(math.ceil(wait_s)))
        return Failed("busy", "") if self._answering >= MAX_ANSWERING else None


def _set_aside_what_lasts() -> None:
    """Have the garbage collector look no more at what an index keeps in memory until the next one.

    Of 400 questions two stood still for 100 ms each while it looked through all of that.
    """
    gc.unfreeze()  # what was set aside of the index before is looked at once more, and freed
    gc.collect()
    gc.freeze()


class _Watch:
    """Counts one question from start to end."""

    def __init__(self, metrics: Metrics, way: str) -> None:
        self._metrics = metrics
        self._way = way
        self._started = time.perf_counter()
        self._spoke = False

    def see(self, event: AnswerEvent) -> None:
        elapsed = time.perf_counter() - self._started
        if isinstance(event, SentenceReady) and not self._spoke:
            self._spoke = True
            self._metrics.observe("twinbot_first_sentence_seconds", elapsed)
        elif isinstance(event, Finished):
            self._metrics.observe("twinbot_answer_seconds", elapsed)
            self._count(event.answer)
        elif isinstance(event, Failed):
            self._metrics.add("twinbot_refused_total", reason=event.reason)

    def _count(self, answer: Answer) -> None:
        self._metrics.add(
            "twinbot_questions_total",
            language=answer.query.language,
            outcome=answer.outcome,
            way=self._way,
        )


async def in_threads(
    events: Iterator[AnswerEvent], executor: ThreadPoolExecutor, *, at_once: bool = False
) -> AsyncGenerator[AnswerEvent]:
    """Yield the events of a synchronous answer without blocking the server.

    When the caller leaves, the answer is closed too, and with it all that it holds.

    Args:
        events: The events.
        executor: Whose threads they are made in.
        at_once: Make all in one go: where nothing is waited for between two of them, going back
            to the end of the row for each would only keep every reader longer.
    """
    stepping = threading.Lock()  # a generator cannot be closed while it runs

    def step() -> list[AnswerEvent]:
        with stepping:
            return list(events if at_once else islice(events, 1))

    def close() -> None:
        with stepping:
            if hasattr(events, "close"):
                events.close()

    loop = asyncio.get_running_loop()
    try:
        while ready := await loop.run_in_executor(executor, step):
            for event in ready:
                yield event
            if at_once:
                return
    finally:
        if not at_once:
            with suppress(RuntimeError):  # the server is being shut down
                executor.submit(close)


def _replay(answer: Answer) -> Iterator[AnswerEvent]:
    """Yield the events of a complete answer."""
    shown: set[int] = set()
    for sentence in answer.sentences:
        fresh = [c for c in answer.citations if c.marker in set(sentence.markers) - shown]
        shown.update(sentence.markers)
        yield SentenceReady(sentence, tuple(fresh))
    yield Finished(answer)


def _log_fault(error: Exception) -> None:
    """Write where a fault came up to the log, but not its message, which may quote the question."""
    places = "".join(traceback.format_tb(error.__traceback__))
    _log.error("a question could not be answered: %s at\n%s", type(error).__name__, places)


def _code(error: TwinbotError, question: str) -> str:
    """Return what `Texts.errors` calls an error; it tells nothing of the machine."""
    if isinstance(error, QuestionError):
        return "too_long" if question.strip() else "empty"
    return "not_ready" if isinstance(error, IndexStoreError) else "failed"
