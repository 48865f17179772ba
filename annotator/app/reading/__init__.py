"""Reading files of other programs, which may be anything, in a process of its own.

Lives here: ``worker`` (what runs in that process), ``limits`` (what it may use), ``frames`` and
``carrying`` (how articles and problems come out of it), ``process`` (the other end), ``guarded``
(the reader that an import uses), ``labels`` (labels and annotators of others mapped to ours, and
what a look ahead finds of them). May import: what `app` may, and no window.
One more: what a new kind of problem carries besides its words goes into ``carrying``.
"""
