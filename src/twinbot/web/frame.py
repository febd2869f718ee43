"""The page around Gradio's chat: header, notice, examples, footer, all in plain HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from twinbot.site import Site
from twinbot.types import LANGUAGES, Language
from twinbot.web.files import asset_link
from twinbot.web.rendering import View, ask_link
from twinbot.web.texts import TEXTS, PageName


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame of one response shows.

    Attributes:
        language: Language of the page.
        site: The city's words at this time.
        pages: The footer's pages that the city has written.
        root: Prefix of our addresses behind a proxy, or nothing.
        ready: Whether there is an index to answer from.
        feedback: Whether feedback is taken.
        embedded: Whether the page stands in a frame on another page.
        nonce: Allows the scripts of this one response.
    """

    language: Language
    site: Site
    pages: Sequence[PageName]
    root: str
    ready: bool
    feedback: bool
    embedded: bool
    nonce: str


def frame(html: str, shell: Shell) -> str:
    """Return Gradio's HTML with our header and footer, in our language, without outside links."""
    html = re.sub(r'(<html[^>]*?\blang=")[^"]*', rf"\g<1>{shell.language}", html, count=1)
    html = re.sub(r'<meta (?:property="og:|name="twitter:)[^>]*?>', "", html, flags=re.DOTALL)
    html = re.sub(r"<link[^>]*(?:manifest\.json|rel=.icon|https?://)[^>]*>", "", html)
    html = re.sub(r'<script[^>]*src="https?://[^>]*></script>', "", html)
    html = html.replace("<script", f'<script nonce="{shell.nonce}"')
    html = html.replace("<head>", f"<head>{_head(shell)}", 1)
    marked = ' class="embedded"' if shell.embedded else ""
    html = re.sub(r"<body([^>]*)>", lambda m: f"<body{marked}{m[1]}>{_top(shell)}", html, count=1)
    return html.replace("</gradio-app>", f"</gradio-app>{_bottom(shell)}", 1)


def _head(shell: Shell) -> str:
    """Return our styles and scripts.

    Gradio takes its own words from the browser's language; here the page's counts.
    """
    nonce, language, root = shell.nonce, shell.language, shell.root
    title = escape(shell.site.title or TEXTS[language].title)
    scripts = "".join(
        f'<script nonce="{nonce}" src="{asset_link(f"{name}.js", root)}" defer></script>'
        for name in ("page", "tools", "connection")
    )
    return (
        f'<script nonce="{nonce}">Object.defineProperty(navigator,"language",'
        f'{{get:()=>"{language}"}});Object.defineProperty(navigator,"languages",'
        f'{{get:()=>["{language}"]}})</script>'
        f"<title>{title}</title>"
        f'<link rel="icon" href="{asset_link("icon.svg", root)}" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{asset_link("page.css", root)}">{scripts}'
    )


def _top(shell: Shell) -> str:
    words = TEXTS[shell.language]
    title = escape(shell.site.title or words.title)
    return (
        f'<a class="skip" href="#question">{escape(words.skip)}</a>'
        f'<header id="top"><div class="width"><h1>{title}</h1>{_languages(shell)}</div>'
        f'<p id="notice" class="width">{escape(words.notice)}</p></header>'
        '<p id="state" class="width" role="status"></p>'
        f"<noscript><p>{escape(words.no_script)}</p></noscript>"
        f'<section id="welcome" class="width" aria-label="{title}">'
        f"<p>{escape(shell.site.welcome or words.welcome)}</p></section>"
    )


def _bottom(shell: Shell) -> str:
    words = TEXTS[shell.language]
    view = View(shell.language, shell.root)
    listed = "".join(f"<li>{ask_link(text, view)}</li>" for text in shell.site.examples)
    examples = (
        f'<section id="examples" class="width" aria-labelledby="examples-title">'
        f'<h2 id="examples-title">{escape(words.examples)}</h2><ul>{listed}</ul></section>'
        if listed
        else ""
    )
    below = footer(shell.language, shell.pages, shell.root, beside=shell.embedded)
    return f"{examples}{below}{_script_words(shell)}"


def _languages(shell: Shell) -> str:
    """Return the links to the page in the other languages; the script adds the conversation."""
    query = "?embed" if shell.embedded else ""
    links = "".join(
        f'<a href="{escape(shell.root)}/{other}/{query}" lang="{other}" hreflang="{other}"'
        f"{' aria-current=page' if other == shell.language else ''}>{TEXTS[other].own_name}</a>"
        for other in LANGUAGES
    )
    label = escape(TEXTS[shell.language].languages)
    return f'<nav id="languages" aria-label="{label}">{links}</nav>'


def footer(
    language: Language, pages: Sequence[PageName], root: str, *, beside: bool = False
) -> str:
    """Return the footer with the city's own pages; ``beside`` opens them in a new window."""
    words = TEXTS[language]
    target = ' target="_blank" rel="noopener"' if beside else ""
    links = "".join(
        f'<li><a href="{escape(root)}/{language}/{name}"{target}>'
        f"{escape(words.pages[name])}</a></li>"
        for name in pages
    )
    if not links:
        return ""
    return (
        f'<footer id="bottom"><nav class="width" aria-label="{escape(words.more)}">'
        f"<ul>{links}</ul></nav></footer>"
    )


def _script_words(shell: Shell) -> str:
    """Return the words and facts that the page's script needs, as JSON that ends no element."""
    words = TEXTS[shell.language]
    facts: Mapping[str, object] = {
        **words.script,
        **{f"error_{code}": text for code, text in words.errors.items()},
        "conversation": words.conversation,
        "searching": words.searching,
        "root": shell.root,
        "language": shell.language,
        "isReady": shell.ready,
        "takesFeedback": shell.feedback,
    }
    content = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script nonce="{shell.nonce}" type="application/json" id="words">{content}</script>'
