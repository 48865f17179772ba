"""What readers and writers of formats share.

Lives here: ``taking`` (a text with its annotations becomes an incoming article), ``fitting`` (in
which unit a file counts), ``offsets`` and ``places`` (positions turned into ours), ``intake``
(articles without annotations), ``json_text`` (JSON that may be anything), ``json_depth`` (JSON
that nests without end is refused), ``whole`` (a whole record of ours inside another format),
``safe_xml`` and
``safe_zip`` (files that may be made to do harm), ``json_list`` (a list of JSON larger than memory),
``heads`` (what the beginning of a JSON file tells), ``extras`` and ``extras_back`` (fields of ours
in JSON of other programs, written and taken back), ``pieces`` (fragments apart and together again),
``leftovers`` (what is passed over, told once a file), ``losses`` (what formats cannot hold, in
words), ``xml_characters`` (what XML cannot hold), ``beside`` (what belongs to an article besides
its text, as a line of our own JSONL without it), ``gate_marks`` (GATE's annotations), ``names``
(labels where a format allows few characters), ``tokens`` (words and sentences of a text).
May import: what a format may. Knows no format but our own JSONL.
One more: what a second format needs of a first one.
"""
