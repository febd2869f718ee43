"""Forgets what readers wrote when its time has come, also while nobody asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from twinbot.errors import TwinbotError

if TYPE_CHECKING:
    from gradio.state_holder import StateHolder

_log = logging.getLogger(__name__)

SWEEP_EVERY_S = 60.0
IDLE = timedelta(minutes=10)
"""Gradio keeps the last question and the last conversation of each page; not longer than this."""


async def sweep_forever(
    holders: Sequence[StateHolder],
    forget: Sequence[Callable[[], None]],
    every_s: float = SWEEP_EVERY_S,
) -> None:
    """Forget what is too old, again and again, until cancelled.

    Args:
        holders: What Gradio keeps of its pages.
        forget: What else has to forget.
        every_s: Seconds between two rounds.
    """
    while True:
        await asyncio.sleep(every_s)
        for holder in holders:
            drop_idle_pages(holder, datetime.now())  # noqa: DTZ005 - as Gradio notes it
        for action in forget:
            try:
                await asyncio.to_thread(action)  # one of them writes a file
            except TwinbotError as error:
                _log.warning("%s", error)  # what else has to be forgotten still is


def drop_idle_pages(holder: StateHolder, now: datetime) -> int:
    """Drop what Gradio keeps of pages that were closed or left alone; return how many.

    A page that is used again gets it anew: ours keep nothing there that they need.
    """
    with holder.lock:
        dropped = [
            session
            for session, state in holder.session_data.items()
            if state.is_closed or now - holder.time_last_used.get(session, now) > IDLE
        ]
        for session in dropped:
            holder.session_data.pop(session, None)
            holder.time_last_used.pop(session, None)
    return len(dropped)
