"""Writing datasets.

Lives here: ``exporting`` (the verb), ``consensus`` (what stands of the adjudicated layer),
``reviews`` (verdicts and comments as own JSONL holds them), ``out_files`` (a file is written whole
or not at all).
May import: `store`, `formats`, the other services, the model.
One more: a format is a file in `formats`; what it is given is gathered here.
"""
