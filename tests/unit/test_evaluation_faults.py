"""Planted faults: each must be seen in the figures that are about it, and in a comparison.

The assistant is the real one over a real index; a fault is put between it and the evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.evaluation_factory import (
    other_number,
    run_of,
    town_subjects,
    write_questions,
    write_town,
)

from twinbot.answering.quoting.phrases import PHRASES
from twinbot.assistant import Assistant, build_assistant
from twinbot.evaluation import compare, load_questions, summarise
from twinbot.evaluation.running import ask_all
from twinbot.evaluation.runs import EvaluationRun, digest_of, qrels_lines, run_lines
from twinbot.index import open_generation
from twinbot.indexing import ingest
from twinbot.settings import Settings
from twinbot.types import LANGUAGES, Answer, Evidence, Sentence


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Iterator[Settings]:
    folder = tmp_path_factory.mktemp("town")
    settings = Settings(corpus=write_town(folder / "corpus"), index=folder / "index")
    ingest(settings)
    return settings


@pytest.fixture(scope="module")
def assistant(town) -> Iterator[Assistant]:
    built = build_assistant(town)
    yield built
    built.close()


@pytest.fixture(scope="module")
def evaluate(town, tmp_path_factory):
    """Evaluate anything that answers, over the town's index."""
    path = write_questions(tmp_path_factory.mktemp("q") / "q.jsonl", town_subjects())
    subjects = load_questions(path).subjects

    def run(answerer) -> EvaluationRun:
        with open_generation(town.index) as generation:
            results = ask_all(subjects, answerer, generation)
        digests = {subject.subject_id: digest_of(subject) for subject in subjects}
        return run_of(results, digests=digests)

    return run


@pytest.fixture(scope="module")
def sound(evaluate, assistant) -> EvaluationRun:
    return evaluate(assistant)


class Faulty:
    """The real assistant with something done to its answers."""

    def __init__(self, assistant: Assistant, spoil) -> None:
        self._assistant = assistant
        self._spoil = spoil

    def answer(self, question, language=None, history=(), *, hint=None) -> Answer:
        return self._spoil(self._assistant.answer(question, language, history, hint=hint))


def values(run: EvaluationRun) -> dict:
    """Return figures by name, and by name and language."""
    figures = [figure for figure in summarise(run.results) if figure.of.kind is None]
    return {
        **{figure.name: figure.value for figure in figures if figure.of.language is None},
        **{(figure.name, figure.of.language): figure.value for figure in figures},
    }


def findings(before: EvaluationRun, after: EvaluationRun) -> dict:
    return {(c.name, c.language): c.finding for c in compare(before, after).comparisons}


def test_the_sound_assistant_is_found_sound(sound):
    found = values(sound)
    for name in ("recall_at_10", "right", "citation_recall", "quotes_verbatim", "language_frame"):
        assert found[name] >= 0.95, name
    assert found["facts_contradicted"] == 0
    assert found["coverage"] >= 0.95
    assert set(findings(sound, sound).values()) == {"cannot tell"}


def test_one_that_always_abstains_is_caught(sound, evaluate, assistant):
    def abstain(answer: Answer) -> Answer:
        words = Sentence(PHRASES[answer.query.language].not_covered, ())
        return replace(answer, outcome="abstained", sentences=(words,), citations=())

    run = evaluate(Faulty(assistant, abstain))
    found = values(run)
    assert (found["coverage"], found["right"], found["facts_recalled"]) == (0, 0, 0)
    assert found["abstention_recall"] == 1
    assert found["abstention_precision"] == pytest.approx(2 / 10)
    for language in LANGUAGES:
        assert findings(sound, run)["right", language] == "worse"


def test_one_that_cites_the_wrong_page_is_caught(sound, evaluate, assistant):
    def misplace(answer: Answer) -> Answer:
        moved = [replace(citation, page=citation.page + 1) for citation in answer.citations]
        return replace(answer, citations=tuple(moved))

    run = evaluate(Faulty(assistant, misplace))
    found = values(run)
    assert (found["quotes_verbatim"], found["citation_precision"], found["right"]) == (0, 0, 0)
    assert found["facts_recalled"] >= 0.95, "the words are right; only where they stand is not"
    assert findings(sound, run)["citation_precision", None] == "worse"


