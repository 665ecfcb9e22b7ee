//! 险种: the schemes that pay people, under the names that scripts rely on.
//!
//! Must not know amounts or rules of any of them.

/// A scheme of social assistance (社会救助).
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
}

impl Scheme {
    /// All schemes in the order of their codes.
    pub const ALL: [Scheme; 6] = [
        Scheme::DibaoUrban,
        Scheme::DibaoRural,
        Scheme::Tekun,
        Scheme::DisabilityLiving,
        Scheme::DisabilityCare,
        Scheme::Temporary,
    ];

    /// Name on the command line and in JSON, such as `dibao-urban`.
    pub const fn name(self) -> &'static str {
        match self {
            Scheme::DibaoUrban => "dibao-urban",
            Scheme::DibaoRural => "dibao-rural",
            Scheme::Tekun => "tekun",
            Scheme::DisabilityLiving => "disability-living",
            Scheme::DisabilityCare => "disability-care",
            Scheme::Temporary => "temporary",
        }
    }

    /// Chinese name on screens and paper.
    pub const fn label(self) -> &'static str {
        match self {
            Scheme::DibaoUrban => "城市低保",
            Scheme::DibaoRural => "农村低保",
            Scheme::Tekun => "特困供养",
            Scheme::DisabilityLiving => "残疾人生活补贴",
            Scheme::DisabilityCare => "残疾人护理补贴",
            Scheme::Temporary => "临时救助",
        }
    }

    /// Code in the file, 1 to 6.
    pub const fn code(self) -> i64 {
        match self {
            Scheme::DibaoUrban => 1,
            Scheme::DibaoRural => 2,
            Scheme::Tekun => 3,
            Scheme::DisabilityLiving => 4,
            Scheme::DisabilityCare => 5,
            Scheme::Temporary => 6,
        }
    }

    /// First part of a batch number (批次号, handbook 7.2), such as `DBU` of `DBU-202111-01`.
    pub const fn batch_prefix(self) -> &'static str {
        match self {
            Scheme::DibaoUrban => "DBU",
            Scheme::DibaoRural => "DBR",
            Scheme::Tekun => "TK",
            Scheme::DisabilityLiving => "CL",
            Scheme::DisabilityCare => "CN",
            Scheme::Temporary => "LS",
        }
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

    /// Is it one of the two disability subsidies (两项补贴)?
    pub const fn is_disability(self) -> bool {
        matches!(self, Scheme::DisabilityLiving | Scheme::DisabilityCare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_code_reads_back() {
        for (at, scheme) in Scheme::ALL.into_iter().enumerate() {
            assert_eq!(scheme.code(), i64::try_from(at).unwrap() + 1);
            assert_eq!(Scheme::from_code(scheme.code()), Some(scheme));
            assert_eq!(Scheme::from_name(scheme.name()), Some(scheme));
            assert_eq!(Scheme::from_batch_prefix(scheme.batch_prefix()), Some(scheme));
        }
        assert_eq!(Scheme::from_name("dibao"), None);
        assert_eq!(Scheme::from_code(0), None);
    }
}
