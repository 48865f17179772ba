"""The popover that tags every place where some words stand.

Lives here: ``popover`` (how its parts stand together, and which keys they take), ``hit_list`` (the
rows), ``hit_delegate`` (how a row is painted), ``words`` (what it says), ``looking`` (what runs in
the background).
May import: what a dialog may.
One more: a reason why a hit is not taken is one in `annotator.model.occurrence` with its words in
``words``; something else to be done with hits is a `Doing` with its words there.
"""
