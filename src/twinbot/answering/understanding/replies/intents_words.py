"""The words of what gets a fixed reply; used by `twinbot.answering.understanding.replies.intents`.

The patterns are those of ordinary German, English and Japanese, matched on the matching form with
look-alike letters of other scripts folded, so that "іgnore" in Cyrillic is still "ignore".
"""

from __future__ import annotations

import re

from twinbot.answering.extraction.persons import JA_SAMA, JA_SAN, JA_SHI

LOOK_ALIKES = str.maketrans("аеорсухіјѕԁһ", "aeopcyxijsdh")
"""Cyrillic letters that look like Latin ones (Unicode UTS #39, confusables)."""

_ORDER = (
    r"(?:(?:^|[.!?;:,\"'“”„«»()\n])\s?"
    r"(?:(?:and|or|so|then|now|just|please|first|ok(?:ay)?|hey|bot|twinbot|you must|i (?:want|order|need) you to|"
    r"(?:can|could|would|will) you|let'?s|und|oder|also|dann|jetzt|nun|bitte|mal|zuerst|"
    r"du (?:sollst|musst))[ ,]+){0,4}|"
    r"\b(?:please|bitte) )"
)
"""Before a verb that tells the bot what to do: "Do they only answer in German?" orders nothing."""

_RULES = (
    r"(?:\w*regeln?|\w*anweisung\w*|vorgaben?|instruktion\w*|(?:be|ein)schraenkung\w*|richtlinien?|\w*filter|"
    r"rules?|instructions?|prompts?|directions?|guidelines?|restrictions?|constraints?|filters?|programming)\b"
)
_RULES_JA = r"(?:指示|ルール|規則|命令|設定|制約|制限|プロンプト)"
_NO_SCRIPT = r"(?![^.!?]{0,60}\b(?:in|auf|into) (?:japan|english\b|englisch|german|deutsch|kanji|kana|hiragana|katakana|romaji))"
"""How something is written or said in another language may be asked."""

_OTHERS_JA = (
    "(?![^。、!?]{0,16}[るたうくすむぶつぐ](?:人|方|者|子|客|車|自転車|バイク|店|住民|隣人|会社|業者|学生|生徒|"
    "歩行者|観光客|運転手|ドライバー|飼い主))"
)
"""Of those who break a rule people complain: 「ルールを無視して走る自転車」."""

_ASKED_JA = r"(?:ください|下さい|なさい|くれ|ほしい|欲しい|せよ|しろ|[てでえけせめろ])[。! ]*$"
"""How a Japanese sentence ends that wants something done."""


