"""HTML as towns publish it: the content is found, and keeps its headings, lists and tables."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import REPOSITORY

from twinbot.errors import DocumentLimitError
from twinbot.reading.markup import decode_html, read_html

TYPO3 = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Hallenbad: Stadt Linden</title>
<meta name="generator" content="TYPO3 CMS"></head>
<body id="p37" class="page-37 navigation-open">
<a class="skip-link" href="#c12">Zum Inhalt springen</a>
<div id="page-wrap">
<div id="header"><div class="logo"><a href="/"><img src="/logo.png" alt=""></a> Stadt Linden</div>
<ul id="mainnav"><li><a href="/">Start</a></li><li><a href="/rathaus">Rathaus</a>
<ul><li><a href="/rathaus/amt">Ämter</a></li></ul></li><li class="act"><a href="/leben">Leben</a>
</li></ul>
</div>
<div class="rootline">Sie sind hier: <a href="/">Start</a> &gt; <a href="/leben">Leben</a>
&gt; Hallenbad</div>
<div id="content"><!--TYPO3SEARCH_begin-->
<div id="c12" class="csc-default"><div class="csc-header csc-header-n1">
<h1 class="csc-firstHeader">Hallenbad Linden</h1></div>
<div class="csc-textpic-text">
<p class="bodytext">Das Hallenbad liegt an der Uferstraße 7. Es hat
ein Becken von 25&nbsp;Metern.</p></div></div>
<div id="c13" class="csc-default"><div class="csc-header"><h2>Öffnungszeiten</h2></div>
<table class="contenttable"><thead><tr><th scope="col">Tag</th><th scope="col">Zeit</th></tr>
</thead>
<tbody><tr><td><p>Montag</p></td><td><p>geschlossen</p></td></tr>
<tr><td>Dienstag</td><td>6.30–8.00 Uhr<br>15.00–21.00 Uhr</td></tr></tbody></table></div>
<div id="c14" class="csc-default"><h2>Mitzubringen</h2><ul class="csc-bulletlist">
<li><!-- neu -->Badekappe</li><li>Münze für den <a href="/schrank">Schrank</a></li></ul></div>
<!--TYPO3SEARCH_end--></div>
<div id="sidebar"><h3>Weitere Bäder</h3><ul><li><a href="/a">Freibad</a></li><li>
<a href="/b">Waldsee</a></li></ul></div>
<div id="footer"><p>Stadt Linden, Markt 1 | <a href="/impressum">Impressum</a></p></div>
</div><div class="cookie-banner"><p>Wir verwenden Cookies. <a href="/ds">Mehr</a></p></div>
</body></html>"""

WORDPRESS = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="UTF-8">
<title>Library card &#8211; Town of Elmsford</title></head>
<body class="page-template-default page page-id-9 wp-theme">
<div id="page" class="site">
<a class="skip-link screen-reader-text" href="#primary">Skip to content</a>
<header id="masthead" class="site-header"><div class="site-branding">
<p class="site-title"><a href="https://elmsford.example/" rel="home">Town of Elmsford</a></p></div>
<nav id="site-navigation" class="main-navigation"><ul><li><a href="/">Home</a></li><li>
<a href="/v">Visit</a></li></ul></nav></header>
<div id="primary" class="content-area"><article id="post-9" class="post-9 page hentry">
<header class="entry-header"><h1 class="entry-title">Library card</h1></header>
<div class="entry-content">
<p>A library card costs 12 pounds a year. Children read free of charge.</p>
<h2 class="wp-block-heading">How to apply</h2>
<ol class="wp-block-list"><li>Fill in the <a href="/form.pdf">form</a>.</li>
<li>Bring your passport.</li></ol>
<figure class="wp-block-table"><table><tbody><tr><td><strong>Loan</strong></td><td>
<strong>Weeks</strong></td></tr>
<tr><td>Book</td><td>4</td></tr></tbody></table></figure>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div>
</div></article></div>
<aside id="secondary" class="widget-area"><section class="widget">
<h2 class="widget-title">Recent news</h2>
<ul><li><a href="/n1">Market moved</a></li><li><a href="/n2">Bridge closed</a></li></ul></section>
</aside>
<aside class="contact"><h2>Contact</h2><p>Telephone 01632 960001, Monday to Friday</p></aside>
<footer id="colophon" class="site-footer"><div class="site-info">
<a href="https://wordpress.org/">WordPress</a></div></footer>
</div></body></html>"""

WORD = """<html>

