"""Questions for when something certain happened to whom or what they name.

"When was the church restored?" shares its words with whatever else is dated of the church, and
"When did he die?" with his years of office. Only a sentence that tells of that event, or the one
before it, is an answer. No glossary is needed, so this holds for documents that came without one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LIFE_SPAN = r"\([^)]{0,24}\d{3,4}[^)]{0,16}[-–~〜][^)]{0,16}\d{3,4}[^)]{0,12}\)"
"""Years of birth and death behind a name."""


@dataclass(frozen=True, slots=True)
class Event:
    """What may happen to somebody or something.

    Attributes:
        asked: Finds, in matching form, what asks for it.
        told: Finds, likewise, what tells of it; wider, since it is told in many words.
    """

    asked: re.Pattern[str]
    told: re.Pattern[str]


_EVENTS = (
    Event(  # death
        re.compile(
            r"\b(?:starb|gestorben|verstarb|verstorben)\b|\btodes(?:jahr|tag|datum)|"
            r"\b(?:die|died|pass away|passed away)\W*$|\b(?:date|year) of death\b|"
            r"亡くな|死去|死亡|没年|逝去"
        ),
        re.compile(
            rf"†|{_LIFE_SPAN}|st[aeiu]rb|gestorb|\btod\b|\btodes|\btot(?:e[nrs]?)?\b|ums leben|"
            r"beigesetzt|beerdigt|hingerichtet|ermord|gefallen|toedlich|"
            r"\bdied\b|\bdead\b|death|deceased|\bkilled\b|pass(?:ed|ing) away|buried|executed|"
            r"murder|死|亡くな|亡[、。]|没|逝|他界|戦死|命日|最期"
        ),
    ),
    Event(  # birth
        re.compile(
            r"\bgeboren\b|\bgeburts(?:jahr|datum)|\b(?:was|were) .*\bborn\W*$|"
            r"\b(?:date|year) of birth\b|生まれ(?:まし|た|の)|生年月日"
        ),
        re.compile(
            rf"\*|{_LIFE_SPAN}|gebor|geburt|\bgeb\.|zur welt|\bborn\b|birth|"
            r"jahre alt|years old|生まれ|誕生|出生|生年|生誕|\d年生|\d歳"
        ),
    ),
    Event(  # restoration
        re.compile(
            r"\b(?:renoviert|saniert|restauriert|modernisiert|umgebaut|"
            r"instand ?gesetzt)\b|"
            r"\b(?:renovated|refurbished|restored|moderni[sz]ed|remodel+ed)\b|改修|改築|修復|改装|補強"
        ),
        re.compile(
            r"renov|sanier|restaur|modernis|umgebaut|umbau|instand|erneuer|wiederaufbau|wiederaufgebaut|"
            r"ausgebaut|ueberhol|refurb|restor|remodel|rebuil|repair|renew|rework|convert|overhaul|"
            r"改修|改築|修復|改装|補強|工事|修理|再建|復元|リニューアル|リフォーム|建て替え"
        ),
    ),
    Event(  # destruction
        re.compile(
            r"\b(?:abgerissen|abgebrochen|zerstoert|abgebrannt|niedergebrannt|gesprengt)\b|"
            r"\b(?:demolished|destroyed|pulled down|torn down|burn(?:t|ed)? down)\b|"
            r"取り壊|解体され|焼失|破壊され|焼け|倒壊"
        ),
        re.compile(
            r"abge?r[ei]+ss|abriss|abbr[aeo]ch|abgebrochen|zerstoer|brannte|gebrannt|brand\b|feuer|flammen|"
            r"sprengt|stuerz|bomb|weichen|beseitig|verwuest|"
            r"demolish|destr[ou]|pulled down|torn down|tore |burn|"
            r"fire\b|collaps|wreck|razed|removed|"
            r"壊|解体|焼|火災|火事|倒|失わ|撤去|空襲"
        ),
    ),
    Event(  # marriage
        re.compile(r"heirat|\bhochzeit|\b(?:marry|married|wedding)\b|結婚"),
        re.compile(
            r"heirat|hochzeit|vermaehl|\behe\b|trauung|getraut|\bfrau\b|gattin|gatte|"
            r"marr[iy]|wedding|\bwed\b|wife|husband|結婚|妻|夫|嫁|婚"
        ),
    ),
)
"""The first of these that a question asks for is the one that is looked for."""

_ASKS_WHEN = re.compile(
    r"\bwann\b|\bwelche[mns] (?:jahr|tag|monat|datum)|\bwhen\b|"
    r"\b(?:what|which) (?:year|day|month|date)\b|"
    r"\b(?:date|year) of\b|\b(?:todes|sterbe|geburts)(?:jahr|tag|datum)|いつ|何年|何月|没年|生年"
)


def asked_event(form: str) -> Event | None:
    """Return the event of which a question asks when it was; ``None`` for other questions.

    Args:
        form: The question in matching form.
    """
    if not _ASKS_WHEN.search(form):
        return None
    return next((event for event in _EVENTS if event.asked.search(form)), None)


def tells_event(form: str, before: str, event: Event) -> bool:
    """Tell whether a statement tells of an event, or goes on from one that does.

    Args:
        form: The statement in matching form.
        before: The one before it in its passage, likewise; may be empty.
        event: The event.
    """
    return bool(event.told.search(form) or event.told.search(before))
