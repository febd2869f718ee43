"""Everyday words of city life that mean the same in the three languages.

Static vectors know names and rare words across languages well, frequent verbs and nouns badly:
their forms differ and their neighbours are all words. This table closes that gap for checking. A
line holds the beginnings of German and English words, in matching form, and parts of Japanese
ones; ``=`` behind a Latin word asks for the whole word. The table is general: it holds no names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TABLE: Final = """
besuch reist reise trip visit travel journey came= come= went= | 訪 来 視察 旅
begleit mitreis accompan with= mitgereist reiste= travelled= traveled= | 同行 随行 一緒
unterzeich unterschr besiegel vereinbar schloss= schlossen= geschlossen= sign= signed signature signing agree conclud abgeschlossen seal= sealed | 調印 署名 締結 結 合意 協定
abkommen vertrag vereinbar agreement contract treaty accord | 協定 合意 契約 条約
gruend founded founder founding establish found= start= erricht geschaffen | 設立 創設 創業 設け 置 開設 設置
eroeffn open= opened opening einweih | 開業 開館 開設 開学 開通 開所 オープン 開
begann= beginn begonnen begin began begun start anfang angefangen anfaenge | 始 開始
end= ended endet endete beend left= ausgeschieden ausscheid abgelaufen finish | 終 退任 任期 満了
amtszeit term= office= amt= leaves= | 任期 在任 退任
fand= statt= stattfind stattgefund veranstalt held= hold= holds= took= place= takes= abgehalten | 開 開催 行
teilnahm teilgenomm nahm= nahmen= teil= attend take= took= part= participat present= anwesend teilnehm came= | 参加 出席 立ち会
hielt= gehalten halten gave= give= given= deliver speech rede= | 述 行 祝辞 講演
rede= glueckwunsch ansprache speech congratulat address= | 祝辞 挨拶 演説
vortrag hauptvortrag lecture keynote talk= | 講演 講義
sprach sprech gesproch gespraech talk discuss conversation meeting | 会談 話 議論 話題
treffen traf= trafen= getroffen meet= met= meeting met | 会 面会 会談
fuehrt geleitet leitet leiten= fuehrung led= lead= leads= head= headed leader | 率い 率 指揮 務め
leit praesident president head= director direktor chef | 長 社長 代表 会長
rektor praesident president rector | 学長 総長
polizei police | 警察
geschenk gift present= presents= mitbringsel gastgeschenk | 贈 土産 プレゼント
erhielt erhalten bekam bekomm receive given= given got= gave= ueberreicht presented handed | 贈 受け 授与 渡
brachte bringen mitgebracht brought bring= ueberbracht | 届け 持参 贈 土産 もたら
zeig present vorgestellt vorstell show introduce praesentier showed | 紹介 示 披露
enthuell unveil reveal | 披露 除幕
tafel panel plaque board= schild | パネル 銘板 看板
station= haltestelle stop= bahnhof stationen stops | 駅
halt= haelt haltestell stops= | 停 駅
besicht saw= see= seen= visited visit tour toured | 見学 視察 訪
einsatz eingesetzt einsetz nutz benutz verwend use= used using usage employ anwend appl | 使 利用 活用 用い
erfolg success | 成果 成功 効果
unterstuetz foerder hilf hilft helfen support back= backed help promot assist | 支援 支持 後押し 助 推進
zusammenarbeit kooper zusammenzuarbeiten gemeinsam cooperat collaborat joint together work= | 協力 連携 共同 提携 取り組み
gemeinsam joint common shared together | 共同 合同 共通
partner verbind verbund connection link twin tie= ties= | 提携 パートナー 姉妹 つながり 連携
beziehung verbindung relation ties= tie= link | 関係 つながり 結び
eng= enge= engen= close= closely | 密接 緊密 近
fundament grundlage basis= base= foundation | 土台 基盤 基礎 基に
zweck ziel aim= goal purpose object meant intended soll= sollen= | 目的 目標 ため
voranbring vorantreib weiterentwick develop entwickl advance fortschritt | 発展 振興 促進 開発
entwickl develop | 開発 発展
erfind erfund invent | 発明
wirtschaft industri economy economic business | 産業 経済 企業 商工
nachhaltig sustainab | 持続可能
forsch research scien wissenschaft | 研究 科学
studier student studium study= studying studies= | 学生 留学 学ぶ 学び 研究
schuel school pupil | 学校 生徒
fakultaet faculty faculties department | 学部
hochschul universit college uni= | 大学
bewerb beantrag apply applic applies | 申請 申し込 応募 申込
austausch exchange | 交流 交換 留学
praktik internship intern= placement | インターンシップ 実習
platz= plaetze platze place= places spot= seat= austauschplatz | 枠 定員 場所
frag wend kontakt ask= contact anlaufstelle question turn= | 問 連絡 窓口 相談
stelle= buero office= | 部 課 局 オフィス 事務
rathaus city= town= hall= | 市役所 市庁舎 庁舎
adresse anschrift address steht= liegt= befindet located= is= stands | 住所 所在 位置 ある
vorwahl dialling dialing area= code= telefonvorwahl | 市外局番
stadt staedt city= cities= town municipal urban | 市 都市 街 町
land= laender country countries nation staat | 国
kontinent continent erdteil | 大陸
buerger citizen einwohner inhabitant resident bevoelker population mensch people leute personen person= live= living lebten lebend | 人口 住民 市民 人
anwesend present= attend teilnehm gaest guest visitor besucher person people leute personen | 人 参加 出席 客 来場
zaehl zaehlt count= counted verzeichn register hatte= had= show showed | 数え 登録 記録
melderegister register registry einwohnerregister | 住民登録 台帳
statistik statistisch statistic | 統計
flaeche gross= groesse area= size= square umfasst | 面積 広さ 平方
hoch= hoehe high= height tall= rise= rises= | 高さ 標高 高い
gipfel peak summit | 峰 山頂
berg= berge= berges= mount= mountain | 山
fuss= foot= | ふもと 麓
entfern distance away= far= weit= | 距離 離れ から まで ところ
zug= zuege= train | 列車 電車
schnell fast quick | 速 快速
brauch dauer take= takes= lasted last= duration lasts= fand= took= | 結び 間 かか 訪れ まで
fluss river | 川
flughafen airport | 空港
zeitunterschied zeitverschieb difference zeitzone | 時差 差
winter winterzeit | 冬 冬時間
sommer sommerzeit summer | 夏 夏時間
spaeter ahead later | 進 遅く
frueh morning vormittag | 朝 午前
feier= feiert feierte gefeiert celebrat jubilaeum anniversary bestehen | 祝 周年 記念 行事
feier= feierstunde ceremony ceremon zeremonie unterzeich signing | 式 調印式 式典
empfang reception | レセプション 歓迎
nach= nachdem anschliessend danach after= afterwards follow folgt | 後 続
kam= kamen= hinzu= folgte folgten came= follow joined join= hinzugekommen | 加わ 続 提携
wurde= wird= became become becomes= werden geworden took= | 就任 なり なる
gewaehlt waehl wahl wahlen election elected elect vote stimm | 選挙 票 当選 選
stichwahl run-off runoff run= off= | 決選投票
gewann gewonn sieg won= win= wins= | 勝 当選
gegen against | 対 に勝
geboren geburt born= birth | 生まれ 誕生
partei part= party parties | 党
rat= rates= ratssitzung stadtrat council= councillor | 議会 市議
stellvertret vize vice= deputy | 副
abstieg abgestiegen stieg= relegat | 降格
liga erstlig bundesliga division league | リーグ 部
verein klub club= | クラブ
bericht report= reports= reported | 報告 報道 発表 レポート
artikel article | 記事
schreib schrieb geschrieb write wrote writes= say= says= said= sagt= nennt nannte nennen name= names= named call= called calls= angeben angegeb gibt= gab= geben= gave= give= gives= state= stated regard= regards= according date= dates= dated behaupt erklaer laut= | 書 述べ 挙げ 呼 評し 説明 紹介 よると と見 伝え
zeitung presse press= newspaper lokalpresse text= | 新聞 紙 報道 報道文
datum date= | 日付 日
richtig right= correct zutreffend trifft | 正し
bewert rate= rates= rating view= views= sicht= see= sees= regard einschaetz | 評価 見て 評し 位置づけ
historisch historic | 歴史
fuehrend leading leader | 主導 トップ 先駆
unternehm firma firmen gesellschaft company companies firm= business | 企業 会社 社
gesundheit health medizin medical | 健康 医療
krankenhaus klinik klinikum hospital clinic | 病院
pflege care= nursing | 介護 保育
kinderbetreuung childcare | 保育
alternd alter= ageing aging demograph | 高齢
geburten birth | 少子 出生
roboter robotik robot | ロボット
sicherheit security | セキュリティ 安全
gelaende site= area= | 跡地 敷地
ehemalig frueher damalig former then= damals previous | 元 旧 跡 当時 前
werk= fabrik plant= factory | 工場
kontrollraum control= steuer controlled kontroll | 管制 制御
start= gestartet startete launch | 打ち上げ
weltraum raumfahrt space | 宇宙
astronaut | 宇宙飛行士
anwaerter kandidat candidate trainee | 候補
trainier training train= trained uebt uebten ausbild | 訓練 練習
wohn leb lebt lives= live= lived= living | 住 暮ら
lang= lange= laenger long= | 長い 長期 長
teilweise teil= part= partly zum= | 一部
gesamt ganze= ganzen= whole overall entire | 全体 全
kostenlos gratis kosten free= charge | 無料 費用
woche week | 週
angebot offer | 提供 内容 利用
memorandum absichtserklaerung | 覚書
leistung content inhalt part= | 内容
doppelabschluss double degree | ダブルディグリー
material | 材料 物質
programm program= programme | プログラム
netzwerk network verbund= | ネットワーク
mitglied gehoert gehoeren member belong join | 加わ 加盟 参加 所属
sprach lern learn language | 語 学
kurs course | コース 講座
japanisch japanese japan | 日本
deutsch german germany | ドイツ 独
kultur cultur | 文化
sport | スポーツ
bier= beer pils | ビール
schal= scarf | マフラー
sprecher wahlspruch motto slogan | 標語 スローガン
campus | キャンパス
bau= bauten= gebaeude klinikbauten building architect gebaut built | 建築 建設 建物 つくる
bau= bauen gebaut build building construct gruendung | 建設 つくる 建築
aehnel aehnlich similar alike resembl | 似
jung= junge= junger= young | 若い
geplant planung plan= planned plans= | 計画
alt= alte= alten= old= oldest aeltest | 古 歴史
neu= neue= neuen= new= newly | 新
erst= erste= ersten= first= erstmals | 最初 初 第一
gross= grosse= large= big= | 大き 大
wichtig important main= | 重要
moeglich kann= koennen= can= could= may= possible able | でき 可能
kabinett government cabinet regierung | 政府 閣議 内閣
beschloss beschluss beschlossen entscheid decision decide approv genehmig | 決定 了解 決議 承認
gesetz law= act= statute | 法律 法
institut institute | 機関 研究所
grundstein foundation= stone= | 礎石 定礎
gelegt= laid= | 置
dolmetsch interpret | 通訳
tourismus tourist tourism | 観光
buero office= bureau | 局 事務所 オフィス
strategie strategy | 戦略
arbeit work= worked job= | 携わ 取り組 仕事 働
zentrum center centre | センター 拠点 中心
park | パーク 公園
delegation abordnung group= gruppe party= guests= | 代表団 一行 訪問団 使節
mitreis reist gefolg | 同行
thema themen subject topic theme | テーマ 話題 題
stationen stops= stop= programmpunkt itinerary | 訪問先 次の
titel= title | 題 タイトル
zwischen between distance | 間
beginn seit= since= from= ab= | から 以来
bis= until= till= | まで
jed= jaehrlich annual yearly every= | 毎年 年次
app= anwendung application | アプリ
digital smart | デジタル スマート
geolog | 地質
museum ausstellung exhibition | 博物館 展示
makerspace werkstatt workshop | メーカースペース 工房
wissen knowledge | 知
gaeste gast guest visitor | 客 一行 ゲスト
gesellschaft society social sozial | 社会 高齢化
landesamt amt= office | 局 庁
europ kontinent continent | 欧州 大陸 ヨーロッパ
prof= professor | 教授
usa= states= american amerika | 米国 アメリカ
informier information tell= told= inform guid | 案内 紹介 情報 知らせ
vergleich verglich compare compared beside seite | 並べ 比べ
haus= house | 家
kauf gekauft verkauf buy= bought purchase sell= sold= sale | 買 購入 売 売却 販売
kost kosten gebuehr preis bezahl zahl= zahlt cost= costs= fee= fees= price pay= pays= paid= | 費用 料金 価格 支払 有料
geld finanz zuschuss foerdermittel stipend money fund= funds= funding grant scholarship budget haushalt | 資金 予算 補助 奨学金 助成
steuer= steuern= tax= taxes= | 税
essen= speise mahlzeit restaurant meal food dine dinner lunch | 食事 食 レストラン 料理
trink getrunken drink drunk | 飲
musik fest= festival music konzert concert | 音楽 祭 フェス
baum baeume pflanz tree plant= planted | 木 植え 桜
familie eltern kind kinder family parent child children | 家族 親 子ども 子供
frau mann woman women man= men= gender | 女性 男性
arzt aerzt doctor physician dentist patient | 医師 患者 歯科
auto wagen fahrzeug car= cars= vehicle bus= busse buses= | 車 自動車 バス
fahr fuhr drive drove ride runs= verkehr traffic transport | 走 運行 交通 運転
flug flieg fluege flight fly= plane | 飛行 航空 フライト
strasse weg= street road= path route | 道 通り 路
bruecke bridge | 橋
meer see= kueste sea= coast lake | 海 湖
wald natur forest nature natural | 森 自然
umwelt klima environment climate | 環境 気候
energie strom energy electric power= elektro | 電気 エネルギー 電力
wasser water | 水
landwirt bauer= bauern= farm agricult | 農
kirche tempel church temple shrine schrein | 教会 寺 神社
schrift buch buecher book= books= write= library bibliothek | 本 書籍 図書
film foto bild photo picture image | 写真 映像 画像
kunst art= arts= artist kuenstler | 芸術 美術
spiel= spiele spielt game match= play= player spieler | 試合 選手 プレー
trainer coach | 監督 コーチ
meister champion titel= cup= | 優勝
tor= tore= goal= goals= | ゴール
krieg war= militaer military ruestung | 戦争 軍 防衛
kern nuklear nuclear atom | 原子力 核
verbrech kriminal crime criminal | 犯罪
gericht urteil court judge | 裁判
protest demonstr | 抗議 反対
entschuldig sorry apolog | 謝罪 お詫び
fehler irrtum error mistake wrong= korrigier correct= correction | 誤り 訂正 間違
tot= starb gestorben tod= die= died= dead= death | 死 亡
unfall accident | 事故
brand= feuer feuerwehr fire= fires= brigade | 火災 消防
schenkt verschenk donat spende | 寄付 贈
lad= eingelad einlad invite invitation | 招
versprech versprach promise | 約束
woll= will= wants= want= wanted plan | 望 予定
erwart erwartung expect hope= hoff | 期待
brauch benoetig need= needs= necessary noetig | 必要
verlang forder demand require | 求め 要求
erlaub genehm allow permit | 許可 認め
verbiet verbot forbid ban= banned prohibit | 禁止
schutz schuetz protect safe | 保護 守
gefahr risk danger | 危険
krank gesund disease sick ill= illness health | 病気 健康
lieb beliebt popular favourite favorite love= | 人気 好き
schoen beautiful nice | 美し
teuer billig guenstig cheap expensive | 高価 安
schwer leicht einfach difficult easy hard= simple | 難し 簡単
stark= schwach weak strong | 強 弱
wachs wuchs gewachsen steig= gestiegen grow grew grown increase rise= rising | 増 成長 上昇
sink= sank gesunken rueckgang fall= fell= fallen decrease decline | 減 低下
aender veraender wechsel change= changed changes | 変 交代
bleib blieb geblieben stay remain | 残 続け
kehr zurueck return came= back= heimkehr abreis | 帰 戻
warte verzoeger wait delay late= postpone verschob verschoben nachgeholt | 延期 遅れ
oeffn schliess close= closed closing geschlossen | 閉 休館
sonntag samstag montag wochenende sunday saturday monday weekend | 日曜 土曜 月曜 週末
taeglich daily day= days= tag= tage= | 毎日 日
nacht abend night evening | 夜 晩 夕方
mittag noon | 正午 昼
jahreszeit season fruehling spring= herbst autumn | 季節 春 秋
kolleg team mannschaft staff mitarbeit employ | 職員 チーム 社員
tausch swap switch | 交換
groesste laengste hoechste largest longest highest biggest | 最大 最長 最高
einzig only= allein lediglich nur= | 唯一 のみ だけ
gleich= same= identisch derselb dieselb | 同じ
verschied unterschied differ different various | 異な 違 さまざま
meist most= mehrheit majority | 大部分 多く ほとんど
viele= viel= many= much= numerous zahlreich | 多く 数多
wenig few= little | 少な わずか
genau exact precis | 正確 ちょうど
sogar even= | さえ
spezial special besonder particular | 特別 特に
oeffentlich public | 公共 公
privat private | 民間 私
international weltweit world= worldwide welt= global | 国際 世界
national staatlich bundes federal state= | 国立 連邦 国
region gebiet bezirk area district prefecture praefektur | 地域 県 地方 区
hauptsitz sitz= headquarter based | 本社 本部
niederlassung tochter branch subsidiary | 支社 子会社 支店
produkt produzier herstell product manufactur make= makes= made= brau gebraut brew | 製造 生産 作 造 製品
marke brand= | ブランド
sammel collect | 集
liefer deliver supply supplies | 供給 納入
test pruef examin exam= | 試験 検査
ergebnis result outcome | 結果 成果
problem loesung loes solve solution | 課題 解決 問題
idee gedanke idea thought | 考え 案
vorschlag propose proposal suggest | 提案
meinung ansicht opinion | 意見
vertrau trust | 信頼
freund friend | 友好 友人
nachbar neighbour neighbor | 隣
feld felder bereich field area= | 分野 領域
projekt project | プロジェクト 事業
verwalt administ municipal | 行政 管理
dienst service | サービス
netz internet online web | ネット オンライン
daten= data= | データ
sensor signal nerv | センサー 信号 神経
anzug suit= | スーツ
motor engine | モーター エンジン
satellit satellite | 衛星
modul module | 棟 モジュール
rakete rocket | ロケット
asteroid sonde probe= | 小惑星 探査
mission | ミッション
berufung beruf= occupation profession job | 職業 仕事
professor lehr lehrt teach taught teacher lecturer | 教授 教 教師
promo doctor phd | 博士
abschluss degree graduat | 学位 卒業
semester term= | 学期
frist deadline | 締切 期限
formular form= | 書類 用紙
telefon phone call= anruf | 電話
brief mail email letter | 手紙 メール
unterkunft wohnheim hotel dormitory accommodation | 宿 寮 ホテル
gast host= gastgeber | 受け入れ
verein association verband | 協会 団体
rund= ring= | 環
rad= fahrrad radweg cycl bike bicycle | 自転車 サイクリング
wander hike hiking walk | 登山 歩
ski= skigebiet | スキー
bad= therm hot= spa= | 温泉
garten garden | 庭
tee tea= | 茶
schmuck mode kleid clothes wear dress | 服
farbe colour color | 色
"""


def _read_table() -> tuple[dict[str, frozenset[int]], list[tuple[str, int]], list[tuple[str, int]]]:
    """Return whole Latin words, Latin beginnings and Japanese parts with their concepts."""
    whole: dict[str, set[int]] = {}
    beginnings: list[tuple[str, int]] = []
    japanese: list[tuple[str, int]] = []
    for number, line in enumerate(filter(None, _TABLE.splitlines())):
        latin, _, other = line.partition("|")
        for word in latin.split():
            if word.endswith("="):
                whole.setdefault(word[:-1], set()).add(number)
            else:
                beginnings.append((word, number))
        japanese += [(part, number) for part in other.split()]
    return {word: frozenset(found) for word, found in whole.items()}, beginnings, japanese


_WHOLE, _BEGINNINGS, _JAPANESE = _read_table()
_LATIN: Final = re.compile(r"[a-z]+")


@lru_cache(maxsize=16_384)
def word_concepts(word: str) -> frozenset[int]:
    """Return the concepts of one word in matching form, Latin or Japanese."""
    if _LATIN.fullmatch(word):
        begun = {number for start, number in _BEGINNINGS if word.startswith(start)}
        return frozenset(begun) | _WHOLE.get(word, frozenset())
    # A part must make up most of the word: 大学 says nothing of 京都大学.
    return frozenset(n for part, n in _JAPANESE if part in word and 2 * len(part) > len(word))


def text_concepts(form: str) -> frozenset[int]:
    """Return the concepts of a text in matching form."""
    found = {number for part, number in _JAPANESE if part in form}
    return frozenset(found).union(*(word_concepts(word) for word in set(_LATIN.findall(form))))
