"""Whether a sentence says more than its sources by a single word.

"All trains take 45 minutes" where the fastest do, "the mayor came" where the deputy did: names and
numbers are right and the meaning is near, but one small word claims too much. What counts as a
claim is narrow, idioms such as "above all" or 非常に left out; what counts as said by a source is
wide.
"""

from __future__ import annotations

import re
from typing import Final

from twinbot.answering.extraction.persons import tells_only_of_deputy

_CLAIMS_ALL: Final = re.compile(
    r"(?<!vor )(?<!fast )(?<!auf )(?<!im )(?<!nicht )(?<!not )(?<!at )(?<!in )(?<!of )(?<!above )"
    r"(?<!almost )(?<!nearly )(?<!after )\b(?:alle[nrm]?|saemtliche[nrsm]?|jede[nrsm]?|stets|"
    r"jederzeit|all|every(?:one|body|thing)?|always|entire(?:ly)?|completely|fully|vollstaendig\w*)\b"
    r"(?! (?:\d|in all|nippon|zwei|drei|vier|fuenf|sechs|sieben|acht|zehn|zwanzig\w*|hundert|paar|"
    r"two|three|four|five|six|seven|eight|ten|other|"
    r"jahre?|tage?|wochen?|monate?|year|day|week|month|time)\b)"
    r"|(?<!nicht )(?<!noch )\bimmer\b(?! (?:noch|mehr|wieder|\w+er\b))"
    r"|(?<!ほぼ)(?:すべて|全て)|全員|必ず(?!しも)|いつも|(?<![非通日異平])常に|(?<!不)完全に|誰でも"
)
_SAYS_ALL: Final = re.compile(
    r"\b(?:alle\w?|saemtlich\w*|jede\w*|jeweils|stets|immer|jederzeit|ganz\w*|gesamt\w*|taeglich\w*|"
    r"jaehrlich\w*|woechentlich\w*|voll\w*|durchgaengig|ausnahmslos|all|every\w*|each|any\w*|both|always|"
    r"entire\w*|whole|complete\w*|full\w*|daily|annual\w*|yearly|weekly|throughout)\b"
    r"|すべて|全|必ず|いつも|常に|誰でも|みんな|皆|毎|各|どの|とは限"
)
_CLAIMS_ONLY: Final = re.compile(
    r"(?<!nicht )(?<!not )(?<!auch )\b(?:nur|lediglich|ausschliesslich|alleinige[nrsm]?|only|"
    r"solely|exclusively)\b"
    r"|(?<!できる)(?<!それ)(?<!これ)だけ(?!で(?:な|は)|じゃ|に(?:限|とど))"
    r"|(?<=[一-龯ァ-ヴー])のみ(?!なら|で(?:な|は)|[ぁ-ん]り)"
    r"|(?<![ぁ-ん])しか(?![しもるっ])[^。]*?(?:ない|ません|なかっ|ず)|唯一"
)
_SAYS_ONLY: Final = re.compile(
    r"\b(?:nur|lediglich|ausschliesslich|allein\w*|einzig\w*|erst|bloss|only|sole\w*|exclusive\w*|alone|"
    r"just|single|nothing but)\b|だけ|のみ|しか|唯一|限"
)


def count_overstatements(form: str, support: str, cited: str) -> int:
    """Return how often a sentence claims more than its sources by a word, 0 to 3.

    Args:
        form: The sentence, in matching form.
        support: What of the sources carries it best, likewise.
        cited: All that it cites, likewise.
    """
    words = ((_CLAIMS_ALL, _SAYS_ALL), (_CLAIMS_ONLY, _SAYS_ONLY))
    return sum(
        bool(claims.search(form)) and not says.search(cited) for claims, says in words
    ) + tells_only_of_deputy(form, support)
