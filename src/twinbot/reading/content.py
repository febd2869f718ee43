"""Which part of an HTML page is its content: what is left without menus, heads and feet.

Towns publish with many programs, and few mark the content with ``<main>``. What frames it is told
by tag, role and the usual ids and classes, or by holding nothing but links. Only that is taken
away; headings, lists and tables stay as the page has them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

_NAMED_TAGS = frozenset(
    "a aside center dl div footer form header nav ol p section table ul".split()  # noqa: SIM905
)
_FRAMING_TAGS = frozenset({"nav", "footer"})
_FRAMING_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog menu menubar".split()  # noqa: SIM905
)
_FRAMING_IDS = frozenset("header head kopf kopfbereich banner".split())  # noqa: SIM905
_FRAMING_NAMES = frozenset(
    "nav navi navbar navigation mainnav mainnavi mainnavigation subnav subnavi subnavigation "  # noqa: SIM905
    "metanav metanavi metanavigation sitenavigation hauptnavigation servicenavigation gnav gnavi "
    "lnav lnavi globalnav globalnavi localnav localnavi mainmenu hauptmenu hauptmenue sidemenu "
    "breadcrumb breadcrumbs rootline klickpfad brotkrumen topicpath pankuzu "
    "skip skiplink skiplinks skipnav sprungmarken sprunglinks jumplinks "
    "footer pagefooter sitefooter colophon fuss fusszeile fussbereich "
    "siteheader masthead topbar kopfzeile "
    "cookie cookies cookiebanner cookiebar cookienotice cookieconsent consent consentbanner "
    "search searchbox searchform sitesearch suche suchfeld suchformular kensaku "
    "share sharing sharebuttons sharedaddy social socialmedia socialshare sns snsbutton "
    "pagetop backtotop totop nachoben pagination pager".split()
)
_MAYBE_FRAMING_NAMES = frozenset(
    "header head pageheader kopf kopfbereich logo banner menu menue sidebar sidenav "  # noqa: SIM905
    "leftcolumn rightcolumn secondary widgetarea widget related relatedposts marginal "
    "marginalspalte language languages lang sprachauswahl languageswitcher tags "
    "entrymeta entryfooter postmeta".split()
)
_PARTS_OF_A_PAGE = ".//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//table"
_PARAGRAPHS = ".//p|.//ul|.//ol|.//div"
_SEEN_TEXT = ".//text()[not(ancestor::script|ancestor::style|ancestor::noscript|ancestor::nav)]"
_MOSTLY = 0.5
_ONLY = 0.9
_MENU_LINKS = 3
_CELL = "data-cell"
"""Marks what was a cell of a table that only placed things."""


def content_of(tree: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the element that holds the content of a page, with what frames it taken out.

    The first ``<main>`` with letters is taken as it is. Where nothing would be left, all of the
    page is its content.
    """
    for main in tree.iterfind(".//main"):
        if _letters(main):
            return main
    marked = [part for part in tree.xpath("//*[@role='main']") if _letters(part)]
    page = marked[0] if marked else tree.find("body")
    if page is None:
        return tree
    content = copy.deepcopy(page)
    content.tail = None
    _name_word_titles(content)
    _unwrap_forms(content)
    _unwrap_layout_tables(content)
    _take_out(content, list(_framing(content)))
    _take_out(content, list(_menus_before_the_heading(content)))
    return content if _letters(content) else page


def _name_word_titles(content: Any) -> None:  # noqa: ANN401
    """Make headings of the paragraphs that Word sets in its style "Title"."""
    for paragraph in content.xpath(".//p[@class='MsoTitle']"):
        paragraph.tag = "h1"


def _unwrap_forms(content: Any) -> None:  # noqa: ANN401
    """Keep what stands in a form around the whole page, which some programs put there."""
    words = _own_letters(content)
    for form in content.findall(".//form"):
        if _own_letters(form) > _MOSTLY * words:
            form.tag = "div"


def _unwrap_layout_tables(content: Any) -> None:  # noqa: ANN401
    """Make parts of the page of tables that only say where things stand on it."""
    for table in [table for table in content.iter("table") if _is_layout(table)]:
        for part in [table, *_own_parts(table)]:
            if part.tag == "td":
                part.set(_CELL, "")
            part.tag = "div"


