//! With whom roles and passwords begin in an office, and what is shown once of it: between the screens and the office.

use crate::app::secret::Secret;

/// With whom roles begin: log-in name, name, and a password where he sets one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begins {
    /// 系统管理, 安全管理, 审批.
    pub people: [(String, String, Secret); 3],
}

/// What is shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    /// 恢复码.
    pub paper: Secret,
    /// Whose password that is good once is which, and as what he works.
    pub once: Vec<(String, Secret)>,
}
