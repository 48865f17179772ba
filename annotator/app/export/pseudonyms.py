"""Names that tell annotators apart and say no more."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, cast

from annotator.model.annotator import CONSENSUS
from annotator.model.records import ArticleRecord

_NAME = "annotator {number}"


class Pseudonyms:
    """Calls people “annotator 1”, “annotator 2” …; the consensus keeps its name.

    Who is which number is the same in every export of a project, and follows neither from names nor
    from who began.

    Args:
        project: the project's id, which no export holds.
        names: everybody there is.
    """

    def __init__(self, project: str, names: Iterable[str]) -> None:
        def turn(name: str) -> bytes:
            return sha256(f"{project}\x1f{name}".encode()).digest()

        people = sorted((one for one in set(names) if one != CONSENSUS), key=turn)
        self._names = {one: _NAME.format(number=n) for n, one in enumerate(people, 1)}

    def of(self, name: str) -> str:
        """Give what somebody is called."""
        return self._names.get(name, name)

    def apply(self, article: ArticleRecord) -> ArticleRecord:
        """Replace all names in an article's fields; notes, flags and the like keep their words."""
        for annotation in article["annotations"]:
            annotation["annotator"] = self.of(annotation["annotator"])
        for relation in article["relations"]:
            relation["annotator"] = self.of(relation["annotator"])
        for verdict in article["verdicts"]:
            verdict["reviewer"] = self.of(verdict["reviewer"])
        for comment in article.get("comments", ()):
            comment["author"] = self.of(comment["author"])
        for said in article.get("intended", ()):
            said["author"] = self.of(said["author"])
        fields = cast("dict[str, Any]", article)
        for key in ("states", "none", "flags", "no_copy_of", "retired"):
            if key in fields:
                fields[key] = self._keys(fields[key])
        return article

    def _keys(self, table: dict[str, Any]) -> dict[str, Any]:
        return dict(sorted((self.of(name), value) for name, value in table.items()))
