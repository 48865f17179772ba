"""What the actions do: each file holds the verbs of one matter, named as in ``actions.ACTIONS``.

Lives here: a handful of lines per verb: ask what must be asked, let the hub run a verb of
`annotator.app`, show the place. Whatever a verb changed comes back through the hub.
May import: the hub, the desk, pages, dialogs.
One more: a method here, and its line in ``actions.py``.
"""
