"""What staff keep in the corpus folder beside the documents, and what travels with an index.

A generation holds them as they were when it was made, so that what is served fits together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from twinbot.errors import CorpusError
from twinbot.glossary import GLOSSARY_FILE, parse_glossary
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions
from twinbot.pins import PINS_FILE, parse_pins
from twinbot.site import SITE_FILE, parse_site

_PARSERS: Mapping[str, Callable[[bytes, str], object]] = {
    GLOSSARY_FILE: parse_glossary,
    SITE_FILE: parse_site,
    PINS_FILE: parse_pins,
    KNOWN_QUESTIONS_FILE: parse_known_questions,
}

STAFF_FILES = tuple(_PARSERS)
"""Their names; none of them has to be there."""


def read_staff_files(corpus: Path) -> dict[str, bytes]:
    """Return the files that are there, by name.

    Args:
        corpus: Folder of the documents.

    Raises:
        CorpusError: If one cannot be read.
    """
    paths = {name: corpus / name for name in STAFF_FILES}
    try:
        return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
    except OSError as error:
        message = f"{error.filename}: cannot be read ({error.strerror}); mend its permissions"
        raise CorpusError(message) from error


def check_staff_files(files: Mapping[str, bytes], corpus: Path) -> None:
    """Check that each file says what it must.

    Args:
        files: Contents by name.
        corpus: Where they come from, for error messages.

    Raises:
        CorpusError: If one is wrong; the message names the line.
    """
    for name, content in files.items():
        _PARSERS[name](content, str(corpus / name))
