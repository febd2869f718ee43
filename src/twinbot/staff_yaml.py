"""YAML that staff write by hand, and what is wrong with it in words they can act on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

import yaml

from twinbot.errors import CorpusError

_QUOTE = "put the value in quotation marks"


def load_yaml(content: bytes, place: str) -> Any:  # noqa: ANN401 - any YAML
    """Return what a file says; ``None`` for an empty one.

    Args:
        content: The file's bytes.
        place: Where it stands, for errors.

    Raises:
        CorpusError: If it is no YAML in UTF-8; the message names the line and the remedy.
    """
    try:
        return yaml.safe_load(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = (
            f"{place}: not readable as UTF-8 YAML (byte {error.start} is no UTF-8); "
            "save it as UTF-8 and run twinbot ingest again"
        )
        raise CorpusError(message) from error
    except (yaml.YAMLError, ValueError) as error:
        message = f"{place}{yaml_fault(error)}"
        raise CorpusError(message) from error


def yaml_fault(error: Exception, first_line: int = 1) -> str:
    """Return the line at which YAML breaks and what to do, to be put behind a file's name.

    ``first_line`` is the line of the file at which the YAML begins.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return f": not readable as UTF-8 YAML ({str(error).splitlines()[0]}); correct it"
    line = error.problem_mark.line + first_line
    return f", line {line}: not readable as UTF-8 YAML; {_remedy(error)}"


def _remedy(error: yaml.MarkedYAMLError) -> str:
    """Return what to do about what YAML stumbles over."""
    problem, context = error.problem or "", error.context or ""
    if "mapping values are not allowed" in problem:
        return f"a value holds a colon: {_QUOTE}"
    if "'\\t'" in problem:
        return "the line begins with a tab: indent it with blanks"
    if "cannot start any token" in problem or "alias" in problem + context:
        return f"a value begins with a sign that has a meaning in YAML, such as * @ & %: {_QUOTE}"
    if "quoted scalar" in context:
        return "a quotation mark is not closed: close it, or double one that stands in the text"
    if "expected ':'" in problem:
        return "a line is no 'name: value': put a colon and a blank behind the name"
    return (
        f"{problem or context}: check its colons, dashes and indentation, and that brackets and "
        "quotation marks are closed"
    )


def unknown_names(found: Iterable[object], allowed: Collection[str]) -> str:
    """Return which names are not allowed and which one each may have meant; empty if none."""
    unknown = [name for name in found if name not in allowed]
    return ", ".join(_guessed(str(name), allowed) for name in unknown)


def _guessed(name: str, allowed: Collection[str]) -> str:
    near = get_close_matches(name, allowed, n=1, cutoff=0.5)
    return f"{name!r} is unknown" + (f", perhaps {near[0]!r} is meant" if near else "")


def no_text(value: object) -> str:
    """Return what YAML made of a value that is wanted as a text, and what to do."""
    if isinstance(value, dict):
        return "found names with values; if the text holds a colon, put it in quotation marks"
    if isinstance(value, list):
        return "found a list; if the text begins with a bracket or dash, put it in quotation marks"
    kind = (
        "yes and no, on and off as true and false"
        if isinstance(value, bool)
        else "digits as a number, and behind a 0 as an octal one"
        if isinstance(value, int | float)
        else "it as a date"
    )
    return f"found {value!r}, because YAML reads {kind}; put it in quotation marks"
