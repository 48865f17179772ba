"""Recognise what stands on a news page without being part of the article.

The phrases are data, in lower case, matched from the first character of a line on. English is
thorough; German, French, Spanish, Italian, Portuguese, Polish, Ukrainian and Russian have their
commonest.
"""

from __future__ import annotations

import re
from typing import Final

from annotator.text.zone_line import either, pattern, word_set

_LONGEST: Final = 400  # code points; no phrase makes a longer line furniture
_LONGEST_SHARE_BAR: Final = 160

# Heads of lists of links: alone, or with a colon and a link behind them.
_LINK_HEADS: Final = r"""
related(?: (?:articles?|stor(?:y|ies)|news|content|topics|posts|coverage|links?|reading|videos?))?
more (?:on|from|about) (?:this (?:story|topic|subject|article|issue)|our \w+)
more (?:news|stories|coverage|to read|to explore)|in case you missed it|up next|further reading
recommended(?: (?:for you|reading|articles|stories))?|editors?['’]?s? picks?|what to read next
you (?:may|might) (?:also )?(?:like|be interested in)|most (?:read|popular|viewed|shared)
trending(?: now)?|popular now|latest (?:news|stories)|top stories|don['’]t miss
mehr zum thema|das könnte sie auch interessieren|weitere (?:artikel|meldungen|nachrichten)
sur le même sujet|articles? (?:liés|similaires)|les plus lus|nos autres articles|meistgelesen
te puede interesar|(?:noticias|artículos|notas) relacionad[ao]s|relacionad[ao]s?|lo más leído
potrebbe(?:ro)? interessarti(?: anche)?|articoli correlati|i più letti
artigos relacionados|notícias relacionadas|mais lidas|veja mais
zobacz więcej|powiązane (?:artykuły|tematy)|najczęściej czytane|polecane
матеріали (?:за|по) темі|схожі (?:новини|матеріали|статті)|останні новини|новини за темою|популярне
материалы по теме|похожие (?:новости|материалы|статьи)|последние новости|по теме|популярное
"""

# Beginnings of a line that is, or leads to, another article.
_LINK_STARTS: Final = r"""
read (?:also|more|next|this|our)|also read|see also|watch also|keep reading|continue reading
lesen sie (?:auch|mehr|dazu)|lies auch|siehe auch|mehr dazu|learn more
lire aussi|à lire(?: aussi)?|lire (?:la suite|plus)|voir aussi
le[ae] (?:también|más)|lee también|ver también|leer (?:también|más)|sigue leyendo
leggi anche|leggi (?:di più|tutto)|vedi anche|leia (?:também|mais)|veja também|ver também
(?:prze)?czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)
читайте (?:також|більше|ще)|дивіться також|чита(?:й|ти) також|більше новин
читайте (?:также|ещё|еще|подробнее)|смотрите также|читай(?:те)? также
"""

# A whole line, with at most a counter.
_WHOLE: Final = r"""
advertisements?|ad|sponsored(?: content)?|paid content|promoted|remove ads?
skip (?:to (?:main )?content|ad(?:vertisement)?)
(?:story|article) continues (?:below|after)(?: the| an)? (?:ad(?:vertisement)?|[\w ]*promotion)
share|share (?:this|on|via|with|the (?:article|story|page|post|news))(?: [\w-]+){0,4}|gift article
save|print(?: this)?(?: page| article)?|e-?mail(?: this)?|copy link|tweet
comments?|leave a (?:comment|reply)|post a comment|comments are (?:closed|off)
(?:view|show|read|add|load|hide)(?: all| more)? comments?|join the (?:conversation|discussion)
listen(?: to (?:this )?(?:article|story))?|(?:listen )?\d+ min(?:utes?)?(?: read| listen)?
reading time:? \d+ min(?:utes?)?|load more|show (?:more|less)
view all|see all|back to top|close|menu
subscribe(?: now| today)?|sign (?:in|up)(?: now)?|log ?in|register(?: now)?|newsletters?
donate(?: now| today| here)?|follow(?: us)?|privacy(?: policy| notice)?|i accept|got it
terms(?: (?:of|and) (?:use|service|conditions))?|contact(?: us)?|about us|imprint
cookie (?:policy|settings|preferences|notice)|(?:accept|reject|manage)(?: all)? cookies
anzeige|werbung|(?:artikel )?teilen|drucken|kommentare?|zur startseite|impressum|merken
datenschutz(?:erklärung)?
publicité|partager(?: (?:sur|cet article)[\w ]*)?|imprimer|commentaires?|mentions légales
publicidad|compartir|imprimir|comentarios?|aviso legal|pubblicità|condividi|stampa|commenti
publicidade|compartilh(?:ar|e)|partilhar|comentários?|reklama
udostępnij|drukuj|komentarze|podziel się
реклама|поділитися|поширити|друк|коментарі|поделиться|распечатать|комментарии
"""

