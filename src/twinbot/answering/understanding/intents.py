"""Questions that get a fixed reply: greetings, and what must not be answered as it was asked.

The patterns are those of ordinary German, English and Japanese, matched on the matching form with
look-alike letters of other scripts folded, so that "іgnore" in Cyrillic is still "ignore". What no
pattern knows goes the usual way: it is searched for, and abstained from if nothing answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from twinbot.answering.extraction.persons import names_person
from twinbot.language import content_words, matching_form
from twinbot.types import Intent, Language

_LOOK_ALIKES = str.maketrans("аеорсухіјѕԁһ", "aeopcyxijsdh")
"""Cyrillic letters that look like Latin ones (Unicode UTS #39, confusables)."""

_INJECTION = re.compile(
    r"\b(?:ignorier|vergiss|vergesse|missachte|ueberschreib)\w*\b.{0,40}"
    r"\b(?:regel|anweisung|vorgabe|instruktion|alles|bisher)|"
    r"\b(?:ignore|forget|disregard|override|bypass)\b.{0,40}"
    r"\b(?:rules?|instructions?|prompts?|directions?|guidelines?|everything|previous|above)\b|"
    r"(?:指示|ルール|規則|命令|設定|制約)(?:を|は|なんか)?.{0,12}(?:無視|むし|忘れ|破っ|破棄|捨て)|全ルール無視|"
    r"system ?-?prompt|システム ?プロンプト|内部(?:指示|命令|プロンプト)|初期設定を|"
    r"\b(?:deine|deinen|your|the) (?:\w+ )?(?:anweisungen|instructions|guidelines|vorgaben)\b|"
    r"\bwiederhole?\b.{0,40}\b(?:ueber|vor|oberhalb)\b.{0,12}(?:frage|nachricht|text)|"
    r"\brepeat (?:everything|all|the (?:text|words)) (?:above|before)|"
    r"\b(?:antworte|schreib|sag|gib)\w*\b.{0,30}\b(?:nur|einfach|ausschliesslich|exakt)\b.{0,20}\b(?:mit|das wort|den satz)|"
    r"\b(?:only|just|simply) (?:say|reply|answer|print|output|write)\b|"
    r"\b(?:say|reply|answer|print|output|write) (?:only|just|exactly)\b|とだけ(?:答|言|書|返)"
)
_ROLE_PLAY = re.compile(
    r"\b(?:du bist (?:jetzt|ab jetzt|nun|ab sofort)|ab (?:jetzt|sofort) (?:bist|heisst) du|"
    r"tu so,? als|spiel(?:e)? (?:die rolle|einen?|jetzt)|stell dir vor,? du (?:bist|waerst)|"
    r"verhalte? dich wie|schluepf\w* in die rolle)|"
    r"\b(?:pretend (?:to be|you|that you)|you are now|from now on you|act as (?:if|an?|my|the)|"
    r"role-?play|imagine you are|play the (?:role|part)|developer mode|jailbreak|do anything now)\b|"
    r"になりきって|のふりをして|のふりして|役を演じ|あなたは(?:今から|これから)|今から(?:あなた|君|お前)は|ロールプレイ|"
    r"制限なしで|制限のない"
)
_INSULT = re.compile(
    r"\b(?:idiot|idioten|bloedmann|bloede[rs]? (?:bot|maschine|ding|kuh|sau)|dummkopf|trottel|"
    r"arschloch|arsch|scheiss\w*|verpiss dich|halt die (?:klappe|fresse)|strohdumm\w*|saudumm\w*|"
    r"(?:du|ihr) (?:bist|seid)\b.{0,20}(?:dumm|bloed|nutzlos|unfaehig|schrott|muell|daemlich)\w*|"
    r"nichtsnutz|blechkasten|wichser|hurensohn|fick\w*|depp|vollpfosten|penner)\b|"
    r"\b(?:idiots?|moron|stupid (?:bot|machine|thing|idiot)|dumb (?:bot|machine|ass)|asshole|"
    r"fuck\w*|shut up|bullshit|you suck|bastard|bitch|useless (?:bot|machine|piece|junk|thing)|"
    r"piece of (?:junk|garbage|shit|crap|trash)|"
    r"you(?: are|'?re| are so| really)? (?:so )?(?:stupid|dumb|useless|an idiot|pathetic|worthless))\b|"
    r"馬鹿|バカ|ばか(?:か|やろ|野郎|もの|め)|阿呆|アホ|あほ|クソ|くそ(?:ったれ|野郎|ボット)|死ね|しね[!。 ]?$|黙れ|だまれ|"
    r"役立たず|ポンコツ|ぽんこつ|間抜け|まぬけ|うざい|ふざけるな"
)
_PRIVATE = re.compile(
    r"\b(?:privat(?:adresse|nummer|anschrift|telefon|wohnung|handy|e-?mail)\w*|"
    r"wohnt\b.{0,30}\bprivat|wohnadresse|wohnanschrift|hausnummer|handynummer|mobilnummer|"
    r"kontonummer|geheimnummer|gehalt|verdient|vermoegen|krankheit|gesundheitszustand|"
    r"verheiratet|geschieden|ehefrau|ehemann|kinder|religion|schwanger|"
    r"telefonnummer|handy|e-?mail-?adresse|privatleben)\b|"
    r"\b(?:home address|private (?:address|number|phone|e-?mail|life)|(?:personal|cell|mobile) "
    r"(?:phone|number|e-?mail)|phone number|mobile(?: number)?|where (?:does|do) .{1,40} live|"
    r"salary|earns?|bank account|married|divorced|wife|husband|children|kids|religion|illness|"
    r"medical (?:record|condition)|pregnant|doorbell|e-?mail address)\b|"
    r"自宅|住所|携帯(?:電話)?(?:の)?番号|電話番号|私生活|年収|給料|給与|口座|結婚して|離婚|奥さん|奥様|妻|夫|"
    r"家族構成|子供|子ども|宗教|病歴|個人(?:の)?(?:電話|メール|連絡先)|メールアドレス|どこに住んで"
)
_LIVES = re.compile(r"\bwo wohnt\b|\bin welcher strasse\b")
_ADVICE_ASKED = re.compile(
    r"\b(?:soll(?:te)? (?:ich|er|sie|mein\w*|man|wir)|darf ich|kann ich .{0,40}(?:absetzen|nehmen)|"
    r"raten sie|raetst du|empfehl\w* (?:sie|du) mir|ist es ratsam|hilft (?:mir|das gegen)|was tun|"
    r"habe ich (?:ein )?(?:recht|anspruch)|kann ich (?:\w+ ){0,4}(?:verklagen|klagen|einklagen)|"
    r"should (?:i|he|she|my|we|they)|can i stop|do you (?:recommend|advise)|is it (?:safe|advisable)|"
    r"would you (?:recommend|advise)|can i sue|am i entitled|do i have a (?:case|claim|right))\b|"
    r"べき(?:です|でしょう|か)|した(?:方|ほう)がいい|ても(?:いい|大丈夫|よい)(?:です|でしょう)|受けたら(?:いい|よい)|"
    r"治り?ますか|治せますか|勧めますか|おすすめ(?:します|です)か|訴え(?:られ|る)|権利はあり"
)
_MEDICAL = re.compile(
    r"\b(?:therapie|behandlung|behandeln|medikament\w*|tablette\w*|krank\w*|schmerz\w*|symptom\w*|"
    r"diagnose|arzt|aerztin|multiple sklerose|ms|schlaganfall|querschnitt\w*|laehmung|gelaehmt|"
    r"rueckenmark\w*|operation|dosis|impf\w*|"
    r"therapy|treatment|treat|medication|medicine|pills?|tablets?|disease|ill(?:ness)?|pain|"
    r"symptoms?|diagnos\w+|doctor|multiple sclerosis|stroke|paralys\w+|paraly[sz]ed|spinal|surgery|"
    r"dose|vaccin\w+|parkinson\w*|als|cancer|krebs)\b|"
    r"治療|病気|症状|薬|痛み|痛め|診断|医師|医者|麻痺|まひ|脊髄|脳卒中|手術|多発性硬化症|がん|リハビリ|歩けません"
)
_LEGAL = re.compile(
    r"\b(?:verklagen|klagen|einklagen|rechtsanspruch|anwalt|vertrag kuendigen|schadensersatz|"
    r"widerspruch einlegen|sue|lawsuit|legal action|lawyer|entitled|compensation|court)\b|"
    r"訴え|訴訟|弁護士|損害賠償|法的"
)
_WEATHER = re.compile(
    r"\b(?:heute|morgen|uebermorgen|wochenende)\b.{0,40}\b(?:wetter|regnen|schneien)\b|"
    r"\b(?:wetter|regnet es|schneit es)\b.{0,40}\b(?:heute|morgen|uebermorgen|wochenende)\b|wettervorhersage|"
    r"\b(?:today|tonight|tomorrow|weekend)\b.{0,40}\b(?:weather|rain|snow)\b|weather forecast|"
    r"\b(?:weather|rain|snow)(?:ing)?\b.{0,40}\b(?:today|tonight|tomorrow|weekend)\b|"
    r"天気予報|(?:今日|今夜|明日|明後日|あした|あす|週末).{0,12}(?:天気|雨が|雪が)"
)
_VOTE = re.compile(
    r"\b(?:wen|was|welche partei) soll(?:te)? (?:ich|man|wir)\b.{0,40}\bwaehlen\b|\bwahlempfehlung|"
    r"\b(?:who|whom|which party|what party) should (?:i|we|one) vote\b|"
    r"(?:誰|だれ|どの(?:政)?党|どこ|どの候補).{0,4}に(?:投票|入れ)(?:す(?:れば|る?べき)|たら|れば)"
)
_TASK = re.compile(
    r"^(?:bitte |(?:kannst|koenntest|wuerdest) du |(?:koennen|koennten) sie )*(?:mir |uns |bitte )*(?:"
    r"(?:schreib|dicht|reim|verfass|erzaehl|sing|programmier|mach)(?:e|en sie)?\b.{0,40}"
    r"\b(?:gedicht|witz|lied|maerchen|programm|skript|code|aufsatz|roman|hausaufgaben?)\b|"
    r"uebersetz(?:e|en sie)?\b|.{0,60}\b(?:uebersetzen|(?:gedicht|witz|lied) (?:schreiben|erzaehlen|singen))\W*$)|"
    r"^(?:please |(?:can|could|would|will) you (?:please )?)?(?:"
    r"(?:write|compose|tell|sing|code)\b.{0,40}\b(?:poem|joke|song|fairy ?tale|novel|script|program|essay)\b|"
    r"translate\b|do my homework\b)|"
    r"(?:(?:詩|俳句|短歌|歌|小説|プログラム|コード|作文|冗談|ジョーク)(?:を|でも).{0,6}(?:書い|作っ|言っ|歌っ|話し)て|"
    r"(?:ドイツ|英|日本)語[にへ](?:翻訳し|訳し)て|私の宿題を.{0,6}て)(?:ください|下さい|くれ(?:る|ます)?か?|ほしい|欲しい)?[。！!？?]*$"
)
_SUM = re.compile(
    r"(?:was (?:ist|ergibt)|wie ?viel (?:ist|ergibt)|berechne|what(?:'s| is)|how much is|calculate)?\W*"
    r"\d[\d.,]*\s*(?:[+*x×÷]|mal|plus|minus|geteilt durch|durch|times|divided by|かける|足す|たす|引く|ひく|割る|わる)"
    r"\s*\d[\d.,]*\W*(?:は|=)?\W*(?:いくつ|いくら|何)?(?:ですか)?\W*"
)
_CLOCK = re.compile(
    r"^(?:wie (?:viel uhr|spaet) ist es|what time is it|what's the time|今は?何時ですか|今、?何時)"
    r"(?: (?:jetzt|gerade|denn|now|right now|please))*[?。！!？ ]*$"
)
_OFF_TOPIC = re.compile("|".join(p.pattern for p in (_WEATHER, _VOTE, _TASK, _CLOCK)))
"""Forecasts, whom to vote for, tasks and the time of now: no document answers them, however near its words come."""

_SMALL_TALK: Mapping[Intent, re.Pattern[str]] = {
    "greeting": re.compile(
        r"(?:hallo|hi|hey|hello|moin|servus|gruess (?:gott|dich|sie)|guten (?:tag|morgen|abend)|"
        r"good (?:morning|afternoon|evening|day)|glueck ?auf|こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|"
        r"はじめまして|初めまして|やあ|どうも|wie geht(?:'?s| es (?:dir|ihnen))|how are you|お元気ですか)"
    ),
    "thanks": re.compile(
        r"(?:(?:vielen |herzlichen |besten |lieben )?dank(?:e)?(?: (?:schoen|sehr|dir|ihnen))?|merci|"
        r"(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|ありがとう(?:ございま(?:す|した))?|"
        r"どうもありがとう(?:ございま(?:す|した))?|助かりました|感謝します|tschuess|auf wiedersehen|bye|goodbye|さようなら)"
    ),
    "abilities": re.compile(
        r"(?:was (?:kannst du|koennen sie|machst du|weisst du)(?: (?:alles|denn|so|eigentlich))*|"
        r"wer (?:bist du|sind sie)|wobei (?:kannst|koennen) (?:du|sie)(?: mir)? helfen|hilfe|help|"
        r"wie funktionierst du|bist du (?:ein )?(?:mensch|roboter|bot|ki|maschine)|"
        r"what (?:can|do) you (?:do|know|answer)|who are you|what are you|how (?:do|does) (?:you|this) work|"
        r"are you (?:a |an )?(?:human|robot|bot|ai|machine)|what can i ask(?: you)?|"
        r"(?:was|wer|what|who) (?:ist|is|macht|does) twinbot(?: do)?|twinbot(?:とは|って|は)?(?:何|なに)?(?:ですか)?|"
        r"(?:あなたは)?(?:何|なに)が?でき(?:ます|るの)か?|(?:あなたは)?(?:誰|だれ|何者)です?か|"
        r"(?:何|なに)を(?:聞け|質問でき)ますか|使い方(?:を教えて(?:ください)?)?|人間ですか|ヘルプ)"
    ),
}
_CIVILITIES = re.compile(r"[\s!?.,;:。、！？…~〜ー()\U0001f300-\U0001faff☺❤️-]+")


def detect_intent(text: str, language: Language) -> Intent | None:
    """Return why a question gets a fixed reply; ``None`` where it is to be searched for.

    Args:
        text: The question as typed.
        language: Its language.
    """
    form = _comparable(text)
    if _INJECTION.search(form) or _ROLE_PLAY.search(form):
        return "injection"
    if _INSULT.search(form):
        return "insult"
    if _asks_for_private(text, form):
        return "private_person"
    if _ADVICE_ASKED.search(form) and (is_medical(text) or _LEGAL.search(form)):
        return "advice"
    if _OFF_TOPIC.search(form) or _SUM.fullmatch(form):
        return "off_topic"
    return _small_talk(form, language)


def is_medical(text: str) -> bool:
    """Tell whether a question speaks of illness or treatment."""
    return bool(_MEDICAL.search(_comparable(text)))


def _asks_for_private(text: str, form: str) -> bool:
    """Tell whether private facts of a named person or office holder are asked for."""
    return bool((_PRIVATE.search(form) or _LIVES.search(form)) and names_person(text))


def _small_talk(form: str, language: Language) -> Intent | None:
    """Return the civility that a text consists of, with nothing else worth searching for."""
    rest = _CIVILITIES.sub(" ", form).strip()
    for intent, pattern in _SMALL_TALK.items():
        found = pattern.match(rest)
        if found and not content_words(rest[found.end() :], language):
            return intent
    return None


def _comparable(text: str) -> str:
    """Return the matching form in which letters of look-alike scripts are the Latin ones."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LOOK_ALIKES)
    return matching_form(folded)
