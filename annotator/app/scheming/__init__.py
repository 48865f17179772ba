"""The scheme edited: what can be changed, what a change does to annotations, versions, colours.

Lives here: `labels`, `attributes` and `relations` (a scheme changed by one step, as pure functions;
`steps` is what they share), `keys` (new keys from names), `differing` (two versions compared in
sentences), `planning` (what becomes of one annotation), `weighing` (what becomes of all),
`rebasing` (a draft put on a scheme that somebody else changed meanwhile), `sight` (which colours
look alike), `scheming` (the service).
May import: what `app` may.
One more: a kind of change is a step in one of the first three, a sentence in ``differing``, and if
it touches annotations, a case in ``planning``.
"""
