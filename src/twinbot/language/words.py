"""Words that carry grammar rather than a subject, in matching form.

Short on purpose: a word belongs here when a reader would never look for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal


def word_list(words: str) -> frozenset[str]:
    """Return the words of a text that are divided by white space."""
    return frozenset(words.split())


GERMAN: Final = word_list("""
    ab aber alle allem allen aller alles als also am an ander andere anderen anderer auch auf
    aus bei beiden beim bin bis bist bitte da dabei dafuer damit dann daran darauf darf das dass
    davon dazu dein deine dem den denn der deren des dessen die dies diese diesem diesen dieser
    dieses doch dort du duerfen durch ein eine einem einen einer eines einige er es etwa etwas
    euch euer eure fuer gab geben gegen gibt habe haben hast hat hatte hatten hier ich ihm ihn
    ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kein
    keine keinen koennen koennte man mehr mein meine mich mir mit moechte muessen muss nach
    nicht noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit sich sie
    sind so soll sollen sowie ueber um und uns unser unsere unserem unseren unserer unter viel
    viele vom von vor waehrend war waren wegen weil wenn werden wie wieder will wir wird wollen
    worden wurde wurden zu zum zur zwischen
    eben einander gern gerne halt mal miteinander ueberhaupt voneinander wohl zueinander
    bekannt danke eigentlich erklaere erzaehl erzaehle hallo informationen nenne nennen sage sagen
    wissen
    wann warum was welche welchem welchen welcher welches wem wen wer weshalb wessen wieso
    wieviel wieviele wo wobei wodurch wofuer woher wohin womit woran worauf woraus worin worueber
    wovon wozu
""")
"""Articles, pronouns, prepositions, auxiliaries and question words."""

ENGLISH: Final = word_list("""
    a about after all also am an and any are as at be been before being between both but by can
    could did do does doing done each for from had has have having he her here hers him his i if
    in into is it its just like may me might mine more most must my no not of off on one only or
    other our ours out over own please shall she should so some such than that the their theirs
    them then there these they this those through to too under until up us very was we were while
    will with would you your yours
    describe explain give hello information know list name tell thank thanks
    how many much what when where which who whom whose why
    aren didn doesn don isn ll re ve wasn
""")
"""Articles, pronouns, prepositions, auxiliaries, question words and halves of contractions."""

LATIN: Final[Mapping[Literal["de", "en"], frozenset[str]]] = {"de": GERMAN, "en": ENGLISH}
"""Function words by language."""

JAPANESE_PHRASES: Final = word_list("""
    教えてください 教えて下さい 教えて 知りたいです 知りたい 説明してください 説明して
    何ですか 何でしょうか 何と
""")
"""Words around a question, with kanji, that say nothing of its subject."""

JAPANESE_PARTICLES: Final = "はがをのにへともでやかねよなだ"
"""Particles of one character; cut off a hiragana run where at least three remain."""

JAPANESE_GRAMMAR: Final = word_list("""
    です ですか でした でしょう でしょうか ます ますか ました ましたか ません ませんか ましょう
    ある あり あります ありますか ありました あった いる います いますか いました いた
    する します しますか しました して した している しています される されます されました された
    されて されている されています できる できます できますか できた
    なる なります なりました なった なって いう いいます という といい いって いった
    ください くださいますか もらえる もらえます もらう
    について につき における において にて には にも への へは とは との とも では でも での
    から からの まで までに より よって による により ため ために ための として としては
    など だけ ほど くらい ぐらい のみ ながら けれど けれども ので のに のは のが のか
    これ それ あれ この その あの ここ そこ あそこ こちら そちら こう そう
    こと もの とき ところ ほか また そして しかし ただし および ならびに もし やはり とても もっと
    いつ いつから いつまで どこ どこで どこに だれ なに なん なぜ どう どうして どうやって どの
    どのくらい どれくらい どのように どのような どんな どれ どちら いくつ いくら
""")
"""Hiragana of grammar and of questions; cut off both ends of a hiragana run."""

JAPANESE_COUNTERS: Final = "年月日時分秒人名回円歳度番校社件個台本千万億"
"""Characters that only count when they follow a number."""
