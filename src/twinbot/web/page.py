"""One Gradio page per language, all from the same builder.

This module imports Gradio; only `twinbot.web.serving` reaches it, when it builds the server.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import gradio as gr

from twinbot.language import detect_language
from twinbot.site import Site
from twinbot.types import Citation, Failed, Finished, Language, Sentence, SentenceReady
from twinbot.web.conversations import Conversations, Exchange, before_stranded, token_of, turns
from twinbot.web.desk import Desk
from twinbot.web.rendering import (
    View,
    render_answer,
    render_problem,
    render_question,
    render_sentences,
    render_waiting,
)
from twinbot.web.texts import TEXTS, Texts

MAX_THREADS = 300
"""Gradio's default of 40 makes the tenth reader wait."""
MAX_SESSIONS = 200
"""Gradio keeps 26 kB of configuration for each page that asked; it makes dropped ones anew."""
MAX_TYPED_CHARS = 10_000
SHOW_EVERY_S = 0.08
"""Sentences that come closer together are shown together: the eye sees no difference."""

_PRIVATE: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_limit": None,
}


def build_page(
    desk: Desk, conversations: Conversations, language: Language, site: Site, root: str
) -> gr.Blocks:
    """Return the chat page in one language.

    Args:
        desk: Where its questions go.
        conversations: Where its conversations are kept.
        language: Language of the page.
        site: The city's words at this time.
        root: Prefix of our addresses behind a proxy, or nothing.
    """
    title = site.title or TEXTS[language].title
    with gr.Blocks(title=title, analytics_enabled=False, fill_width=False) as blocks:
        controls = _lay_out(TEXTS[language], site)
        _connect(controls, Talk(desk, conversations, View(language, root)))
    blocks.max_threads = MAX_THREADS
    blocks.state_session_capacity = MAX_SESSIONS
    blocks.queue(max_size=MAX_THREADS, default_concurrency_limit=None, api_open=False)
    page: gr.Blocks = blocks
    return page


@dataclass(frozen=True, slots=True)
class _Controls:
    """What a reader sees and presses, from top to bottom."""

    chat: gr.Chatbot
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    clear: gr.Button
    restore: gr.Button


