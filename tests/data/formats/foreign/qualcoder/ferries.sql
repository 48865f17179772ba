-- A database as QualCoder 3.5 makes it (its tables, written down from its source).
CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer, codername text, recently_used_codes text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer, pdf_page integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text, unique(fid, pos0, pos1, owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text, unique(name, attr_type, id));
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer, unique(cid, fid, pos0, pos1, owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
CREATE VIEW code_text_visible AS SELECT * FROM code_text;
INSERT INTO project VALUES ('v11', '2024-03-01 09:00:00', '', 'QualCoder 3.5', 0, 0, 'Anna', '');
INSERT INTO source VALUES
 (1, 'chat.txt', '😀 Oh, no ferry' || char(10) || 'today, says Anna.', NULL, 'from the group', 'Anna', '2024-03-01 09:01:00', NULL, NULL),
 (2, 'map.png', NULL, '/images/map.png', '', 'Anna', '2024-03-01 09:01:00', NULL, NULL),
 (3, 'note.txt', 'Short note.', NULL, '', 'Ben', '2024-03-01 09:02:00', NULL, NULL);
INSERT INTO code_cat VALUES (1, 'Moods', 'Anna', '2024-03-01 09:00:00', '', NULL), (2, 'Bad', 'Anna', '2024-03-01 09:00:00', '', 1), (3, 'Ring', 'Anna', '', '', 4), (4, 'Ring two', 'Anna', '', '', 3);
INSERT INTO code_name VALUES (1, 'anger', 'why', 2, 'Anna', '2024-03-01 09:00:00', '#F5A9A9'), (2, 'who', '', NULL, 'Anna', '2024-03-01 09:00:00', '#aaaaaa'), (3, 'ring', '', 3, 'Anna', '', '');
INSERT INTO code_text VALUES
 (1, 1, 1, 'no ferry' || char(8233) || 'today', 7, 21, 'Anna', '2024-03-01 09:05:00', 'so angry', NULL, 1),
 (2, 2, 1, 'Anna', 28, 32, 'Ben', '2024-03-01 09:06:00', '', NULL, NULL),
 (3, 2, 3, 'Short', 0, 5, 'Ben', '2024-03-01 09:07:00', NULL, NULL, 0),
 (4, 9, 3, 'note', 6, 10, 'Ben', '', '', NULL, NULL),
 (5, 2, 3, 'note', 10, 6, 'Ben', '', '', NULL, NULL),
 (6, 2, 8, 'gone', 0, 4, 'Ben', '', '', NULL, NULL);
INSERT INTO annotation VALUES (1, 1, 3, 5, 'a sigh', 'Ben', '2024-03-01 09:08:00'), (2, 8, 0, 1, 'lost', 'Ben', '');
INSERT INTO attribute VALUES (1, 'Outlet', 'file', 'Group chat', 1, '', 'Anna'), (2, 'Mood', 'file', 'bad', 1, '', 'Anna'), (3, 'Age', 'case', '30', 1, '', 'Anna'), (4, 'Empty', 'file', '', 1, '', 'Anna');
INSERT INTO cases VALUES (1, 'Anna', '', 'Anna', '2024-03-01 09:00:00');
INSERT INTO case_text VALUES (1, 1, 1, 0, 5, 'Anna', '', '');
INSERT INTO journal VALUES (1, 'Day 1', 'Begun.', '2024-03-01', 'Anna');
