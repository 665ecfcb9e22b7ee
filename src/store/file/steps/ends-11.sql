-- As of a day before its end a case stands otherwise than it says of itself: the ends lead to it.
CREATE INDEX award_ends ON award(from_month, dibao) WHERE kind = 'end' AND voided_by IS NULL;
CREATE INDEX tekun_award_ends ON tekun_award(from_month, tekun) WHERE kind = 'end' AND voided_by IS NULL;
CREATE INDEX disability_award_ends ON disability_award(from_month, disability) WHERE kind = 'end' AND voided_by IS NULL;
CREATE INDEX aged_award_ends ON aged_award(from_month, aged_allowance) WHERE kind = 'end' AND voided_by IS NULL;
CREATE INDEX orphan_award_ends ON orphan_award(from_month, orphan) WHERE kind = 'end' AND voided_by IS NULL;
CREATE INDEX defacto_award_ends ON defacto_award(from_month, defacto) WHERE kind = 'end' AND voided_by IS NULL;
