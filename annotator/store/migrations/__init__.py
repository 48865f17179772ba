"""Steps from one version of the project file to the next, each a named migration step.

Lives here: one file a step; a step that has been released is never edited.
May import: sqlite-utils and nothing of ours, so that a step means the same for ever.
One more: ``mNNNN_what_it_does.py``, its registration in this file, a project file of the version
before it in ``tests/data/projects``.
"""
