"""The first version of the project file.

Revisions are the truth and are only ever added; `annotation`, `article`, `item` and `conflict`
are a projection of them that queries read, and can be rebuilt at any time. Words that recur
(authors, labels, kinds) are kept once, in `word`; the kinds have fixed numbers so that statements
can name them.
"""

from __future__ import annotations

from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE project(
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE text(
        id INTEGER PRIMARY KEY,
        sha BLOB NOT NULL UNIQUE,  -- sha256 of the UTF-8: the article's identity
        chars INTEGER,             -- code points; NULL with the text: named, but not come yet
        text TEXT
    ) STRICT""",
    # Nearly always empty. It tells which articles can be listed without going through the texts.
    "CREATE INDEX text_missing ON text(id) WHERE text IS NULL",
    """CREATE TABLE raw(
        text INTEGER PRIMARY KEY REFERENCES text,
        sha BLOB NOT NULL,
        bytes BLOB NOT NULL        -- zlib; only if the file was not the canonical text itself
    ) STRICT""",
    "CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
    """INSERT INTO word(id, text) VALUES
        (1, 'annotation'), (2, 'article'), (3, 'relation'), (4, 'status'), (5, 'annotator'), (6,
        'scheme')""",
    """CREATE TABLE revision(
        n INTEGER PRIMARY KEY,
        digest BLOB NOT NULL,      -- sha256 of the canonical line
        entity BLOB NOT NULL,      -- UUID
        kind INTEGER NOT NULL,
        author INTEGER NOT NULL,
        replica INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        put INTEGER NOT NULL,      -- 1: the value is here; 0: a tombstone
        version INTEGER NOT NULL,
        at INTEGER NOT NULL,       -- milliseconds since 1970, UTC
        parents BLOB,              -- 32 bytes each; NULL: none
        article INTEGER,           -- of `text`; no foreign key: the row's digest covers its sha
        label INTEGER,             -- from here on: an annotation's body
        start INTEGER,             -- code points
        "end" INTEGER,
        quote TEXT,
        origin INTEGER,
        created INTEGER,
        rest TEXT,                 -- what has no column of its own; the whole body of other kinds
        line BLOB                  -- verbatim, if the columns cannot give it back
    ) STRICT""",
    "CREATE UNIQUE INDEX revision_entity ON revision(entity, digest)",
    """CREATE TABLE annotation(
        rev INTEGER PRIMARY KEY,
        entity BLOB NOT NULL,
        article INTEGER NOT NULL,
        author INTEGER NOT NULL,
        label INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        quote TEXT NOT NULL,
        origin INTEGER NOT NULL,
        created INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        rest TEXT
    ) STRICT""",
    "CREATE INDEX annotation_place ON annotation(article, start)",
    "CREATE INDEX annotation_label ON annotation(label, author)",
    """CREATE TABLE article(
        rev INTEGER PRIMARY KEY,
        entity BLOB NOT NULL,
        text INTEGER NOT NULL,
        author INTEGER NOT NULL,
        title TEXT NOT NULL,
        outlet TEXT,
        byline TEXT,
        published TEXT,
        language TEXT,
        url TEXT
    ) STRICT""",
    "CREATE INDEX article_text ON article(text)",
    """CREATE TABLE item(
        rev INTEGER PRIMARY KEY,
        entity BLOB NOT NULL,
        kind INTEGER NOT NULL,
        article INTEGER,
        author INTEGER NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX item_kind ON item(kind, article)",
    """CREATE TABLE conflict(
        rev INTEGER PRIMARY KEY,
        entity BLOB NOT NULL       -- has several heads; each is a row
    ) STRICT""",
    """CREATE TABLE operation(
        id INTEGER PRIMARY KEY,
        act TEXT NOT NULL,         -- do, undo, redo
        title TEXT NOT NULL,
        author INTEGER NOT NULL,
        at INTEGER NOT NULL,
        first INTEGER NOT NULL,    -- its revisions are the range first..last
        last INTEGER NOT NULL,
        state TEXT NOT NULL,       -- done, undone, lost
        target INTEGER REFERENCES operation
    ) STRICT""",
    "CREATE INDEX operation_undone ON operation(id) WHERE state = 'undone'",
    """CREATE TABLE reading(
        author INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES text,
        caret INTEGER NOT NULL,    -- code points
        top INTEGER NOT NULL,      -- first code point in view
        reached INTEGER NOT NULL,  -- furthest code point seen
        at INTEGER NOT NULL,
        PRIMARY KEY(author, article)
    ) STRICT, WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE search USING fts5(
        text, content='text', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    # What other people's tools show.
    """CREATE VIEW articles AS
        SELECT lower(hex(t.sha)) AS id, a.title, a.outlet, a.byline, a.published, a.language, a.url,
               w.text AS annotator, t.chars AS characters,
               (SELECT count(*) FROM annotation n WHERE n.article = t.id) AS annotations, t.text
        FROM article a JOIN text t ON t.id = a.text JOIN word w ON w.id = a.author
        ORDER BY t.id""",
    """CREATE VIEW annotations AS
        SELECT lower(substr(hex(n.entity), 1, 8) || '-' || substr(hex(n.entity), 9, 4) || '-'
                 || substr(hex(n.entity), 13, 4) || '-' || substr(hex(n.entity), 17, 4) || '-'
                 || substr(hex(n.entity), 21)) AS id,
               lower(hex(t.sha)) AS article, w.text AS annotator, l.text AS label, n.start,
               n."end", n.quote, coalesce(json_extract(n.rest, '$.fragments'),
               json_array(json_array(n.start, n."end")))
                 AS fragments,
               coalesce(json_extract(n.rest, '$.attributes'), '{}') AS attributes,
               coalesce(json_extract(n.rest, '$.note'), '') AS note,
               coalesce(json_extract(n.rest, '$.certainty'), 'sure') AS certainty, o.text AS origin,
               strftime('%Y-%m-%dT%H:%M:%fZ', n.created / 1000.0, 'unixepoch') AS created,
               strftime('%Y-%m-%dT%H:%M:%fZ', n.modified / 1000.0, 'unixepoch') AS modified
        FROM annotation n JOIN text t ON t.id = n.article JOIN word w ON w.id = n.author
             JOIN word l ON l.id = n.label JOIN word o ON o.id = n.origin
        ORDER BY n.article, n.start, n."end" """,
    """CREATE VIEW relations AS
        SELECT lower(hex(t.sha)) AS article, w.text AS annotator, json_extract(i.body, '$.type')
        AS type,
               json_extract(i.body, '$.from') AS "from", json_extract(i.body, '$.to') AS "to"
        FROM item i JOIN text t ON t.id = i.article JOIN word w ON w.id = i.author
        WHERE i.kind = 3""",
    """CREATE VIEW history AS
        SELECT o.id, o.title, o.act, o.state, w.text AS annotator, o.last - o.first + 1 AS
        revisions,
               strftime('%Y-%m-%dT%H:%M:%fZ', o.at / 1000.0, 'unixepoch') AS at
        FROM operation o JOIN word w ON w.id = o.author
        ORDER BY o.id DESC""",
)


def foundation(db: Database) -> None:
    """Make all tables, indexes and views of an empty project."""
    for statement in _STATEMENTS:
        db.execute(statement)
