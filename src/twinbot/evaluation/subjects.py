"""What is asked and what is expected: the subjects of a question file, checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from twinbot.types import Language, Turn

Split: TypeAlias = Literal["dev", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

Kind: TypeAlias = Literal[
    "when",
    "who",
    "where",
    "count",
    "why",
    "how",
    "list",
    "comparison",
    "two_facts",
    "yes_no",
    "changed",
    "spoken",
    "typo",
    "no_umlauts",
    "kana",
    "one_word",
    "follow_up",
    "not_covered",
    "off_topic",
    "adversarial",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

UNANSWERABLE: frozenset[Kind] = frozenset({"not_covered", "off_topic", "adversarial"})
"""Kinds whose right answer is that the documents do not answer, or a refusal."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something an answer must, or must not, say: one pattern a language."""

    patterns: Mapping[Language, re.Pattern[str]]

    def stands_in(self, text: str) -> bool:
        """Tell whether any language's pattern is found, since a quote may be foreign.

        Blanks and line ends count as one blank; full-width digits and letters also count as
        their ordinary forms.
        """
        return any(
            pattern.search(form)
            for form in matching_forms(text)
            for pattern in self.patterns.values()
        )


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A place that carries the answer.

    Attributes:
        document_id: The document.
        page: Page number, from 1.
        quote: The exact words of the stored page; unlike a passage id they survive another
            chunking.
    """

    document_id: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to ask, worded in each language.

    Attributes:
        subject_id: Unique in its file.
        split: Weights may be chosen on "dev"; "test" is only measured.
        kind: What is asked for.
        questions: The wording of each language.
        history: Earlier turns by language, oldest first; only follow-ups have any.
        facts: What a right answer says; empty where there is none.
        forbidden: What no right answer says.
        gold: The places that carry the answer, in every language that has them.
        documents: Translation groups that may carry the answer besides those of ``gold``; empty
            allows every document.
        attack: What an adversarial subject tries, in a word; empty for the others.
        line: Where it stands in its file, from 1.
    """

    subject_id: str
    split: Split
    kind: Kind
    questions: Mapping[Language, str]
    history: Mapping[Language, tuple[Turn, ...]]
    facts: tuple[Fact, ...]
    forbidden: tuple[Fact, ...]
    gold: tuple[GoldQuote, ...]
    documents: tuple[str, ...]
    attack: str
    line: int

    @property
    def answerable(self) -> bool:
        """Whether the corpus holds an answer."""
        return self.kind not in UNANSWERABLE


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The subjects of one file.

    Attributes:
        path: The file.
        subjects: In the file's order.
    """

    path: Path
    subjects: tuple[Subject, ...]

    def of_split(self, split: Split | None) -> QuestionSet:
        """Return the subjects of a split; ``None`` returns all."""
        chosen = tuple(s for s in self.subjects if split is None or s.split == split)
        return QuestionSet(self.path, chosen)


def matching_forms(text: str) -> tuple[str, ...]:
    """Return the forms of a text that facts are looked for in.

    The first is the text with each run of blanks as one blank, the second, if it differs, the
    same after compatibility normalisation (NFKC).
    """
    plain = " ".join(text.split())
    folded = unicodedata.normalize("NFKC", plain)
    return (plain,) if folded == plain else (plain, folded)
