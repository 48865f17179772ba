"""What single lines are taken for. The second lists are news that only looks so."""

from __future__ import annotations

import time

import pytest

from annotator.text.zone_bylines import author, is_credits, is_name
from annotator.text.zone_captions import is_caption
from annotator.text.zone_datelines import is_dateline
from annotator.text.zone_furniture import appeal_strength, heads_links, is_furniture
from annotator.text.zone_line import is_sentence


@pytest.mark.parametrize(
    "line",
    [
        "Nov 12, 2023\u00a0-\u00a016:30",
        "KOSTI, Sudan — Tuesday 14 October",
        "Wednesday, October 30, 2024 2:30 p.m. ET",
        "Published: 30 October 2024",
        "Updated 3 hours ago",
        "2 days ago",
        "Published 14:00 GMT",
        "2024-10-30T14:00:00Z",
        "30.10.2024 14:05",
        "KYIV, Ukraine (AP) —",
        "October 30, 2024 | Reuters",
        "BBC News · 3 May 2024 at 10:00 BST",
        "Mittwoch, 30. Oktober 2024",
        "Stand: 30.10.2024, 14:00 Uhr",
        "Publié le 30 octobre 2024 à 14h00, mis à jour le 31 octobre 2024",
        "el 3 de mayo de 2024",
        "30 жовтня 2024, 14:05",
        "Опубліковано: 3 травня 2024",
        "1 мая 2024 г., 12:00",
    ],
)
def test_datelines(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "On 30 October 2024 the minister resigned",
        "October 14 Massacre Remembered",
        "Talks resumed on Tuesday 14 October.",
        "March 8 rally draws thousands",
        "14 May: what we know",
        "Seven Words In Capitals Stand Right Here — 14 March 2021",
        "Updated rules for drivers come in",
        "KYIV, Ukraine (AP) — The minister said on 3 May that he would go.",
    ],
)
def test_no_datelines(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE", "ANN LEE"),
        ("By Ann Lee and Bo Ek, Reuters", "Ann Lee and Bo Ek, Reuters"),
        ("by Ann Lee in Kyiv | 30 October 2024", "Ann Lee in Kyiv | 30 October 2024"),
        ("Written by Maria O’Brien", "Maria O’Brien"),
        ("Von Max Muster, Kiew", "Max Muster, Kiew"),
        ("Par Jeanne Roux", "Jeanne Roux"),
        ("Por María López", "María López"),
        ("Autor: Jan Nowak", "Jan Nowak"),
        ("Автор: Олена Коваль", "Олена Коваль"),
        ("Reporting by Ann Lee; editing by Bo Ek.", "Ann Lee; editing by Bo Ek."),
    ],
)
def test_bylines(line: str, named: str) -> None:
    assert author(line) == named


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday evening the storm had passed",
        "By Friday",
        "By the river",
        "By Kyiv standards it was mild",
        "By 2030 Europe wants",
        "By",
        "Von der Leyen trifft Selenskyj",
        "Par exemple",
        "Di Maio attacca",
        "Author of the book",
        "Ann Lee",
    ],
)
def test_no_bylines(line: str) -> None:
    assert author(line) is None


