//! Numbers of papers as a field reads them: a wrong check digit is a doubt, which the clerk may accept.

use crate::domain::people::disability;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::{Slip, is_of};
use std::fmt::Display;

/// Reads an ID number; a wrong check digit is a doubt until it is accepted.
pub(super) fn read_id(typed: &str, accept: &[String]) -> Result<IdNumber, Slip> {
    match IdNumber::parse(typed) {
        Err(f) if f.is_check_digit() => {
            if !accept.iter().any(|a| is_of(a, f.code())) {
                return Err(Slip::doubt(f.code(), f.to_string()));
            }
            IdNumber::parse_as(typed, true).map_err(|f| slip(f.code(), f))
        }
        read => read.map_err(|f| slip(f.code(), f)),
    }
}

/// Reads a certificate number; a wrong check digit of its ID part is a doubt as in the ID number itself.
pub(super) fn read_cert(typed: &str, accept: &[String]) -> Result<disability::CertNo, Slip> {
    let accepted = |f: &disability::CertFault| accept.iter().any(|a| is_of(a, f.code()));
    match disability::CertNo::parse(typed) {
        Err(disability::CertFault::Id(f)) if f.is_check_digit() => {
            let fault = disability::CertFault::Id(f);
            if !accepted(&fault) {
                return Err(Slip::doubt(fault.code(), fault.to_string()));
            }
            disability::CertNo::parse_as(typed, true).map_err(|f| slip(f.code(), f))
        }
        read => read.map_err(|f| slip(f.code(), f)),
    }
}

fn slip(code: &'static str, fault: impl Display) -> Slip {
    Slip::error(code, fault.to_string())
}
