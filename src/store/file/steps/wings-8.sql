-- New tables, unique rules, indexes by hand.
CREATE INDEX petty_txn_sum ON petty_txn(petty_fund, date, kind, amount_fen, voided_by) WHERE voided_by IS NULL;
