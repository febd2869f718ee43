"""The conversations of the last hour, in memory alone: nothing of them reaches a disk.

A page that is opened in another language, or comes back after its connection was lost, finds its
conversation by a token that only its reader has; feedback finds its answer. An address may carry
the token of somebody else, who would then read on: a page goes on in a copy, under a new token.

Who follows an address may be the reader who asked (a reload, another language, the way back) or
somebody to whom it was passed on; nothing here can tell them apart. Readers are promised that "New
conversation" deletes what they asked, so it forgets a conversation with all its copies, from
whichever of them it is pressed. The cost: who passes on the address of a conversation loses it too
when the other begins a new one. Addresses are seldom passed on: the page takes the token out of
its own after a few seconds.

They are also promised that what they asked is kept until an hour after their last question. So
nothing but a question prolongs that: neither a reload, which makes a copy of the same age, nor
feedback. Who comes back to read after an hour finds an empty page.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from twinbot.types import Answer, Evidence, Language, Turn

MAX_CONVERSATIONS = 5_000
MAX_KEPT_EXCHANGES = 20_000
"""In all conversations; about 4 kB each. Copies share theirs, which count once."""
MAX_UNUSED_COPIES = 2
"""Of one conversation, such as one in each further language. Copies cost no question, so without
this limit one client could push out everybody's conversations by reloading a page."""
MAX_EXCHANGES = 20
KEPT_S = 3_600.0
REMEMBERED_TURNS = 10
"""Earlier turns that an answer may look back at."""

