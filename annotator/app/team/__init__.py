"""A team: who belongs to it, who does what, how far everybody is.

Lives here: ``people`` (members, roles, working blind), ``assigning`` (the service: assignments),
``planning`` (who should do what), ``progress`` (how far they are).
May import: `store`, the model, the session.
One more: a verb about people goes to ``people``, one about articles to ``assigning``.
"""
