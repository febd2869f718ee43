import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from twinbot.language import sentence_spans

# A bar, in lines a ¶, stands where one sentence ends and the next begins.
GERMAN = [
    "Der Vertrag wurde am 8. November beschlossen.|Unterzeichnet wurde er am 25. November 2019.",
    "Das Abkommen trat am 25.11.2019 in Kraft.|Die Laufzeit ist unbegrenzt.",
    "Die Delegation blieb vom 14. bis 18. April 2025 in Tsukuba.",
    "Im Jahr 2019.|Danach kam die Pandemie.",
    "Der Verein Freunde Japans e. V. lädt ein.|Der Eintritt ist frei.",
    "Der Kontakt läuft über den Verein Freunde Japans e. V.|Er hat 120 Mitglieder.",
    "Sie erwarb einen B. Sc. in Physik und einen M. A. in Japanologie.",
    "Treffpunkt ist Raum Nr. 5 im 2. Stock.|Bitte pünktlich sein.",
    "Herr Prof. Dr.-Ing. Axel Schölmerich, Rektor der RUB, sprach zuerst.",
    "Oberbürgermeister Dr. Thomas Eiskirch reiste nach St. Gallen und St. Petersburg.",
    "Das Team des 1. FC Köln verlor 2:1.|Der VfL Bochum 1848 gewann.",
    "Kaiser Wilhelm II. besuchte das Werk.|Er blieb zwei Tage.",
    "Die Fahrt dauert ca. 45 Min. mit dem Zug.|Einfache Fahrt: 1.210 Yen.",
    "Wer darf mitmachen?|Alle!|Auch Kinder ab 6 J.",
    "Die Stadt (gegr. 1963; Stadtrechte 1987. Forschung) liegt bei Tokio.|Sie ist jung.",
    "Er fragte: „Kommen Sie wieder? Bald?“|Sie nickte.",
    "„Wir freuen uns sehr!“, sagte der Bürgermeister.|„Das ist ein guter Tag.“",
    "Mehr unter https://www.bochum.de/Partner.|Fragen beantwortet das Referat.",
    "Die Summe lag bei 1,2 Mio. Euro.|2020 stieg sie.",
    "Tsukuba, Donezk, Oviedo usw.|Mehr dazu auf S. 14 f.|Dort steht auch die Liste.",
    "Das galt für die Jahre 2019/20.|Später änderte sich das.",
    "Die Ausstellung endet am 31.|Am Tag darauf wird abgebaut.",
    "Geöffnet: Mo.–Fr. 9–17 Uhr, Sa. 10–14 Uhr.|An Feiertagen ist geschlossen.",
    "Vor 1945 war die Stadt klein (vgl. Kap. 2, Abs. 3).|Heute ist sie groß.",
    "Stand: 1. 4. 2025.|Quelle: Stadt Bochum, Ref. f. Internationales.",
    "Der Exoskelett-Anzug HAL (Hybrid Assistive Limb) half ihm.|Heute läuft er wieder...",
    "Nun ja … wir werden sehen.|Vielleicht klappt es.",
    "Im 3. Obergeschoss, Zimmer 3.12, sitzt Frau K. Tanaka.|Rufen Sie an: Tel. 0234 910-0.",
    "Die USA, d. h. die Vereinigten Staaten, sowie z.B. Japan nahmen teil.|Andere Länder fehlten.",
    "Bochum liegt in NRW.|Tsukuba liegt in Ibaraki.",
    "Der 5. Jahrestag wurde 2024 gefeiert.|Zum 10. Geburtstag ist ein Fest geplant.",
    "Er nahm den Zug um 10 Uhr 15.|Die Reise war lang.",
]
ENGLISH = [
    "The mayors signed it on 25 Nov. 2019 at 3 p.m. in the Town Hall.|It was raining.",
    "The ceremony began at 3 p.m.|The guests stayed until late.",
    "Dr. Tatsuo Igarashi, b. 1978, is the mayor.|He was elected in 2016.",
    "She holds a B.Sc. from the Univ. of Tsukuba and a Ph.D. from Bochum.",
    "St. Petersburg and the U.S. city of Cambridge are also partners.",
    "The population was approx. 250,000 in 2020.|It grew by 2.5 percent.",
    "Is HAL a robot?|No.|It is an exoskeleton.",
    "See No. 5, pp. 12–14, and Vol. 2.|No one else has it.",
    '"We are proud," said J. F. Smith.|"It took years."',
    "(The text was adopted in 2018.)|The council agreed.",
    "He moved to Washington, D.C. in 1990.|His wife followed.",
    "Cyberdyne Inc. was founded in 2004.|Its German branch followed.",
    "Visit https://www.tsukuba.ac.jp/en/index.html?x=1.2 for details.|Registration is open.",
    "There are five fields: 1. science, 2. business, 3. sport.",
    "The train (approx. 45 min.) leaves hourly.|Tickets cost ¥1,210.",
    "Well... maybe.|We will see!",
    "The U.K. and the U.S. sent observers.|They left early.",
    "Prof. K. Nagata et al. (2016) described it.|See also Fig. 2.",
    'He asked, "Why?"|Nobody answered.',
    "It opened in the 19th century.|In 1905 it burned down.",
    "Tsukuba vs. Bochum: who is older?|Bochum is.",
    "The meeting is on Mon. 5 May at 10 a.m. in room B.|Everyone is welcome.",
    "They met Mr. and Mrs. Sato, Messrs. Ito & Co., and Ms. Abe.",
    "He scored 3.5 points.|4 points were needed.",
]
JAPANESE = [
    "二〇一九年十一月二十五日に締結されました。|場所はつくば市役所です。",
    "市長は「両市の友情は続きます。これからもよろしくお願いします。」と挨拶しました。|会場は拍手に包まれました。",
    "（一九六三年に閣議了解。）|その後、研究機関が移転しました。",
    "本当に来るの！？|はい、来ます。",
    "つくば市（人口約25万人。2020年現在）は茨城県にあります。",
    "詳細は「国際交流」をご覧ください。|お問い合わせは平日9:00～17:00です。",
    "HALとは何ですか?|装着型サイボーグです。",
    "価格はVer.2.0で3.5万円です.|次の版は未定です.",
    "えーと……。|まだ決まっていません。",
    "「すごい！」と子どもたちが叫んだ。|「またね。」",
    "彼は「はい」と答えた。|「いいえ」ではなかった。",
    "A社、B社など。|C社は不参加。",
    "参加費は無料！|どなたでも参加できます！！",
    "Dr. Smithが来日しました。|歓迎会が開かれました。",
    "日本では「ボーフム」、ドイツでは“Bochum”と書く。|発音は似ている。",
    "『銀河鉄道の夜。』という本を読みました。|面白かったです。",
    "会場：市役所2階（つくば市研究学園1-1-1）。|電話：029-883-1111。",
    "いいですね♪|また会いましょう。",
    "写真はこちら→www.city.tsukuba.lg.jp。|ご覧ください。",
    "No.1の都市です。|住みやすい。",
    "ドイツ語で「ありがとう。」は何と言いますか。|「Danke.」です。",
    "彼女は「行きます」。|そう言って出て行った。",
    "うれしい（笑）。|また来たい。",
]
LINES = [
    ("de", "Öffnungszeiten\n¶- Montag: 8 bis 16 Uhr\n¶- Dienstag: geschlossen"),
    ("de", "Programm:\n¶1. Begrüßung durch Dr. Eiskirch\n¶2. Rede. ¶Danach Musik.\n¶10. Ende"),
    ("de", "• 3. Seien Sie pünktlich! ¶Die Türen schließen.\n¶• 4. Bringen Sie Zeit mit!"),
    ("de", "Jahr | Ereignis. Ort\n¶2019 | Vertrag. Bochum\n¶8. November 2019 | Ratsbeschluss"),
    ("de", "Die Partnerschaft\n\n¶Sie besteht seit 2019. ¶Sie gilt unbefristet."),
    ("en", "Agenda\r\n¶* Welcome by Mr. Ito. ¶All are invited.\r\n¶* Lunch"),
    ("en", "| City | Since |\n¶| Sheffield | 1950. Oldest. |"),
    ("ja", "主な事業\n¶・学生交流。¶毎年行います。\n¶・文化交流\n¶●経済交流"),
    ("ja", "年 | 出来事。場所\n¶2019年 | 協定締結。ボーフム"),
    ("ja", "一　目的\n¶１．学術交流\n¶２．経済交流。¶以上。"),
    ("ja", "\u3000つくば市は茨城県にあります。\u3000¶人口は二十五万人です。"),
]
BULLETS = re.compile(r"^[-*•・●]\s*")


