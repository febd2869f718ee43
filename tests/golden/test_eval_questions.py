"""The questions of ``eval/``, asked of the repository's own corpus."""

from __future__ import annotations

import json
import re

import pytest
from tests.conftest import REPOSITORY

from twinbot.answering.citation import is_verbatim
from twinbot.types import LANGUAGES

SUBJECTS = [
    json.loads(line)
    for line in (REPOSITORY / "eval" / "questions.jsonl").read_text("utf-8").splitlines()
]
MIN_RIGHT = 36
"""Of the 45 answerable questions of the test split; a wrong abstention counts as wrong."""


def is_right(answer, subject, language) -> bool:
    """Tell whether a quote of an allowed document holds every expected fact."""
    quotes = [
        citation.quote
        for citation in answer.citations
        if re.sub(r"^\w\w/|\.\w+$", "", citation.document_id) in subject["documents"]
    ]
    return bool(quotes) and all(
        any(re.search("|".join(fact.values()), quote) for quote in quotes)
        for fact in subject["facts"]
    )


def answers(assistant, split):
    for subject in SUBJECTS:
        if subject["split"] == split:
            for language in LANGUAGES:
                yield subject, language, assistant.answer(subject["questions"][language])


def test_most_questions_are_answered_with_a_right_citation(assistant):
    wrong = [
        f"{subject['id']}/{language}: {answer.outcome}: {answer.text}"
        for subject, language, answer in answers(assistant, "test")
        if not is_right(answer, subject, language)
    ]
    assert len(wrong) <= 45 - MIN_RIGHT, "\n".join(wrong)


def test_every_answer_is_in_the_language_of_its_question(assistant):
    for subject, language, answer in answers(assistant, "test"):
        assert answer.query.language == language, subject["questions"][language]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_every_quote_is_the_stored_text_and_every_marker_has_its_citation(assistant, split):
    for _, _, answer in answers(assistant, split):
        used = [marker for sentence in answer.sentences for marker in sentence.markers]
        assert used == [citation.marker for citation in answer.citations]
        for citation in answer.citations:
            assert is_verbatim(citation, assistant.page(citation.document_id, citation.page))
