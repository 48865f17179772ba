"""What labels, relations and values are called in brat, and the configuration that says so."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.formats.common.names import Names, ascii_word, file_name
from annotator.model.scheme import Scheme

UNANNOTATED = "unannotated"
"""The folder of articles that nobody has marked anything in."""


class Types:
    """Names in letters, digits, ``_`` and ``-``, no two the same.

    Attributes:
        labels, relations: names by key.
        flags: names of attributes that are yes or no, by key.
        choices: names of attributes that are one of a list, by key; with the values they may have.
    """

    def __init__(self, scheme: Scheme, annotators: Sequence[str]) -> None:
        self._scheme = scheme
        # Whatever it names: brat has one name for one type.
        names = Names(lambda key: ascii_word(key.partition(":")[2]))
        self.labels = {one.key: names.of(f"label:{one.key}") for one in scheme.labels}
        self.relations = {one.key: names.of(f"relation:{one.key}") for one in scheme.relations}
        self.flags: dict[str, str] = {}
        self.choices: dict[str, tuple[str, dict[str, None]]] = {}
        self._labels_of: dict[str, list[str]] = {}
        for label in scheme.labels:
            for attribute in label.attributes:
                name = ""
                if attribute.kind == "flag":
                    name = self.flags[attribute.key] = names.of(f"flag:{attribute.key}")
                elif attribute.kind == "choice":
                    name = names.of(f"choice:{attribute.key}")
                    _, values = self.choices.setdefault(attribute.key, (name, {}))
                    keys = [one.key for one in attribute.choices]
                    values.update(dict.fromkeys(key for key in keys if key == ascii_word(key)))
                if name:
                    self._labels_of.setdefault(name, []).append(self.labels[label.key])
        self.folders = Names(
            lambda name: "_".join(file_name(name).split()), {UNANNOTATED}, fold=True
        )
        for name in annotators:
            self.folders.of(name)

    def table(self) -> dict[str, object]:
        """Give what leads back: keys and people by the names they have here."""
        return {
            "format": "annotator-brat",
            "folders": {folder: name for name, folder in self.folders.table.items()}
            | {UNANNOTATED: None},
            "labels": {name: key for key, name in self.labels.items()},
            "relations": {name: key for key, name in self.relations.items()},
            "attributes": {name: key for key, name in self.flags.items()}
            | {name: key for key, (name, _) in self.choices.items()},
        }

    def annotation_conf(self) -> str:
        """Write ``annotation.conf``: the types, what they go with, and that spans may overlap."""
        relations = [
            f"{self.relations[one.key]}\tArg1:{self._types(one.sources)}, "
            f"Arg2:{self._types(one.targets)}"
            for one in self._scheme.relations
        ]
        relations.append("<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>")
        attributes = [
            f"{name}\tArg:{'|'.join(self._labels_of[name])}" for name in self.flags.values()
        ]
        attributes += [
            f"{name}\tArg:{'|'.join(self._labels_of[name])}, Value:{'|'.join(values)}"
            for name, values in self.choices.values()
            if values
        ]
        return _sections(
            {
                "entities": list(self.labels.values()),
                "relations": relations,
                "events": [],
                "attributes": attributes,
            }
        )

    def visual_conf(self) -> str:
        """Write ``visual.conf``: what people read for each type."""
        shown = {self.labels[one.key]: one.name for one in self._scheme.labels}
        shown |= {self.relations[one.key]: one.name for one in self._scheme.relations}
        lines = [
            f"{name} | {' '.join(text.replace('|', '/').split())}" for name, text in shown.items()
        ]
        return _sections({"labels": lines, "drawing": []})

    def _types(self, keys: Sequence[str]) -> str:
        return "|".join(self.labels[key] for key in keys)


def _sections(sections: dict[str, list[str]]) -> str:
    return "\n".join(
        f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items()
    )
