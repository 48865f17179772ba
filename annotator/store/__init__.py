"""The project file: the only place with SQL.

Lives here: opening and refusing files, migrations, the journal (one action, one transaction,
undo), what queries read, search, check, backup. Everything it returns is a model or a plain
tuple.
May import: `annotator.model`, `annotator.text`, sqlite3, sqlite-utils (imported where used: it is
slow).
One more: a migration step is a file in ``migrations/``; a query goes to the file of its entity.
"""
