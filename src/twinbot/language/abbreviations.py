"""Words that end in a full stop without ending a sentence, and words that begin sentences.

All in casefolded form without the last full stop; spaced abbreviations without their spaces
(``z.b`` is "z. B.").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from twinbot.language.words import word_list

ALWAYS_FOLLOWED: Final[Mapping[Literal["de", "en"], frozenset[str]]] = {
    "de": word_list("""
        allg amtl bzgl bzw ca d.h d.i dipl dr dt ehem eigtl engl evtl exkl fr frl frz geb gegr gem
        gest gez ggf h.c habil hl hr hrn i.a i.d.r i.e ing inkl insb insbes jur jährl kath kgl lat
        lt ltd mind mr mrs ms mtl med nat nördl oec östl phil prof rd rer resp sog stellv südl
        theol u.z urspr v verh vgl vorm vors vs westl z.b z.t z.z z.zt zzgl
    """),
    "en": word_list("""
        approx ca capt cf dr e.g hon i.e messrs mr mrs ms mt mx prof rev sgt ver viz vs
    """),
}
"""Never the last word of a sentence, unless the line ends."""

BEFORE_NUMBER: Final[Mapping[Literal["de", "en"], frozenset[str]]] = {
    "de": word_list("""
        abb abs absch abt anh anl anm apr art aufl aug bd bde bl buchst dez di do feb febr fig
        hausnr jan jg jul jun kap mi mo mär nov nr nrn okt p pos rn s sa sep sept str tab tel
        vers vol zi ziff
    """),
    "en": word_list("""
        apr art aug ch chap dec ed ext feb fig figs fri jan jul jun mar mon no nos nov oct op p
        par para pp pt sat sec sect sep sept sun tel thu thur thurs tue tues vol wed
    """),
}
"""Abbreviations before a number; before anything else they are ordinary words."""

MAY_END: Final[Mapping[Literal["de", "en"], frozenset[str]]] = {
    "de": word_list("""
        a.m abs al b.a b.sc bf co corp dipl.-ing e.v einschl entspr ev gebr hbf inc jh jhd jr m.a
        m.sc max min mio mrd n.chr o.a p.m ph.d pl sen sr st std str tsd u.a u.k u.s u.s.a univ
        v.chr
    """),
    "en": word_list("""
        a.d a.k.a a.m al assn ave b.a b.c b.c.e b.sc blvd bros c.e co col corp dept dist div est
        fr ft gen gov inc intl jr lt ltd m.a m.d m.sc maj mph p.m ph.d plc pres rd rep sen sq sr
        st u.k u.n u.s u.s.a univ
    """),
}
"""End a sentence only where the next word is one that begins sentences."""

USUALLY_ENDS: Final = word_list("etc o.dgl o.ä u.a.m u.dgl u.v.m u.ä usf usw uvm")
"""Abbreviations that close an enumeration: a capital letter behind them begins a sentence."""

STARTERS: Final[Mapping[Literal["de", "en"], frozenset[str]]] = {
    "de": word_list("""
        ab aber alle allerdings als also am an andere anders auch auf aus außerdem bei beide beim
        bis da dabei dadurch dafür daher damals damit danach dann daran darauf darin darum das
        dazu dem den denn der deren des deshalb dessen die dies diese diesem diesen dieser dieses
        doch dort durch ebenso ein eine einem einen einer eines er erst es etwa für ganz gegen heute
        hier hinzu ich ihm ihn ihnen ihr ihre im immer in insgesamt inzwischen ist ja jede jeder
        jedes jedoch jetzt kein keine man manche mehr mit nach nachdem neben nein nicht noch nun
        nur ob obwohl oder ohne schon sehr seine seit seitdem sie sind so sogar somit sonst sowohl
        später statt trotz trotzdem um und unser unsere unter viele vom von vor vorher wann warum
        was weil weitere weiterhin welche wenn wer wie wieder wir wo während zu zudem zuerst zum
        zunächst zur zusätzlich zuvor zwar zwischen über
    """),
    "en": word_list("""
        a according after all also although an and another any as at because before both but by
        can despite did do does during each either even every everyone finally first for from good
        he hence her here his how however i if in indeed instead is it its last later many may
        more most much my neither next no nobody none nor not now of often on once one only or
        other others our over perhaps several she should since so some soon still such that the
        their then there therefore these they this those though through thus to today together two
        under until we what when where whether which while who whom why will with would yes yet
        you your
    """),
}
"""Words that, written with a capital, begin a sentence rather than go on with one."""

MONTHS: Final = word_list("""
    januar jänner februar märz april mai juni juli august september oktober november dezember
    jan febr feb mär apr jun jul aug sep sept okt nov dez
""")
"""German months: a number and a full stop before one of them is a day."""

BEFORE_ORDINAL: Final = word_list("""
    ab alle als am an auf beim bereits bis das dein deine dem den der des die diese diesem diesen
    dieser dieses eine einem einen einer erst ihr ihre ihrem ihren ihrer im ins jede jedem jeden
    jeder mein meine noch nur pro sein seine seinem seinen seiner seit sowie und unser unsere vom
    zum zur
""")
"""German words after which a number and a full stop is an ordinal ("im 19. Jahrhundert")."""
