"""What comes from outside is nothing but text on the page."""

from __future__ import annotations

import dataclasses
import html
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.web.hostile import PAYLOADS

from twinbot.types import LANGUAGES, Answer, Citation, Evidence, Query, Sentence, Span
from twinbot.web.rendering import View, document_link, escape, render_answer, render_question
from twinbot.web.texts import TEXTS

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/a.png)",
    "http://evil.example www.evil.example a@evil.example",
    "`code` **bold** _it_ # head\n> quote\n- item\n1. item\n---\n| a | b |\n|---|---|",
    "$$\\href{javascript:alert(1)}{x}$$ \\(x\\)",
    "&lt;script&gt; &#60;b&#62;",
    "\u202eevil\u2066",
    "</details></div></body>",
    '" onmouseover="alert(1)',
    "<style>*{position:fixed}</style>",
    "{{7*7}} ${7*7}",
]


def citation(text, title="t"):
    return Citation(
        1, "de/a.md", title, "de", 1, Span(0, len(text)), text, Span(0, len(text)), text
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_has_nothing_that_html_or_markdown_reads(text):
    shown = escape(text)
    assert not re.search(r"[<>\"'`*\[\]()!$\\{}|@:.~#]", re.sub(r"&#\d+;", "", shown))
    rendered = MarkdownIt("commonmark", {"html": True, "linkify": False}).render(shown)
    assert re.sub(r"</?p>|\n|<br />", "", rendered).count("<") == 0


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=200))
def test_escaping_loses_nothing_but_the_direction_of_writing(text):
    kept = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    assert html.unescape(escape(kept)) == kept


@pytest.mark.parametrize("text", [*HOSTILE, *PAYLOADS])
def test_questions_titles_and_quotes_become_no_elements(text):
    query = Query(text, "de")
    answer = Answer(
        query=query,
        sentences=(Sentence(text, (1,)),),
        citations=(citation(text, title=text),),
        outcome="grounded",
        evidence=Evidence(query, ()),
        suggestions=(text,),
    )
    shown = render_answer(answer, "0-1", View("de", "/chat")) + render_question(text, "en", "0-1")
    allowed = {"div", "p", "sup", "a", "details", "summary", "span", "blockquote", "mark", "br"}
    assert set(re.findall(r"</?([a-zA-Z]+)", shown)) <= allowed | {"ul", "li"}
    asked = quote(text, safe="")
    assert set(re.findall(r' href="([^"]*)"', shown)) == {
        "#c-0-1-1",
        document_link(citation(text), "/chat", "de").replace("&", "&amp;"),
        f"/chat/de/?q={asked}",
    }


def test_a_document_name_cannot_leave_its_link():
    hostile = dataclasses.replace(citation("x"), document_id='de/a"><script>.md')
    assert '"' not in document_link(hostile)
    assert "<" not in document_link(hostile)


def pairs(language):
    """Return each text of a language beside the English one, by its name."""
    own, english = (flat(dataclasses.asdict(TEXTS[code])) for code in (language, "en"))
    assert own.keys() == english.keys()
    return {name: (own[name], english[name]) for name in own}


def flat(words):
    found = {}
    for name, value in words.items():
        parts = value if isinstance(value, dict) else {"": value}
        found |= {f"{name}.{key}": text for key, text in parts.items()}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_page_exists_in_every_language(language):
    for name, (own, english) in pairs(language).items():
        assert own.strip(), name
        assert own.count("{}") == english.count("{}"), name


@pytest.mark.parametrize("language", ["de", "ja"])
def test_no_word_was_left_in_english(language):
    for name, (own, english) in pairs(language).items():
        assert own != english, name


def test_a_quote_carries_its_own_language_and_a_written_sentence_the_answer_s():
    query = Query("Was?", "de")
    japanese = dataclasses.replace(citation("締結は2019年です。"), language="ja")
    answer = Answer(
        query=query,
        sentences=(Sentence(japanese.quote, (1,)), Sentence("Das war 2019.", (1,))),
        citations=(japanese,),
        outcome="grounded",
        evidence=Evidence(query, ()),
    )
    shown = render_answer(answer, "0-1", View("de"))
    assert '<p class="quote" lang="ja">締結' in shown
    assert '<p class="quote">Das war 2019' in shown
    assert '<div lang="de" class="answer"' in shown
