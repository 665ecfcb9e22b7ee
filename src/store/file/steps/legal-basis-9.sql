-- The documents by which funerals, place names, divisions and boundaries are handled, as a new office of version 9 has them.
WITH shipped(topic, title, document, valid_from, state, alias, note) AS (VALUES
    ('funeral', '殡葬管理条例', '国务院令第225号', '1997-07-21', 'confirmed', NULL, '2012年修订'),
    ('funeral', '殡葬管理条例(修订)', NULL, '2026-03-30', 'pending', NULL, '8章73条; 文号和灵棚、墓穴面积、罚款的条款待填'),
    ('funeral-province', '湖南省实施〈殡葬管理条例〉办法', '湖南省人民政府令第154号', '2002-05-01', 'confirmed', NULL, NULL),
    ('place', '地名管理条例', '国发〔1986〕11号', '1986-01-23', 'confirmed', NULL, NULL),
    ('place', '地名管理条例', '国务院令第753号', '2022-05-01', 'confirmed', NULL, NULL),
    ('place-detail', '地名管理条例实施办法', '民政部令第71号', '2024-05-01', 'confirmed', NULL, NULL),
    ('place-filing', '地名备案公告管理办法(试行)', NULL, '2023-06-01', 'pending', NULL, '文号和施行日期待核'),
    ('division', '行政区划管理条例', '国务院令第704号', '2019-01-01', 'confirmed', '行政区划调整管理条例', NULL),
    ('division-detail', '行政区划管理条例实施办法', '民政部令第65号', '2020-01-01', 'confirmed', NULL, NULL),
    ('boundary', '行政区域界线管理条例', '国务院令第353号', '2002-07-01', 'confirmed', NULL, NULL),
    ('boundary-marker', '行政区域界线界桩管理办法', '民政部令第36号', '2008-08-29', 'pending', NULL, '文号待核'),
    ('dispute', '行政区域边界争议处理条例', '国务院令第26号', '1989-02-03', 'confirmed', NULL, NULL))
INSERT INTO legal_basis(topic, title, document, valid_from, state, alias, note, act)
SELECT s.topic, s.title, s.document, s.valid_from, s.state, s.alias, s.note, a.key FROM shipped s CROSS JOIN (SELECT min(key) AS key FROM act) a
 WHERE a.key IS NOT NULL;
