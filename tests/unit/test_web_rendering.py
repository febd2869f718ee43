"""What comes from outside is nothing but text on the page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.web.hostile import PAYLOADS

from twinbot.types import LANGUAGES, Answer, Citation, Evidence, Query, Reference, Sentence, Span
from twinbot.web.escaping import escape
from twinbot.web.rendering import (
    View,
    document_link,
    render_answer,
    render_question,
    render_sentences,
)
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
    allowed |= {"ul", "li", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"</?([a-zA-Z0-9]+)", shown)) <= allowed
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


TABLE = "Amt | 2019 | heute\nBürgermeister | A | B\nRektorin | C | D"


def quoted(*parts, of, document_id="de/a.md", page=1):
    """Return citations of parts of one paragraph, which stands at the start of its page."""
    found = []
    for marker, part in enumerate(parts, start=1):
        span = Span(of.index(part), of.index(part) + len(part))
        context = Span(0, len(of))
        found.append(
            Citation(marker, document_id, "t", "de", page, span, part, context, of,
                     dt.date(2026, 11, 20))
        )  # fmt: skip
    return found


def answer_of(*sentences, citations=(), outcome="grounded", suggestions=()):
    query = Query("Wer?", "de")
    return Answer(
        query, sentences, tuple(citations), outcome, Evidence(query, ()), suggestions=suggestions
    )


def test_the_name_of_a_citation_is_text_in_its_link():
    shown = render_answer(
        answer_of(Sentence("x", (1,)), citations=[citation("x")]), "0-1", View("de")
    )
    assert re.search(r'<a class="marker"[^>]*><span class="spoken">Quelle </span>1</a>', shown)


def test_quoted_rows_of_one_table_are_one_table_and_each_keeps_its_marker():
    rows = TABLE.split("\n")[::2]
    citations = quoted(*rows, of=TABLE)
    shown = render_sentences([Sentence("\n".join(rows), (1, 2))], citations, "de", View("de"))
    assert shown.count("<table>") == 1
    assert re.search(r'<th scope="col">heute<sup><a [^>]*>.*?1</a></sup></th></tr></thead>', shown)
    assert re.search(r"<td>D<sup><a [^>]*>.*?2</a></sup></td></tr></tbody>", shown)
    assert "Bürgermeister" not in shown


def test_each_of_several_rows_keeps_its_marker_though_one_holds_the_other():
    table = "Nr | Tag\n11 | Mo\n1 | Mo"
    citations = quoted(*table.split("\n"), of=table)
    shown = render_sentences([Sentence(table, (1, 2, 3))], citations, "de", View("de"))
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", shown)
    assert [re.findall(r">(\d)</a>", cell) for cell in cells] == [[], ["1"], [], ["2"], [], ["3"]]


def test_a_row_without_its_header_is_no_table():
    row = TABLE.split("\n")[1]
    shown = render_sentences([Sentence(row, (1,))], quoted(row, of=TABLE), "de", View("de"))
    assert "<table>" not in shown


def test_each_quoted_table_has_a_header():
    other = "Jahr | Ort | Gast\n2019 | Bochum | X"
    rows = [*TABLE.split("\n"), *other.split("\n")]
    sentences = [Sentence(TABLE, (1, 2, 3)), Sentence(other, (4, 5))]
    shown = render_sentences(sentences, quoted(*rows, of=f"{TABLE}\n\n{other}"), "de", View("de"))
    assert shown.count("<table>") == 2
    assert shown.count("<thead>") == 2


def test_a_quoted_list_is_a_list_with_its_marker_at_the_end():
    text = "Felder:\n\n- Bildung\n- Sport"
    shown = render_answer(
        answer_of(Sentence(text, (1,)), citations=quoted(text, of=text)), "0-1", View("de")
    )
    assert re.search(r'<ul class="quote" lang="de"><li>Bildung</li><li>Sport<sup>', shown)


def test_each_page_that_is_cited_is_one_source_with_all_its_quotes_marked():
    paragraph = "Eins. Zwei. Drei."
    citations = quoted("Eins.", "Drei.", of=paragraph)
    other = dataclasses.replace(citations[0], marker=3, document_id="de/b.md")
    shown = render_answer(
        answer_of(Sentence("Eins.", (1,)), citations=[*citations, other]), "0-1", View("de")
    )
    assert re.findall('<span class="number">([^<]*)</span>', shown) == ["1, 2", "3"]
    assert shown.count("Zwei.".replace(".", "&#46;")) == 2
    assert re.findall(r'<mark id="(c-0-1-\d)"', shown) == ["c-0-1-1", "c-0-1-2", "c-0-1-3"]
    assert shown.count('class="original"') == 2


@pytest.mark.parametrize(
    ("document_id", "title", "address"),
    [
        (
            "de/a b.md",
            "Sport & <b>Spiel</b>",
            "/chat/read/de/a%20b.md?page=2&start=3&end=9&reader=en#quote",
        ),
        ("ja/a.pdf", "ロボット", "/chat/documents/ja/a.pdf#page=2"),
    ],
)
def test_the_document_that_an_abstention_names_can_be_opened(document_id, title, address):
    nearest = Reference(document_id, title, document_id[:2], 2, Span(3, 9))
    frame = [Sentence(f"Am nächsten kommt das Dokument „{title}“.", ())]
    frame.append(Sentence(f"Weiter hilft: {title}.", ()))  # a contact of the same name is no link
    answer = dataclasses.replace(answer_of(*frame, outcome="abstained"), nearest=nearest)
    shown = render_answer(answer, "0-1", View("en", "/chat"))
    [link] = re.findall(
        r'<a class="nearest" href="([^"]*)"[^>]*><span lang="(..)">(.*?)</span><span lang="en">'
        r'<span class="spoken">', shown
    )  # fmt: skip
    assert html.unescape(link[0]) == address
    assert link[1] == document_id[:2]
    assert html.unescape(link[2]) == title
    assert "<b>" not in shown


def test_pages_and_dates_are_named_as_a_reader_would():
    for language, said in {
        "de": "Deutsch · Dokument vom 20. November 2026<",
        "en": "German · document dated 20 November 2026<",
        "ja": "ドイツ語 · 資料の日付：2026年11月20日<",
    }.items():
        answer = answer_of(citations=quoted("x", of="x"))
        assert said in html.unescape(render_answer(answer, "0-1", View(language)))
    answer = answer_of(citations=quoted("x", of="x", document_id="de/a.pdf", page=3))
    assert "Deutsch · Seite 3 · Dokument" in html.unescape(render_answer(answer, "0-1", View("de")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_asked_instead_is_not_called_more_on_this(language):
    view, words = View(language), TEXTS[language]
    nothing = answer_of(Sentence("Nichts.", ()), outcome="abstained", suggestions=("Wer?",))
    assert f"<h3>{words.answerable}</h3>" in render_answer(nothing, "0-1", view)
    refused = dataclasses.replace(nothing, outcome="refused")
    assert f"<h3>{words.answerable}</h3>" in render_answer(refused, "0-1", view)
    found = dataclasses.replace(nothing, outcome="grounded", citations=(citation("x"),))
    assert f"<h3>{words.suggestions}</h3>" in render_answer(found, "0-1", view)
    quoting = dataclasses.replace(found, outcome="refused")
    assert f"<h3>{words.suggestions}</h3>" in render_answer(quoting, "0-1", view)
