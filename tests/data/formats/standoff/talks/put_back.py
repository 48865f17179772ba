"""Put texts back into annotations that were shared without them.

    python put_back.py TEXTS... [--annotations FILE] [--out FILE]

TEXTS are files (.txt in UTF-8, .jsonl with a "text" in each line) or folders of these. Articles are
known by the sha256 of their text. Needs Python 3.9 or newer, and nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAIN = "annotations.standoff.jsonl"


def canonical(data: str) -> str:
    """Give a text in the form that is hashed: LF at line ends, nothing that UTF-8 cannot hold."""
    text = data.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)


def identity(text: str) -> str:
    """Give the name of a text: the sha256 of its UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def texts(places: list[Path]) -> Iterator[str]:
    """Walk the texts in files and folders; what is no text is told and passed over."""
    for place in places:
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in inside:
            if path.name.endswith(".standoff.jsonl") or not path.is_file():
                continue
            try:
                if path.suffix.lower() == ".txt":
                    yield canonical(path.read_bytes().decode("utf-8"))
                elif path.suffix.lower() in (".jsonl", ".ndjson"):
                    yield from lines(path)
            except (ValueError, OSError, RecursionError) as error:
                say(f"{path} is passed over: {error}")


def lines(path: Path) -> Iterator[str]:
    """Walk the texts in a file of JSON lines."""
    with path.open("rb") as file:
        for line in file:
            article = json.loads(line) if line.strip() else None
            if isinstance(article, dict) and isinstance(article.get("text"), str):
                yield canonical(article["text"])


def whole(article: dict[str, Any], text: str) -> dict[str, Any]:
    """Give an article with its text and with the words of its annotations.

    Raises:
        ValueError: an annotation does not fit the text.
    """
    key = hashlib.sha256(b"annotator seal\0" + text.encode()).digest()
    annotations = []
    for one in article["annotations"]:
        fragments = one.get("fragments") or [[one["start"], one["end"]]]
        if not all(0 <= start < end <= len(text) for start, end in fragments):
            raise ValueError(f"the annotation {one.get('id')} lies outside its text")
        quote = " ".join(text[start:end] for start, end in fragments)
        seal = hmac.new(key, quote.encode(), hashlib.sha256).hexdigest()[:16]
        if one.get("seal", seal) != seal:
            raise ValueError(f"the annotation {one.get('id')} was made on other words")
        kept = {name: value for name, value in one.items() if name != "seal"}
        annotations.append({**kept, "quote": quote})
    known = {name: value for name, value in article.items() if name != "characters"}
    return {**known, "text": text, "annotations": annotations}


def put_back(marks: Path, places: list[Path], out: Path) -> int:
    """Write the articles whose texts are there; give how many are missing."""
    wanted: dict[str, dict[str, Any]] = {}
    with marks.open("rb") as file:
        for line in file:
            article = json.loads(line)
            wanted[article["id"]] = article
    total = len(wanted)
    with out.open("w", encoding="utf-8", newline="\n") as written:
        for text in texts(places):
            article = wanted.pop(identity(text), None)
            if article is not None:
                written.write(json.dumps(whole(article, text), ensure_ascii=False) + "\n")
    for name, article in wanted.items():
        where = [article.get(key) for key in ("outlet", "published", "url")]
        say(f"missing: {name} {', '.join(str(one) for one in where if one)}".rstrip())
    say(f"{total - len(wanted)} of {total} articles written to {out}")
    return len(wanted)


def say(what: str) -> None:
    """Tell something to who runs this."""
    sys.stderr.write(what + "\n")


def main(words: list[str] | None = None) -> int:
    """Run the script; give its exit status: 1 if texts are missing or something does not fit."""
    said = argparse.ArgumentParser(description="Put texts back into annotations.")
    said.add_argument("texts", nargs="+", type=Path, help="files or folders with the articles")
    said.add_argument("--annotations", type=Path, default=Path(__file__).with_name(MAIN))
    said.add_argument("--out", type=Path, default=Path("annotations.jsonl"))
    asked = said.parse_args(words)
    try:
        return 1 if put_back(asked.annotations, asked.texts, asked.out) else 0
    except (ValueError, KeyError, TypeError, OSError) as error:
        say(f"{error}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
