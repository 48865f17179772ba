"""What a user can do, in verbs, without a window.

Lives here: `Project` and the services behind it, settings, paths, logs, background jobs.
May import: everything below it (`store`, `formats`, `model`, `text`); never Qt, never SQL.
One more: a verb is a method of the service it belongs to; the command line and the window both
call it.
"""
