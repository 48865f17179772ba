from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.language import guess_language
from tests.nasty import texts

SAMPLES = {
    "en": (
        "The minister said that the talks in the capital had gone on for most of the night "
        "and that it was not clear when they would end, as both sides have said little."
    ),
    "de": (
        "Der Minister sagte, dass die Gespräche in der Hauptstadt die ganze Nacht gedauert "
        "haben und es nicht klar ist, wann sie mit einem Ergebnis zu Ende gehen."
    ),
    "fr": (
        "Le ministre a dit que les discussions dans la capitale ont duré une bonne partie de "
        "la nuit et qu’il n’est pas sûr que les deux parties se voient au plus vite."
    ),
    "es": (
        "El ministro dijo que las conversaciones en la capital se alargaron por la noche y "
        "que no es seguro cuándo se va a llegar a un acuerdo con los dos lados."
    ),
    "it": (
        "Il ministro ha detto che le trattative nella capitale sono andate avanti per la "
        "notte e che non è chiaro quando si arriva alla fine di una lunga serie di incontri."
    ),
    "pt": (
        "O ministro disse que as conversas na capital foram até ao fim da noite e que não se "
        "sabe quando os dois lados vão chegar a um acordo, mas há mais do que uma proposta."
    ),
    "pl": (
        "Minister powiedział, że rozmowy w stolicy trwały do nocy i nie jest jasne, kiedy się "
        "skończą, bo obie strony mówią o tym mało, a na stole są już dwie propozycje."
    ),
    "nl": (
        "De minister zei dat het overleg in de hoofdstad de hele nacht heeft geduurd en dat "
        "het niet duidelijk is wanneer er een einde aan komt, ook al zijn er voorstellen op "
        "tafel."
    ),
    "sv": (
        "Ministern sade att samtalen i huvudstaden pågick till långt in på natten och att det "
        "inte är klart när de tar slut, men det finns två förslag som har lagts fram för "
        "parterna."
    ),
    "tr": (
        "Bakan, başkentteki görüşmelerin bütün gece sürdüğünü ve bu konuda bir sonuç için "
        "daha çok zaman gerektiğini söyledi; ancak iki taraf da bu öneri ile ilgili olarak "
        "umutlu gibi."
    ),
    "uk": (
        "Міністр сказав, що перемовини у столиці тривали до ночі і не відомо, коли вони "
        "завершаться, але обидві сторони кажуть, що це лише початок і що за ними будуть нові."
    ),
    "ru": (
        "Министр сказал, что переговоры в столице шли до ночи и не ясно, когда они "
        "закончатся, но обе стороны говорят, что это только начало и что за ними будут новые."
    ),
    "ar": (
        "قال الوزير إن المحادثات التي بدأت في العاصمة مع الوفد لا تزال مستمرة بعد يومين من "
        "هذا اللقاء على أن تنتهي في الأسبوع المقبل كما كان من المقرر عن طريق لجنة"
    ),
    "fa": (
        "وزیر گفت که گفتگوها در پایتخت تا شب ادامه داشت و این که برای یک توافق به زمان بیشتری "
        "نیاز است و آن را با هر دو طرف در میان گذاشت"
    ),
    "hi": (
        "मंत्री ने कहा कि राजधानी में बातचीत रात तक चली और यह साफ नहीं है कि दोनों पक्षों की "
        "बैठक का नतीजा कब आएगा, लेकिन इस पर एक प्रस्ताव है और वह लोगों के लिए है।"
    ),
    "el": "Ο υπουργός είπε ότι οι συνομιλίες στην πρωτεύουσα κράτησαν μέχρι το βράδυ.",
    "he": "השר אמר ביום שלישי כי השיחות בבירה נמשכו עד הלילה ולא ברור מתי יסתיימו.",
    "ja": ("大臣は火曜日、首都での会談が夜まで続いたと述べ、いつ終わるかは分からないと語った。"),
    "zh": (
        "部长周二表示，首都的会谈一直持续到深夜，目前尚不清楚何时结束，双方都没有透露"
        "更多的细节内容情况。"
    ),
    "ko": (
        "장관은 화요일 수도에서 열린 회담이 밤까지 이어졌으며 언제 끝날지 분명하지 않다고 말했다."
    ),
    "th": "รัฐมนตรีกล่าวเมื่อวันอังคารว่าการเจรจาในเมืองหลวงดำเนินไปจนถึงกลางคืน",
}
# Some that are not known, or not sure.
NORWEGIAN = (
    "Statsråden sa at samtalene i hovedstaden varte til langt på natt, og at det ikke er klart når "
    "de er ferdige, men det finnes to forslag som er lagt fram av partene."
)
BULGARIAN = (
    "Той каза, че от това не е имало полза за града, но от думите му не е ясно за какво е бил "
    "спорът, а и как е било по-рано не знаят от съвета. За това е и делото."
)
CZECH = (
    "Ministr řekl, že jednání v hlavním městě trvala až do noci a že není jasné, kdy skončí, "
    "ale obě strany tvrdí, že je to teprve začátek a že budou další."
)


@pytest.mark.parametrize("language", SAMPLES)
def test_languages(language: str) -> None:
    assert guess_language(SAMPLES[language]) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال الوزير اليوم", "ar"),
        ("فيضانات في المدينة القديمة", "ar"),
        ("گفتگو در پایتخت", "fa"),
        ("وزیر کشور گفت", "fa"),
        ("وزیر نے کہا ہے", "ur"),
        ("وزیراعظم پاکستان نے کراچی میں خطاب کیا۔", "ur"),
        ("Ο υπουργός είπε", "el"),
        ("השר אמר היום", "he"),
        ("รัฐมนตรีกล่าว", "th"),
        ("장관은 말했다", "ko"),
        ("大臣は語った", "ja"),
        ("カタカナの話", "ja"),
    ],
)
def test_a_script_is_known_from_a_few_words_on(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ο Α",
        "東京大学",  # a name, Chinese or Japanese
        "وزير دفاع",  # no letter tells Arabic from what is typed on its keys
        "وزیر في المدينة",  # of both
        "د کورنیو چارو وزارت وویل چې",  # Pashto
        "وەزیری دەرەوە گوتی",  # Kurdish
        "Too short to tell.",
        "Ten words that are long enough but have names: Kyiv, Odesa, Lviv, Dnipro, Sumy, Kharkiv",
        BULGARIAN,
        NORWEGIAN,
        CZECH,
    ],
)
def test_it_is_not_guessed_at(text: str) -> None:
    assert guess_language(text) is None


@settings(max_examples=60, deadline=None)
@given(texts())
def test_any_text_has_one_or_none(text: str) -> None:
    assert guess_language(text) in {None, *SAMPLES, "da", "no", "ur"}
