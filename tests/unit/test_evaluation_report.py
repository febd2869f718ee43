"""The page of a report: what is shown, and that nothing shown can act."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from tests.evaluation_factory import ABSTAINED, ATTACK, citation, many, result, run_of

from twinbot.evaluation.comparing import compare
from twinbot.evaluation.html import render
from twinbot.evaluation.results import VERDICTS, SentenceMark
from twinbot.evaluation.summarising import summarise
from twinbot.types import LANGUAGES


class Elements(HTMLParser):
    """Collects elements, and checks that they close in order."""

    VOID = frozenset({"meta", "br", "input"})

    def __init__(self, page):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page_of(results, comparison=None):
    return render(run_of(results), summarise(results), comparison)


@pytest.fixture(scope="module")
def attacked():
    changes = {
        "question": ATTACK,
        "expected": (ATTACK,),
        "sentences": (SentenceMark(ATTACK, (1,), frame=False, language="de"),),
        "citations": (citation(quote=ATTACK, document_id=ATTACK),),
        "relevant": (ATTACK,),
        "error": ATTACK,
        "attack": ATTACK,
        "subject_id": ATTACK,
    }
    return [result(**changes), result(**changes, kind="adversarial", language="ja")]


def test_words_of_documents_and_questions_stay_words(attacked):
    elements = Elements(page_of(attacked, compare(run_of(attacked), run_of(attacked))))
    assert [tag for tag, _ in elements.tags].count("script") == 1
    assert not [tag for tag, _ in elements.tags if tag in ("img", "iframe", "link", "object")]
    for _, attributes in elements.tags:
        assert not {name for name in attributes if name.startswith("on")}
        assert not {"src", "href", "action", "style"} & set(attributes)


def test_each_question_carries_what_the_filter_asks_for():
    results = [result(), result(language="ja", **ABSTAINED)]
    rows = [a for tag, a in Elements(page_of(results)).tags if "data-verdict" in a]
    assert [(a["data-language"], a["data-kind"], a["data-verdict"]) for a in rows] == [
        ("de", "when", "right"),
        ("ja", "when", "missed"),
    ]
    page = page_of(results)
    for verdict in VERDICTS:
        assert f"<option>{verdict}</option>" in page


def test_every_plot_has_a_name_and_every_language_its_own_line():
    elements = Elements(page_of(many({"de": 10, "en": 20, "ja": 25})))
    plots = [attributes for tag, attributes in elements.tags if tag == "svg"]
    assert len(plots) == 3
    assert all(plot["role"] == "img" and plot["aria-label"] for plot in plots)
    lines = {a.get("class") for tag, a in elements.tags if tag == "polyline"}
    assert lines == {"all", *LANGUAGES}


def test_two_runs_stand_side_by_side_with_what_changed():
    before = run_of(many({"de": 15, "en": 15, "ja": 15}))
    after = many({"de": 15, "en": 29, "ja": 2})
    page = page_of(after, compare(before, run_of(after)))
    assert "Compared with the run of 2026-11-23" in page
    assert page.count("<span class='better'>better</span>") >= 1
    assert "(was wrong)" in page
    assert "Earlier: <span class='right'>right</span>" in page
