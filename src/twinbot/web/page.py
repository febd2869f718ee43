"""One Gradio page per language, all from the same builder."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from twinbot.errors import IndexStoreError, QuestionError, TwinbotError
from twinbot.language import detect_language
from twinbot.site import Site
from twinbot.types import AnswerEvent, Citation, Finished, Language, Sentence, SentenceReady, Turn
from twinbot.web.rendering import escape, plain_answer, render_answer, render_question
from twinbot.web.texts import TEXTS

if TYPE_CHECKING:
    import gradio

    from twinbot.assistant import Assistant

MAX_THREADS = 300
"""Gradio's default of 40 makes the tenth reader wait; see the design notes in docs/."""

REMEMBERED_TURNS = 4
MAX_TYPED_CHARS = 10_000
_TAGS = re.compile(r"<[^>]*>")
_log = logging.getLogger(__name__)


def build_page(assistant: Assistant, language: Language) -> gradio.Blocks:
    """Return the chat page in one language."""
    import gradio as gr

    words = TEXTS[language]
    site = read_site(assistant, language)
    conversation = _Conversation(assistant, language)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    with gr.Blocks(
        title=site.title or words.title, analytics_enabled=False, fill_width=False
    ) as blocks:
        turns = gr.State(())
        chat = gr.Chatbot(
            label=words.conversation,
            show_label=False,
            elem_id="conversation",
            layout="panel",
            buttons=[],
            placeholder=escape(site.welcome or words.welcome),
            render_markdown=True,
            sanitize_html=True,
            latex_delimiters=[],
            allow_tags=False,
            group_consecutive_messages=False,
            height="auto",
        )
        with gr.Row(elem_id="composer", equal_height=False):
            question = gr.Textbox(
                label=words.question,
                placeholder=site.placeholder or words.placeholder,
                max_length=MAX_TYPED_CHARS,
                lines=1,
                max_lines=5,
                scale=6,
                elem_id="question",
            )
            send = gr.Button(words.send, variant="primary", scale=1, elem_id="send")
            stop = gr.Button(words.stop, visible=False, scale=1, elem_id="stop")
        with gr.Row(elem_id="examples"):
            chips = [gr.Button(text, size="sm") for text in site.examples]
            clear = gr.Button(words.clear, size="sm", elem_id="clear")
        asking = []
        for trigger, source in (
            (question.submit, question),
            (send.click, question),
            *((chip.click, chip) for chip in chips),
        ):
            shown = trigger(
                conversation.show_question,
                [source, chat],
                [question, chat, send, stop],
                concurrency_limit=None,
                **private,
            )
            asking.append(
                shown.then(
                    conversation.answer,
                    [chat, turns],
                    [chat, turns, send, stop],
                    concurrency_limit=None,
                    **private,
                )
            )
        stop.click(
            lambda: (gr.update(visible=True), gr.update(visible=False)),
            None,
            [send, stop],
            cancels=asking,
            concurrency_limit=None,
            **private,
        )
        clear.click(
            lambda: ([], (), gr.update(visible=True), gr.update(visible=False)),
            None,
            [chat, turns, send, stop],
            cancels=asking,
            concurrency_limit=None,
            **private,
        )
    blocks.max_threads = MAX_THREADS
    blocks.queue(max_size=MAX_THREADS, default_concurrency_limit=None, api_open=False)
    page: gradio.Blocks = blocks
    return page


Message = dict[str, Any]


class _Conversation:
    """What happens when a reader asks, on the page of one language."""

    def __init__(self, assistant: Assistant, language: Language) -> None:
        self._assistant = assistant
        self._page = language

    def show_question(self, text: str, messages: list[Message]) -> tuple[Any, ...]:
        """Put the question into the conversation at once, and Stop in the place of Send."""
        import gradio as gr

        asked = (text or "").strip()
        if not asked:
            return gr.skip(), messages, gr.skip(), gr.skip()
        content = render_question(asked, detect_language(asked, self._page))
        messages = [*messages, {"role": "user", "content": content}]
        return "", messages, gr.update(visible=False), gr.update(visible=True)

    async def answer(
        self, messages: list[Message], turns: tuple[Turn, ...]
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Answer the last question, sentence by sentence."""
        import gradio as gr

        if not messages or messages[-1]["role"] != "user":
            yield messages, turns, gr.update(visible=True), gr.update(visible=False)
            return
        question = _plain(messages[-1]["content"])
        language = detect_language(question, self._page)
        waiting = f'<p class="waiting">{escape(TEXTS[self._page].searching)}</p>'
        yield [*messages, _said(waiting)], turns, gr.skip(), gr.skip()
        message_id = secrets.token_hex(4)
        sentences: list[Sentence] = []
        citations: list[Citation] = []
        try:
            events = self._assistant.ask(question, history=turns, hint=self._page)
            async for event in _in_thread(events):
                match event:
                    case SentenceReady(sentence, fresh):
                        sentences.append(sentence)
                        citations.extend(fresh)
                        shown = render_answer(sentences, (), self._page, message_id, language)
                        yield [*messages, _said(shown)], turns, gr.skip(), gr.skip()
                    case Finished(answer):
                        shown = render_answer(
                            sentences, citations, self._page, message_id, answer.query.language
                        )
                        turn = Turn(question, plain_answer(answer))
                        turns = (*turns, turn)[-REMEMBERED_TURNS:]
        except TwinbotError as error:
            _log.warning("a question could not be answered: %s", error)
            shown = f'<p class="problem">{escape(self._problem(error, question))}</p>'
        yield (
            [*messages, _said(shown)],
            turns,
            gr.update(visible=True),
            gr.update(visible=False),
        )

    def _problem(self, error: TwinbotError, question: str) -> str:
        """Return a sentence for a reader, which tells nothing of the machine."""
        errors = TEXTS[self._page].errors
        if isinstance(error, QuestionError):
            return errors["too_long" if question.strip() else "empty"]
        return errors["not_ready" if isinstance(error, IndexStoreError) else "failed"]


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}


def _plain(content: Any) -> str:  # noqa: ANN401 - Gradio gives a text or a list of parts
    """Return the question that `render_question` escaped."""
    import html

    if not isinstance(content, str):
        content = "".join(part.get("text", "") for part in content)
    return html.unescape(_TAGS.sub("", content.replace("<br>", "\n")))


async def _in_thread(events: Iterator[AnswerEvent]) -> AsyncIterator[AnswerEvent]:
    """Yield the events of a synchronous answer without blocking the server."""
    end = object()
    while (event := await asyncio.to_thread(next, events, end)) is not end:
        yield event  # type: ignore[misc]


def read_site(assistant: Assistant, language: Language) -> Site:
    """Return the city's words of the published corpus; none while there is no index."""
    try:
        return assistant.site(language)
    except TwinbotError:
        return Site()
