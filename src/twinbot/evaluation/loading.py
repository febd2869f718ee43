"""Question files: JSON lines in, checked subjects out.

Whatever is wrong is said for the whole file at once, because people mend files, not lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from twinbot.errors import EvaluationError
from twinbot.evaluation.problems import Problem, raise_problems
from twinbot.evaluation.subjects import (
    KINDS,
    SPLITS,
    UNANSWERABLE,
    Fact,
    GoldQuote,
    Kind,
    QuestionSet,
    Split,
    Subject,
)
from twinbot.language import matching_form
from twinbot.types import LANGUAGES, Language, Turn

_T = TypeVar("_T")


class _Strict(BaseModel):
    """Outside input: unknown fields are refused, because a misspelt one would be lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


class _Turn(_Strict):
    question: str = Field(min_length=1)
    answer: str


class _Gold(_Strict):
    document_id: str = Field(min_length=1)
    page: int = Field(ge=1)
    quote: str = Field(min_length=1)


class _Line(_Strict):
    """One line, as the file gives it; languages are checked afterwards, with better words."""

    id: str = Field(min_length=1, pattern=r"^[^\s]+$")
    split: Split
    kind: Kind
    questions: dict[str, str]
    history: dict[str, tuple[_Turn, ...]] = Field(default_factory=dict)
    facts: tuple[dict[str, str], ...] = ()
    forbidden: tuple[dict[str, str], ...] = ()
    gold: tuple[_Gold, ...] = ()
    documents: tuple[str, ...] = ()
    attack: str = ""
    note: str = ""


