"""Verdicts, figures, comparisons and the gate, on results made by hand."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.evaluation_factory import ABSTAINED, UNANSWERABLE, citation, many, result, run_of

from twinbot.errors import EvaluationError
from twinbot.evaluation import gate
from twinbot.evaluation.comparing import compare
from twinbot.evaluation.curves import CurvePoint, answer_curve
from twinbot.evaluation.figures import FIGURES, pair_agreement, wordings_by_subject
from twinbot.evaluation.results import SentenceMark
from twinbot.evaluation.runs import read_run, write_run
from twinbot.evaluation.summarising import Slice, figures_of, summarise
from twinbot.types import LANGUAGES


def value(name, *results):
    found = {figure.name: figure.value for figure in figures_of(Slice(), results)}
    return found.get(name)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "right"),
        ({"facts": (True, True)}, "incomplete"),
        ({"citations": (citation(facts=()),)}, "wrong"),
        ({"citations": (citation(verbatim=False),)}, "wrong"),
        ({"citations": (citation(allowed=False),)}, "wrong"),
        ({"forbidden": (True,)}, "wrong"),
        (ABSTAINED, "missed"),
        ({**ABSTAINED, "outcome": "refused"}, "missed"),
        ({**ABSTAINED, **UNANSWERABLE}, "declined"),
        ({**ABSTAINED, **UNANSWERABLE, "forbidden": (True,)}, "wrong"),
        (UNANSWERABLE, "overreached"),
        ({**UNANSWERABLE, "forbidden": (True,)}, "wrong"),
        ({"outcome": None}, "failed"),
    ],
)
def test_the_verdict_of_a_question(changes, verdict):
    assert result(**changes).verdict == verdict


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("facts_recalled", {"facts": (True, False)}, 0.5),
        ("facts_cited", {"facts": (True, True)}, 0.5),
        ("facts_contradicted", {"forbidden": (False, True)}, 1),
        ("facts_contradicted", {}, None),
        ("citation_precision", {"citations": (citation(), citation(unit=None, facts=()))}, 0.5),
        ("citation_precision", {"citations": (citation(unit=None),)}, 1),
        ("citation_precision", {"citations": (citation(facts=()),)}, 1),
        ("citation_precision", {"citations": (citation(verbatim=False),)}, 0),
        ("citation_precision", UNANSWERABLE, None),
        ("quotes_verbatim", {"citations": (citation(), citation(verbatim=False))}, 0.5),
        ("language_frame", {"answered_in": "en"}, 0),
        ("language_quotes", {"citations": (citation(language="en"),)}, 0),
        ("language_quotes", {"citations": (citation(language="en"),), "gold_languages": ("en",)},
         None),
        ("coverage", ABSTAINED, 0),
        ("coverage", UNANSWERABLE, None),
        ("accuracy", UNANSWERABLE, 0),
        ("abstention_recall", UNANSWERABLE, 0),
        ("abstention_recall", {**ABSTAINED, **UNANSWERABLE}, 1),
        ("abstention_precision", ABSTAINED, 0),
        ("length_chars", {}, 13),
        ("recall_at_10", {"ranking": ()}, 0),
        ("recall_at_10", {"outcome": None, "ranking": ()}, 0),
        ("time_p50_ms", {}, 10),
    ],
)  # fmt: skip
def test_what_one_question_gives(name, changes, expected):
    assert value(name, result(**changes)) == expected


@pytest.mark.parametrize(
    ("sentences", "recall"),
    [
        ([((1,), False)], 1),
        ([((), True), ((1,), False)], 1),
        ([((), False), ((1,), False)], 0.5),
        ([((9,), False)], 0),
    ],
)
def test_sentences_need_citations_that_exist_unless_they_are_the_frame(sentences, recall):
    marks = tuple(
        SentenceMark(f"Satz {place}.", markers, frame, "de")
        for place, (markers, frame) in enumerate(sentences)
    )
    assert value("citation_recall", result(sentences=marks)) == recall


def wordings(subject_id="bridge", **by_language):
    return [
        result(subject_id=subject_id, language=name, **by_language.get(name, {}))
        for name in LANGUAGES
    ]


def test_parity_needs_the_same_outcome_facts_and_documents_in_all_three():
    same = wordings()
    assert value("parity_outcome", *same) == value("parity_citations", *same) == 1
    one_abstains = wordings(ja=ABSTAINED)
    assert value("parity_outcome", *one_abstains) == value("parity_facts", *one_abstains) == 0
    assert value("parity_citations", *one_abstains) is None
    other = {"citations": (citation(translation_group="zoo"),)}
    assert value("parity_citations", *wordings(en=other)) == 0
    subjects = wordings_by_subject([*wordings(en=other), *wordings("zoo")])
    assert pair_agreement(subjects, "citations", "de", "ja").reached == 2
    assert pair_agreement(subjects, "citations", "de", "en").reached == 1


def test_answers_that_state_no_fact_do_not_agree_on_facts():
    none = {"facts": (False, False)}
    assert value("parity_facts", *wordings(de=none, en=none, ja=none)) is None
    assert value("parity_facts", *wordings(de=none, en=none, ja={"facts": (True, False)})) == 0
    assert value("parity_facts", *wordings()) == 1
    subjects = wordings_by_subject([*wordings(de=none, en=none), *wordings("zoo")])
    assert pair_agreement(subjects, "facts", "de", "en").possible == 1
    assert pair_agreement(subjects, "facts", "de", "ja").possible == 2


def test_pages_count_for_parity_only_where_they_mean_the_same():
    paged = {"en": {"citations": (citation(page=2),)}}
    assert value("parity_citations", *wordings(**paged)) == 0
    loose = {name: {"citations": (citation(page=n, same_paging=False),)}
             for n, name in enumerate(LANGUAGES, start=1)}  # fmt: skip
    assert value("parity_citations", *wordings(**loose)) == 1


def test_every_figure_is_given_for_all_each_language_and_each_kind():
    results = [*wordings(), *wordings("x", **dict.fromkeys(LANGUAGES, UNANSWERABLE))]
    slices = {(f.of.language, f.of.kind) for f in summarise(results) if f.name == "time_p50_ms"}
    assert slices == {
        (language, kind)
        for language in (None, *LANGUAGES)
        for kind in (None, "when", "not_covered")
    }
    assert len({kind.name for kind in FIGURES}) == len(FIGURES)


def test_the_curve_raises_accuracy_by_answering_less():
    results = [
        result(confidence=0.9),
        result(confidence=0.5, citations=()),
        result(confidence=0.5),
        result(confidence=0.3, **UNANSWERABLE),
        result(confidence=0.1, **{**ABSTAINED, **UNANSWERABLE}),
    ]
    assert answer_curve(results) == [
        CurvePoint(0.9, 1 / 5, 1.0, 1 / 3, 1.0),
        CurvePoint(0.5, 3 / 5, 2 / 3, 1.0, 1.0),
        CurvePoint(0.3, 4 / 5, 2 / 4, 1.0, 0.5),
    ]
    assert answer_curve(results, "ja") == []


def test_a_comparison_says_better_worse_or_cannot_tell_by_language():
    before = run_of(many({"de": 15, "en": 15, "ja": 15}))
    after = run_of(many({"de": 15, "en": 29, "ja": 2}))
    found = {c.language: c for c in compare(before, after).comparisons if c.name == "right"}
    assert [found[name].finding for name in LANGUAGES] == ["cannot tell", "better", "worse"]
    assert found["en"].before == 0.5
    assert 0 < found["en"].low < 14 / 30 < found["en"].high
    assert found["de"].p_value == 1


def test_runs_are_compared_over_what_both_asked_unchanged_and_in_any_order():
    results = many({"de": 15, "en": 15, "ja": 15})
    shuffled = random.Random(1).sample(results, len(results))
    digests = {f"s{n}": "other" if n == 3 else "same" for n in range(1, 31)}
    compared = compare(run_of(results), run_of(shuffled, digests=digests))
    assert compared.subjects == 28
    assert compared.left_out == ("s0", "s3", "s30")
    assert {c.finding for c in compared.comparisons} == {"cannot tell"}
    with pytest.raises(EvaluationError, match="share no subject"):
        compare(run_of(results), run_of(results, digests={"s1": "changed"}))


def test_a_run_is_read_back_as_it_was_written(tmp_path):
    run = run_of([*wordings(), result(subject_id="x", outcome=None, error="zu lang")])
    write_run(run, summarise(run.results), tmp_path)
    assert read_run(tmp_path) == read_run(tmp_path / "report.json") == run


def test_the_gate_lets_a_figure_fall_within_its_interval_and_no_further(tmp_path):
    before = run_of(many({"de": 20, "en": 20, "ja": 20}))
    gate.write_baseline(
        gate.make_baseline(before, summarise(before.results)), tmp_path / "baseline.json"
    )
    floor = gate.read_baseline(tmp_path / "baseline.json")
    assert not {"time_p50_ms", "length_chars"} & {figure.name for figure in floor.figures}
    for right, falls in ((20, False), (18, False), (30, False), (8, True)):
        after = run_of(many({"de": 20, "en": 20, "ja": right}))
        fallen = gate.fallen(floor, after, summarise(after.results))
        assert any("Right answers (ja)" in sentence for sentence in fallen) is falls
        assert not any("(de)" in sentence for sentence in fallen)


def test_a_run_is_never_below_its_own_baseline_however_digits_are_cut(tmp_path):
    thirds = run_of([replace(r, facts=(True, True, False)) for r in wordings()])
    figures = summarise(thirds.results)
    gate.write_baseline(gate.make_baseline(thirds, figures), tmp_path / "baseline.json")
    assert gate.fallen(gate.read_baseline(tmp_path / "baseline.json"), thirds, figures) == []


def test_the_gate_sees_what_rises_where_lower_is_better_and_what_is_gone(tmp_path):
    good = [replace(r, forbidden=(False,)) for r in many({"de": 30, "en": 30, "ja": 30})]
    before = run_of(good)
    floor = gate.make_baseline(before, summarise(before.results))
    after = run_of([replace(r, forbidden=(True,)) for r in good])
    assert any(
        sentence.startswith("Facts contradicted (de): 1.000")
        for sentence in gate.fallen(floor, after, summarise(after.results))
    )
    gone = run_of([replace(r, forbidden=()) for r in good])
    assert "Facts contradicted (all): is no longer measured, the baseline has 0.000" in gate.fallen(
        floor, gone, summarise(gone.results)
    )


@pytest.mark.parametrize(("contradicting", "falls"), [(1, False), (3, False), (4, True)])
def test_a_fault_that_never_occurred_may_occur_as_often_as_chance_allows(contradicting, falls):
    never = [replace(r, forbidden=(False,)) for r in many({"de": 30, "en": 30, "ja": 30})]
    before = run_of(never)
    floor = gate.make_baseline(before, summarise(before.results))
    german = [place for place, r in enumerate(never) if r.language == "de"][:contradicting]
    after = run_of(
        [replace(r, forbidden=(True,)) if n in german else r for n, r in enumerate(never)]
    )
    fallen = gate.fallen(floor, after, summarise(after.results))
    assert any(sentence.startswith("Facts contradicted (de)") for sentence in fallen) is falls


def test_a_baseline_of_another_split_or_a_damaged_one_is_refused(tmp_path):
    run = run_of(wordings())
    floor = gate.make_baseline(run, summarise(run.results))
    with pytest.raises(EvaluationError, match="--split dev"):
        gate.fallen(floor, run_of(wordings(), split="test"), [])
    (tmp_path / "b.json").write_text('{"split": "dev"}', "utf-8")
    with pytest.raises(EvaluationError, match=r"b\.json: questions: Field required"):
        gate.read_baseline(tmp_path / "b.json")