# Beginnings that cannot open a sentence of news.
_STARTS: Final = r"""
(?:sign up|subscribe|register)(?: now| today| here)? (?:to|for) .*\b(?:newsletters?|alerts)\b
(?:sign up|subscribe)(?: now| today| here)? (?:to|for) .*\b(?:inbox|briefings?|e-?mails?|channel)\b
(?:subscribe|sign up) (?:to|for) (?:us|our)\b
get (?:the|our|all|your|daily|breaking|more)\b.*\b(?:newsletters?|inbox|alerts|notifications)\b
(?:follow|like|join|find) (?:us|our|@\w+)\b
follow [\w .]{2,40} on (?:facebook|twitter|x|telegram|instagram|youtube|whatsapp|google news)\b
(?:support|fund) (?:us\b|our (?:work|journalis[mt]s?|reporting|media|team|newsroom|mission))
(?:support|fund) (?:independent|quality|free) (?:journalism|media|reporting)
become an? (?:\w+ )?(?:patron|member|subscriber|supporter|donor|co-?creator)\b
buy (?:us|me) a coffee|make a (?:donation|contribution) (?:to|now|today)
donate (?:to (?:us|our)|via|with|now|today)\b
(?:this|our) (?:web)?site uses cookies|we (?:and our partners )?use cookies
by (?:using|continuing|clicking|browsing|subscribing|signing up)\b.*\b(?:cookies|privacy|terms)
(?:copyright\s*)?(?:©|\(c\)) ?\d{4}|(?:copyright\s*)?(?:©|\(c\)) [\w .,&-]{2,60}\d{4}
copyright \d{4}|all rights reserved
(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|posted in|hashtags?) ?:|home ?[>›»/|]
download (?:our|the) [\w ]{0,20}app\b
if you (?:have )?(?:spot|notice|see|find|found)(?:ed|d)? an? (?:error|mistake|typo)
have (?:a|you got a) (?:news )?tip\b|(?:do you )?have a story\b
folgen sie uns|abonnieren sie|(?:jetzt )?(?:unseren )?newsletter (?:abonnieren|bestellen)
melden sie sich (?:für|zu)\b.*newsletter|unterstützen sie uns|alle rechte vorbehalten
(?:schlagworte|schlagwörter|themen|stichworte) ?:
suivez[- ]nous|abonnez[- ]vous|(?:inscrivez[- ]vous|recevez|s['’]inscrire)\b.*newsletter
soutenez[- ]nous|tous droits réservés|mots[- ]clés ?:
síguenos|suscríbe(?:te|nse|se)|apúntate a|apóyanos|todos los derechos reservados|etiquetas ?:
seguici|iscriviti|abbonati (?:a|ora|qui|subito)\b|sostienici|tutti i diritti riservati
©? ?riproduzione riservata|parole chiave ?:
siga[- ]nos|assine (?:a|o|nossa|já|agora)\b|inscreva-se|apoie (?:o|a|nosso|nossa)\b
todos os direitos reservados
obserwuj nas|zapisz się (?:do|na)|wesprzyj nas|subskrybuj|wszelkie prawa zastrzeżone|tagi ?:
підпи(?:суйтесь|суйтеся|шіться|сатися|шись)\b|підтримайте (?:нас|нашу|редакцію)
ста(?:ньте|нь) (?:патроном|підписником)|приєднуйтес[ья] до наш|(?:усі|всі) права захищен[оі]
теги ?:|ключові слова ?:|якщо ви (?:помітили|знайшли) помилку
подпи(?:сывайтесь|шитесь|шись|саться)\b|поддержите (?:нас|нашу|редакцию)
станьте (?:патроном|подписчиком)|присоединяйтесь к наш|все права защищены|ключевые слова ?:
если вы (?:заметили|нашли) ошибку
"""

