//! 险种: the schemes that pay people, under the names that scripts rely on.
//!
//! Must not know amounts or rules of any of them.

/// A scheme of social assistance (社会救助), of older people (养老服务).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// 城市低保.
    DibaoUrban,
    /// 农村低保.
    DibaoRural,
    /// 特困人员救助供养.
    Tekun,
    /// 困难残疾人生活补贴.
    DisabilityLiving,
    /// 重度残疾人护理补贴.
    DisabilityCare,
    /// 临时救助.
    Temporary,
    /// 高龄津贴.
    Elderly,
    /// 孤儿基本生活费.
    Orphans,
    /// 事实无人抚养儿童基本生活费.
    DeFacto,
}

/// What a scheme is called, here and there.
struct Names {
    scheme: Scheme,
    name: &'static str,
    label: &'static str,
    whole: &'static str,
    batch_prefix: &'static str,
}

const fn names(
    scheme: Scheme,
    name: &'static str,
    label: &'static str,
    whole: &'static str,
    batch_prefix: &'static str,
) -> Names {
    Names { scheme, name, label, whole, batch_prefix }
}

/// Each scheme, in the order of the codes.
const NAMES: [Names; 9] = [
    names(Scheme::DibaoUrban, "dibao-urban", "城市低保", "城市低保", "DBU"),
    names(Scheme::DibaoRural, "dibao-rural", "农村低保", "农村低保", "DBR"),
    names(Scheme::Tekun, "tekun", "特困供养", "特困供养", "TK"),
    names(Scheme::DisabilityLiving, "disability-living", "残疾人生活补贴", "困难残疾人生活补贴", "CL"),
    names(Scheme::DisabilityCare, "disability-care", "残疾人护理补贴", "重度残疾人护理补贴", "CN"),
    names(Scheme::Temporary, "temporary", "临时救助", "临时救助", "LS"),
    names(Scheme::Elderly, "elderly", "高龄津贴", "高龄津贴", "GL"),
    names(Scheme::Orphans, "orphans", "孤儿生活费", "孤儿基本生活费", "GE"),
    names(Scheme::DeFacto, "de-facto", "事实无人抚养", "事实无人抚养儿童基本生活费", "SW"),
];

impl Scheme {
    /// All schemes in the order of their codes.
    pub const ALL: [Scheme; NAMES.len()] = {
        let mut all = [Scheme::DibaoUrban; NAMES.len()];
        let mut at = 0;
        while at < NAMES.len() {
            all[at] = NAMES[at].scheme;
            at += 1;
        }
        all
    };

    /// Names in the file with the whole Chinese names (险种).
    pub const CODES: [(&'static str, &'static str); NAMES.len()] = {
        let mut all = [("", ""); NAMES.len()];
        let mut at = 0;
        while at < NAMES.len() {
            all[at] = (NAMES[at].name, NAMES[at].whole);
            at += 1;
        }
        all
    };

    /// Name on the command line, in the file and in JSON, such as `dibao-urban`.
    pub const fn name(self) -> &'static str {
        NAMES[self as usize].name
    }

    /// Chinese name on screens and paper.
    pub const fn label(self) -> &'static str {
        NAMES[self as usize].label
    }

    /// Code in the file, from 1 on.
    pub const fn code(self) -> i64 {
        self as i64 + 1
    }

    /// First part of a batch number (批次号, handbook 7.2), such as `DBU` of `DBU-202111-01`.
    pub const fn batch_prefix(self) -> &'static str {
        NAMES[self as usize].batch_prefix
    }

    /// Scheme of a command-line name.
    pub fn from_name(name: &str) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// Scheme of a code in the file.
    pub fn from_code(code: i64) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.code() == code)
    }

    /// Scheme of the first part of a batch number.
    pub fn from_batch_prefix(prefix: &str) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.batch_prefix() == prefix)
    }

    /// Is it one of the two 低保 schemes, which are decided and paid per household?
    pub const fn is_dibao(self) -> bool {
        matches!(self, Scheme::DibaoUrban | Scheme::DibaoRural)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_code_reads_back() {
        for (at, scheme) in Scheme::ALL.into_iter().enumerate() {
            assert_eq!(scheme.code(), i64::try_from(at).unwrap() + 1);
            assert_eq!(NAMES[at].scheme as usize, at);
            assert_eq!(Scheme::from_code(scheme.code()), Some(scheme));
            assert_eq!(Scheme::from_name(scheme.name()), Some(scheme));
            assert_eq!(Scheme::from_batch_prefix(scheme.batch_prefix()), Some(scheme));
        }
        assert_eq!(Scheme::from_name("dibao"), None);
        assert_eq!(Scheme::from_code(0), None);
    }
}