def test_credits_and_names() -> None:
    assert is_credits("Additional reporting by Ann Lee in Kyiv")
    assert not is_credits("By Ann Lee")
    assert is_name("Ann Lee")
    assert is_name("Олена Коваль-Гайова")
    assert not is_name("Power plant")
    assert not is_name("Kyiv")


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Jon Bø",
        "Image credit: AFP",
        "Photo by Ann Lee",
        "Image courtesy of the museum",
        "File photo: a bus",
        "The bridge on Friday. Photo: Jon Bø",
        "A power plant (AP Photo/Jon Bø)",
        "A view of Odesa. Getty Images",
        "Rescuers at work / Reuters",
        "Foto: dpa",
        "Crédit photo : Jeanne Roux",
        "Фото: пресслужба",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photos of the scene showed smoke.",
        "The image was taken on Friday, police said.",
        "Pictures show the harbour in ruins.",
        "Image problems for the party",
        "She looked at the photo: it was old.",
        "The talks ended on Friday. (Reuters)",
    ],
)
def test_no_captions(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read also:",
        "Read also: Ten die in flood",
        "Related articles",
        "You may also like",
        "Most read",
        "Share",
        "Share this article",
        "Facebook Twitter WhatsApp",
        "Comments (3)",
        "12 comments",
        "Leave a comment",
        "Advertisement",
        "Article continues after advertisement",
        "3 min read",
        "Sign up for our newsletter",
        "Subscribe to our daily newsletter and get news in your inbox",
        "Follow us on Telegram",
        "Follow Harbour Times on Facebook",
        "Join our Telegram channel",
        "Become a Member!",
        "Support us",
        "Donate now!",
        "This site uses cookies to improve your experience.",
        "© 2024 Harbour Times",
        "Copyright © 2024 Harbour Times. All rights reserved.",
        "Tags: war, energy",
        "#energy #war",
        "Home > World > Europe",
        "Skip to content",
        "Lesen Sie auch: Mehr Regen",
        "Alle Rechte vorbehalten",
        "Lire aussi : Paris",
        "Abonnez-vous",
        "Lea también: La lluvia",
        "Leggi anche",
        "Leia também",
        "Czytaj też",
        "Читайте також: Київ",
        "Підписуйтесь на наш канал",
        "Поделиться",
        "Все права защищены",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related parties said on Tuesday that they would sell.",
        "Share prices fell on Monday.",
        "Share of votes",
        "Support for the president fell to 40%.",
        "Donations to the fund doubled.",
        "Comments by the minister drew anger.",
        "The newsletter reached 3,000 readers.",
        "Subscribers left in droves.",
        "Telegram",
        "Follow the money, he said.",
        "Save the Children said 30 people died.",
        "Copyright law is changing.",
        "Register of voters opened",
        "Get well soon, she wrote.",
        "Join the army, he told them.",
        "More on the economy later",
        "Printing has stopped.",
        "Abbonati in calo",
        "Читайте книги, каже він.",
    ],
)
def test_news_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_heads_of_links() -> None:
    assert heads_links("Read also:")
    assert heads_links("Related articles")
    assert not heads_links("Read also: Ten die in flood")
    assert not heads_links("Share")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Did this story help you? Support our newsroom with a small sum.",
        "Nine people write from the fjord: our team works because people like you pay.",
        "Become a supporter today. Your gift goes to our reporters and nobody else.",
        "Ви можете підтримати нашу редакцію.",
        "Unterstützen Sie uns, damit unsere Redaktion für Sie arbeiten kann.",
    ],
)
def test_appeals(paragraph: str) -> None:
    assert appeal_strength(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The charity said donations had doubled, and its newsletter had 3,000 subscribers.",
        "You can donate to the relief fund at any post office, the mayor said.",
        "“You can help us, join our march,” she told the crowd.",
        "Our correspondent reported from the scene.",
        "The patron of the museum asked readers to support independent journalism.",
    ],
)
def test_news_is_no_appeal(paragraph: str) -> None:
    assert not appeal_strength(paragraph)


@pytest.mark.parametrize(
    "line",
    [
        "A" * 100 + " 30 Oct 2024",
        "A.B.C" * 15 + " 30 Oct 2024!",
        "#" + "a" * 390 + "!",
        "(" * 400,
        "Photo " * 60,
        "by " * 50,
        "By " + "A " * 78,
        "get the " * 45,
        "published " * 10 + "1",
    ],
)
def test_no_line_takes_long(line: str) -> None:
    started = time.perf_counter()
    for tell in (is_dateline, is_caption, is_furniture, heads_links, appeal_strength, author):
        tell(line)
    assert time.perf_counter() - started < 0.5


def test_sentences() -> None:
    assert is_sentence("He left.")
    assert is_sentence("“He left.”")
    assert is_sentence("彼は帰った。")
    assert not is_sentence("He left,")
    assert not is_sentence("")