def _split(text, language):
    return [span.of(text) for span in sentence_spans(text, language)]


@pytest.mark.parametrize("marked", GERMAN)
def test_german_sentences_end_where_a_reader_sees_the_end(marked):
    assert _split(marked.replace("|", " "), "de") == marked.split("|")


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_sentences_end_where_a_reader_sees_the_end(marked):
    assert _split(marked.replace("|", " "), "en") == marked.split("|")


@pytest.mark.parametrize("marked", JAPANESE)
def test_japanese_sentences_end_where_a_reader_sees_the_end(marked):
    assert _split(marked.replace("|", ""), "ja") == marked.split("|")


@pytest.mark.parametrize(("language", "marked"), LINES)
def test_lines_bullets_and_table_rows_divide_sentences(language, marked):
    sentences = [BULLETS.sub("", sentence.strip()) for sentence in marked.split("¶")]
    assert _split(marked.replace("¶", ""), language) == sentences


def test_spans_count_code_points_of_the_text_itself():
    text = "  - 𠮷野さん。\n- Ende. "
    spans = sentence_spans(text, "ja")
    assert [(span.start, span.end) for span in spans] == [(4, 9), (12, 17)]


def test_brackets_that_never_close_do_not_swallow_the_text():
    assert len(_split("Er kam (spät. Dann ging er. Das war es.", "de")) == 3
    assert len(_split("市長は「来る。そして話す。以上。", "ja")) == 3


