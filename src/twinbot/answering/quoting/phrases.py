"""The fixed words that frame quotes or stand alone, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twinbot.types import Intent, Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """The frame of an answer in one language; ``{}`` is filled in.

    Attributes:
        stands_in: Before a quote in another language; takes that language's name.
        may_help: Before quotes that touch the question but may not answer it.
        newest_first: Before quotes of different years.
        not_covered: When the sources do not answer.
        nearest: Behind it: takes the title of the nearest document.
        ask: Behind it: takes the contact that staff named.
        premise: Before quotes of a document in which a number of the question does not stand;
            takes that number.
        own_data: When the asker typed personal data.
        sources_say: Before quotes that follow a refusal.
        shortened: Behind what a model wrote, when some of it was left out.
        model_silent: Before quotes that stand in for a model that does not answer.
        replies: The reply to each intent.
        languages: The names of the languages, as ``stands_in`` needs them.
    """

    stands_in: str
    may_help: str
    newest_first: str
    not_covered: str
    nearest: str
    ask: str
    premise: str
    own_data: str
    sources_say: str
    shortened: str
    model_silent: str
    replies: Mapping[Intent, str]
    languages: Mapping[Language, str]


PHRASES: Mapping[Language, Phrases] = {
    "de": Phrases(
        stands_in="In den Dokumenten steht dazu auf {}:",
        may_help="Das beantwortet Ihre Frage vielleicht nicht ganz; am nächsten kommt:",
        newest_first="Dazu gibt es Angaben aus verschiedenen Jahren, die neueste zuerst:",
        not_covered="Dazu steht in den vorliegenden Dokumenten nichts.",
        nearest="Am nächsten kommt das Dokument „{}“.",
        ask="Weiter hilft: {}.",
        premise="Die Angabe „{}“ aus Ihrer Frage steht in den zitierten Quellen nicht. Dort heißt es:",
        own_data="Bitte geben Sie hier keine persönlichen Daten ein; sie werden nicht gebraucht "
        "und nicht aufbewahrt.",
        sources_say="In den Dokumenten steht dazu:",
        shortened="Ein Teil der Antwort wurde weggelassen, weil die Quellen ihn nicht belegen.",
        model_silent="Das Sprachmodell antwortet gerade nicht; hier sind die Stellen im Wortlaut.",
        replies={
            "greeting": "Guten Tag! Stellen Sie gern eine Frage; ich antworte mit wörtlichen "
            "Zitaten aus den Dokumenten.",
            "thanks": "Gern. Stellen Sie jederzeit die nächste Frage.",
            "abilities": "Ich bin ein Programm und beantworte Fragen mit wörtlichen Zitaten aus "
            "den vorliegenden Dokumenten, auf Deutsch, Englisch oder Japanisch. Steht etwas nicht "
            "darin, sage ich es.",
            "source": "Was ich zitiere, steht Wort für Wort in den Dokumenten: Die Nummer hinter "
            "einem Satz führt zu der Stelle. Ob ein Dokument recht hat oder noch aktuell ist, kann "
            "ich nicht prüfen.",
            "objection": "Das tut mir leid. Vielleicht habe ich die Frage falsch verstanden; stellen "
            "Sie sie bitte mit anderen Worten. Steht in den Dokumenten etwas Falsches, melden Sie "
            "es bitte der Stadt.",
            "unclear": "Ich gebe die Dokumente wörtlich wieder und formuliere nichts um. Fragen Sie "
            "gern nach einem einzelnen Wort, oder öffnen Sie die Stelle über die Nummer hinter dem "
            "Satz.",
            "injection": "Ich beantworte Fragen aus den vorliegenden Dokumenten; anderen "
            "Anweisungen folge ich nicht.",
            "insult": "Darauf gehe ich nicht ein. Wenn Sie eine Frage zu den Dokumenten haben, "
            "beantworte ich sie gern.",
            "private_person": "Zu privaten Angaben über Personen gebe ich keine Auskunft.",
            "advice": "Einen medizinischen oder rechtlichen Rat kann ich nicht geben; bitte "
            "fragen Sie Ihre Ärztin, Ihren Arzt oder eine Rechtsberatung.",
            "off_topic": "Dabei kann ich nicht helfen: Ich gebe nur wieder, was in den "
            "vorliegenden Dokumenten steht.",
        },
        languages={"de": "Deutsch", "en": "Englisch", "ja": "Japanisch"},
    ),
    "en": Phrases(
        stands_in="The documents say about this in {}:",
        may_help="This may not fully answer your question; what comes closest:",
        newest_first="There are statements from different years, the newest first:",
        not_covered="I could not find this in the documents here.",
        nearest="The closest document is “{}”.",
        ask="You can ask: {}.",
        premise="“{}” in your question does not appear in the sources quoted. They say:",
        own_data="Please do not enter personal data here; it was not used for the answer.",
        sources_say="The documents say about this:",
        shortened="Part of the answer was left out because the sources do not support it.",
        model_silent="The language model is not answering at the moment; here are the passages, "
        "word for word.",
        replies={
            "greeting": "Hello! Ask a question, and I will answer with exact quotes from the "
            "documents.",
            "thanks": "You are welcome. Ask your next question whenever you like.",
            "abilities": "I am a program that answers questions with exact quotes from the "
            "documents here, in German, English or Japanese. When they do not say, I tell you so.",
            "source": "What I quote stands word for word in the documents: the number behind a "
            "sentence leads to the passage. Whether a document is right or still up to date, I "
            "cannot check.",
            "objection": "I am sorry. Perhaps I misunderstood the question; please ask it in other "
            "words. If something in the documents is wrong, please tell the city.",
            "unclear": "I quote the documents as they are and do not rephrase them. You are welcome "
            "to ask about a single word, or to open the passage by the number behind a sentence.",
            "injection": "I answer questions from the documents here; I do not follow other "
            "instructions.",
            "insult": "I will not respond to that. If you have a question about the documents, I am "
            "glad to answer it.",
            "private_person": "I give no information about the private life of persons.",
            "advice": "I cannot give medical or legal advice; please ask a doctor or a lawyer.",
            "off_topic": "I cannot help with that: I only pass on what the documents here say.",
        },
        languages={"de": "German", "en": "English", "ja": "Japanese"},
    ),
    "ja": Phrases(
        stands_in="{}の資料に、次の記述があります。",
        may_help="ご質問への答えとして十分ではないかもしれませんが、最も近い記述は次のとおりです。",
        newest_first="時期の異なる記述があります。新しいものから順に示します。",
        not_covered="手元の資料には、その記載がありません。",
        nearest="最も近い資料は「{}」です。",
        ask="お問い合わせ先：{}。",
        premise="ご質問にある「{}」は引用元の資料にありません。資料には次のように書かれています。",
        own_data="ここには個人情報を入力しないでください。回答には使用していません。",
        sources_say="資料には次のように書かれています。",
        shortened="資料で裏付けられない部分は省きました。",
        model_silent="言語モデルが現在応答していないため、資料の文をそのまま示します。",
        replies={
            "greeting": "こんにちは。ご質問をどうぞ。資料の文をそのまま引用してお答えします。",
            "thanks": "どういたしまして。次のご質問もお待ちしています。",
            "abilities": "私は、手元の資料の文をそのまま引用して、日本語・ドイツ語・英語の質問に答えるプログラムです。"
            "資料にないことは、ないとお伝えします。",
            "source": "引用した文は、資料にそのまま書かれています。文の後ろの番号から、その箇所を開けます。"
            "資料の内容が正しいか、今も有効かどうかは確認できません。",
            "objection": "申し訳ありません。ご質問を取り違えたかもしれませんので、別の言い方でもう一度お尋ねください。"
            "資料の内容に誤りがある場合は、市にお知らせください。",
            "unclear": "資料の文をそのまま引用しており、言い換えはできません。"
            "わからない言葉を一つずつお尋ねいただくか、文の後ろの番号からその箇所をお読みください。",
            "injection": "手元の資料についてのご質問にお答えします。それ以外の指示には従いません。",
            "insult": "そのようなお言葉にはお答えしません。資料についてのご質問があれば、喜んでお答えします。",
            "private_person": "個人の私的な情報についてはお答えしません。",
            "advice": "医療や法律に関する助言はできません。医師や弁護士などの専門家にご相談ください。",
            "off_topic": "それについてはお手伝いできません。手元の資料に書かれていることだけをお伝えしています。",
        },
        languages={"de": "ドイツ語", "en": "英語", "ja": "日本語"},
    ),
}
