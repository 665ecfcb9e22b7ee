//! 发放: the kinds of payment lines and what the bank answers (handbook 7.2, 7.5).
//!
//! Must not know batches, their states or files.
use crate::domain::money::Money;
use crate::domain::slip::Slip;

/// 行类型 of a payment line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineType {
    /// 01 当月正常.
    Normal,
    /// 02 补发.
    Arrears,
    /// 03 抵扣, the only negative one.
    Offset,
    /// 04 物价补贴.
    PriceSubsidy,
    /// 05 一次性/节日.
    LumpSum,
    /// 06 退回重发.
    Reissue,
    /// 07 丧葬费.
    Funeral,
    /// 08 护理费(特困).
    Care,
    /// 09 提标补差.
    RaiseArrears,
}

impl LineType {
    /// All in the order of their codes.
    pub const ALL: [LineType; 9] = [
        LineType::Normal,
        LineType::Arrears,
        LineType::Offset,
        LineType::PriceSubsidy,
        LineType::LumpSum,
        LineType::Reissue,
        LineType::Funeral,
        LineType::Care,
        LineType::RaiseArrears,
    ];

    /// Code `01` to `09`.
    pub const fn code(self) -> &'static str {
        match self {
            LineType::Normal => "01",
            LineType::Arrears => "02",
            LineType::Offset => "03",
            LineType::PriceSubsidy => "04",
            LineType::LumpSum => "05",
            LineType::Reissue => "06",
            LineType::Funeral => "07",
            LineType::Care => "08",
            LineType::RaiseArrears => "09",
        }
    }

    /// Chinese name.
    pub const fn label(self) -> &'static str {
        match self {
            LineType::Normal => "当月正常",
            LineType::Arrears => "补发",
            LineType::Offset => "抵扣",
            LineType::PriceSubsidy => "物价补贴",
            LineType::LumpSum => "一次性/节日",
            LineType::Reissue => "退回重发",
            LineType::Funeral => "丧葬费",
            LineType::Care => "护理费",
            LineType::RaiseArrears => "提标补差",
        }
    }

    /// Type of a code.
    pub fn from_code(code: &str) -> Option<LineType> {
        LineType::ALL.into_iter().find(|line| line.code() == code)
    }

    /// 01 and 08: at most one a case, month and type, failed ones included.
    pub const fn is_normal(self) -> bool {
        matches!(self, LineType::Normal | LineType::Care)
    }

    /// Is it 低保金: everything but price subsidies and one-off lines (decisions, "Money")?
    pub const fn is_dibao_money(self) -> bool {
        matches!(
            self,
            LineType::Normal | LineType::Arrears | LineType::Offset | LineType::Reissue | LineType::RaiseArrears
        )
    }

    /// May it cover a range of months? Only 02 and 09.
    pub const fn has_range(self) -> bool {
        matches!(self, LineType::Arrears | LineType::RaiseArrears)
    }

    /// Is the sign right: above zero, except 03 below zero?
    pub const fn sign_ok(self, amount: Money) -> bool {
        match self {
            LineType::Offset => amount.as_fen() < 0,
            _ => amount.as_fen() > 0,
        }
    }

    /// The slip of a wrong sign, with what would be right.
    pub fn sign_slip(self, amount: Money) -> Option<Slip> {
        let want = if self == LineType::Offset { "小于零" } else { "大于零" };
        (!self.sign_ok(amount)).then(|| {
            let text = format!("{}金额应{want}, 现为 {amount} 元", self.label());
            Slip::error("E-PAY-002", text).at("amount")
        })
    }
}

/// 银行结果 of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BankState {
    /// 0 待发.
    Pending,
    /// 1 成功.
    Paid,
    /// 2 失败.
    Failed,
}

impl BankState {
    /// All in the order of their codes.
    pub const ALL: [BankState; 3] = [BankState::Pending, BankState::Paid, BankState::Failed];

    /// Code 0 to 2.
    pub const fn code(self) -> i64 {
        match self {
            BankState::Pending => 0,
            BankState::Paid => 1,
            BankState::Failed => 2,
        }
    }

    /// 待发, 成功 or 失败.
    pub const fn label(self) -> &'static str {
        match self {
            BankState::Pending => "待发",
            BankState::Paid => "成功",
            BankState::Failed => "失败",
        }
    }

    /// State of a code.
    pub fn from_code(code: i64) -> Option<BankState> {
        BankState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// 失败原因: codes and labels of the bank's return file (handbook 7.5).
pub const FAIL_CODES: [(&str, &str); 12] = [
    ("01", "户名不符"),
    ("02", "账号不存在"),
    ("03", "已销户"),
    ("04", "冻结/止付"),
    ("05", "挂失"),
    ("06", "睡眠/久悬户"),
    ("07", "社保卡金融功能未激活"),
    ("08", "身份证过期限制"),
    ("09", "超限额"),
    ("10", "币种/账户类型不符"),
    ("11", "银行系统"),
    ("99", "其他"),
];

/// Label of a fail code.
pub fn fail_label(code: &str) -> Option<&'static str> {
    FAIL_CODES.iter().find(|(known, _)| *known == code).map(|(_, label)| *label)
}

/// Fail code of what a return file says: a code, or its label; anything else is `99`.
pub fn fail_code(text: &str) -> &'static str {
    let text = crate::domain::text::clean(text);
    let known = FAIL_CODES.iter().find(|(code, label)| *code == text || *label == text);
    known.map_or("99", |(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for (at, line) in LineType::ALL.into_iter().enumerate() {
            assert_eq!(line.code(), format!("{:02}", at + 1));
            assert_eq!(LineType::from_code(line.code()), Some(line));
        }
        for state in BankState::ALL {
            assert_eq!(BankState::from_code(state.code()), Some(state));
        }
        assert_eq!(BankState::from_code(3), None);
    }

    #[test]
    fn kinds_of_lines() {
        let codes = |fits: fn(LineType) -> bool| -> Vec<&str> {
            LineType::ALL.into_iter().filter(|line| fits(*line)).map(LineType::code).collect()
        };
        assert_eq!(codes(LineType::is_normal), ["01", "08"]);
        assert_eq!(codes(LineType::is_dibao_money), ["01", "02", "03", "06", "09"]);
        assert_eq!(codes(LineType::has_range), ["02", "09"]);
        assert_eq!(codes(|line| line.sign_ok(Money::fen(-1))), ["03"]);
        assert!(LineType::ALL.into_iter().all(|line| !line.sign_ok(Money::ZERO)));
        let slip = LineType::Offset.sign_slip(Money::fen(100)).unwrap();
        assert_eq!(slip.text, "抵扣金额应小于零, 现为 1.00 元");
    }

    #[test]
    fn reasons_of_failure() {
        assert_eq!(fail_label("07"), Some("社保卡金融功能未激活"));
        assert_eq!((fail_code("已销户"), fail_code(" 03"), fail_code("不明")), ("03", "03", "99"));
    }
}
