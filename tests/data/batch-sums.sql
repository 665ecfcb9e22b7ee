-- What the program keeps of a batch when its answers are in (src/store/pay/batch_sums.rs), for offices that a test fills itself.
DELETE FROM batch_town;
INSERT INTO batch_town
    SELECT batch, booked_month, substr(division, 1, 9) || '000', coalesce(institution, 0), coalesce(class_code, ''), line_type, bank_state,
           count(*), sum(persons), sum(amount_fen), sum(extra_fen)
      FROM payment
     WHERE voided_by IS NULL AND booked_month IS NOT NULL
       AND batch IN (SELECT key FROM batch WHERE state IN ('returned','reissuing','closed') AND voided_by IS NULL)
     GROUP BY batch, booked_month, substr(division, 1, 9), institution, class_code, line_type, bank_state;