<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15 (filtered)">
<style><!-- p.MsoNormal {margin:0cm} --></style>
</head>

<body lang=DE style='word-wrap:break-word'>

<div class=WordSection1>

<p class=MsoTitle>Satzung über die Hundesteuer</p>

<h1><a name="_Toc1"></a><a name="_Toc2"><span style='font-size:14.0pt'>§ 1
Steuerpflicht</span></a></h1>

<p class=MsoNormal><span style='font-size:11.0pt'>Wer einen Hund hält, der älter als
drei Monate ist, zahlt die Steuer.</span></p>

<h1>§ 2 Steuersätze</h1>

<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>
 <tr>
  <td width=302 valign=top><p class=MsoNormal><b>Hunde</b></p></td>
  <td width=302 valign=top><p class=MsoNormal><b>Euro im Jahr</b></p></td>
 </tr>
 <tr>
  <td width=302 valign=top><p class=MsoNormal>ein Hund</p></td>
  <td width=302 valign=top><p class=MsoNormal>96</p><p class=MsoNormal>(ermäßigt 48)</p></td>
 </tr>
</table>

</div>

</body>

</html>"""

PLAIN = """<html lang="en"><head><meta charset="utf-8"><title>Bulky waste</title></head><body>
<nav><a href="/">Home</a> <a href="/x">Services</a></nav>
<h1>Bulky waste</h1>
<p>The town collects bulky waste twice a year.</p>
<h2>Fees</h2>
<table><tr><th>Kind</th><th>Fee</th></tr><tr><td>Sofa</td><td>9 euros</td></tr></table>
<h2>Forms</h2>
<ul><li><a href="a.pdf">Order a collection</a></li><li><a href="b.pdf">Cancel a collection</a></li>
<li><a href="c.pdf">Complain</a></li></ul>
<footer>Imprint | Cookies</footer></body></html>"""

JAPANESE = """<html lang="ja"><head>
<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">
<title>ごみの出し方｜桜川町</title></head>
<body bgcolor="#ffffff"><form name="aspnetForm" method="post" action="gomi.aspx">
<table width="900"><tr><td colspan="2"><a href="/"><img src="t.gif" alt="桜川町"></a>
<a href="/k">くらし</a>｜<a href="/s">しごと</a>｜<a href="/m">まちの紹介</a></td></tr>
<tr><td width="180" valign="top"><a href="/1">住民票</a><br><a href="/2">税金</a><br>
<a href="/3">ごみ</a></td>
<td valign="top"><p id="pankuzu"><a href="/">ホーム</a> &gt; ごみの出し方</p>
<h1>ごみの出し方</h1>
<p>ごみは<ruby>朝<rp>（</rp><rt>あさ</rt><rp>）</rp></ruby>8時までに
出してください。</p>
<font color="green"><h2>収集日</h2></font>
<table border="1"><tr><td>種類</td><td>曜日</td></tr>
<tr><td>燃えるごみ</td><td>月曜日<br>木曜日</td></tr><tr><td>資源</td><td>水曜日</td></tr></table>
<h2>問い合わせ</h2>
<p>環境課　電話 0299-00-0000</p>
<div class="pagetop"><a href="#top">このページの先頭へ</a></div></td></tr>
<tr><td colspan="2" id="footer">桜川町役場　茨城県</td></tr></table></form></body></html>"""


def read(page, encoding="utf-8"):
    """Return the text of a page and its headings, each with its level."""
    found, _ = read_html(decode_html(page.encode(encoding), "page.html").text, "page.html")
    return found.text, [(heading.level, heading.text) for heading in found.headings]


def test_a_page_of_typo3_keeps_its_headings_rows_and_items_and_loses_its_frame():
    assert read(TYPO3) == (
        (
            "Hallenbad Linden\n\nDas Hallenbad liegt an der Uferstraße 7. Es hat ein Becken von "
            "25 Metern.\n\nÖffnungszeiten\n\nTag | Zeit\nMontag | geschlossen\n"
            "Dienstag | 6.30–8.00 Uhr 15.00–21.00 Uhr\n\nMitzubringen\n\n"
            "- Badekappe\n- Münze für den Schrank"
        ),
        [(1, "Hallenbad Linden"), (2, "Öffnungszeiten"), (2, "Mitzubringen")],
    )


def test_a_page_of_wordpress_keeps_its_article_and_whom_to_call():
    assert read(WORDPRESS) == (
        (
            "Library card\n\nA library card costs 12 pounds a year. Children read free of charge."
            "\n\nHow to apply\n\n- Fill in the form.\n- Bring your passport.\n\n"
            "Loan | Weeks\nBook | 4\n\nContact\n\nTelephone 01632 960001, Monday to Friday"
        ),
        [(1, "Library card"), (2, "How to apply"), (2, "Contact")],
    )


def test_a_page_that_word_has_filtered_keeps_its_title_and_headings():
    assert read(WORD, "cp1252") == (
        (
            "Satzung über die Hundesteuer\n\n§ 1 Steuerpflicht\n\nWer einen Hund hält, der älter "
            "als drei Monate ist, zahlt die Steuer.\n\n§ 2 Steuersätze\n\n"
            "Hunde | Euro im Jahr\nein Hund | 96 (ermäßigt 48)"
        ),
        [(1, "Satzung über die Hundesteuer"), (1, "§ 1 Steuerpflicht"), (1, "§ 2 Steuersätze")],
    )


def test_a_plain_page_keeps_its_table_and_a_list_of_links_below_a_heading():
    assert read(PLAIN) == (
        (
            "Bulky waste\n\nThe town collects bulky waste twice a year.\n\nFees\n\n"
            "Kind | Fee\nSofa | 9 euros\n\nForms\n\n"
            "- Order a collection\n- Cancel a collection\n- Complain"
        ),
        [(1, "Bulky waste"), (2, "Fees"), (2, "Forms")],
    )


def test_a_japanese_page_set_out_in_a_table_keeps_only_the_tables_that_hold_data():
    assert read(JAPANESE, "cp932") == (
        (
            "ごみの出し方\n\nごみは朝8時までに出してください。\n\n収集日\n\n"
            "種類 | 曜日\n燃えるごみ | 月曜日木曜日\n資源 | 水曜日\n\n問い合わせ\n\n"
            "環境課 電話 0299-00-0000"
        ),
        [(1, "ごみの出し方"), (2, "収集日"), (2, "問い合わせ")],
    )


@pytest.mark.parametrize(
    "page", sorted((REPOSITORY / "corpus").glob("*/*.html")), ids=lambda page: page.name
)
def test_a_page_of_the_corpus_reads_the_same_without_its_main_element(page):
    marked = page.read_text("utf-8")
    unmarked = re.sub(r"<(/?)main\b", r"<\1div", marked)
    assert unmarked != marked
    assert read(unmarked) == read(marked)


def test_main_is_taken_as_it_is():
    page = "<body><p>Kopf</p><main><div class=menu><a href=/>Suppe</a></div></main></body>"
    assert read(page) == ("Suppe", [])


@pytest.mark.parametrize("empty", ["<main></main>", "<main><img src=a.png></main>"])
def test_a_main_element_without_words_is_passed_over(empty):
    assert read(f"<body>{empty}<p>Suppe</p></body>")[0] == "Suppe"
    assert read(f"<body>{empty}<p>Kopf</p><main><p>Suppe</p></main></body>")[0] == "Suppe"


@pytest.mark.parametrize("role", ["main", "presentation"])
def test_a_marked_part_and_a_table_that_says_it_is_none_are_understood(role):
    table = f"<table role={role}><tr><td>Das Amt hat montags geschlossen.</td></tr></table>"
    assert read(f"<body><nav>Start</nav>{table}</body>")[0] == "Das Amt hat montags geschlossen."


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<header><h1>Bad</h1><p>Am See.</p></header><p>Es ist groß.</p>", "Bad\n\nAm See."),
        ("<header><h1><a href=/>Linden</a></h1></header><p>Es ist groß.</p>", ""),
        ("<header><h1>Linden</h1></header><h1>Bad</h1><p>Es ist groß.</p>", "Bad"),
    ],
)
def test_the_head_of_a_page_gives_its_title_but_not_the_name_of_the_site(page, text):
    assert read(f"<body>{page}</body>")[0] == "\n\n".join(filter(None, [text, "Es ist groß."]))


def test_a_part_that_holds_most_words_is_content_whatever_its_name():
    page = "<body><div id=header class=menu><h2>Mensa</h2><p>Heute Suppe.</p></div></body>"
    assert read(page)[0] == "Mensa\n\nHeute Suppe."


def test_a_page_of_links_only_is_content_all_through():
    page = "<body><div id=menu><ul><li><a href=a>Amt A</a><li><a href=b>Amt B</a></ul></div></body>"
    assert read(page)[0] == "- Amt A\n- Amt B"


def test_headings_inside_links_and_items_stay_headings():
    page = (
        "<body><a href=a><h2>Bad</h2><p>Offen.</p></a><ul><li><h3>Sauna</h3><p>Zu.</p></ul></body>"
    )
    assert read(page) == ("Bad\n\nOffen.\n\nSauna\n\nZu.", [(2, "Bad"), (3, "Sauna")])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Wann ist das Bad offen?", "Von 6 bis 22 Uhr."),
        ("When is the pool open?", "From 6 to 22."),
        ("プールは何時までですか", "22時までです。"),
    ],
)
def test_a_heading_that_is_pressed_to_open_what_stands_below_stays(asked, told):
    button = f"<h3><button><span>{asked}</span></button></h3><div><p>{told}</p></div>"
    assert read(f"<main>{button}<button>Drucken</button></main>") == (
        f"{asked}\n\n{told}",
        [(3, asked)],
    )
    assert read(f"<main><h3>{asked} <button>Link</button></h3></main>")[0] == asked
    details = f"<details><summary>{asked}</summary>{told}</details>"
    assert read(f"<main>{details}</main>") == (f"{asked}\n\n{told}", [])
    nested = f"<details><summary><h3>{asked}</h3></summary><p>{told}</p></details>"
    assert read(f"<main>{nested}</main>") == (f"{asked}\n\n{told}", [(3, asked)])


def test_a_page_whose_tags_are_never_closed_is_refused_and_not_read_in_part():
    page = "<body><p>Offen von 9 bis 12 Uhr.</p>\n" + "<div><font>" * 150 + "Im Mai zu.</body>"
    with pytest.raises(DocumentLimitError, match=r"page.html: line 2 and what follows .*close the"):
        read(page)
    assert read(page.replace("<div><font>", "<p><br>")) == (
        "Offen von 9 bis 12 Uhr.\n\nIm Mai zu.",
        [],
    )


WORDS = st.text("abcdefg ", min_size=1, max_size=12)
TAGS = st.sampled_from(["div", "p", "td", "table", "tr", "header", "form", "a href=x", "h1", "li"])


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        WORDS,
        lambda inner: st.builds(
            lambda tag, name, parts: f"<{tag} id={name}>{''.join(parts)}</{tag.split()[0]}>",
            TAGS,
            st.sampled_from(["x", "nav", "menu", "footer", "content"]),
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )
)
def test_any_page_is_read_and_its_headings_know_where_they_stand(page):
    found, _ = read_html(f"<body>{page}</body>", "page.html")
    assert all(heading.span.of(found.text) == heading.text for heading in found.headings)
