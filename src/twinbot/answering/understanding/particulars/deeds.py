"""What a question asks to have been done, which a statement of something else does not answer.

"Who paid for the journey?" shares its words with "The journey led to A in May", and "When did A end
the agreement?" takes for given what no document tells. For a few such deeds and things nearly every
answer has one of a few words; a statement without any of them is only near. The words are those of
ordinary German, English and Japanese in matching form, since a statement may be in another language
than the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TIES = (
    r"partner|abkommen|vertrag|zusammenarbeit|kooperation|memorandum|netzwerk|"
    r"agreement|cooperation|network|連携|提携|協定|合意|覚書|関係|交流"
)
"""What is agreed on; an office or a term is ended otherwise."""

_DEEDS: Sequence[tuple[re.Pattern[str], re.Pattern[str]]] = (
    (  # ending what was agreed on
        re.compile(
            rf"(?=.*(?:{_TIES}))(?:.*\b(?:auf)?(?:ge)?kuendig(?:t|te|en|ten)\b|"
            r".*\bbeende(?:t|te|ten|n)\b|.*\bauf(?:ge|zu)?loes(?:t|te|en)\b|"
            r".*\b(?:did|does|do|has|have|had)\b.*\b(?:end(?:ed)?|quit|leave|left|terminate[ds]?|"
            r"dissolved?|withdraw(?:n)?|br(?:eak|oken) (?:off|up|with))\b(?! up)|"
            r".*(?:解消|解約|脱退|離脱|破棄|打ち切|を(?:終わら|終了|終え|やめ|切)))|"
            r"\baus(?:getreten|gestiegen)\b|\b(?:zer)?stritten\b|\bzerstreiten\b|"
            r"\bfall(?:en)? out with\b"
        ),
        re.compile(
            r"\b(?:auf)?(?:ge)?kuendig|\bbeend|\bend(?:et|ete|eten|ed|s)\b|geendet|aufgeloest|aufgehoben|austrat|"
            r"ausgetreten|abgebrochen|beschraenk|eingeschlafen|\bstreit|stritt|"
            r"\b(?:left|leaves|quit|no longer|limited|broken?)\b|terminat|dissol|withdr|expire|"
            r"解消|解約|終了|脱退|離脱|破棄|打ち切|やめ|限られ|限定"
        ),
    ),
    (  # refusing
        re.compile(
            r"\babgelehnt\b|\blehn(?:t|te|ten)\b.*\bab\b|verweiger|\b(?:ge)?weiger|"
            r"\b(?:refus|reject)\w*|\bturn(?:ed)? down\b|断(?:っ|り|る)|拒否|拒ん|辞退"
        ),
        re.compile(r"lehn|weiger|refus|reject|turned down|断|拒|辞退"),
    ),
    (  # putting off
        re.compile(
            r"\b(?:ver|ge)sch(?:ob|ieb|oben)\w*|\bverlegt\b|\bvertagt\b|\babgesagt\b|\bausgefallen\b|"
            r"\bpostpon\w*|\bcall(?:ed)? off\b|\bput off\b|\bcancel\w*|延期|中止"
        ),
        re.compile(
            r"sch[io]e?b|verleg|vertagt|abgesagt|\bfiel(?:en)?\b|ausgefallen|verzoeger|nachgeholt|"
            r"pandemi|corona|spaeter|\bfeiert\w*\b.*\bnach\b|postpon|cancel|called off|put off|"
            r"\bmoved\b|delay|overtak|\blater\b|延期|中止|遅れ|実現|コロナ|取りやめ"
        ),
    ),
    (  # losing
        re.compile(
            r"\b(?:wer|gegen wen)\b.*\b(?:verlor(?:en)?|unterlag|unterlegen)\b|"
            r"\bwho(?:m)?\b.*\b(?:lost|lose|loses|defeated)\b|"
            r"(?:敗れ|負け|落選)[^。]*(?:誰|だれ|どなた)|(?:誰|だれ|どなた)[^。]*(?:敗れ|負け|落選)"
        ),
        re.compile(
            r"\bgegen\b|verlor|verlier|unterl[ae]g|besieg|\bschlug\b|\bagainst\b|\bbeat(?:en)?\b|defeat|"
            r"\blos[te]\b|敗|負け|落選|[にを](?:[^、。]{0,14})(?:勝|破っ)|退け"
        ),
    ),
    (  # paying
        re.compile(
            r"\bwer\b.*(?:zahl(?:t|te|en|ten)\b|finanzier|spendet|sponser|\bkosten\b)|"
            r"\bvon wem\b.*(?:bezahlt|finanziert)|"
            r"\bwho\b.*\b(?:pa(?:id|ys?)\b|fund(?:ed|s)?\b|financ|sponsor)|"
            r"(?:誰|だれ|どこ)が[^。]*(?:支払|払|負担|出資|寄付)|"
            r"(?:費用|代金|資金)[はを](?:誰|だれ|どこ)"
        ),
        re.compile(
            r"zahl(?:t|te|en|ten|ung)\b|foerder|finanz|kosten|geld|\beuros?\b|spende|sponsor|"
            r"\bpa(?:id|ys?|yment)\b|fund(?:ed|s|ing)|financ|money|\bcosts?\b|free of charge|"
            r"払|負担|出資|寄付|助成|補助|費用|資金|予算|無料|有料"
        ),
    ),
    (  # founding: that it "was founded" does not tell by whom
        re.compile(
            r"\bwer\b.*\b(?:gruendete|gegruendet)\b|\bwho founded\b|"
            r"(?:設立|創設|創立|創業)し[^。]*(?:誰|だれ|どなた)|"
            r"(?:誰|だれ|どなた)が[^。]*(?:設立|創設|創立|創業)し"
        ),
        re.compile(
            r"\bgruendete|\bgruender|\b(?:von|durch)\b[^,;.]{0,60}\bgegruendet|\bgruendung durch|"
            r"\bfounder|\bfounded by\b|\bset up by\b|"
            r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!ly )\b(?:founded|founds|set up) "
            r"(?!in\b|on\b|anew\b)|"
            r"を[^、。]{0,8}(?:設立|創設|創立|創業)|(?:設立|創設|創立|創業)者|によ[りっる]"
        ),
    ),
    (  # being at the head
        re.compile(
            r"\bwer leitet\b|\bwer (?:ist|sind)\b.*\bleit(?:er|ung)|"
            r"\bwho (?:runs|heads|leads|manages)\b|"
            r"\bwho is the (?:head|manager|director)\b|"
            r"(?:院長|所長|館長|責任者)は(?:誰|だれ|どなた)"
        ),
        re.compile(
            r"\bleit|geleitet|leiter|\bfuehrt|chef|\bhead|\bl(?:ead|ed\b)|manage|\bruns?\b|"
            r"direktor|director|rektor|\brector|praesident|president|meister|mayor|vorsitz|chair|"
            r"[院所館会社学市]長|代表|責任者"
        ),
    ),
    (  # spending the night
        re.compile(
            r"uebernacht|\bunterkunft|\buntergebracht\b|\bhotels?\b|\bstay\w* (?:over|the )night|"
            r"\bspen[dt]\w* the night|\baccommodat|泊ま|宿泊|ホテル"
        ),
        re.compile(
            r"uebernacht|unterk[ue]nft|untergebracht|hotel|\bwohn|overnight|the night|accommodat|"
            r"\bliv(?:e|ed|ing)\b|泊|ホテル|寮|住"
        ),
    ),
    (  # hiring and lending
        re.compile(
            r"\b(?:aus|ver|ent)?(?:zu|ge)?leihen\b|\bmieten\b|\bgemietet\b|"
            r"\b(?:rent|hire|borrow)\b(?! do\b)|借り|レンタル"
        ),
        re.compile(
            r"leih|miet|\brent|\bhire|borrow|\blease|kostenlos|kostenfrei|free of charge|"
            r"借|貸|レンタル|無料"
        ),
    ),
    (  # going with somebody
        re.compile(
            r"\bwer\b.*\b(?:begleite|reiste\w* mit)|"
            r"\bwho\b.*\b(?:(?:travel\w*|came|went|flew|visited\b.*) with|accompan)|"
            r"同行し|一緒に(?:行っ|来)"
        ),
        re.compile(
            r"begleit|\bmit\b|zusammen|gemeinsam|\bwith\b|together|accompan|teilnehm|mitglied|member|"
            r"delegation|gruppe|\bgroup\b|同行|ととも|と共に|一緒|伴|一行|代表団|参加"
        ),
    ),
    (  # signing somewhere
        re.compile(
            r"\bwo\b.*\b(?:unterzeichne|unterschr)|\bwhere\b.*\bsigned\b|"
            r"どこで[^。]*(?:署名|調印|締結)"
        ),
        re.compile(r"unterzeich|unterschr|\bsign|besiegelt|署名|調印|締結|結[びばん]"),
    ),
    (  # coming back
        re.compile(
            r"zurueck(?:kehr|komm|ge)|\bkehr\w*\b.*\bzurueck\b|\bcome back\b|\breturn(?:s|ed)?\b|"
            r"帰還|戻(?:る|っ|り)"
        ),
        re.compile(r"zurueck|rueckkehr|\bback\b|return|帰|戻"),
    ),
    (  # replying to what was said
        re.compile(
            r"\breagier|\b(?:be)?antwortete|\breaktion|\breact|\brespond|どう(?:答え|応え|反応)"
        ),
        re.compile(
            r"reagier|antwort|reaktion|react|respon|repl|\bsaid\b|\bsagte|答え|応え|反応|述べ"
        ),
    ),
    (  # being nicer than another
        re.compile(
            r"\b(?:schoener|netter|besser|lebenswerter|interessanter)\b.*\bals\b|"
            r"\b(?:more (?:beautiful|interesting|attractive)|better|nicer|prettier)\b.*\bthan\b|"
            r"より(?:も)?(?:美し|きれい|綺麗|良い|いい|住みやす)"
        ),
        re.compile(
            r"schoen|nett|besser|lebenswert|beautiful|attractive|better|nice|prett|"
            r"美し|きれい|綺麗|良い|住みやす"
        ),
    ),
    (  # eating
        re.compile(
            r"^was (?:gab es|wurde)\b.*\b(?:zu essen|gegessen|serviert|aufgetischt)\W*$|"
            r"^(?:what|which) (?:food|meal|dish(?:es)?)\b|^what did\b.*\beat\b|^what was served\b|"
            r"何を食べ|(?:料理|食事)は(?:何|どんな)"
        ),
        re.compile(
            r"\bess|gegess|speis|menue|gericht|buffet|serviert|gereicht|mahlzeit|kueche|restaurant|"
            r"\bfood|\beat|\bate\b|\bmeals?\b|dinner|lunch|breakfast|\bdish|\bmenu|cuisine|served|"
            r"banquet|sushi|soba|食|料理|弁当|味わ|寿司|そば|名物"
        ),
    ),
    (  # speaking a language
        re.compile(
            r"^(?:spricht|sprechen) (?!etwas|ich\b|man\b|wir\b).*\b(?:deutsch|englisch|japanisch)\W*$|"
            r"^(?:kann|koennen) (?!ich\b|man\b|wir\b).*\b(?:deutsch|englisch|japanisch) sprechen\W*$|"
            r"^(?:does|do|can|did) (?!i\b|we\b|you\b|one\b).{2,40}"
            r"\bspeaks? (?:any )?(?:german|english|japanese)\b|"
            r"(?:ドイツ|英|日本)語[はがを](?:話せ|話し|しゃべ|喋|でき)ま?(?:す|る|せんか)か?[。?？]*$"
        ),
        re.compile(
            r"spr[aei]ch|sprich|fliess|dolmetsch|unterricht|"
            r"speak|spoke|fluent|language|interpret|taught|話[すしせさ]|しゃべ|会話|でき|堪能|通訳|語学"
        ),
    ),
    (  # saying, writing and thinking: that a speech was held does not tell what was said
        re.compile(
            r"^was (?:sagte|schrieb)\b|^was (?:hat|haben)\b.*\b(?:gesagt|geschrieben)\W*$|"
            r"\bwhat did\b.*\b(?:say|write)\b(?! about)|\bwhat did\b.*\bthink of\b|"
            r"\bwie fand(?:en)?\b(?!.*\b(?:statt|zu)\b)|"
            r"^was h(?:ie|ae)lt(?:en)?\b.* von\b(?!.*\b(?:zusammen|ab|fern)\W*$)|"
            r"^(?!.*(?:語|漢字)で).*何[とを](?:言い|言った|言って(?:い|た)|述べ|語っ|書きまし|書いた)|感想(?!文|.*(?:どこ|いつ))"
        ),
        re.compile(
            r"[„“\"][^“”\"]{12,}[“”\"]|」と|\bdass\b|\bsag(?:t|te|ten)\b|gesagt|\bnannte|nannten|beton|"
            r"bezeichn|lobte|dankte|\bschrieb\b(?! sich)|verfasst|bericht|kuendig|wuensch|hoff|erklaer|"
            r"\bfand(?:en)?\b(?!.*\bstatt\b)|gefiel|gefallen|begeister|beeindruck|\bthat\b|\bsa(?:id|ys?)\b|"
            r"\bcalled\b|\bnamed\b|emphasi|praised|thanked|\bwrote\b|\bhope|stress|announc|describ|"
            r"report|\bliked?\b|enjoyed|impress|opinion|"
            r"と(?:[^、。]{0,8})(?:述べ|語|話|言|書|記|表明|強調|評)|を挙げ|感謝|期待|呼[びん]|思|感じ|驚|訴"
        ),
    ),
    (  # being paid
        re.compile(
            r"\bgehalt\b|\b(?:was|wie ?viel)\b.*\bverdien(?:t|en)\b(?!.*\b(?:dank|lob)\b)|\bsalary\b|"
            r"\bhow much (?:money )?(?:does|do|did|is|are) .{2,40} (?:earn|make|paid)\W*$|給料|給与|年収|報酬"
        ),
        re.compile(
            r"gehalt|verdien|besold|verguet|lohn|salary|\bearn|\bpa(?:y|id)|allowance|給|年収|報酬|手当|"
            r"円|euro|€|\byen\b"
        ),
    ),
    (  # a telephone number
        re.compile(
            r"^(?!.*(?:\b(?:without|need|required?|ohne|brauch\w*|notwendig)\b|必要|なし)).*"
            r"(?:telefonnummer|\brufnummer|\b(?:tele)?phone number|電話番号|電話は何番)"
        ),
        re.compile(r"[+0]\d[\d /()-]{4,}\d|telefon|rufnummer|\bphone|電話"),
    ),
    (  # writing an e-mail
        re.compile(r"\be-?mail|メール"),
        re.compile(r"@|e-?mail|メール"),
    ),
)
"""What asks for a deed, and what tells of it."""


def asked_deed(form: str) -> re.Pattern[str] | None:
    """Return what a statement must hold to tell of the deed that a question asks for.

    Args:
        form: The question in matching form.

    Returns:
        ``None`` for a question that asks for no such deed.
    """
    return next((told for asked, told in _DEEDS if asked.search(form)), None)
