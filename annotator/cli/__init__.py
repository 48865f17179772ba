"""The command line: the standing proof that no logic hides in widgets.

Lives here: one file a group of commands; each parses its words, calls one verb of `annotator.app`
and prints the result.
May import: `annotator.app`, click.
One more: a command in the file of its group, its name in ``main.py``, its JSON in the README's
table.
"""
