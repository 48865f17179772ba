"""What readers and writers of formats share.

Lives here: ``taking`` (a text with its annotations becomes an incoming article), ``fitting`` (in
which unit a file counts), ``offsets`` and ``places`` (positions turned into ours), ``intake``
(articles without annotations), ``records_within`` (what our records have besides, kept inside other
formats), ``json_text`` (JSON that may be anything), ``json_depth`` (JSON that nests without end is
refused), ``json_list`` (a list of JSON larger than memory), ``heads`` (what the beginning of a JSON
file tells), ``safe_xml`` and ``safe_zip`` (files that may be made to do harm), ``xml_characters``
(what XML cannot hold), ``pieces`` (fragments apart and together again), ``leftovers`` (what is
passed over, told once a file), ``losses`` (what formats cannot hold, in words), ``gate_marks``
(GATE's annotations), ``names`` (labels where a format allows few characters), ``tokens`` (words and
sentences of a text), ``text_lines`` (lines of a text file), ``html_words`` (a page's text).
May import: what a format may. Knows no format but our own JSONL.
One more: what a second format needs of a first one.
"""
