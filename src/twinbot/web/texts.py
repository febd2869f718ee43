"""Every word of the page, by language; a test finds what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twinbot.types import Language


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of the page in one language; ``{}`` is filled in."""

    own_name: str
    title: str
    notice: str
    skip: str
    languages: str
    conversation: str
    question: str
    placeholder: str
    send: str
    stop: str
    clear: str
    examples: str
    welcome: str
    asked: str
    answered: str
    searching: str
    complete: str
    sources: str
    source: str
    page: str
    dated: str
    open_original: str
    show_in_document: str
    back: str
    copy: str
    copy_all: str
    in_language: Mapping[Language, str]
    no_script: str
    errors: Mapping[str, str]


TEXTS: Mapping[Language, Texts] = {
    "de": Texts(
        own_name="Deutsch",
        title="Fragen und Antworten",
        notice="Hier antwortet eine Maschine. Sie zitiert wörtlich aus Dokumenten; "
        "bitte geben Sie keine persönlichen Daten ein.",
        skip="Zur Frage springen",
        languages="Sprache",
        conversation="Gesprächsverlauf",
        question="Ihre Frage",
        placeholder="In eigenen Worten, auf Deutsch, Englisch oder Japanisch",
        send="Absenden",
        stop="Abbrechen",
        clear="Neues Gespräch",
        examples="Beispiele",
        welcome="Stellen Sie eine Frage.",
        asked="Ihre Frage",
        answered="Antwort",
        searching="Die Dokumente werden durchsucht …",
        complete="Antwort vollständig. Quellen: {}",
        sources="Quellen",
        source="Quelle",
        page="Seite",
        dated="Stand",
        open_original="Original öffnen (PDF, Seite {})",
        show_in_document="Im Dokument zeigen",
        back="Zurück zum Gespräch",
        copy="Antwort kopieren",
        copy_all="Gespräch kopieren",
        in_language={"de": "Deutsch", "en": "Englisch", "ja": "Japanisch"},
        no_script="Diese Seite braucht JavaScript.",
        errors={
            "empty": "Bitte schreiben Sie eine Frage.",
            "too_long": "Die Frage ist zu lang. Bitte fassen Sie sich kürzer.",
            "not_ready": "Die Dokumente werden gerade vorbereitet. Bitte versuchen Sie es in einer "
            "Minute noch einmal.",
            "failed": "Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal.",
            "not_found": "Diese Seite gibt es nicht.",
        },
    ),
    "en": Texts(
        own_name="English",
        title="Questions and answers",
        notice="A machine answers here. It quotes documents word for word; "
        "please do not enter personal data.",
        skip="Skip to the question",
        languages="Language",
        conversation="Conversation",
        question="Your question",
        placeholder="In your own words, in German, English or Japanese",
        send="Send",
        stop="Stop",
        clear="New conversation",
        examples="Examples",
        welcome="Ask a question.",
        asked="Your question",
        answered="Answer",
        searching="Searching the documents …",
        complete="Answer complete. Sources: {}",
        sources="Sources",
        source="Source",
        page="page",
        dated="as of",
        open_original="Open the original (PDF, page {})",
        show_in_document="Show in the document",
        back="Back to the conversation",
        copy="Copy answer",
        copy_all="Copy conversation",
        in_language={"de": "German", "en": "English", "ja": "Japanese"},
        no_script="This page needs JavaScript.",
        errors={
            "empty": "Please write a question.",
            "too_long": "The question is too long. Please shorten it.",
            "not_ready": "The documents are being prepared. Please try again in a minute.",
            "failed": "That did not work. Please try again.",
            "not_found": "There is no such page.",
        },
    ),
    "ja": Texts(
        own_name="日本語",
        title="質問と回答",
        notice="機械が自動でお答えしています。資料の文をそのまま引用します。個人情報は入力しないでください。",
        skip="質問欄へ移動",
        languages="言語",
        conversation="会話",
        question="ご質問",
        placeholder="日本語、ドイツ語、英語でご自由にどうぞ",
        send="送信",
        stop="中止",
        clear="新しい会話",
        examples="質問の例",
        welcome="ご質問をどうぞ。",
        asked="ご質問",
        answered="回答",
        searching="資料を探しています…",
        complete="回答は以上です。出典：{}件",
        sources="出典",
        source="出典",
        page="ページ",
        dated="日付",
        open_original="原文を開く（PDF、{}ページ）",
        show_in_document="資料の中で見る",
        back="会話に戻る",
        copy="回答をコピー",
        copy_all="会話をコピー",
        in_language={"de": "ドイツ語", "en": "英語", "ja": "日本語"},
        no_script="このページにはJavaScriptが必要です。",
        errors={
            "empty": "質問を入力してください。",
            "too_long": "質問が長すぎます。短くしてください。",
            "not_ready": "資料を準備しています。1分ほどしてから、もう一度お試しください。",
            "failed": "うまくいきませんでした。もう一度お試しください。",
            "not_found": "このページはありません。",
        },
    ),
}
