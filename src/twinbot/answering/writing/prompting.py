"""Prompts: the words of ``prompts/``, with sources and conversation fenced as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from twinbot.language_model import Message
from twinbot.types import Language, Passage, Query, Turn

MAX_SOURCES: Final = 8
"""More sources make small models mix them up."""
TURNS: Final = 3
"""Earlier turns that are told."""
TURN_CHARS: Final = 400
"""Longer questions and answers of earlier turns are cut."""

_SECTION: Final = re.compile(r"^# (System|Question|Rewriting)$", re.MULTILINE)
_SLOT: Final = re.compile(r"\{(sources|conversation|question)\}")
_FENCE: Final = re.compile(r"<(?=\s*/?\s*(?:source|turn|question)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The three texts of a language.

    Attributes:
        system: What the model is told to be.
        question: With slots for sources, conversation and question.
        rewriting: Asks to rewrite a follow-up; with slots for conversation and question.
    """

    system: str
    question: str
    rewriting: str


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A passage as the model is given it; its marker is its place in the list, from 1."""

    passage: Passage
    title: str


@lru_cache(maxsize=3)
def load_prompt(language: Language) -> Prompt:
    """Return the prompt of a language, read from its file.

    Raises:
        ValueError: If a section is missing.
    """
    text = (resources.files(__package__) / "prompts" / f"{language}.md").read_text("utf-8")
    parts = _SECTION.split(text)
    sections = dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    if set(sections) != {"System", "Question", "Rewriting"}:
        message = f"prompts/{language}.md needs the sections System, Question and Rewriting"
        raise ValueError(message)
    return Prompt(sections["System"], sections["Question"], sections["Rewriting"])


def choose_sources(
    first: Sequence[NumberedSource],
    others: Sequence[NumberedSource],
    count_tokens: Callable[[str], int],
    budget: int,
) -> list[NumberedSource]:
    """Return the sources that a prompt has room for.

    Args:
        first: Those that must be there, as long as they fit.
        others: Further ones, best first.
        count_tokens: Counts as the model does, or more.
        budget: Tokens that all of them may take together.
    """
    chosen: dict[str, NumberedSource] = {}
    spent = 0
    for source in (*first, *others):
        if source.passage.passage_id in chosen or len(chosen) == MAX_SOURCES:
            continue
        cost = count_tokens(_fenced(1, source))
        if spent + cost > budget and chosen:
            continue
        chosen[source.passage.passage_id] = source
        spent += cost
    return list(chosen.values())


def build_messages(query: Query, sources: Sequence[NumberedSource]) -> list[Message]:
    """Return the messages that ask for an answer."""
    prompt = load_prompt(query.language)
    fenced = "\n\n".join(_fenced(n, source) for n, source in enumerate(sources, start=1))
    user = _filled(prompt.question, fenced, query.history, query.text)
    return [Message("system", prompt.system), Message("user", user)]


def build_rewriting(query: Query) -> list[Message]:
    """Return the messages that ask to rewrite a follow-up."""
    prompt = load_prompt(query.language)
    return [Message("user", _filled(prompt.rewriting, "", query.history, query.text))]


def _filled(template: str, sources: str, history: Sequence[Turn], question: str) -> str:
    """Fill the slots in one pass, so that no filling is filled again."""
    told = "\n".join(
        f"<turn>\nQ: {_defused(turn.question)[:TURN_CHARS]}\n"
        f"A: {_defused(turn.words)[:TURN_CHARS]}\n</turn>"
        for turn in history[-TURNS:]
    )
    fillings = {
        "sources": sources,
        "conversation": told or "-",
        "question": f"<question>{_defused(question)}</question>",
    }
    return _SLOT.sub(lambda match: fillings[match[1]], template)


def _fenced(number: int, source: NumberedSource) -> str:
    passage = source.passage
    about = f"{source.title} › {passage.heading}" if passage.heading else source.title
    about = _defused(about).replace('"', "'")
    return f'<source number="{number}" about="{about}">\n{_defused(passage.text)}\n</source>'


def _defused(text: str) -> str:
    """Return text that cannot close its fence."""
    return _FENCE.sub("‹", text)
