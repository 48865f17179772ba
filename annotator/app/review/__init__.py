"""Reviewing: how every difference stands, and deciding about it.

Lives here: ``reviewing`` (the service), built up from ``units`` (what there is to decide),
``adjudicating`` and ``settling`` (deciding one and many), ``ruling`` (what a rule decides),
``commenting``; ``states`` and ``held`` say how verdicts stand, ``examples`` makes examples of them.
May import: `store`, `agreement`, the other services, the model.
One more: a decision is a verb of ``adjudicating``; a rule a line in ``ruling``.
"""
