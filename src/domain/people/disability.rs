//! 残疾: kinds, levels and certificate numbers (GB/T 26341, handbook 13.7).
//!
//! Must not know subsidies or amounts.
use crate::domain::people::id_fault::IdFault;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::domain::text::{is_hostile, quoted, squeeze};
use std::fmt;

/// 残疾类别.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 视力, 1.
    Sight,
    /// 听力, 2.
    Hearing,
    /// 言语, 3.
    Speech,
    /// 肢体, 4.
    Limb,
    /// 智力, 5.
    Intellect,
    /// 精神, 6.
    Mental,
    /// 多重, 7.
    Multiple,
}

impl Kind {
    /// All in the order of their codes.
    pub const ALL: [Kind; 7] =
        [Kind::Sight, Kind::Hearing, Kind::Speech, Kind::Limb, Kind::Intellect, Kind::Mental, Kind::Multiple];

    /// Code `1` to `7`.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Sight => "1",
            Kind::Hearing => "2",
            Kind::Speech => "3",
            Kind::Limb => "4",
            Kind::Intellect => "5",
            Kind::Mental => "6",
            Kind::Multiple => "7",
        }
    }

    /// Chinese name without 残疾.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::Sight => "视力",
            Kind::Hearing => "听力",
            Kind::Speech => "言语",
            Kind::Limb => "肢体",
            Kind::Intellect => "智力",
            Kind::Mental => "精神",
            Kind::Multiple => "多重",
        }
    }

    /// Kind of a code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// 残疾等级; the first is the heaviest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 一级.
    One,
    /// 二级.
    Two,
    /// 三级.
    Three,
    /// 四级.
    Four,
}

impl Level {
    /// All, the heaviest first.
    pub const ALL: [Level; 4] = [Level::One, Level::Two, Level::Three, Level::Four];

    /// Code `1` to `4`.
    pub const fn code(self) -> &'static str {
        match self {
            Level::One => "1",
            Level::Two => "2",
            Level::Three => "3",
            Level::Four => "4",
        }
    }

    /// 一级 to 四级.
    pub const fn label(self) -> &'static str {
        match self {
            Level::One => "一级",
            Level::Two => "二级",
            Level::Three => "三级",
            Level::Four => "四级",
        }
    }

    /// Level of a code.
    pub fn from_code(code: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.code() == code)
    }

    /// 重度: level one or two.
    pub const fn is_severe(self) -> bool {
        matches!(self, Level::One | Level::Two)
    }
}

/// A disability certificate number (残疾证号): ID number, kind, level, and `B1`, `B2` … on a re-issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertNo {
    id: IdNumber,
    kind: Kind,
    level: Level,
    reissue: u8,
}

/// Why a text is not a certificate number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertFault {
    /// Not 20 characters, with or without `B1`.
    #[error("残疾证号应为20位(补发的加 B1 等), 现有{0}位")]
    Length(usize),
    /// A character nobody can see.
    #[error("残疾证号中有看不见的字符 {}, 请重新输入", quoted(*.0))]
    Invisible(char),
    /// The first 18 characters are no ID number.
    #[error("残疾证号前18位: {0}")]
    Id(#[from] IdFault),
    /// Character 19 is not 1 to 7.
    #[error("残疾证号第19位{0}不是残疾类别, 应为1至7")]
    Kind(char),
    /// Character 20 is not 1 to 4.
    #[error("残疾证号第20位{0}不是残疾等级, 应为1至4")]
    Level(char),
    /// What follows is not `B` and a digit.
    #[error("残疾证号末尾“{0}”不对, 补发的应为 B1 至 B9")]
    Reissue(String),
}

impl CertFault {
    /// Stable code; that of the ID number's fault when that is what is wrong.
    pub const fn code(&self) -> &'static str {
        match self {
            CertFault::Id(fault) => fault.code(),
            _ => "E-CB-020",
        }
    }
}

impl CertNo {
    /// Reads a certificate number.
    ///
    /// # Errors
    /// A [`CertFault`] saying which part is wrong.
    pub fn parse(text: &str) -> Result<CertNo, CertFault> {
        CertNo::parse_as(text, false)
    }

    /// [`parse`](CertNo::parse); with `accept_check_digit` for holders whose ID number carries a recorded exception.
    ///
    /// # Errors
    /// As [`parse`](CertNo::parse).
    pub fn parse_as(text: &str, accept_check_digit: bool) -> Result<CertNo, CertFault> {
        let chars: Vec<char> = squeeze(text).to_uppercase().chars().collect();
        if let Some(strange) = chars.iter().find(|c| is_hostile(**c)) {
            return Err(CertFault::Invisible(*strange));
        }
        if chars.len() < 20 || chars.len() > 23 {
            return Err(CertFault::Length(chars.len()));
        }
        let id: String = chars[..18].iter().collect();
        let id = IdNumber::parse_as(&id, accept_check_digit)?;
        let kind = Kind::from_code(&chars[18].to_string()).ok_or(CertFault::Kind(chars[18]))?;
        let level = Level::from_code(&chars[19].to_string()).ok_or(CertFault::Level(chars[19]))?;
        let reissue = match &chars[20..] {
            [] => 0,
            ['B', digit @ '1'..='9'] => *digit as u8 - b'0',
            other => return Err(CertFault::Reissue(crate::domain::text::safe(&other.iter().collect::<String>()))),
        };
        Ok(CertNo { id, kind, level, reissue })
    }

    /// The holder's ID number, the first 18 characters.
    pub const fn id_part(&self) -> IdNumber {
        self.id
    }

