//! Who works in the demonstration office: one of each role (岗位), so that each can be tried. None has a password.

use super::{SampleFault, acts};
use crate::register::bureau::operator::{BEGINNERS, OPERATOR};
use crate::register::bureau::role_grant::ROLE_GRANT;
use crate::register::core::rights::Role;
use crate::register::core::wings::Wing;
use crate::store::change::act::{Act, Cell};
use crate::store::change::bulk::Filling;

/// Those with whom a new office does not begin, behind those with whom it does: log-in name, name, role.
const OTHERS: [(&str, &str, Role); 3] =
    [("system", "赵志强", Role::System), ("security", "周敏", Role::Security), ("auditor", "吴建国", Role::Auditor)];

/// From when on the roles are held: before anything was entered.
const SINCE: &str = "2020-01-01";

/// Accounts and roles, in the act of the take-over, which seals them.
pub(super) fn give_roles(filling: &Filling<'_>, act: &Act<'_>) -> Result<(), SampleFault> {
    let next = filling.last_key("operator")? + 1;
    filling.rows(&OPERATOR, "name full_name role state", |rows| {
        for (key, (login, name, role)) in (next..).zip(OTHERS) {
            rows.add(key, acts::TAKEN_OVER, &[login, name, role.code(), "active"].map(Cell::from))?;
        }
        Ok::<_, SampleFault>(())
    })?;
    let beginners = BEGINNERS.iter().filter_map(|(.., role)| Role::from_code(role));
    let roles: Vec<(i64, Role)> = (1..).zip(beginners.chain(OTHERS.map(|(.., role)| role))).collect();
    // Children are named, or not among the fields of work.
    let business = |role: Role| !matches!(role, Role::System | Role::Security);
    let children =
        roles.iter().filter(|(_, role)| business(*role)).map(|(who, role)| (*who, *role, Some(Wing::Children)));
    let all = roles.iter().map(|(who, role)| (*who, *role, None)).chain(children);
    filling.rows(&ROLE_GRANT, "operator role wing valid_from", |rows| {
        for (key, (who, role, wing)) in (1..).zip(all) {
            rows.add(
                key,
                acts::TAKEN_OVER,
                &[who.into(), role.code().into(), wing.map(Wing::code).into(), SINCE.into()],
            )?;
        }
        Ok::<_, SampleFault>(())
    })?;
    Ok(filling.seal_rights(act)?)
}