# A line made of nothing but these is a share bar.
_SHARING: Final = word_set("""
share on via this tweet pin print email mail copy link save comments comment
facebook twitter x whatsapp telegram viber linkedin reddit pinterest messenger instagram youtube
tiktok threads bluesky mastodon flipboard pocket signal rss
teilen partager compartir condividi udostępnij поділитися поширити поделиться комментарии коментарі
""")

# An appeal addresses the reader, and speaks of the page itself.
_READER: Final = r"\b(?:you|your|ви|вас|вам|ваш\w*|вы|sie|ihre?n?|vous|votre|usted|su|tu|twoj\w*)\b"
_ITSELF: Final = r"""
(?:join|support) (?:us|our)|help(?:s|ing)? us|(?:readers|people|supporters) like you
our (?:readers|community|newsroom|newsletters?|patrons|supporters|members|work|mission|team)
our (?:journalis\w+|reporting|reporters|independence)|independent journalism|quality journalism
become (?:a|our) (?:\w+ )?(?:patron|member|subscriber|supporter|donor)|patreon
cup of coffee|as little as|(?:donat|contribut|subscri)\w+ (?:to )?(?:us|our)|without a paywall
підтрим\w+ (?:нас|нашу|наших|редакцію)|наш\w* (?:редакці\w+|спільнот\w+|читач\w+)
поддерж\w+ (?:нас|нашу|редакцию)|наш\w* (?:редакци\w+|читател\w+)
unterstützen sie uns|unsere[nr]? (?:arbeit|redaktion|leser\w*)
soutenez|notre (?:rédaction|travail)|nuestr[oa] (?:periodismo|redacción|trabajo)
wesprzyj|nasz\w* (?:redakcj\w+|czytelni\w+)
"""
_QUOTATION: Final = r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|„[^“”]*[“”]?"

_LINKS: Final = rf"""
    (?:{either(_LINK_HEADS)}|{either(_LINK_STARTS)})(?P<alone>\W*)$
  | {either(_LINK_HEADS)}\s*[:|–—>»]
  | {either(_LINK_STARTS)}\b
"""
_FURNITURE: Final = rf"""
    \W*{either(_WHOLE)}\W*\d*\W*$
  | \d+\scomments?\W*$
  | (?:\#\w+[\s,;|]*)+$
  | {either(_STARTS)}
"""


def is_furniture(line: str) -> bool:
    """Tell whether a line is a link, a share bar, an advertisement, a list of tags and so on."""
    if len(line) > _LONGEST:
        return False
    line = line.casefold()
    return bool(
        pattern(_FURNITURE).match(line) or pattern(_LINKS).match(line) or _is_share_bar(line)
    )


def heads_links(line: str) -> bool:
    """Tell whether a line, such as "Read also:", says that links to other articles follow."""
    found = pattern(_LINKS).match(line.casefold()) if len(line) <= _LONGEST else None
    return found is not None and found["alone"] is not None


def appeal_strength(paragraph: str) -> int:
    """Return in how many ways a paragraph asks the reader to support, join or read the page itself.

    It has to address the reader and to speak of itself, outside quotations: news that only mentions
    donations or newsletters does neither, and gives 0.
    """
    said = pattern(_QUOTATION).sub(" ", paragraph.casefold())
    if not pattern(_READER).search(said):
        return 0
    return len(set(pattern(rf"\b{either(_ITSELF)}\b").findall(said)))


def _is_share_bar(line: str) -> bool:
    names = re.findall(r"\w+", line) if len(line) <= _LONGEST_SHARE_BAR else ()
    return 1 < len(names) <= 12 and all(name in _SHARING or name.isdecimal() for name in names)
