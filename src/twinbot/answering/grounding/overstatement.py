"""Whether a sentence says more than its sources by a single word.

"All trains take 45 minutes" where the fastest do, "the mayor came" where the deputy did: names and
numbers are right and the meaning is near, but one small word claims too much.
"""

from __future__ import annotations

import re
from typing import Final

from twinbot.answering.extraction.persons import tells_only_of_deputy

_ALL: Final = re.compile(
    r"(?<!vor )(?<!nicht )(?<!not )\b(?:alle[nrsm]?|saemtliche[nrsm]?|jede[nrsm]?|stets|all|"
    r"every(?:one)?|each(?! other)|always|entire(?:ly)?|completely|fully|vollstaendig\w*)\b"
    r"(?! (?:zwei|zehn|hundert|\d))|(?<!noch )\bimmer\b(?! (?:noch|mehr|wieder|\w+er\b))"
    r"|すべて|全て|全員|必ず|いつも|常に|完全に"
)
_ONLY: Final = re.compile(
    r"(?<!nicht )(?<!not )\b(?:nur|lediglich|ausschliesslich|alleinig\w*|only|solely|exclusively)\b"
    r"|だけ(?!で(?:な|は))|のみ(?!なら)|しか|唯一"
)


def count_overstatements(form: str, support: str, cited: str) -> int:
    """Return how often a sentence claims more than its sources by a word, 0 to 3.

    Args:
        form: The sentence, in matching form.
        support: What of the sources carries it best, likewise.
        cited: All that it cites, likewise.
    """
    return sum(
        bool(word.search(form)) and not word.search(cited) for word in (_ALL, _ONLY)
    ) + tells_only_of_deputy(form, support)
