"""HTML, Markdown and DOCX: all become an HTML tree, then blocks."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from twinbot.errors import DocumentLimitError, EncryptedDocumentError, UnreadableDocumentError
from twinbot.reading.blocks import blocks_of, page_from_blocks
from twinbot.reading.cleaning import clean_line
from twinbot.reading.content import content_of
from twinbot.reading.text import BOMS, Decoded, decode
from twinbot.reading.titles import is_made_up
from twinbot.types import Page

_MAX_UNPACKED_BYTES = 300_000_000
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError, OSError)
"""What `zipfile` raises of an archive, also of a member that is encrypted or packed otherwise."""
_DUBLIN_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TITLE_CLASS = "title"
_WORD_STYLES = "\n".join(
    [
        *(
            f"p[style-name='{name}'] => h1.{_TITLE_CLASS}:fresh"
            for name in ("Title", "Titel", "表題")
        ),
        *(
            f"p[style-name='{name} {level}'] => h{level}:fresh"
            for name in ("Überschrift", "見出し")
            for level in range(1, 7)
        ),
    ]
)
"""What mammoth makes of styles besides its own rules. Word names its styles in English whatever it
speaks; other programs write the names that they show."""
_MEANT_CHARSETS: Mapping[str, str] = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-8"),
}
"""What browsers take a declaration for (WHATWG Encoding Standard, 4.2, and HTML, 13.2.3.2): who
writes ISO-8859-1 means Windows-1252, and a declaration that can be read as ASCII is not UTF-16."""


def read_html(text: str, place: str) -> tuple[Page, str | None]:
    """Return the main content of an HTML page, and its title.

    Raises:
        DocumentLimitError: If its elements stand too deep within each other.
    """
    tree = _tree(text, place)
    if tree is None:
        return Page(1, ""), None
    title = clean_line(tree.findtext(".//title") or "")
    return page_from_blocks(1, blocks_of(content_of(tree))), title or None


def decode_html(content: bytes, place: str) -> Decoded:
    """Decode HTML by its own declaration, or like plain text; errors as `decode`."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:2_048])
    if declared and not content.startswith(BOMS):
        charset = declared[1].decode("ascii").lower()
        try:
            return Decoded(content.decode(_MEANT_CHARSETS.get(charset, charset)))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content, place)


def read_markdown(text: str, place: str) -> Page:
    """Return Markdown (CommonMark with tables) as one page; raw HTML in it is only text.

    Raises:
        DocumentLimitError: If its elements stand too deep within each other.
    """
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    tree = _tree(rendered, place)
    return Page(1, "") if tree is None else page_from_blocks(1, blocks_of(tree))


def read_docx(content: bytes, place: str) -> tuple[Page, str | None]:
    """Return a Word document as one page, and its title if something says more than a heading.

    That is its paragraph in the style "Title"; else the title in its properties, unless it begins
    with its only heading of the first level, which then names it.

    Raises:
        EncryptedDocumentError: If it has a password.
        DocumentLimitError: If it unpacks to more than 300 MB, or its elements stand too deep.
        UnreadableDocumentError: If it is broken.
    """
    import mammoth

    if content.startswith(_OLE_MAGIC):
        message = (
            f"{place}: the Word file has a password or is of the old .doc kind; save it as .docx"
        )
        raise EncryptedDocumentError(message)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > _MAX_UNPACKED_BYTES:
                message = f"{place}: unpacks to {unpacked:,} bytes, at most {_MAX_UNPACKED_BYTES:,}"
                raise DocumentLimitError(message)
            named = _title_in_properties(archive)
        html = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_WORD_STYLES,
            convert_image=mammoth.images.img_element(lambda _: {}),
        ).value
    except (*_DAMAGED, AttributeError) as error:
        message = f"{place}: not a readable Word file ({error}); open and save it again"
        raise UnreadableDocumentError(message) from error
    tree = _tree(html, place)
    if tree is None:
        return Page(1, ""), None
    page = page_from_blocks(1, blocks_of(tree))
    titles = (clean_line(title.text_content()) for title in tree.find_class(_TITLE_CLASS))
    title = next(filter(None, titles), None)
    return page, title or (None if _begins_with_its_title(page) else named)


def _begins_with_its_title(page: Page) -> bool:
    first = [heading for heading in page.headings if heading.level == 1]
    return len(first) == 1 and first[0].span.start == 0


def _title_in_properties(archive: zipfile.ZipFile) -> str | None:
    """Return the title in a Word file's properties, unless Word or a program made it up.

    Nor is there one where the properties are damaged: the words of the file need not be.
    """
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        properties = etree.fromstring(archive.read("docProps/core.xml"), parser)
    except (*_DAMAGED, etree.XMLSyntaxError):
        return None
    title = clean_line(properties.findtext(_DUBLIN_CORE_TITLE) or "")
    return None if not title or is_made_up(title) else title


def _tree(html: str, place: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the parsed tree, or ``None`` for what holds nothing."""
    import lxml.html
    from lxml import etree

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    # The parser ends at such a fault without an error, and what follows would be missing.
    for fault in parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        reason = fault.message.split(",")[0]
        message = (
            f"{place}: line {fault.line} and what follows cannot be read ({reason}); close the "
            "tags that were left open, or split the file"
        )
        raise DocumentLimitError(message)
    return tree
