"""What travels with a generation beside the documents: staff's tables, and what is made of them."""

from __future__ import annotations

from collections.abc import Mapping

from twinbot.answering.scoring.likeness_file import LIKENESS_FILE, dump_known_questions
from twinbot.answering.scoring.placing import place_questions
from twinbot.frequencies import FREQUENCIES_FILE, SAMPLED_PASSAGES
from twinbot.index import GenerationWriter
from twinbot.indexing.models import IngestModels
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions
from twinbot.pins import PINS_FILE, parse_pins
from twinbot.settings import Settings
from twinbot.site import SITE_FILE, parse_site, silent_languages


def attach(
    attached: Mapping[str, bytes],
    writer: GenerationWriter,
    models: IngestModels,
    settings: Settings,
) -> tuple[str, ...]:
    """Attach the staff's tables and what is made of them and of the documents.

    Returns:
        Which lines of the tables are not used, and why.

    Raises:
        CorpusError: If a pin names what is not in the documents.
    """
    pins = parse_pins(attached.get(PINS_FILE, b""), str(settings.corpus / PINS_FILE))
    pins.check(writer.document, str(settings.corpus / PINS_FILE))
    made = {FREQUENCIES_FILE: models.count_pieces(writer.sample_texts(SAMPLED_PASSAGES))}
    place = str(settings.corpus / KNOWN_QUESTIONS_FILE)
    known = parse_known_questions(attached.get(KNOWN_QUESTIONS_FILE, b""), place)
    notes: tuple[str, ...] = ()
    if known and models.encodes:
        questions, notes = place_questions(known, writer, models)
        made[LIKENESS_FILE] = dump_known_questions(questions)
    writer.attach({**attached, **made})
    return (*_site_notes(attached, settings), *notes)


def _site_notes(attached: Mapping[str, bytes], settings: Settings) -> tuple[str, ...]:
    place = str(settings.corpus / SITE_FILE)
    silent = silent_languages(parse_site(attached.get(SITE_FILE, b""), place))
    return tuple(
        f"{place}: says nothing in section {language}, so that page has no title, welcome, "
        "examples or contact of the city"
        for language in silent
    )
