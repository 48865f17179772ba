"""The parts of the page of the scheme: they meet at a `SchemeDraft` and do not know each other.

Lives here: ``draft`` (what is being changed), ``things`` with ``rows`` (labels and relations at the
left), ``label_form``, ``relation_form``, ``reasons_form`` with what they are made of, ``preview``
and ``effects`` (what the change does).
May import: what panels may, and `annotator.app.scheming`, for a step is a function there.
One more: a file that is given the draft, and a line in `annotator.ui.pages.scheme`.
"""
