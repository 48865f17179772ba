-- A database as Taguette 1.4 makes it (its tables, written down from its models).
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
CREATE TABLE users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL, hashed_password VARCHAR(192), password_set_date DATETIME, language VARCHAR(10), email VARCHAR(256), email_sent DATETIME, disabled BOOLEAN NOT NULL DEFAULT 0, CONSTRAINT pk_users PRIMARY KEY (login));
CREATE UNIQUE INDEX ix_users_email ON users (email);
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, privileges VARCHAR(11) NOT NULL, CONSTRAINT pk_project_members PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL, CONSTRAINT fk_documents_project_id_projects FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE);
CREATE INDEX ix_documents_project_id ON documents (project_id);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL, CONSTRAINT fk_commands_user_login_users FOREIGN KEY(user_login) REFERENCES users (login) ON UPDATE CASCADE);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL, CONSTRAINT uq_tags_project_id UNIQUE (project_id, path));
CREATE INDEX ix_tags_path ON tags (path);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL, CONSTRAINT fk_highlights_document_id_documents FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE);
CREATE INDEX ix_highlights_document_id ON highlights (document_id);
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, CONSTRAINT pk_highlight_tags PRIMARY KEY (highlight_id, tag_id), CONSTRAINT fk_highlight_tags_highlight_id_highlights FOREIGN KEY(highlight_id) REFERENCES highlights (id) ON DELETE CASCADE, CONSTRAINT fk_highlight_tags_tag_id_tags FOREIGN KEY(tag_id) REFERENCES tags (id) ON DELETE CASCADE);
INSERT INTO users(login, created, disabled) VALUES ('ines', '2024-02-01 09:00:00.000000', 0), ('tlund', '2024-02-01 09:00:00.000000', 0);
INSERT INTO projects VALUES (1, 'Harbour', 'Talks about the port', '2024-02-01 09:01:00.000000'), (2, 'Rents', '', '2024-02-01 09:01:00.000000');
INSERT INTO documents VALUES
 (1, 'Harbour talks', 'From the archive', 'harbour.html', '2024-02-01 09:02:00.000000', 1, 'LEFT_TO_RIGHT', '<h1>Tromsø 😀 harbour</h1><p>The master, <b>Hanne</b> Lund, said &amp; wrote:<br>no ferry.</p>' || char(10) || '<ul><li>one</li><li>two</li></ul>'),
 (2, 'Empty', '', 'empty.txt', '2024-02-01 09:02:00.000000', 1, 'LEFT_TO_RIGHT', '<p> </p>'),
 (3, 'Rents', '', 'rents.txt', '2024-02-01 09:02:00.000000', 2, 'RIGHT_TO_LEFT', 'Plain text, no markup.');
INSERT INTO tags VALUES (1, 1, 'people', 'Who speaks'), (2, 1, 'people.officials', ''), (3, 1, 'place', ''), (4, 2, 'people', ''), (5, 1, 'a path that is much longer than the key of a label may ever be here, and more', '');
INSERT INTO highlights VALUES
 (1, 1, 0, 7, '<h1>Tromsø</h1>'),
 (2, 1, 32, 42, '<p><b>Hanne</b> Lund</p>'),
 (3, 1, 57, 65, '<p>no ferry</p>'),
 (4, 1, 70, 73, 'wrong'),
 (5, 1, 0, 900, ''),
 (6, 1, 6, 7, ''),
 (7, 3, 0, 5, 'Plain'),
 (8, 1, 1, 2, 'r'),
 (9, 77, 0, 1, 'x'),
 (10, 1, 9, 9, '');
INSERT INTO highlight_tags VALUES (1, 3), (2, 1), (2, 2), (3, 5), (4, 1), (5, 1), (6, 1), (7, 4), (9, 1), (10, 1), (8, 99);
INSERT INTO commands(date, user_login, project_id, document_id, payload) VALUES
 ('2024-02-01 10:00:00.123456', 'ines', 1, 1, '{"end_offset": 7, "highlight_id": 1, "start_offset": 0, "tags": [3], "type": "highlight_add"}'),
 ('2024-02-01 10:01:00.000000', 'tlund', 1, 1, '{"end_offset": 42, "highlight_id": 2, "start_offset": 32, "tags": [1, 2], "type": "highlight_add"}'),
 ('2024-02-01 10:02:00.000000', 'ines', 1, NULL, '{"type": "tag_add", "tag_id": 1, "tag_path": "people", "description": ""}'),
 ('2024-02-01 10:03:00.000000', 'tlund', 1, 1, '{"type": "highlight_add", "highlight_id": "3"}'),
 ('2024-02-01 10:03:00.000000', 'tlund', 1, 1, '{"type": "highlight_add", broken');
