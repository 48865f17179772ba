"""What the program is about: articles, annotations, schemes, revisions, changes. No I/O.

Lives here: frozen pydantic models where values come from outside, plain tuples where there are
many, and the rules that hold between them.
May import: `annotator.text`, `annotator.problems`, pydantic.
One more: a file per concept; a new kind of attribute is one class in ``attributes.py``.
"""
