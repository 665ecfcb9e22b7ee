-- 福彩圆梦 ends with a life too, on a day. Widened where it stands, as in 3.
ALTER TABLE dream_grant ADD COLUMN left_on TEXT CHECK (left_on IS NULL OR leaving IS NOT NULL);
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
        'leaving IN (''1'',''2'',''3'')', 'leaving IN (''1'',''2'',''3'',''4'')'),
        '''suspended'',''quit'',''graduated'')', '''suspended'',''quit'',''graduated'',''died'')')
 WHERE type = 'table' AND name = 'dream_grant';
PRAGMA writable_schema = RESET;
