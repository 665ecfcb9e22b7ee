//! Who may do what: the table as it is written down, scopes, what nobody may be at once, and what is said.

use super::day;
use crate::register::bureau::act::ACT;
use crate::register::core::rights::{Action, Ask, Clash, Grant, Leave, Place, Rights, Role, Town};
use crate::register::core::rights::{actions, allowed, incompatible, told};
use crate::register::core::wings::Wing;
use crate::register::{Register, find};

fn register(name: &str) -> &'static Register {
    find(name).unwrap().register
}

fn town(code: &str, name: &str) -> Town {
    Town { code: code.to_owned(), name: name.to_owned() }
}

/// A grant of the district for a field of work, from 2021 on.
fn grant(role: Role, wing: Option<Wing>) -> Grant {
    Grant { role, wing, town: None, from: day("2021-01-01"), to: None }
}

fn in_town(role: Role, wing: Option<Wing>) -> Grant {
    Grant { town: Some(town("430406001000", "先锋街道")), ..grant(role, wing) }
}

fn rights(grants: &[Grant]) -> Rights {
    Rights::of("陈雅琴", grants.to_vec(), day("2021-12-31"))
}

/// The table of the roles maker, checker, approver, finance, system, security, auditor: x yes, r with a reason, o one's own, m masked; of
/// a register of people, of batches, of acts.
#[test]
fn the_table_is_as_it_is_written_down() {
    let table = "
Look            x x x x - - m | x x x x - - m | x x x x - - m
Open            x x x m - - m | x x x m - - m | x x x m - - m
OpenRestricted  r r r - - - r | r r r - - - r | r r r - - - r
Reveal          r r r - - - r | r r r - - - r | r r r - - - r
Enter           x - - - - - - | x - - - - - - | x - - - - - -
Correct         x - - - - - - | x - - - - - - | x - - - - - -
Void            x - - - - - - | x - - - - - - | x - - - - - -
Undo            x - - - - - - | x - - - - - - | x - - - - - -
Remap           x - - - - - - | x - - - - - - | x - - - - - -
Propose         x - - - - - - | x - - - - - - | x - - - - - -
Settle          - - x - - - - | - - x - - - - | - - x - - - -
Draft           x - - - - - - | x - - - - - - | x - - - - - -
Check           - x - - - - - | - x - - - - - | - x - - - - -
Approve         - - x - - - - | - - x - - - - | - - x - - - -
Pay             - - - x - - - | - - - x - - - | - - - x - - -
Print           x x x - - - - | x x x x - - - | x x x - - - x
Json            x x x - - - - | x x x x - - - | x x x - - - x
Settings        - - - - x - - | - - - - x - - | - - - - x - -
Account         - - - - x - - | - - - - x - - | - - - - x - -
Grant           - - - - - x - | - - - - - x - | - - - - - x -
Accounts        o o o o x x x | o o o o x x x | o o o o x x x
Backup          - - - - x - - | - - - - x - - | - - - - x - -
Restore         - - - - x - - | - - - - x - - | - - - - x - -
Acts            o o o o - - x | o o o o - - x | o o o o - - x
Accesses        o o o o - - x | o o o o - - x | o o o o - - x
";
    let cell = |leave: Option<Leave>| match leave {
        None => "-",
        Some(Leave::Plain) => "x",
        Some(Leave::Reason) => "r",
        Some(Leave::Own) => "o",
        Some(Leave::Masked) => "m",
    };
    let row = |action: Action| {
        let of = |register| Role::ALL.map(|role| cell(allowed(role, action, Some(register)))).join(" ");
        let registers = ["person", "batch", "act"].map(|name| of(register(name)));
        format!("{:<15} {}", format!("{action:?}"), registers.join(" | "))
    };
    let stands: Vec<String> = actions().map(row).collect();
    assert_eq!(stands.join("\n"), table.trim());
}

#[test]
fn every_pair_of_roles_is_decided() {
    for (a, role) in Role::ALL.into_iter().enumerate() {
        assert_eq!((Role::from_code(role.code()), role as usize), (Some(role), a));
        assert_eq!(incompatible(role, role), None);
        for other in Role::ALL.into_iter().skip(a + 1) {
            let business = [Role::Maker, Role::Checker, Role::Approver];
            let same = business.contains(&role) && business.contains(&other);
            let clash = if same { Clash::SamePlace } else { Clash::Anywhere };
            assert_eq!((incompatible(role, other), incompatible(other, role)), (Some(clash), Some(clash)));
        }
    }
}

