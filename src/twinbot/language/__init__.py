"""What twinbot knows of German, English and Japanese: which it is, its words, its sentences.

Pure rules and one small bundled model; no dictionary, no network. The measurements behind the
choices stand in ``docs/architecture.md``.
"""

from twinbot.language.detection import detect_language, detect_language_with_confidence
from twinbot.language.matching import content_words, lexical_tokens, matching_form
from twinbot.language.readings import readings_fingerprint, spell_with_kanji
from twinbot.language.sentences import sentence_spans

__all__ = [
    "content_words",
    "detect_language",
    "detect_language_with_confidence",
    "lexical_tokens",
    "matching_form",
    "readings_fingerprint",
    "sentence_spans",
    "spell_with_kanji",
]