    /// 残疾类别, character 19.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// 残疾等级, character 20.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// How often it was re-issued, 0 to 9.
    pub const fn reissue(&self) -> u8 {
        self.reissue
    }

    /// 重度: level one or two.
    pub const fn is_severe(&self) -> bool {
        self.level.is_severe()
    }

    /// The whole number, for storage.
    pub fn text(&self) -> String {
        let tail = if self.reissue == 0 { String::new() } else { format!("B{}", self.reissue) };
        format!("{}{}{}{tail}", self.id.as_str(), self.kind.code(), self.level.code())
    }

    /// `430406********012042`.
    pub fn masked(&self) -> String {
        format!("{}********{}", &self.id.as_str()[..6], &self.text()[14..])
    }

    /// Does it belong to this ID number? `E-CB-001` when not.
    pub fn holder_slip(&self, id: &IdNumber) -> Option<Slip> {
        (self.id != *id).then(|| Slip::error("E-CB-001", "残疾证前18位与身份证号不一致").at("cert_no"))
    }

    /// Do kind and level equal the fields? `E-CB-002` when not.
    pub fn field_slip(&self, kind: Kind, level: Level) -> Option<Slip> {
        let text = if self.kind != kind {
            format!("残疾证号第19位{}与残疾类别{}不一致", self.kind.label(), kind.label())
        } else if self.level != level {
            format!("残疾证号第20位{}与残疾等级{}不一致", self.level.label(), level.label())
        } else {
            return None;
        };
        Some(Slip::error("E-CB-002", text).at("cert_no"))
    }
}

impl fmt::Display for CertNo {
    /// Masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// The kinds behind 多重, as their codes in a row name them (`45`).
pub fn parts(codes: &str) -> Vec<Kind> {
    codes.chars().filter_map(|c| Kind::from_code(&c.to_string())).collect()
}

/// `E-CB-025` when the kinds behind 多重 are filled for somebody else, or are not two or more kinds, each once.
pub fn parts_slip(kind: Option<&str>, codes: Option<&str>) -> Option<Slip> {
    let codes = codes?;
    if kind != Some(Kind::Multiple.code()) {
        return Some(Slip::error("E-CB-025", "只有多重残疾才填各类别, 请清空, 或核对残疾类别"));
    }
    let found = parts(codes);
    let once = codes.chars().enumerate().all(|(at, c)| !codes.chars().take(at).any(|earlier| earlier == c));
    let good = found.len() == codes.chars().count() && found.len() > 1 && once && !found.contains(&Kind::Multiple);
    (!good).then(|| Slip::error("E-CB-025", "多重残疾各类别应为两个以上不同的类别代码(1至6)连写, 如 45"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_certificate_of_the_handbook() {
        let cert = CertNo::parse("43040619030405012042").unwrap();
        assert_eq!((cert.kind().label(), cert.level().label()), ("肢体", "二级"));
        assert!(cert.is_severe());
        assert_eq!(cert.id_part().as_str(), "430406190304050120");
        assert_eq!(cert.text(), "43040619030405012042");
        assert_eq!(cert.to_string(), "430406********012042");
        let again = CertNo::parse("４３０４０６１９０３０４０５０１８ｘ７３ b1").unwrap();
        assert_eq!((again.text().as_str(), again.reissue(), again.is_severe()), ("43040619030405018X73B1", 1, false));
    }

    #[test]
    fn wrong_certificates() {
        for (text, code, want) in [
            ("430406190304050120", "E-CB-020", "应为20位(补发的加 B1 等), 现有18位"),
            ("43040619030405012142", "E-DB-001", "前18位: 身份证号第18位校验码应为 0"),
            ("43040619030405012082", "E-CB-020", "第19位8不是残疾类别"),
            ("43040619030405012045", "E-CB-020", "第20位5不是残疾等级"),
            ("43040619030405012042C1", "E-CB-020", "末尾“C1”不对"),
            ("43040619030405012042\u{200B}", "E-CB-020", "<U+200B>"),
            ("43040619030405012042B", "E-CB-020", "末尾“B”不对"),
        ] {
            let fault = CertNo::parse(text).unwrap_err();
            assert_eq!(fault.code(), code, "{text}");
            assert!(fault.to_string().contains(want), "{text}: {fault}");
        }
        assert!(CertNo::parse_as("43040619030405012142", true).is_ok());
    }

    #[test]
    fn what_must_agree_with_the_person() {
        let cert = CertNo::parse("43040619030405012042").unwrap();
        let other = IdNumber::parse("43040619030405018X").unwrap();
        assert_eq!(cert.holder_slip(&cert.id_part()), None);
        assert_eq!(cert.holder_slip(&other).map(|slip| slip.code), Some("E-CB-001"));
        assert_eq!(cert.field_slip(Kind::Limb, Level::Two), None);
        let slip = cert.field_slip(Kind::Sight, Level::Two).unwrap();
        assert_eq!((slip.code, slip.text.as_str()), ("E-CB-002", "残疾证号第19位肢体与残疾类别视力不一致"));
        assert!(cert.field_slip(Kind::Limb, Level::One).is_some());
    }

    #[test]
    fn several_kinds_are_each_named_once() {
        for (kind, codes, good) in [
            (Some("7"), Some("45"), true),
            (Some("7"), Some("126"), true),
            (Some("7"), None, true),
            (Some("7"), Some("4"), false),
            (Some("7"), Some("44"), false),
            (Some("7"), Some("47"), false),
            (Some("7"), Some("4x"), false),
            (Some("5"), Some("45"), false),
            (None, Some("45"), false),
        ] {
            assert_eq!(parts_slip(kind, codes).is_none(), good, "{kind:?} {codes:?}");
        }
    }
}