def _lay_out(words: Texts, site: Site) -> _Controls:
    """Put the page's controls in their places."""
    chat = gr.Chatbot(
        label=words.conversation,
        show_label=False,
        elem_id="conversation",
        layout="panel",
        buttons=[],
        placeholder="&nbsp;",
        render_markdown=True,
        sanitize_html=True,
        latex_delimiters=[],
        allow_tags=False,
        group_consecutive_messages=False,
        autoscroll=False,
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
        stop = gr.Button(words.stop, scale=1, elem_id="stop")
    with gr.Row(elem_id="beside"):
        clear = gr.Button(words.clear, size="sm", elem_id="clear")
        # Pressed by the page's script alone, when the address names a conversation.
        restore = gr.Button(words.back, size="sm", elem_id="restore")
    return _Controls(chat, question, send, stop, clear, restore)


def _connect(controls: _Controls, talk: Talk) -> None:
    """Tell what happens when a control is used.

    The chat alone is put out: Gradio builds a component anew for each update of another. The script
    shows Stop in the place of Send, and empties the question field.
    """
    chat, question = controls.chat, controls.question
    asking: Any = [
        # Whoever sends the next question while one is being answered gets it answered after.
        trigger(talk.ask, [question], [chat], trigger_mode="always_last", **_PRIVATE)
        for trigger in (question.submit, controls.send.click)
    ]
    controls.stop.click(talk.stop, None, [chat], cancels=asking, **_PRIVATE)
    controls.clear.click(talk.clear, None, [chat], cancels=asking, **_PRIVATE)
    controls.restore.click(talk.restore, None, [question, chat], **_PRIVATE)


Message = dict[str, Any]


class Talk:
    """What happens when a reader asks, on the page of one language."""

    def __init__(self, desk: Desk, conversations: Conversations, view: View) -> None:
        self._desk = desk
        self._conversations = conversations
        self._view = view

    async def ask(self, text: str, request: gr.Request) -> AsyncGenerator[Any]:
        """Show the question at once, then its answer, sentence by sentence."""
        question = (text or "").strip()
        if not question:
            yield gr.skip()
            return
        if self._desk.is_too_long(question):
            yield await self._refuse(question, request)
            return
        session, token = self._session(request)
        earlier = before_stranded(self._conversations.read(token))
        language = detect_language(question, self._view.page)
        exchange = self._conversations.begin(token, question, language)
        self._conversations.remember_session(session, token_of(exchange.answer_id))
        said = self._messages(earlier)
        before = [*said, self._asked(exchange)]
        yield [*before, _said(render_waiting(self._view))]
        shown_at = time.monotonic()
        sentences: list[Sentence] = []
        citations: list[Citation] = []
        events = self._desk.ask(
            question,
            client=_client(request),
            way="page",
            history=turns(earlier),
            hint=self._view.page,
        )
        async with aclosing(events):
            async for event in events:
                if isinstance(event, SentenceReady):
                    sentences.append(event.sentence)
                    citations.extend(event.citations)
                    if self._desk.streams and time.monotonic() - shown_at > SHOW_EVERY_S:
                        shown_at = time.monotonic()
                        shown = render_sentences(sentences, citations, language, self._view)
                        yield [*before, _said(shown)]
                elif isinstance(event, Finished):
                    exchange = self._conversations.end(exchange, event.answer)
                elif isinstance(event, Failed):
                    exchange = self._conversations.end(exchange, None, self._problem(event))
        yield [*said, *self._messages((exchange,))]

    async def _refuse(self, question: str, request: gr.Request) -> list[Message]:
        """Say why the desk takes no question of that length; it counts it like any other.

        Nothing is asked yet: the field keeps the text, so that it can be shortened.
        """
        token = self._conversations.token_of_session(str(request.session_hash))
        shown = self._messages(before_stranded(self._conversations.read(token)))
        events = self._desk.ask(question, client=_client(request), way="page")
        problems = [self._problem(event) async for event in events if isinstance(event, Failed)]
        return [*shown, *(_said(render_problem(problem)) for problem in problems)]

    async def stop(self, request: gr.Request) -> list[Message]:
        """Leave the answer that is being written, and say so."""
        token = self._conversations.token_of_session(str(request.session_hash))
        exchanges = self._conversations.read(token)
        if exchanges and exchanges[-1].is_open:
            self._conversations.end(exchanges[-1], None, self._view.words.stopped)
        return self._messages(self._conversations.read(token))

    async def clear(self, request: gr.Request) -> list[Message]:
        """Forget the conversation, here and on the page."""
        self._conversations.forget(str(request.session_hash))
        return []

    async def restore(self, request: gr.Request) -> tuple[Any, Any]:
        """Show the conversation that the address names; what is unanswered can be sent again."""
        session, token = self._session(request)
        exchanges = self._conversations.read(token)
        begun = self._conversations.token_of_session(session)
        if begun or not exchanges:  # who asked before this came goes on in it and is shown it
            return gr.skip(), gr.skip()
        self._conversations.remember_session(session, token)
        open_question = gr.skip()
        if exchanges[-1].is_stranded:
            open_question, exchanges = exchanges[-1].question, exchanges[:-1]
        return open_question, self._messages(exchanges)

    def _session(self, request: gr.Request) -> tuple[str, str]:
        """Return an open page's name and its conversation's: at first, a copy of the address's."""
        session = str(request.session_hash)
        token = self._conversations.token_of_session(session)
        return session, token or self._conversations.copy(request.query_params.get("c", ""))

    def _messages(self, exchanges: tuple[Exchange, ...]) -> list[Message]:
        """Return exchanges as the chat shows them, in the words of this page."""
        messages = []
        for exchange in exchanges:
            messages.append(self._asked(exchange))
            if exchange.answer:
                shown = render_answer(exchange.answer, exchange.answer_id, self._view)
            else:
                shown = render_problem(exchange.problem or self._view.words.stopped)
            messages.append(_said(shown))
        return messages

    def _asked(self, exchange: Exchange) -> Message:
        content = render_question(exchange.question, exchange.language, exchange.answer_id)
        return {"role": "user", "content": content}

    def _problem(self, failed: Failed) -> str:
        """Return a sentence for a reader, which tells nothing of the machine."""
        errors = self._view.words.errors
        return errors.get(failed.reason, errors["failed"]).format(failed.detail)


def _client(request: gr.Request) -> str:
    return request.client.host if request.client else ""


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}