#[test]
fn two_grants_of_one_person_stand_against_each_other() {
    use Role::{Auditor, Checker, Finance, Maker, System};
    use Wing::{Assistance, Children, Elderly};
    let until = |last, grant: Grant| Grant { to: Some(day(last)), ..grant };
    let since = |first, grant: Grant| Grant { from: day(first), ..grant };
    let elsewhere = |grant: Grant| Grant { town: Some(town("430406002000", "黄茶岭街道")), ..grant };
    for (one, other, against) in [
        (grant(Maker, None), grant(Maker, Some(Assistance)), false),
        (grant(Maker, None), grant(Checker, None), true),
        (grant(Maker, None), grant(Checker, Some(Assistance)), true),
        // Children are in no grant that does not name them.
        (grant(Maker, None), grant(Checker, Some(Children)), false),
        (grant(Maker, Some(Assistance)), grant(Checker, Some(Elderly)), false),
        (in_town(Maker, None), grant(Checker, None), true),
        (in_town(Maker, None), in_town(Checker, None), true),
        (in_town(Maker, None), elsewhere(grant(Checker, None)), false),
        (in_town(Maker, None), elsewhere(grant(Finance, None)), true),
        (grant(Maker, Some(Assistance)), grant(System, None), true),
        (grant(Maker, Some(Assistance)), grant(Auditor, Some(Children)), true),
        (until("2021-06-30", grant(Maker, None)), since("2021-07-01", grant(Auditor, None)), false),
        (until("2021-06-30", grant(Maker, None)), since("2021-06-30", grant(Auditor, None)), true),
    ] {
        assert_eq!((one.stands_against(&other), other.stands_against(&one)), (against, against), "{one:?} {other:?}");
    }
}

#[test]
fn a_grant_reaches_its_field_of_work_its_town_and_its_days() {
    use Place::{District, In, Unasked};
    let all = grant(Role::Maker, None);
    let children = grant(Role::Maker, Some(Wing::Children));
    let town = in_town(Role::Maker, None);
    let ended = Grant { to: Some(day("2021-12-30")), ..all.clone() };
    let ahead = Grant { from: day("2022-01-01"), ..all.clone() };
    let last = Grant { to: Some(day("2021-12-31")), ..all.clone() };
    let (inside, outside) = (In("430406001003"), In("430406002003"));
    for (grant, name, place, may) in [
        (&all, "dibao", outside, true),
        (&all, "dibao", District, true),
        (&all, "child", Unasked, false),
        (&all, "person", Unasked, true),
        (&children, "child", outside, true),
        (&children, "dibao", Unasked, false),
        (&children, "person", Unasked, true),
        (&town, "dibao", Unasked, true),
        (&town, "dibao", inside, true),
        (&town, "dibao", In("430406001000"), true),
        (&town, "dibao", outside, false),
        (&town, "dibao", In("430406000000"), false),
        (&town, "dibao", In(""), false),
        (&town, "dibao", District, false),
        (&ended, "dibao", Unasked, false),
        (&ahead, "dibao", Unasked, false),
        (&last, "dibao", Unasked, true),
    ] {
        let ask = Ask::of(Action::Enter, register(name)).at(place);
        assert_eq!(rights(std::slice::from_ref(grant)).may(&ask).is_ok(), may, "{grant:?} {name} {place:?}");
    }
    // Of what benefits share the field of work is the record's.
    let batch = Ask::of(Action::Draft, register("batch"));
    let mine = rights(&[grant(Role::Maker, Some(Wing::Elderly))]);
    assert!(mine.may(&batch.in_wing(Some(Wing::Elderly))).is_ok());
    assert!(mine.may(&batch.in_wing(Some(Wing::Assistance))).is_err());
}

#[test]
fn of_several_grants_the_most_holds() {
    let both = rights(&[grant(Role::Finance, None), grant(Role::Checker, Some(Wing::Elderly))]);
    let open = |name| both.may(&Ask::of(Action::Open, register(name)));
    assert_eq!((open("dibao"), open("elder")), (Ok(Leave::Masked), Ok(Leave::Plain)));
    assert!(both.may(&Ask::to(Action::Account)).is_err());
    for action in actions() {
        assert_eq!(Rights::all("陈雅琴").may(&Ask::to(action)), Ok(Leave::Plain));
        assert!(rights(&[]).may(&Ask::of(action, &ACT)).is_err());
    }
}

#[test]
fn who_may_not_is_told_who_may() {
    let assistance = || grant(Role::Maker, Some(Wing::Assistance));
    let towns = [in_town(Role::Maker, None), grant(Role::Maker, Some(Wing::Children))];
    for (grants, ask, text) in [
        (
            &[assistance()][..],
            Ask::of(Action::Check, register("batch")).in_wing(Some(Wing::Assistance)),
            "陈雅琴(经办·社会救助)不能复核发放批次; 由复核岗位办理",
        ),
        (
            &[assistance()],
            Ask::of(Action::Enter, register("child")),
            "陈雅琴(经办·社会救助)不能登记儿童档案; 由儿童福利经办岗位办理",
        ),
        (
            &towns,
            Ask::of(Action::Enter, register("dibao")).at(Place::In("430406002001")),
            "陈雅琴(经办·先锋街道、经办·儿童福利)不能登记低保(先锋街道以外); 由所在镇街的经办岗位办理",
        ),
        (&[], Ask::to(Action::Restore), "陈雅琴(没有岗位)不能恢复业务库; 由系统管理岗位办理"),
        (
            &[grant(Role::System, None)],
            Ask::of(Action::Reveal, register("person")),
            "陈雅琴(系统管理)不能显示人员; 由经办、复核、审批、审计岗位办理",
        ),
        (
            &[grant(Role::Auditor, None)],
            Ask::of(Action::Print, register("dibao")),
            "陈雅琴(审计)不能打印低保; 由经办、复核、审批岗位办理",
        ),
    ] {
        let slip = rights(grants).may(&ask).unwrap_err();
        assert_eq!((slip.code, slip.text.as_str()), ("E-OP04", text));
        assert_eq!(told(&rights(grants), &ask), slip);
    }
}
