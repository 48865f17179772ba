"""One export or import in a process of its own, whose memory is watched from outside."""

from __future__ import annotations

import sys
from pathlib import Path

from annotator.app.project import Project
from annotator.model.export import ExportPlan


def main() -> None:
    """Do what the words say: ``export PROJECT OUT FORMAT KEY=VALUE…``, ``import PROJECT FILE``."""
    what, project, path, name, *options = sys.argv[1:]
    if what == "export":
        given = dict(one.split("=", 1) for one in options)
        with Project.open(project, read_only=True) as opened:
            opened.exporting.run(Path(path), ExportPlan(format=name, options=given)).losses.close()
    else:
        for one in Path(project).parent.glob(f"{Path(project).name}*"):
            one.unlink()
        with Project.create(project, annotator="Olena") as made:
            made.import_files([path], format=name)


if __name__ == "__main__":
    main()
