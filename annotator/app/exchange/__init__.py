"""Exchange with teammates: what is sent, what comes, what is made of it.

Lives here: ``exchanging`` (the verbs), ``bundling`` (writing a bundle), ``parcels`` (opening what
came), ``reports`` and ``words`` (what a merge brings, for people), ``keys`` (signatures and whose
they are), ``starting`` (a project begun with a bundle).
May import: `store`, `sync`, the other services, the model.
One more: a verb goes to ``exchanging``; what it does to a file of its own.
"""