def test_quotation_marks_far_apart_do_not_hold_a_page_together():
    text = "„" + "Das ist ein Satz. " * 40 + "“"
    assert len(_split(text, "de")) > 30


FRAGMENTS = st.sampled_from(
    [
        *[
            "Der ",
            "Bochum",
            "z. B. ",
            "Dr. ",
            "8. November ",
            "2019. ",
            "U.S. ",
            "e. V. ",
            "am 3. ",
        ],
        *[
            "er",
            "Ende. ",
            "! ",
            "? ",
            "… ",
            "... ",
            ". ",
            "「",
            "」",
            "。",
            "！？",
            "（",
            "）",
            "と",
        ],
        *[
            "つくば",
            "市長",
            "は",
            "\n",
            "\n\n",
            "- ",
            "・",
            "• ",
            "1. ",
            " | ",
            "a | b\n",
            "„",
            "“",
        ],
        *['"', "(", ")", "[1]", "www.a.de. ", "3.5", "\u3000", "ß", "𠮷", "\r\n", "’", "«", "»"],
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=40).map("".join))
LANGUAGES = st.sampled_from(["de", "en", "ja"])
LEFT_OUT = re.compile(r"[\s\-*+–—‐−•‣◦▪▫●○■□◆◇▶►▸➤→⇒✓✔✗✘☐☑☒・･·∙❖⁃]")


@given(TEXTS, LANGUAGES)
def test_spans_are_ordered_disjoint_trimmed_and_leave_out_only_space_and_bullets(text, language):
    spans = sentence_spans(text, language)
    place = 0
    for span in spans:
        assert span.start >= place
        assert span.end > span.start
        assert not LEFT_OUT.sub("", text[place : span.start])
        assert span.of(text) == span.of(text).strip()
        place = span.end
    assert not LEFT_OUT.sub("", text[place:])


@given(TEXTS, LANGUAGES)
def test_a_sentence_on_its_own_is_still_one_sentence(text, language):
    # In German » opens and « closes, in French the other way: torn apart, each may be either.
    assume(not set("»«") & set(text))
    for sentence in _split(text, language):
        assert _split(sentence, language) == [sentence]
