"""One Gradio page per language, all from the same builder.

This module imports Gradio; only `twinbot.web.serving` reaches it, when it builds the server.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import gradio as gr

from twinbot.language import detect_language
from twinbot.site import Site
from twinbot.types import Citation, Failed, Finished, Language, Sentence, SentenceReady
from twinbot.web.conversations import Conversations, Exchange, token_of, turns
from twinbot.web.desk import Desk
from twinbot.web.rendering import (
    View,
    render_answer,
    render_problem,
    render_question,
    render_sentences,
    render_waiting,
)
from twinbot.web.texts import TEXTS

MAX_THREADS = 300
"""Gradio's default of 40 makes the tenth reader wait; see the design notes in docs/."""
MAX_SESSIONS = 1_000
"""Gradio keeps a copy of the page's configuration for each open page."""
MAX_TYPED_CHARS = 10_000

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
    words = TEXTS[language]
    with gr.Blocks(
        title=site.title or words.title, analytics_enabled=False, fill_width=False
    ) as blocks:
        token = gr.State("")
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
            stop = gr.Button(words.stop, visible=False, scale=1, elem_id="stop")
        with gr.Row(elem_id="beside"):
            clear = gr.Button(words.clear, size="sm", elem_id="clear")
            # Pressed by the page's script alone, when the address names a conversation.
            restore = gr.Button(words.back, size="sm", elem_id="restore")
        talk = Talk(desk, conversations, View(language, root))
        shown = [question, chat, token, send, stop]
        asking: Any = [
            trigger(talk.ask, [question, token], shown, **_PRIVATE)
            for trigger in (question.submit, send.click)
        ]
        stop.click(talk.stop, [token], [chat, send, stop], cancels=asking, **_PRIVATE)
        clear.click(talk.clear, [token], shown, cancels=asking, **_PRIVATE)
        restore.click(talk.restore, [token], shown, **_PRIVATE)
    blocks.max_threads = MAX_THREADS
    blocks.state_session_capacity = MAX_SESSIONS
    blocks.queue(max_size=MAX_THREADS, default_concurrency_limit=None, api_open=False)
    page: gr.Blocks = blocks
    return page


Message = dict[str, Any]
Update = tuple[Any, ...]


class Talk:
    """What happens when a reader asks, on the page of one language."""

    def __init__(self, desk: Desk, conversations: Conversations, view: View) -> None:
        self._desk = desk
        self._conversations = conversations
        self._view = view

    async def ask(self, text: str, token: str, request: gr.Request) -> AsyncGenerator[Update]:
        """Show the question at once, then its answer, sentence by sentence."""
        question = (text or "").strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        earlier = self._conversations.read(token)
        language = detect_language(question, self._view.page)
        exchange = self._conversations.begin(token, question, language)
        token = token_of(exchange.answer_id)
        said = self._messages(earlier)
        before = [*said, self._asked(exchange)]
        waiting = _said(render_waiting(self._view))
        yield "", [*before, waiting], token, gr.update(visible=False), gr.update(visible=True)
        sentences: list[Sentence] = []
        citations: list[Citation] = []
        events = self._desk.ask(
            question,
            client=request.client.host if request.client else "",
            way="page",
            history=turns(earlier),
            hint=self._view.page,
        )
        async with aclosing(events):
            async for event in events:
                if isinstance(event, SentenceReady):
                    sentences.append(event.sentence)
                    citations.extend(event.citations)
                    shown = render_sentences(sentences, citations, language, self._view)
                    yield gr.skip(), [*before, _said(shown)], gr.skip(), gr.skip(), gr.skip()
                elif isinstance(event, Finished):
                    exchange = self._conversations.end(exchange, event.answer)
                elif isinstance(event, Failed):
                    problem = self._problem(event)
                    exchange = self._conversations.end(exchange, None, problem)
        after = [*said, *self._messages((exchange,))]
        yield gr.skip(), after, gr.skip(), gr.update(visible=True), gr.update(visible=False)

    def stop(self, token: str) -> Update:
        """Leave the answer that is being written, and say so."""
        exchanges = self._conversations.read(token)
        if exchanges and exchanges[-1].answer is None and not exchanges[-1].problem:
            self._conversations.end(exchanges[-1], None, self._view.words.stopped)
        messages = self._messages(self._conversations.read(token))
        return messages, gr.update(visible=True), gr.update(visible=False)

    def clear(self, token: str) -> Update:
        """Forget the conversation, here and on the page."""
        self._conversations.forget(token)
        return gr.skip(), [], "", gr.update(visible=True), gr.update(visible=False)

    def restore(self, token: str, request: gr.Request) -> Update:
        """Show the conversation that the address names; what is unanswered can be sent again."""
        named = str(request.query_params.get("c", ""))
        exchanges = self._conversations.read(named)
        if not exchanges:
            return gr.skip(), gr.skip(), token, gr.skip(), gr.skip()
        open_question = gr.skip()
        if exchanges[-1].answer is None and not exchanges[-1].problem:
            open_question, exchanges = exchanges[-1].question, exchanges[:-1]
        return open_question, self._messages(exchanges), named, gr.skip(), gr.skip()

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


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}
