"""Which characters belong to which script, as fragments for regular expressions, and to none."""

from __future__ import annotations

import re
from typing import Final

KANJI: Final = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters with 々 (repeat), 〆 and 〇; for use inside ``[...]``."""

HIRAGANA: Final = "\u3041-\u3096\u309d-\u309f"
"""Hiragana with its repeat marks; for use inside ``[...]``."""

KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
"""Katakana with ー, which lengthens a vowel; without ・, which divides words."""

HALF_KATAKANA: Final = "\uff66-\uff9f"
"""Half-width katakana, which NFKC turns into the usual one."""

JAPANESE: Final = KANJI + HIRAGANA + KATAKANA
"""Every letter of Japanese, after NFKC; for use inside ``[...]``."""

LATIN_WORD: Final = rf"[^\W_{JAPANESE}]+"
"""A run of letters and digits that are not Japanese."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Return text with surrogate pairs as the characters they mean, and lone ones as U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
