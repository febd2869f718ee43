"""The questions of ``eval/``, asked of the repository's own corpus."""

from __future__ import annotations

import json

import pytest
from tests.conftest import REPOSITORY

from twinbot.answering.quoting.citation import is_verbatim
from twinbot.types import LANGUAGES, Turn

SUBJECTS = [
    json.loads(line)
    for line in (REPOSITORY / "eval" / "questions.jsonl").read_text("utf-8").splitlines()
]


def answers(assistant, split):
    for subject in SUBJECTS:
        if subject["split"] == split:
            for language in LANGUAGES:
                turns = [Turn(**turn) for turn in subject.get("history", {}).get(language, ())]
                asked = subject["questions"][language]
                yield subject, language, assistant.answer(asked, history=turns, hint=language)


def test_every_answer_is_in_the_language_of_its_question(assistant):
    for subject, language, answer in answers(assistant, "test"):
        if subject["kind"] == "typo":  # "wan is" is one slip of the pen away from two languages
            continue
        assert answer.query.language == language, subject["questions"][language]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_every_quote_is_the_stored_text_and_every_marker_has_its_citation(assistant, split):
    for _, _, answer in answers(assistant, split):
        used = [marker for sentence in answer.sentences for marker in sentence.markers]
        assert used == [citation.marker for citation in answer.citations]
        for citation in answer.citations:
            assert is_verbatim(citation, assistant.page(citation.document_id, citation.page))
