//! 权限封签: after each act that changed an account, a grant, a password or the paper code, a digest of all of these as they stand, chained
//! to the seals before. What another tool changes among them differs from the last seal.

use crate::store::change::digest::{Form, hex};
use crate::store::engine::{Bound, Db};
use crate::store::fault::Answer;
use sha2::{Digest, Sha256};

/// What the code on paper is called.
pub(super) const PAPER_CODE: &str = "恢复码";

/// What a seal is over: a table, what it is called, and its columns. They stay these: what a later schema adds has to be added to a seal
/// of its own, or the seals of before would hold no more.
const SEALED: [(&str, &str, &str); 4] = [
    ("operator", "账户", "key, name, state, voided_by"),
    (
        "role_grant",
        "授权",
        "key, operator, role, wing, town, valid_from, valid_to, given_by, witnessed_by, basis, act, voided_by",
    ),
    ("credential", "密码", "operator, kind, verifier, wrapped, good_until, set_at"),
    ("paper_code", PAPER_CODE, "key, verifier, wrapped, made_at"),
];

/// What is sealed as it stands: a digest of each table, in their order.
pub(in crate::store) fn digest(db: &Db) -> Answer<String> {
    let mut all = Vec::new();
    for (table, _, columns) in SEALED {
        let key = columns.split(',').next().unwrap_or_default();
        let mut get = db.prepare_cached(&format!("SELECT {columns} FROM {table} ORDER BY {key}"))?;
        let mut rows = get.query([])?;
        let mut form = Form::default();
        while let Some(row) = rows.next()? {
            for at in 0..columns.split(',').count() {
                form.add(row.get_ref(at)?);
            }
        }
        all.push(hex(&Sha256::digest(form.as_bytes())).collect::<String>());
    }
    Ok(all.join(" "))
}

/// What is called what of that which two digests say otherwise.
pub(in crate::store) fn apart(one: &str, other: &str) -> Vec<&'static str> {
    let of = |digest: &str, at: usize| digest.split(' ').nth(at).map(str::to_owned);
    let all = SEALED.iter().enumerate();
    all.filter(|(at, _)| of(one, *at) != of(other, *at)).map(|(_, (_, called, _))| *called).collect()
}

/// Whether anybody had a password when the office was last sealed, or has one now; where that cannot be told, yes.
pub(in crate::store) fn had_passwords(db: &Db) -> bool {
    const CREDENTIAL: usize = 2;
    let none: String = hex(&Sha256::digest(Form::default().as_bytes())).collect();
    let has = |digest: &str| digest.split(' ').nth(CREDENTIAL) != Some(none.as_str());
    let now = digest(db).is_ok_and(|digest| !has(&digest));
    let before = all(db).is_ok_and(|seals| !seals.is_empty() && seals.iter().all(|seal| !has(&seal.digest)));
    !(now && before)
}

/// One seal.
pub(in crate::store) struct Seal {
    pub key: i64,
    pub act: i64,
    pub digest: String,
    /// The last row of 查阅记录 then, and its digest.
    pub last_access: i64,
    pub access_seen: Option<String>,
    pub chain: String,
}

impl Seal {
    /// What its chain must be behind that of the seal before.
    pub(super) fn chained(&self, before: Option<&str>) -> String {
        let mut form = Form::default();
        form.add(before.given());
        form.add(self.key.given());
        form.add(self.act.given());
        form.add(self.digest.given());
        form.add(self.last_access.given());
        form.add(self.access_seen.given());
        hex(&Sha256::digest(form.as_bytes())).collect()
    }
}

/// The seals in their order.
pub(in crate::store) fn all(db: &Db) -> Answer<Vec<Seal>> {
    let mut get =
        db.prepare_cached("SELECT key, act, digest, last_access, access_seen, chain FROM rights_seal ORDER BY key")?;
    let seals = get.query_map([], |r| {
        let (key, act, digest, last_access) = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
        Ok(Seal { key, act, digest, last_access, access_seen: r.get(4)?, chain: r.get(5)? })
    })?;
    Ok(seals.collect::<Result<_, _>>()?)
}

/// The seals that do not follow on the one before: their keys go on from 1, and each carries the chain.
pub(in crate::store) fn off_the_chain(seals: &[Seal]) -> impl Iterator<Item = &Seal> {
    let before = std::iter::once(None).chain(seals.iter().map(|seal| Some(seal.chain.as_str())));
    let at = (1..).zip(before).zip(seals);
    at.filter(|((key, before), seal)| seal.key != *key || seal.chain != seal.chained(*before)).map(|(_, seal)| seal)
}

/// The acts that end with a seal: those of passwords always, and once there is a seal those that wrote accounts or grants.
macro_rules! wants_seal {
    () => {
        "(a.kind = 'rights' OR (a.kind <> 'migrate' AND a.key > (SELECT min(act) FROM rights_seal) AND EXISTS
            (SELECT 1 FROM audit u WHERE u.act = a.key AND u.register IN ('operator', 'role_grant'))))"
    };
}
pub(in crate::store) use wants_seal;