def load_questions(path: Path) -> QuestionSet:
    """Read and check a question file; what needs the corpus is checked by `gold.locate`.

    Raises:
        EvaluationError: If the file cannot be read or anything in it is wrong; the message names
            each line, what is wrong there and what to do.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: not readable as UTF-8 ({error}); give a file of JSON lines"
        raise EvaluationError(message) from error
    problems: list[Problem] = []
    subjects: list[Subject] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            parsed = _Line.model_validate_json(line)
        except ValidationError as error:
            problems += [Problem(number, _explained(detail)) for detail in error.errors()]
            continue
        found = [Problem(number, f"{parsed.id}: {what}") for what in _faults(parsed)]
        problems += found
        if not found:
            subjects.append(_subject(parsed, number))
    problems += _clashes(subjects)
    if not problems and not subjects:
        problems.append(Problem(0, "holds no question; write one subject a line"))
    raise_problems(path, problems)
    return QuestionSet(path, tuple(subjects))


def _explained(detail: Mapping[str, Any]) -> str:
    """Say what pydantic found, and what is allowed."""
    where = ".".join(map(str, detail["loc"])) or "the line"
    allowed = {
        "split": f"; allowed are {', '.join(SPLITS)}",
        "kind": f"; allowed are {', '.join(KINDS)}",
        "id": "; give each subject a short name without blanks",
    }
    if detail["type"] == "json_invalid":
        return f"no JSON object ({detail['msg']}); write one object a line"
    if detail["type"] == "extra_forbidden":
        return f"unknown field {where!r}; correct the name or leave it out (see eval/README.md)"
    found = "" if detail["type"] == "missing" else f", found {detail['input']!r:.80}"
    return f"{where}: {detail['msg']}{found}{allowed.get(where, '')}"


def _faults(line: _Line) -> Iterator[str]:
    """Yield what is wrong within one line."""
    yield from _language_faults("questions", line.questions)
    for language, question in line.questions.items():
        if not question.strip():
            yield f"the question in {language} is empty; write it"
    if line.kind == "follow_up":
        yield from _language_faults("history", line.history)
    elif line.history:
        yield "has a history, which only kind follow_up has; leave it out or change the kind"
    for name, facts in (("facts", line.facts), ("forbidden", line.forbidden)):
        for place, fact in enumerate(facts, start=1):
            yield from _language_faults(f"{name} {place}", fact)
            yield from _pattern_faults(f"{name} {place}", fact)
    yield from _expectation_faults(line)


def _language_faults(name: str, mapping: Mapping[str, object]) -> Iterator[str]:
    unknown = sorted(set(mapping) - set(LANGUAGES))
    if unknown:
        yield f"{name}: unknown language {', '.join(unknown)}; allowed are {', '.join(LANGUAGES)}"
    missing = [language for language in LANGUAGES if not mapping.get(language)]
    if missing:
        yield f"{name}: nothing for {', '.join(missing)}; each subject needs all of " + ", ".join(
            LANGUAGES
        )


def _pattern_faults(name: str, fact: Mapping[str, str]) -> Iterator[str]:
    for language, pattern in fact.items():
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            yield (
                f"{name}: the pattern for {language} is no regular expression ({error}): "
                f"{pattern!r}; escape the character with a backslash"
            )
            continue
        if compiled.search(""):
            yield (
                f"{name}: the pattern for {language} matches every text: {pattern!r}; "
                "take out the empty alternative"
            )


def _expectation_faults(line: _Line) -> Iterator[str]:
    """Yield what is wrong between the kind and what is expected."""
    answerable = line.kind not in UNANSWERABLE
    if line.attack and line.kind != "adversarial":
        yield "has an attack, which only kind adversarial has; leave it out or change the kind"
    if answerable and not line.gold:
        yield (
            f"kind {line.kind} has an answer, but gold is empty; name document, page and quote "
            "of the place that carries it"
        )
    if answerable and not line.facts:
        yield f"kind {line.kind} has an answer, but facts is empty; write what it must say"
    if not answerable and (line.gold or line.facts):
        yield f"kind {line.kind} has no answer, but gold or facts is filled; empty both"
    repeated = {gold.quote for gold in line.gold if line.gold.count(gold) > 1}
    for quote in sorted(repeated):
        yield f"gold names the same place twice: {quote!r:.60}; leave one out"


def _subject(line: _Line, number: int) -> Subject:
    return Subject(
        subject_id=line.id,
        split=line.split,
        kind=line.kind,
        questions=_by_language(line.questions),
        history={
            language: tuple(Turn(turn.question, turn.answer) for turn in turns)
            for language, turns in _by_language(line.history).items()
        },
        facts=tuple(_fact(fact) for fact in line.facts),
        forbidden=tuple(_fact(fact) for fact in line.forbidden),
        gold=tuple(GoldQuote(g.document_id, g.page, g.quote) for g in line.gold),
        documents=line.documents,
        attack=line.attack,
        line=number,
    )


def _by_language(mapping: Mapping[str, _T]) -> dict[Language, _T]:
    return {language: mapping[language] for language in LANGUAGES if language in mapping}


def _fact(patterns: Mapping[str, str]) -> Fact:
    compiled = {name: re.compile(pattern) for name, pattern in patterns.items()}
    return Fact(_by_language(compiled))


def _clashes(subjects: list[Subject]) -> Iterator[Problem]:
    """Yield ids and wordings that occur twice."""
    ids: dict[str, Subject] = {}
    wordings: dict[tuple[str, str], Subject] = {}
    for subject in subjects:
        first = ids.setdefault(subject.subject_id, subject)
        if first is not subject:
            splits = f" (in {first.split} and {subject.split})" * (first.split != subject.split)
            yield Problem(
                subject.line,
                f"the id {subject.subject_id!r} stands in line {first.line} too{splits}; "
                "rename or remove one",
            )
        for question, wording in _wordings(subject):
            other = wordings.setdefault(wording, subject)
            if other is not subject and other.split != subject.split:
                yield Problem(
                    subject.line,
                    f"{subject.subject_id}: {question!r} is asked in both splits, by "
                    f"{other.subject_id} in line {other.line} too; a subject belongs to one split",
                )


def _wordings(subject: Subject) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each question and what makes it the same as another: words and conversation."""
    for language, question in subject.questions.items():
        told = "\n".join(turn.question for turn in subject.history.get(language, ()))
        yield question, (matching_form(question).strip(), matching_form(told))
