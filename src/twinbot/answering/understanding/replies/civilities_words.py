"""What is said in a conversation that asks nothing of the documents, in three languages.

Greetings, thanks, and what is asked or said of the answerer and its answers; for
`twinbot.answering.understanding.replies.intents`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.types import Intent

_TAKEN_IN = (
    r"(?:ok(?:ay|ey)?|super|toll|prima|perfekt|klasse|spannend|interessant|alles klar|verstehe|verstanden|"
    r"(?:sehr )?gut|great|cool|nice|perfect|awesome|wonderful|interesting|i see|got it|understood|all right|"
    r"なるほど(?:ですね)?|すごい(?:ですね)?|いいですね|[分わ]かりました|了解(?:です|しました)?|"
    r"ja|nein|jep|nee|yes|no|yep|nope|はい|うん|いいえ)"
)
_SPOKEN = (
    r"(?:(?:english|german|japanese|englisch|deutsch|japanisch|英語|ドイツ語|日本語)"
    r"(?: (?:and|or|und|oder|too|as well|auch|well)\b ?|[やと]|$)?)+"
)
"""The languages in which questions are answered."""

_FAREWELL = (
    r"(?:tschuess|auf wiedersehen|bis (?:bald|dann|spaeter)|ciao|bye(?: bye)?|good ?bye|see you(?: (?:later|soon))?|"
    r"さようなら|さよなら|失礼します|(?:では)?また(?:ね|来ます|今度)?)"
)

SMALL_TALK: Mapping[Intent, re.Pattern[str]] = {
    "greeting": re.compile(
        r"(?:hallo|hi|hey|hello|moin(?: moin)?|servus|gruess (?:gott|dich|sie)|guten (?:tag|morgen|abend)|"
        r"good (?:morning|afternoon|evening|day)|glueck ?auf|こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|"
        r"はじめまして|初めまして|やあ|どうも|wie geht(?:'?s| es (?:dir|ihnen))|how are you|お元気ですか)"
    ),
    "thanks": re.compile(
        rf"(?:{_TAKEN_IN} ?)*(?:{_TAKEN_IN}$|{_TAKEN_IN} (?=so |that |das |the ))|(?:{_TAKEN_IN} ?)*"
        r"(?:教えてくれて|お?答えてくれて|ご丁寧に|本当に|親切に)*(?:(?:vielen |herzlichen |besten |lieben )?dank(?:e)?(?: (?:schoen|sehr|dir|ihnen))?|merci|"
        r"(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|ありがとう(?:ございま(?:す|した))?|"
        r"どうもありがとう(?:ございま(?:す|した))?|助かりました|感謝します)"
        rf"(?: ?(?:und |and )?{_FAREWELL})*|(?:{_TAKEN_IN} ?)*{_FAREWELL}"
    ),
    "abilities": re.compile(
        r"(?:was (?:kannst du|koennen sie|machst du|weisst du)(?: (?:alles|denn|so|eigentlich))*|"
        r"wer (?:bist du|sind sie)|wobei (?:kannst|koennen) (?:du|sie)(?: mir)? helfen|hilfe|help|"
        r"(?:kannst du|koennen sie|koenntest du|koennten sie|can you|could you)(?: (?:mir|me|bitte|please))* (?:helfen|help)(?: me)?|"
        r"(?:ich (?:habe|haette)|i have|i've got)(?: (?:mal|da|noch|got))* (?:eine|a)(?: \w+)? (?:frage|question)|"
        r"(?:ちょっと)?(?:質問|聞きたいこと|お聞きしたいこと)が(?:あります|あるのですが|ある)|"
        rf"(?:can|do|could) you (?:also )?(?:speak|understand|talk|write)(?: in)? {_SPOKEN}|"
        r"(?:what|which|how many) languages? (?:do|can) you (?:speak|understand|know)|"
        rf"(?:sprichst|verstehst|sprechen|verstehen) (?:du|sie) (?:auch )*{_SPOKEN}|"
        r"(?:welche|wie ?viele) sprachen (?:sprichst|verstehst|kannst|sprechen|verstehen|koennen) (?:du|sie)|"
        rf"{_SPOKEN}(?:を|が|は|も|でも?)?(?:話せ|話し|[分わ]か|答えられ|でき)(?:ます|る|り?ます)か|"
        r"何(?:語|[かヵヶカ]国語)(?:を|が)(?:話せ|話し|[分わ]か|でき)(?:ます|る|り?ます)か|"
        r"(?:tell me|erzaehl\w*(?: mir)?|sag\w*(?: mir)?)(?: (?:something|anything|was|etwas|mehr|more|a bit))* "
        r"(?:about|ueber|von) (?:yourself|you|dich|dir|sich)|(?:please |bitte )?(?:introduce yourself|"
        r"stell(?:e|en)? (?:dich|sie sich)(?: (?:mal|doch|bitte|kurz))* vor)|"
        r"(?:あなた|君|きみ)(?:自身)?について(?:教えて(?:ください|下さい)?)?|自己紹介(?:を?して)?(?:ください|下さい|お願いします)?|"
        r"wie heiss(?:t du|en sie)|welche ki (?:bist du|sind sie)|what(?:'s| is) your name|"
        r"(?:あなたの|お)?名前は(?:何|なに)?(?:ですか|といいますか)?(?=$)|"
        r"wie funktionierst du|wer hat dich (?:gebaut|gemacht|programmiert|entwickelt)|"
        r"(?:bist du|sind sie) (?:denn |etwa |eigentlich )?(?:eine? )?(?:echter? |richtige[rs]? )?"
        r"(?:mensch|person|roboter|(?:chat)?bot|ki|maschine|computer|programm|chatgpt|sprachmodell)|"
        r"what (?:can|do) you (?:do|know|answer)|who are you|what are you|how (?:do|does) (?:you|this) work|"
        r"are you (?:a |an )?(?:real )?(?:human(?: being)?|person|robot|(?:chat)?bot|ai|machine|computer|"
        r"program|chatgpt|language model)|who (?:made|built|created|developed|programmed) you|what can i ask(?: you)?|"
        r"(?:was|wozu|worueber) (?:kann|darf) (?:ich|man) (?:hier |dich |sie )*(?:so )?fragen|"
        r"wer (?:antwortet|schreibt|spricht|beantwortet (?:meine|die) fragen)(?: mir)?(?: hier)?|"
        r"who (?:is answering|answers|writes|is talking)(?: (?:me|my questions))?(?: here)?|"
        r"(?:bin ich hier richtig|am i (?:in the )?right (?:place )?here)|"
        r"誰が(?:答え|回答し|返事し)て(?:い)?(?:ます|る)のか?|"
        r"(?:was|wer|what|who) (?:ist|is|macht|does) twinbot(?: do)?|twinbot(?:とは|って|は)?(?:何|なに)?(?:ですか)?|"
        r"(?:あなたは)?(?:何|なに)が?でき(?:ます|るの)か?|(?:あなたは)?(?:誰|だれ|何者)です?か|"
        r"(?:何|なに)を(?:聞け|質問でき)ますか|使い方(?:を教えて(?:ください)?)?|ヘルプ|"
        r"(?:あなた|君|きみ|これ)を(?:作った|開発した)のは(?:誰|だれ|どなた)ですか|"
        r"(?:(?:あなた|君|きみ|これ|そちら)は)?(?:本物の)?"
        r"(?:人間|ai|人工知能|ロボット|機械|プログラム|chatgpt)(?:です|なのです|なんです)か)"
    ),
    "source": re.compile(
        r"(?:(?:bist du|sind sie) (?:dir |sich )?(?:da )?(?:wirklich |ganz )?sicher|ist das (?:denn |auch |wirklich |ganz )*(?:sicher|wahr|richtig)|"
        r"stimmt das(?: (?:denn|auch|wirklich|so))*|wirklich|echt|woher (?:weisst du|wissen sie|hast du|haben sie)(?: das)?|"
        r"woher (?:hast|weisst|nimmst|haben|wissen|nehmen) (?:du|sie) (?:das(?: alles)?|(?:all )?(?:die|deine|ihre) "
        r"(?:informationen|infos?|daten|antworten|angaben))|(?:what(?:'s| is| are)|which (?:is|are)) your (?:information |data )?sources?|"
        r"where (?:do|did) you (?:get|have|take) (?:(?:all )?(?:your|this|that|the) )?"
        r"(?:information|infos?|data|answers?|knowledge|facts|it|that|this) from|(?:その)?情報はどこから(?:来て|得て|取って)(?:い(?:ます|る))?(?:の?ですか|か)?|"
        r"(?:was|wo) (?:ist|sind) (?:deine |ihre |die )?quellen?|quellen?(?:angaben?)?|"
        r"(?:kann|darf) (?:ich|man) (?:dir|ihnen|das|dem) (?:vertrauen|trauen|glauben)|"
        r"(?:are you |you )?(?:really |quite |absolutely )?sure(?: about (?:that|this|it))?|really|is (?:that|this|it) (?:really |actually )?(?:true|correct|right)|"
        r"how do you know(?: (?:that|this))?|(?:what(?:'s| is| are)|where(?:'s| is| are)) (?:the|your) sources?|sources?(?: please)?|"
        r"where does it say (?:that|so)|says who|can i (?:trust|believe) (?:you|this|that)|"
        r"本当(?:ですか|に|なの|か)*|ほんと(?:う)?(?:ですか|に)*|確か(?:です)?か|(?:出典|情報源|ソース|根拠)(?:は|を)?(?:何|なに|どこ)?(?:ですか|教えてください|示してください)?|"
        r"どこに書いて(?:あり|い)ますか|(?:なぜ|どうして)(?:それが|そう)?(?:分|わ)かりますか|信じて(?:も)?いい(?:です)?か)"
    ),
    "objection": re.compile(
        r"(?:(?:das|es|die antwort) (?:stimmt (?:so |aber |gar |doch )*nicht|ist (?:aber |doch |ja |leider )*(?:falsch|verkehrt|quatsch|unsinn|nicht (?:richtig|wahr|korrekt)))|"
        r"stimmt (?:so |aber |gar |doch )*nicht|falsch(?:e antwort)?|quatsch|unsinn|(?:du liegst|sie liegen) falsch|"
        r"(?:das war|das ist) nicht (?:meine frage|was ich (?:gefragt habe|wissen wollte|meinte))|"
        r"(?:das )?(?:beantwortet|beantworten sie|beantwortest du) (?:meine frage|die frage) nicht|"
        r"(?:das|danach) (?:habe|hatte|hab) ich (?:doch )?(?:gar )?nicht (?:gefragt|gemeint)|(?:das )?hilft mir (?:so )?(?:nicht|nicht weiter)|nicht hilfreich|"
        r"(?:no )?(?:that|this|it)(?:'s| is) (?:just |simply |completely |totally )*(?:wrong|false|incorrect|nonsense|not (?:true|right|correct))|"
        r"(?:that|this) (?:isn't|isnt|was(?:n't| not)) (?:true|right|correct|my question|what i (?:asked|meant|wanted))(?: to know)?|"
        r"(?:that|this)(?:'s| is) not (?:my question|what i (?:asked|meant|wanted)(?: to know)?)|wrong(?: answer)?|you(?:'re| are) wrong|"
        r"(?:that|this) (?:doesn't|does not|didn't|did not) (?:answer (?:my|the) question|help(?: me)?)|(?:i )?did(?:n't| not) ask (?:that|for that|about that)|not helpful|"
        r"(?:それは|これは|その答えは)?(?:違い|ちがい|間違(?:って|い)(?:い)?)(?:ます|です)(?:よ|ね)?|(?:それは)?(?:違う|ちがう|間違ってる|間違っている)(?:よ|と思います)?|"
        r"(?:質問|聞いたこと|聞いていること)(?:と|に)(?:違います|答えていません|なっていません)|答えになって(?:い)?ません|そんなこと(?:は)?聞いて(?:い)?ません)"
    ),
    "unclear": re.compile(
        r"(?:(?:das|es) (?:verstehe|versteh|kapiere?) ich (?:leider |gar )?nicht|(?:ich )?(?:verstehe|versteh)(?: das)? nicht|wie bitte|haeh?|"
        r"was (?:bedeutet|heisst|meinst du mit|meinen sie mit|soll) das(?: (?:heissen|bedeuten|genau))?|was meinst du|was meinen sie|"
        r"(?:bitte )?(?:(?:kannst du|koennen sie|koenntest du) )?(?:mir )?(?:das )?(?:bitte )?(?:noch ?mal |noch einmal )?(?:in )?(?:einfache[rn]?|leichte[rn]?|verstaendlicher|kuerzer)"
        r"(?: (?:worten?|sprache|erklaeren|sagen|ausdruecken|bitte|fassen))*|"
        r"(?:sorry )?(?:i )?(?:do not|don't|dont|didn't) (?:understand|get (?:it|that))(?: (?:that|this|it))?|what do you mean(?: by that)?|what does (?:that|this|it) mean|"
        r"pardon|(?:can|could) you (?:please )?(?:explain|say|put) (?:that|this|it) (?:again )?(?:in |more )?(?:simple|simpler|simply|easy|easier|plain|shorter)(?: (?:words|terms|language|english))?|"
        r"(?:please )?(?:in )?(?:simple|simpler|easy|plain|other) (?:words|terms|language)(?: please)?|"
        r"(?:意味が|よく)?(?:分|わ)かりません(?:でした)?|どういう(?:意味|こと)ですか|(?:もっと)?(?:簡単|かんたん|わかりやすく|分かりやすく|易しく|やさしく)(?:に|な言葉で)?(?:説明して|言って|教えて)?(?:ください|下さい|お願いします)?)"
    ),
}
BEHIND_CIVILITY = re.compile(
    r"\b(?:zusammen|alle|leute|everyone|everybody|all|there|(?:twin)?bot|"
    r"fuer (?:die|deine|ihre|eure) (?:schnelle |gute |nette )?(?:hilfe|auskunft|info\w*|antwort\w*|muehe)|"
    r"for (?:your|the|all the) (?:quick |great |kind )?(?:help|answers?|info\w*|reply)|"
    r"(?:das |that |it )?(?:war |was |ist |is |'s )?(?:sehr |very |really |so )?(?:hilfreich|helpful|nett|kind|lieb|toll|super|great)|"
    r"(?:das )?(?:hat )?(?:mir )?(?:sehr |wirklich )?(?:weiter)?geholfen)\b|とても助かりました|助かりました|みなさん|皆さん"
)
"""Whom a civility is for, or what: nothing to be searched for."""

CIVILITIES = re.compile(r"[\s!?.,;:。、！？…~〜ー()\U0001f300-\U0001faff☺❤️-]+")