def test_one_that_cites_true_words_of_another_document_is_caught(sound, evaluate, assistant):
    def misattribute(answer: Answer) -> Answer:
        return replace(answer, citations=tuple(map(of_another_document, answer.citations)))

    def of_another_document(citation):
        other = "zoo" if "zoo" not in citation.document_id else "bridge"
        document_id = f"{citation.language}/{other}.md"
        text = assistant.page(document_id, 1).text
        first = replace(citation.span, start=0, end=len(text))
        return replace(
            citation,
            document_id=document_id,
            page=1,
            span=first,
            quote=text,
            context=first,
            paragraph=text,
        )

    run = evaluate(Faulty(assistant, misattribute))
    found = values(run)
    assert found["quotes_verbatim"] == 1
    assert (found["citation_precision"], found["facts_cited"], found["right"]) == (0, 0, 0)


def test_one_that_answers_in_the_wrong_language_is_caught(sound, evaluate, assistant):
    others = {
        line["questions"][language]: line["questions"][LANGUAGES[place - 1]]
        for line in town_subjects()
        for place, language in enumerate(LANGUAGES)
    }

    class Foreign:
        def answer(self, question, language=None, history=(), *, hint=None) -> Answer:
            del hint
            return assistant.answer(others[question], language, history)

    run = evaluate(Foreign())
    found = values(run)
    assert found["language_frame"] == 0
    assert found["language_quotes"] == 0
    for language in LANGUAGES:
        assert findings(sound, run)["language_frame", language] == "worse"


def test_one_that_changes_a_number_in_a_quote_is_caught(sound, evaluate, assistant):
    def misquote(answer: Answer) -> Answer:
        return replace(
            answer,
            sentences=tuple(replace(s, text=other_number(s.text)) for s in answer.sentences),
            citations=tuple(replace(c, quote=other_number(c.quote)) for c in answer.citations),
        )

    run = evaluate(Faulty(assistant, misquote))
    found = values(run)
    assert found["quotes_verbatim"] <= 0.5
    assert found["facts_contradicted"] >= 0.95
    assert (found["right"], found["facts_cited"]) == (0, 0)
    assert findings(sound, run)["facts_contradicted", None] == "worse"


def test_a_retriever_that_finds_nothing_for_japanese_questions_is_caught(
    sound, evaluate, assistant
):
    def forget(answer: Answer) -> Answer:
        if answer.query.language != "ja":
            return answer
        words = Sentence(PHRASES["ja"].not_covered, ())
        return replace(
            answer,
            outcome="abstained",
            sentences=(words,),
            citations=(),
            evidence=Evidence(answer.query, ()),
        )

    run = evaluate(Faulty(assistant, forget))
    found = values(run)
    assert (found["recall_at_10", "ja"], found["ndcg_at_10", "ja"]) == (0, 0)
    assert found["recall_at_10", "de"] >= 0.95
    assert found["parity_outcome"] <= 0.2
    seen = findings(sound, run)
    assert [seen["recall_at_10", name] for name in LANGUAGES] == [
        "cannot tell", "cannot tell", "worse",
    ]  # fmt: skip
    assert not any(line.split()[0].endswith(".ja") for line in run_lines(run.results))
    assert any(line.split()[0].endswith(".ja") for line in qrels_lines(run.results))


def test_an_index_without_the_japanese_documents_is_caught(sound, evaluate, town, tmp_path):
    corpus = write_town(tmp_path / "corpus")
    for path in (corpus / "ja").iterdir():
        path.unlink()
    settings = Settings(corpus=corpus, index=tmp_path / "index")
    ingest(settings)
    poorer = build_assistant(settings)
    try:
        run = evaluate(poorer)
    finally:
        poorer.close()
    assert values(run).get(("language_quotes", "ja"), 0) == 0
    seen = findings(sound, run)
    assert "worse" in {seen.get(("language_quotes", "ja")), seen["right", "ja"]}
    for name in ("right", "recall_at_5", "citation_precision"):
        assert seen[name, "de"] == seen[name, "en"] == "cannot tell"