def _across_lines(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a line break stands for a space as well as a space does."""
    return re.compile(pattern.replace(" ", r"\s"), re.DOTALL)


INJECTION = _across_lines(
    # "Ignore the rules", but also "could your rules be ignored?"
    rf"{_ORDER}(?:(?:ignorier|vergess|missacht|ueberschreib|umgeh)en sie|ignoriere?|vergiss|vergesst|missachte|ueberschreibe?|umgehe?|"
    rf"setz dich ueber|halte? dich nicht (?:mehr )?an|befolge keine|"
    r"ignore|forget|disregard|override|bypass|do(?:n't| not) (?:follow|obey))\b.{0,40}"
    rf"(?:\b{_RULES}|\b(?:alles|bisher\w*|everything|(?:the|all|anything) (?:previous|above|before)|told)\b)|"
    r"\b(?:ignor\w+|forget\w*|disregard\w*|overrid\w+|bypass\w*|vergess\w*|missacht\w*|umgeh\w*)\b.{0,20}"
    rf"\b(?:your|previous|prior|earlier|deine[nr]?|bisherigen?|vorherigen?|obigen?)\b.{{0,20}}\b{_RULES}(?! (?:of|de[rs])\b)|"
    rf"\bdeine[nr]? (?:\w+ )?{_RULES}.{{0,30}}\b(?:ignor\w+|vergess\w*|missacht\w*|umgeh\w*)\b|"
    # What the bot was told.
    r"system ?-?prompt|システム ?プロンプト|内部の?(?:指示|命令|プロンプト)|"
    r"\bdeine[nr]? (?:\w+ )?(?:anweisungen|vorgaben|instruktionen)\b|\banweisungen\b.{0,20}\b(?:dir|du)\b|"
    r"\b(?:your|hidden) (?:\w+ )?instructions\b(?! (?:for|on|about|to)\b)|"
    r"\binstructions? (?:(?:were|have) you (?:been )?(?:given|told)|you (?:were|have been|got))\b|"
    r"\bwiederhole?\b.{0,40}\b(?:ueber|vor|oberhalb)\b.{0,12}(?:frage|nachricht|text)|"
    r"\brepeat (?:everything|all|the (?:text|words)) (?:above|before)|"
    rf"(?:あなた|君|お前)の(?:内部の)?{_RULES_JA}|(?:あなた|君|お前)に.{{0,8}}与えられた{_RULES_JA}|"
    r"初期設定を(?:教え|見せ|出力|表示|無視)|"
    # 「無視した人」 tells of others, 「無視して…教えて」 asks for it.
    rf"全ルール無視|{_RULES_JA}(?:を|は|なんか|なんて|など)?.{{0,12}}(?:無視|むし|忘れ|破棄?|捨て|従わ)"
    rf"(?:し?(?:ろ|なさい|せよ)|せよ|(?:し|っ)?て(?!い|し[まい]){_OTHERS_JA}(?:$|[。!、]|.*?{_ASKED_JA})|(?:ないで|ず){_OTHERS_JA}.*?{_ASKED_JA})|"
    r"(?:これまで|今まで|以前|さっき|先ほど|前に).{0,12}こと(?:を|は).{0,8}忘れ(?:て(?!い)|ろ|なさい)|"
    # Words put into its mouth.
    rf"{_ORDER}(?:antworte|schreibe?|sage?|gib|(?:antwort|schreib|sag)en sie)\b.{{0,30}}"
    rf"\b(?:nur|einfach|ausschliesslich|exakt)\b.{{0,12}}(?:\bmit de[mn] (?:wort|satz|worten)\b|\bdas wort\b|\bden satz\b|[\"„“»']){_NO_SCRIPT}|"
    rf"{_ORDER}(?:(?:only|just|simply) )?(?:say|reply|answer|respond|print|output|write)\b"
    rf"(?: (?:only|just|exactly|with))* (?:the (?:words?|phrase|sentence)\b|[\"“']){_NO_SCRIPT}|"
    rf"{_ORDER}(?:say|reply|answer|respond|(?:speak|talk) (?:like|as))\b{_NO_SCRIPT}.{{0,30}}\bfrom now on\b|"
    r"とだけ(?:答え|言っ|書い|返し|返事し|出力し)(?:て(?!い)|なさい|ろ)"
)
ROLE_PLAY = _across_lines(
    r"\b(?:du bist (?:jetzt|ab jetzt|nun|ab sofort)|ab (?:jetzt|sofort) (?:bist|heisst) du|"
    r"tu (?:\w+ )?so,? als|stell dir vor,? du (?:bist|waerst)|"
    r"verhalte? dich wie|schluepf\w* in die rolle|"
    r"you are now (?:an?|the|my|called|free|dan|in developer|\w*bot)\b(?! (?:partner|sister|twin))|"
    r"from now on,? you|imagine you are|developer mode|jailbreak|do anything now)\b|"
    rf"{_ORDER}(?:spiele? (?:die rolle|einen?|jetzt)|"
    r"pretend (?:to be|you|that you)|act (?:as|like) (?:if|an?|my|the)|role-?play|play the (?:role|part))\b|"
    rf"(?:になりきって|のふりを?して|役を演じて?).*?{_ASKED_JA}|"
    r"(?:あなたは(?:今から|これから)|(?:今|これ)から(?:あなた|君|お前)は)(?![、 ]?(?:何|なに|ど[こうのれん]|いつ|誰|だれ|なぜ))|ロールプレイ(?:を?し(?:て|ろ|よう|ましょう)|モード)|"
    r"(?<!年齢)(?<!所得)(?<!収入)(?<!人数)(?<!時間)制限なしで.{0,10}(?:話|答|教)|制限のない(?:ai|人工知能|\w{0,6}ボット|アシスタント|モード)"
)

# A Japanese word begins where no letter of its own script goes before: エクソスケルトン is no クソ.
_KATAKANA = "[ァ-ヺー]"
_HIRAGANA_WORD = "(?:(?<![ぁ-ゖ])|(?<=[はもがのに]))"
INSULT = re.compile(
    r"\b(?:(?:voll)?idiot(?:en|in)?|bloedmann|dummkopf|trottel|"
    r"(?:bloede|dumme|daemliche)[rs]? (?:\w*bot|\w*maschine|ding|kuh|sau|computer|programm|ki)|"
    r"arschloch|arsch|scheiss\w*|verpiss dich|halt die (?:klappe|fresse)|strohdumm\w*|saudumm\w*|"
    r"(?:du bist|bist du|ihr seid|seid ihr)(?: (?!fuer\b)\w+){0,3} "
    r"(?:dumm|bloed|nutzlos|unfaehig|schrott|muell|daemlich|bescheuert)\w*|"
    r"nichtsnutz|blechkasten|wichser|hurensohn|fick(?:en|t)?|(?<!johnny )depp|vollpfosten|"
    r"(?:du|ihr|ein|dieser|alter|bloeder) penner)\b|"
    r"\b(?:idiots?|moron|(?:stupid|dumb|useless) (?:\w*bot|idiot|ass)|asshole|"
    r"(?:(?:^|[.!?,] ?)(?:\w+ )?|\b(?:you|what an?|such an?|hate (?:this|that)) (?:\w+ )?)"
    r"(?:stupid|dumb|useless) (?:machine|thing|piece|junk)|"
    r"fuck\w*|shut up|bullshit|you suck|bastards?(?! swords?)|bitch|"
    r"piece of (?:junk|garbage|shit|crap|trash)|"
    r"(?:you(?: are|'?re| are so| really)?|are you) (?:so )?(?:stupid|dumb|useless|an idiot|pathetic|worthless))\b|"
    rf"(?<!{_KATAKANA})(?:バカ(?!貝|売れ|騒ぎ|力|にされ)(?:ヤロ[ーウ]?)?|アホ(?:ンダラ)?|クソ(?:ッタレ|ヤロ[ーウ])?|ポンコツ)"
    rf"(?:ボット|ロボット)?(?!{_KATAKANA})|"
    rf"{_HIRAGANA_WORD}(?:(?:ばか|あほ)(?=か?[!。、?\s]|か?$|か(?:よ|お前)|だ|や(?:な|ろ|で)|です|もの|者|め|野郎|じゃ|ボット|みたい|らし)|"
    r"くそ(?:ったれ|やろう|野郎|ボット|みたい)|まぬけ|うざい)|"
    r"馬鹿(?!力|にされ)|阿呆|死ね(?![ばるなま])|(?<![ぁ-ゖァ-ヺ一-鿿])しね[!。 ]*$|黙れ(?![ばるな])|(?<![ぁ-ゖ])だまれ(?![ばるな])|"
    r"役立たず|間抜け|ふざけるな"
)

PERSONS_OWN = re.compile(
    r"\b(?:privat(?:adresse|nummer|anschrift|telefon|wohnung|handy|leben|e-?mail)\w*|"
    r"private[nrs]? (?:adresse|anschrift|\w*nummer|e-?mail\w*)|"
    r"wohnt\b.{0,30}\bprivat|wohnadresse|wohnanschrift|handynummer|mobilnummer|"
    r"kontonummer|geheimnummer|gesundheitszustand|"
    r"verheiratet|geschieden|ehefrau|ehemann|welche religion (?:hat|ist)|"
    r"home address|private (?:address|number|phone|e-?mail|life)|(?:personal|cell|mobile) (?:phone|number|e-?mail)|"
    r"bank account|married|divorced|wife|husband|"
    r"(?:what|which) religion (?:is|does|has)|medical (?:record|condition)|doorbell)\b|"
    r"自宅|携帯(?:電話)?(?:の)?番号|私生活|口座|結婚して|離婚|奥さん|奥様|"
    r"(?<![一-鿿])[妻夫](?![一-鿿])|家族構成|宗教(?:は|って)(?:何|なん|なに)|病歴|個人(?:の)?(?:電話|携帯|メール|連絡先)|"
    r"(?:お子さん|子(?:供|ども))(?:は|が|って)?(?:何人|い(?:る|ます)|いらっしゃ)|どこに住んで|どこにお住まい"
)
"""What is nobody else's business, whoever the person in the question is.

Pay is not in it: what those in office are paid is public, and what others are, no document tells.
"""

ASKERS_OWN = re.compile(
    r"\b(?:my|our|mein\w*|unser\w*) (?:own |eigene\w* )?(?:wife|husband|bank account|(?:cell|mobile) (?:phone|number)|"
    r"home address|ehefrau|ehemann|kontonummer|handynummer|mobilnummer|wohnadresse|wohnanschrift)\b"
)
"""What askers may well speak of, as in "Can my wife work in Tsukuba"."""

_NAME = r"[A-ZÄÖÜ][\w’'-]{0,40}[^\W\d_]"
_OFFICE = (
    r"(?i:(?:the|der|die|des|den|dem|our|unser\w*|so|current|former) ){0,4}"
    r"(?i:herrn?|frau|dr\.?|prof(?:essor\w*|\.)?|mrs?\.?|ms\.?|miss|(?:lord |deputy |vice )?mayor|president|rector|"
    r"(?:ober|vize|alt)?b(?:ü|ue)rgermeister\w*|pr(?:ä|ae)sident\w*|rektor\w*)(?i: (?:of|von) \w+)?"
    rf"(?: {_NAME}){{0,3}}"
)
_PERSON = rf"(?:{_OFFICE}|{_NAME}(?: [A-Z]\.)? {_NAME})"
_OF_PERSON = rf"(?:(?i:von|of|for|für|hat|does) {_PERSON}|(?i:vom|des|der) {_OFFICE})"
"""Behind an article no name is a person's: "der Stadt Bochum"."""

_PERSON_JA = rf"(?:市長|学長|総長|会長|社長|大臣|知事|教授|博士|先生|{JA_SAN}|{JA_SHI}|{JA_SAMA}|[ァ-ヴー]{{2,}}・[ァ-ヴー]{{2,}})"
JAPANESE_PERSON = re.compile(_PERSON_JA)
_CONTACT = (
    r"telefon(?:nummer)?|e-?mail(?:-?adresse| address)?|adresse|anschrift|address|phone number"
)
_FAMILY = r"kinder|töchter|toechter|söhne|soehne|tochter|sohn|familie|children|kids|sons?|daughters?|family"
_NO_NOUN = r"(?=\W*(?:$|[?,.!])|(?i: (?:and|go|attend|live|study|is|are|was|were|called|named)\b))"
PERSONS_LIFE = re.compile(
    rf"(?i:\b(?:{_FAMILY}|die frau|der mann)) {_OF_PERSON}|"
    rf"{_PERSON}(?:'s|’s) (?i:(?:\w+ )?(?:{_FAMILY})){_NO_NOUN}|"
    rf"\b(?i:hat|haben|has|have|does|did) {_PERSON}(?i: (?:have|got|any|eigentlich|auch|schon|eine?n?|an?|\w+e)){{0,3}} "
    rf"(?i:(?:{_FAMILY}|frau)){_NO_NOUN}|"
    rf"\b(?i:(?:wie ?viele kinder|welche krankheit) hat) {_PERSON}\W*$|"
    rf"\b(?i:(?:how many (?:children|kids)|(?:what|which) (?:illness|disease)) does) {_PERSON} (?i:have|suffer)|"
    rf"\b(?i:is|ist) {_PERSON} (?i:(?:\w+ )?(?:gay|lesbian|pregnant|ill|schwul|lesbisch|schwanger|krank))\b|"
    rf"\b(?i:wo|stra(?:ß|ss)e) (?i:wohnt) {_PERSON}|"
    # Where somebody lived is mostly asked of the dead: "Where did Albert Einstein live?"
    rf"\b(?i:where|what street|which street) (?:(?i:does|do) {_PERSON}|(?i:did) {_OFFICE}) (?i:live)\b|"
    rf"{_PERSON_JA}(?:に|には|の)(?:お子さん|子ども|子供)(?:たち)?(?=[はがを、。?]|って|$|の(?:名前|年齢|学校|数))|"
    rf"{_PERSON_JA}の宗教(?![一-鿿])"
)
"""Family, health and home, tied by the grammar to a person: "Tsukuba's children" are nobody's own."""

PERSONS_CONTACT = re.compile(
    rf"(?i:\b(?:{_CONTACT})) {_OF_PERSON}|"
    rf"{_PERSON}(?:'s|’s) (?i:(?:\w+ )?(?:{_CONTACT}))\b(?!(?i: (?:to|on|of|about|says?|mentions?)\b))|"
    rf"{_PERSON_JA}の(?:お?電話(?:番号)?|ご?住所|(?<![市学総会社]長の)連絡先|メールアドレス|メアド)"
)
OFFICE_CONTACT = re.compile(
    rf"\b(?:{_CONTACT}) (?:(?:von|of|for|fuer|vom|des|der|the|dem|den|lord|current) )+"
    r"(?:(?:ober)?buergermeister(?:s|in)?|rektor(?:s|in)?|praesident(?:en|in)?|mayor|rector|president)"
    r"(?: (?:of|von|der|in)(?: the| der)?(?: stadt| city of)? [\w-]+)?\W*$|"
    r"\b(?:mayor|rector|president)(?:'s|’s) (?:office|e-?mail(?: address)?|phone number)\W*$|"
    r"(?:^|[市町村学]の|[ぁ-ゖ])(?:市長|学長|総長)の(?:お?電話(?:番号)?|メールアドレス|メアド|連絡先)"
)
"""How an office is reached, whoever holds it; on the matching form."""

MARRIAGE = re.compile(
    rf"\b(?i:is|was|ist|war) {_NAME}(?: {_NAME})? (?i:married|divorced|verheiratet|geschieden)\b|"
    rf"\b(?i:welche|which|what) (?i:religion) (?i:hat|has|does) (?!(?i:japan|deutschland|germany)\b){_NAME}(?: {_NAME})?(?i: have)?\W*$"
)
"""Asked of one whose surname alone is given."""

WORKPLACE = re.compile(
    r"\b(?:rathaus\w*|\w*buero\w*|\w*amt(?:e?s)?|\w*abteilung|\w*verwaltung|uni|universitaet|hochschule|\w*schule|"
    r"institut\w*|\w*konsulat\w*|verein\w*|tourist\w*|sekretariat|sprechstunde|\w*klinik\w*|\w*haus|\w*schloss|hotel|\w*theater|galerie|\w*park|"
    r"city hall|town hall|office|school|university|institute|consulate|division|department|centre|center|secretary|"
    r"hospital|museum|library|hotel|theatre|park|station)\b|役所|市長室|[課局]の|事務|大学|学校|領事館|病院|窓口|センター|博物館|協会"
)
"""Where people can be reached by everybody."""

ADVICE_ASKED = re.compile(
    r"\b(?:soll(?:te|en|ten)? (?:ich|er|sie|mein\w*|man|wir)|"
    r"(?:darf|kann|muss) ich .{0,60}(?:absetzen|nehmen|weglassen|aufhoeren)|"
    r"raten sie|raetst du|empfehl\w* (?:sie|du) mir|ist es ratsam|hilft (?:mir|das gegen)|was tun (?:bei|gegen|wenn)|"
    r"habe ich (?:ein )?(?:recht|anspruch)|kann ich (?:\w+ ){0,4}(?:verklagen|klagen|einklagen)|"
    r"should (?:i|he|she|my|we|they)(?! (?:expect|hope|get (?:my|our|his|her|their) hopes))|can i stop|"
    r"do i have to (?:keep|stop|start)|(?:would|will|can|could|does) \w+ (?:help|cure|heal) (?:me|my|him|her)|"
    r"do you (?:recommend|advise)|is it (?:safe|advisable)|"
    r"would you (?:recommend|advise)|can i sue|am i entitled|do i have a (?:case|claim|right))\b|"
    r"べき(?:です|でしょう|か)|[ただ](?:方|ほう)が(?:いい|よい|良い)|ても(?:いい|大丈夫|よい)(?:です|でしょう)|受けたら(?:いい|よい)|"
    r"治り?ますか|治せますか|勧めますか|おすすめ(?:します|です)か|訴え(?:られ|る)|権利はあり|請求でき"
)
MEDICAL = re.compile(
    r"\b(?:therapie|behandlung|behandeln|medikament\w*|tabletten?|krank(?:e[mnrs]?|heit\w*)?|\w*schmerz(?:en)?|symptom\w*|"
    r"diagnose|zum arzt|zur aerztin|multiple[rn]? sklerose|amyotroph\w*|schlaganfall\w*|querschnitt\w*|laehmung\w*|gelaehmt\w*|"
    r"rueckenmark\w*|operation|dosis|impf\w*|"
    r"therapy|treatment|medication|medicine|pills?|(?:my|his|her|their|taking) tablets|disease|ill(?:ness)?|pain|"
    r"diagnos\w+|(?:see|ask|tell) (?:a|my|his|her) doctor|multiple sclerosis|stroke|paralys\w+|paraly[sz]ed|spinal|surgery|"
    r"dosage|vaccin\w+|parkinson\w*|cancer|krebs)\b|"
    r"治療|病気|症状|(?<![一-鿿])薬(?![一-鿿])|痛み|痛め|診断|(?:医師|医者)に(?:相談|かか|行|診)|麻痺|まひ|脊髄|脳卒中|手術|"
    r"多発性硬化症|筋萎縮性|(?<![ぁ-ゖ])がん(?=[のをがはにとで、。?]|$)|癌|リハビリ|歩けません"
)
ABBREVIATED_ILLNESS = re.compile(r"(?<![A-Za-z-])(?:MS|ALS)(?![A-Za-z-])")
SMALL_LETTERS = re.compile("[a-zäöüßぁ-ヺ一-鿿]")
"""Only capitals among small letters are an illness: "als" is a word of every other German sentence."""

LEGAL = re.compile(
    r"\b(?:verklagen|klagen|einklagen|rechtsanspruch|anwalt|vertrag kuendigen|schadensersatz|entschaedigung|schmerzensgeld|"
    r"widerspruch einlegen|sue|lawsuit|legal action|lawyer|compensation|(?:to|in) court)\b|"
    r"訴え|訴訟|弁護士|損害賠償|法的"
)
_DAY = r"(?:heute|(?<!am )morgen|uebermorgen|wochenende)\b(?! de[rs]\b)"
_DAY_EN = r"(?:today|tonight|tomorrow|weekend)\b(?! of\b)"
_OPEN_ANYWAY = r"(?!.*(?:\b(?:geoeffnet|offen|auf|auch (?:wenn|bei)|even (?:if|when)|open)\b|開い|開き|ても|営業))"
_WEATHER = re.compile(
    rf"^{_OPEN_ANYWAY}.*(?:\b{_DAY}.{{0,40}}\b(?:wetter|regnen|schneien)\b|"
    rf"\b(?:wetter|regnet es|schneit es)\b.{{0,40}}\b{_DAY}|wettervorhersage|"
    rf"\b{_DAY_EN}.{{0,40}}\b(?:weather|rain|snow)\b|weather forecast|"
    rf"\b(?:weather|rain|snow)(?:ing)?\b.{{0,40}}\b{_DAY_EN}|"
    r"天気予報|(?:今日|今夜|明日|明後日|あした|あす|週末).{0,12}(?:天気|雨が|雪が))"
)
_VOTE = re.compile(
    r"\b(?:wen|welche partei|was (?=.{0,40}\bwahl)) ?soll(?:te)? (?:ich|man|wir)\b.{0,40}\bwaehlen\b|\bwahlempfehlung|"
    r"\b(?:who|whom|which party|what party) should (?:i|we|one) vote\b|"
    r"(?:(?:誰|だれ|どの(?:政)?党|どの候補).{0,4}に(?:投票|入れ)|どこに投票)(?:す(?:れば|る?べき)|たら|れば)"
)
_TASK = re.compile(
    r"^(?:bitte |(?:kannst|koenntest|wuerdest) du |(?:koennen|koennten) sie )*(?:mir |uns |bitte )*(?:"
    r"(?:schreib|dicht|reim|verfass|programmier|mach)(?:e|en sie)?\b.{0,40}"
    r"\b(?:gedicht|witz|lied|maerchen|programm(?! (?:de[rs]|vom|von)\b)|skript|code|aufsatz|roman|hausaufgaben?)\b|"
    r"(?:erzaehl|sing)(?:e|en sie)?(?: (?:mir|uns|mal|bitte|doch|noch))* eine?n? (?:\w+ ){0,3}(?:witz|lied|maerchen|gedicht)\b|"
    r"uebersetz(?:e|en sie)?\b(?! (?:mir |uns |bitte )*(?:das motto|den (?:namen|titel|slogan))\b))|"
    # Of the bot, not of the city: "Können Sie Urkunden übersetzen?"
    r"^(?:bitte|(?:kannst|koenntest|wuerdest) du|(?:koennen|koennten|wuerden) sie (?:mir|uns|bitte|das|dies\w*|folgend\w*))\b"
    r".{0,60}\b(?:uebersetzen|(?:gedicht|witz|lied) (?:schreiben|erzaehlen|singen))\W*$|"
    r"^(?:please |(?:can|could|would|will) you (?:please )?)?(?:"
    r"(?:write|compose|code)\b.{0,20}\b(?:an?|another|some|my) (?:\w+ ){0,3}(?:poem|joke|song|fairy ?tale|novel|script|program|essay)\b|"
    r"(?:tell|sing)(?: (?:me|us))? (?:an?|another|some|your|one|the best) (?:\w+ ){0,3}(?:joke|song|fairy ?tale|poem)\b|"
    r"translate\b(?! the (?:motto|slogan|name|title)\b)|do my homework\b)|"
    r"(?:(?:詩|俳句|短歌|歌|小説|プログラム|コード|作文|冗談|ジョーク)(?:を|でも).{0,6}(?:書い|作っ|言っ|歌っ|話し)て|"
    r"(?:ドイツ|英|日本)語[にへ](?:翻訳し|訳し)て|私の宿題を.{0,6}て)(?:ください|下さい|くれ(?:る|ます)?か?|ほしい|欲しい)?[。！!？?]*$"
)
SUM = re.compile(
    r"^(?:was (?:ist|ergibt)|wie ?viel (?:ist|ergibt)|berechne|what(?:'s| is)|how much is|calculate)?\W*"
    r"\d[\d.,]*\s*(?:[+*x×÷]|mal|plus|minus|geteilt durch|durch|times|divided by|かける|足す|たす|引く|ひく|割る|わる)"
    r"\s*\d[\d.,]*\W*(?:は|=)?\W*(?:いくつ|いくら|何)?(?:ですか)?\W*$"
)
_CLOCK = re.compile(
    r"^(?:wie (?:viel uhr|spaet) ist es|what time is it|what's the time|今は?何時ですか|今、?何時)"
    r"(?: (?:jetzt|gerade|denn|now|right now|please))*[?。！!？ ]*$"
)
OFF_TOPIC = re.compile("|".join(p.pattern for p in (_WEATHER, _VOTE, _TASK, _CLOCK)))
"""Forecasts, whom to vote for, tasks and the time of now: no document answers them, however near its words come."""

WHITE_SPACE = re.compile(r"\s+")
