"""What readers wrote is forgotten in time, Gradio's own copies too."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import gradio as gr

from twinbot.errors import FeedbackError
from twinbot.web.conversations import Conversations, token_of
from twinbot.web.sweeping import IDLE, drop_idle_pages, sweep_forever


def make_holder():
    with gr.Blocks(analytics_enabled=False) as blocks:
        gr.Textbox()
    holder = gr.routes.App.create_app(blocks).state_holder
    for session in ("used", "idle", "closed"):
        holder[session]
    return holder


def test_pages_that_were_closed_or_left_alone_are_dropped():
    holder = make_holder()
    now = datetime.now()  # noqa: DTZ005 - as Gradio notes it
    holder["closed"].is_closed = True
    holder.time_last_used["idle"] = now - IDLE - timedelta(seconds=1)
    assert drop_idle_pages(holder, now) == 2
    assert list(holder.session_data) == ["used"]
    assert "idle" in holder.session_data or holder["idle"] is not None  # and made anew when used


def failing():
    message = "the feedback file cannot be used"
    raise FeedbackError(message)


def test_the_sweep_goes_on_while_nobody_asks_and_after_a_failure(caplog):
    clock = [0.0]
    conversations = Conversations(lambda: clock[0])
    exchange = conversations.begin("", "Eins?", "de")
    conversations.remember_session("page", token_of(exchange.answer_id))
    clock[0] = 3_601.0

    async def sweep():
        task = asyncio.create_task(
            sweep_forever([], [failing, conversations.forget_old], every_s=0.01)
        )
        await asyncio.sleep(0.1)
        task.cancel()

    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, sweep()).result()
    assert not conversations._kept
    assert conversations.token_of_session("page") == ""
    assert "the feedback file cannot be used" in caplog.text