def _is_layout(table: Any) -> bool:  # noqa: ANN401
    if table.get("role") in ("presentation", "none"):
        return True
    parts = list(_own_parts(table))
    cells = [part for part in parts if part.tag == "td"]
    if any(part.tag == "th" for part in parts):
        return False
    if len(cells) == 1 and len(cells[0].xpath(_PARAGRAPHS)) > 1:
        return True
    if sum(part.tag == "tr" for part in parts) == 1 and any(_is_menu(cell) for cell in cells):
        return True
    return any(cell.xpath(_PARTS_OF_A_PAGE) for cell in cells)


def _own_parts(table: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the sections, rows and cells of a table, not those of tables inside it."""
    for child in table:
        if child.tag in ("tbody", "thead", "tfoot", "tr"):
            yield child
            yield from _own_parts(child)
        elif child.tag in ("td", "th"):
            yield child


def _framing(content: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield what frames the content, never what holds most of its words."""
    most = _MOSTLY * _own_letters(content)
    for element in content.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        framing = _is_framing(element) or (
            _may_be_framing(element) and _link_share(element) > _MOSTLY
        )
        if framing and (element.tag in _FRAMING_TAGS or _own_letters(element) <= most):
            yield element


def _is_framing(element: Any) -> bool:  # noqa: ANN401
    if element.tag in _FRAMING_TAGS or element.get("role") in _FRAMING_ROLES:
        return True
    if element.tag == "header":  # an article's own head holds its heading
        return next(element.iterancestors("article", "section"), None) is None
    return element.tag in _NAMED_TAGS and not (
        _FRAMING_NAMES.isdisjoint(_names(element))
        and _FRAMING_IDS.isdisjoint((element.get("id") or "").lower().split())
    )


def _may_be_framing(element: Any) -> bool:  # noqa: ANN401
    if element.tag == "aside" or element.get("role") == "complementary":
        return True
    if element.get(_CELL) is not None:
        return _is_menu(element)
    return element.tag in _NAMED_TAGS and not _MAYBE_FRAMING_NAMES.isdisjoint(_names(element))


def _menus_before_the_heading(content: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the menus without a name that stand before the first heading."""
    if not content.xpath(".//h1|.//h2"):
        return
    for element in content.iterdescendants():
        if element.tag in ("h1", "h2"):
            return
        is_list = element.tag in ("ul", "ol", "p", "div") and not element.xpath(_PARTS_OF_A_PAGE)
        if is_list and _is_menu(element):
            yield element


def _is_menu(element: Any) -> bool:  # noqa: ANN401
    return len(element.findall(".//a[@href]")) >= _MENU_LINKS and _link_share(element) > _ONLY


def _take_out(content: Any, framing: list[Any]) -> None:  # noqa: ANN401
    """Remove elements; the title of the page stays where its head holds it."""
    for element in framing:
        if not any(ancestor is content for ancestor in element.iterancestors()):
            continue  # it went with what it stands in
        for part in _title_in(element, content):
            part.tail = None
            element.addprevious(part)
        element.drop_tree()


def _title_in(element: Any, content: Any) -> list[Any]:  # noqa: ANN401
    """Return the only title of a page and what stands below it, if a head of the page holds it.

    The name of the site, which a head shows too, is mostly a link to the front page.
    """
    titles = [title for title in element.findall(".//h1") if _own_letters(title)]
    if len(titles) != 1 or len(content.findall(".//h1")) > len(element.findall(".//h1")):
        return []
    (title,) = titles
    return [title, *(part for part in title.itersiblings("p") if _link_share(part) < _MOSTLY)]


def _names(element: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the id and the classes, in small letters without hyphens."""
    for name in f"{element.get('id') or ''} {element.get('class') or ''}".split():
        yield re.sub(r"[-_]", "", name).lower()


def _link_share(element: Any) -> float:  # noqa: ANN401
    """Return how much of a text is links; all of it where there is none."""
    letters = _letters(element)
    return 1 - _own_letters(element) / letters if letters else 1.0


def _letters(element: Any) -> int:  # noqa: ANN401
    """Return how many letters of an element readers see."""
    return _count(element.xpath(_SEEN_TEXT))


def _own_letters(element: Any) -> int:  # noqa: ANN401
    """Return how many of them stand in no link."""
    return _count(element.xpath(f"{_SEEN_TEXT}[not(ancestor::a[@href])]"))


def _count(texts: list[str]) -> int:
    return len(re.sub(r"\W+", "", "".join(texts)))