_ANSWER_ID = re.compile(r"([0-9a-f]{24})-(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of a conversation and what became of it.

    Attributes:
        answer_id: ``TOKEN-NUMBER``, known to nobody but the reader.
        question: What was asked.
        language: Its language.
        answer: ``None`` while it is being answered, and when it was stopped or failed.
        problem: Why there is no answer, as shown to the reader; empty while there may be one.
        first_id: The ``answer_id`` before any copying; copies have it in common.
    """

    answer_id: str
    question: str
    language: Language
    answer: Answer | None = None
    problem: str = ""
    first_id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing became of it yet."""
        return self.answer is None and not self.problem

    @property
    def is_stranded(self) -> bool:
        """Whether it was copied while it was open: nothing will become of the copy."""
        return self.is_open and self.answer_id != self.first_id


@dataclass
class _Conversation:
    """A conversation, or a copy of one.

    Attributes:
        root: The token of the one that it and others are copies of; its own if it is none.
        asked_at: When the last question was asked, in it or in the one that it is a copy of.
        count: Questions asked so far, also those that are no longer kept.
        exchanges: The last ones.
        is_unused: Whether it is a copy in which nothing was asked yet.
    """

    root: str
    asked_at: float
    count: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    is_unused: bool = False


class _Session(NamedTuple):
    """The conversation on an open page; ``root`` outlives it where only a copy is left."""

    token: str = ""
    root: str = ""


class Conversations:
    """Keeps what readers asked a while ago; may be used from many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Forget by this clock, in seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Conversation] = OrderedDict()
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._holders: Counter[str] = Counter()  # conversations that hold an exchange, by first id

    def begin(self, token: str, question: str, language: Language) -> Exchange:
        """Add a question to a conversation, or to a new one if there is none of that token.

        It takes the place of a last one that is stranded: the page has brought that back into its
        field, to be sent again or not.
        """
        with self._lock:
            self._forget_old()
            if token not in self._kept:
                token = secrets.token_hex(12)
                self._kept[token] = _Conversation(token, self._clock())
            conversation = self._kept[token]
            conversation.asked_at = self._clock()
            self._kept.move_to_end(token)
            conversation.count += 1
            conversation.is_unused = False
            answer_id = f"{token}-{conversation.count}"
            exchange = Exchange(answer_id, question, language, first_id=answer_id)
            exchanges = [*conversation.exchanges, exchange]
            conversation.exchanges = [*before_stranded(exchanges[:-1]), exchange][-MAX_EXCHANGES:]
            self._hold([exchange])
            self._release([one for one in exchanges if one not in conversation.exchanges])
            return exchange

    def copy(self, token: str) -> str:
        """Copy a conversation and return the copy's token; empty if it is not kept.

        Whoever made the address that a reader follows knows the token in it, so what is asked
        from now on must not be kept under that. Of the copies in which nothing was asked, only the
        last ones are kept; those in which something was asked are never dropped for another.
        """
        with self._lock:
            self._forget_old()
            original = self._kept.get(token)
            if original is None:
                return ""
            fresh = secrets.token_hex(12)
            exchanges = [
                replace(kept, answer_id=kept.answer_id.replace(token, fresh))
                for kept in original.exchanges
            ]
            self._kept[fresh] = _Conversation(
                original.root, original.asked_at, original.count, exchanges, is_unused=True
            )
            self._hold(exchanges)
            unused = [one for one in self._family(original.root) if self._kept[one].is_unused]
            for one in unused[:-MAX_UNUSED_COPIES]:
                self._drop(one)
            return fresh

    def end(self, exchange: Exchange, answer: Answer | None, problem: str = "") -> Exchange:
        """Put what became of a question beside it; the evidence is not kept."""
        if answer:
            answer = replace(answer, evidence=Evidence(answer.evidence.query, ()))
        ended = replace(exchange, answer=answer, problem=problem)
        with self._lock:
            conversation = self._kept.get(token_of(exchange.answer_id))
            if conversation:
                conversation.exchanges = [
                    ended if kept.answer_id == ended.answer_id else kept
                    for kept in conversation.exchanges
                ]
        return ended

    def read(self, token: str) -> tuple[Exchange, ...]:
        """Return the exchanges of a conversation, oldest first; none if it is not kept."""
        with self._lock:
            self._forget_old()
            return tuple(self._kept[token].exchanges) if token in self._kept else ()

    def token_of_session(self, session: str) -> str:
        """Return the token of the conversation on an open page; empty where there is none."""
        with self._lock:
            return self._sessions.get(session, _Session()).token

    def remember_session(self, session: str, token: str) -> None:
        """Let an open page go on with a conversation."""
        with self._lock:
            kept = self._kept.get(token)
            self._sessions[session] = _Session(token, kept.root if kept else token)
            self._sessions.move_to_end(session)
            if len(self._sessions) > MAX_CONVERSATIONS:
                self._sessions.popitem(last=False)

    def find(self, answer_id: str) -> Exchange | None:
        """Return one exchange."""
        if not _ANSWER_ID.fullmatch(answer_id):
            return None
        exchanges = self.read(token_of(answer_id))
        return next((e for e in exchanges if e.answer_id == answer_id), None)

    def forget_old(self) -> None:
        """Drop what was last asked in over an hour ago."""
        with self._lock:
            self._forget_old()
            roots = {conversation.root for conversation in self._kept.values()}
            for session in [name for name, one in self._sessions.items() if one.root not in roots]:
                del self._sessions[session]

    def forget(self, session: str) -> None:
        """Drop the conversation on an open page and all its copies: parents, siblings, children.

        Each may hold the same questions, and their reader was promised that none is left.
        """
        with self._lock:
            root = self._sessions.get(session, _Session()).root
            for token in self._family(root):
                self._drop(token)

    def _family(self, root: str) -> list[str]:
        """Return the tokens of a conversation and its copies, used longest ago first."""
        return [token for token, one in self._kept.items() if one.root == root]

    def _drop(self, token: str) -> None:
        self._release(self._kept.pop(token).exchanges)

    def _hold(self, exchanges: Sequence[Exchange]) -> None:
        self._holders.update(exchange.first_id for exchange in exchanges)

    def _release(self, exchanges: Sequence[Exchange]) -> None:
        for exchange in exchanges:
            self._holders[exchange.first_id] -= 1
            if not self._holders[exchange.first_id]:
                del self._holders[exchange.first_id]

    def _forget_old(self) -> None:
        """Drop what was last asked in over an hour ago, and above the limit; the lock is held.

        Above the limit goes first what was last asked in or made by copying longest ago: a copy has
        the age of its original, but it is the one that a page goes on in.
        """
        limit = self._clock() - KEPT_S
        for token in [token for token, one in self._kept.items() if one.asked_at < limit]:
            self._drop(token)
        while len(self._kept) > MAX_CONVERSATIONS or len(self._holders) > MAX_KEPT_EXCHANGES:
            self._drop(next(iter(self._kept)))


def token_of(answer_id: str) -> str:
    """Return the token of the conversation that an answer belongs to."""
    return answer_id.partition("-")[0]


def before_stranded(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Return exchanges without the last, if that is stranded."""
    return tuple(exchanges[:-1] if exchanges and exchanges[-1].is_stranded else exchanges)


def turns(exchanges: tuple[Exchange, ...]) -> tuple[Turn, ...]:
    """Return the answered exchanges as the turns that an answer may look back at."""
    answered = [Turn(e.question, e.answer.text) for e in exchanges if e.answer]
    return tuple(answered[-REMEMBERED_TURNS:])
