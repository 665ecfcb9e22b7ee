//! 三方比对: lists are read in one act and taken back in one; in whom they differ is counted a second time, by plain SQL.

use crate::support::{Office, id, register};
use minzheng::domain::month::Month;
use minzheng::register::Draft;
use minzheng::store::change::together::Done;
use std::collections::BTreeSet;

const MONTH: &str = "2021-11";

/// Six people: the first three are registered dead in the month.
fn people(o: &Office) -> Vec<String> {
    let names = ["张桂英", "李建国", "王德发", "赵秀兰", "刘大明", "陈小红"];
    let ids: Vec<String> = (0..).map(|nth| id("1940-05-01", 100 + 2 * nth)).take(names.len()).collect();
    for (nth, (name, id)) in names.iter().zip(&ids).enumerate() {
        let person = o.person(name, id);
        if nth < 3 {
            let died = format!("2021-11-0{}", nth + 5);
            o.saved(&Draft::new(register("death")).with("person", format!("#{person}")).with("died_on", died));
        }
    }
    ids
}

fn entry(source: &str, month: &str, name: &str, id: &str) -> Draft {
    let draft = Draft::new(register("death_notice")).with("source", source).with("month", month);
    draft.with("name", name).with("id_number", id)
}

fn read(o: &Office, drafts: &[Draft]) -> (Option<i64>, Vec<Done>) {
    o.store.save_together(drafts, "读入名单", &o.who, o.day).unwrap()
}

/// Name, the lists that have it, whether it is open, what is said.
fn told(o: &Office, month: &str) -> Vec<String> {
    let found = o.store.differences_of_lists(Month::parse(month).unwrap());
    let line = |d: minzheng::figure::roll::funeral::lists::Difference| {
        format!(
            "{} {} {}",
            d.name,
            d.lists.map(|cell| if cell.is_empty() { "-".to_owned() } else { cell }).join(" "),
            d.opinion
        )
    };
    found.map_or_else(|e| vec![e.to_string()], |found| found.into_iter().map(line).collect())
}

/// The same people, by the words of the handbook: on one or two of the lists that came in, or on one and not registered dead, or
/// registered dead and on none.
fn by_sql(o: &Office) -> BTreeSet<String> {
    let sql = "WITH on_list AS (SELECT DISTINCT coalesce(id_number, '#' || key) AS who, name, source, month FROM death_notice \
                WHERE voided_by IS NULL AND month <= ?1), \
            came AS (SELECT DISTINCT source FROM on_list WHERE month = ?1), \
            dead AS (SELECT p.id_number AS who, p.name, d.died_on FROM death d JOIN person p ON p.key = d.person WHERE d.voided_by IS NULL) \
        SELECT l.name FROM on_list l WHERE l.month = ?1 GROUP BY l.who \
            HAVING NOT EXISTS (SELECT 1 FROM dead WHERE dead.who = l.who) \
            OR (SELECT count(DISTINCT x.source) FROM on_list x JOIN came USING (source) WHERE x.who = l.who) < (SELECT count(*) FROM came) \
        UNION SELECT name FROM dead WHERE substr(died_on, 1, 7) = ?1 AND EXISTS (SELECT 1 FROM came) \
            AND who NOT IN (SELECT who FROM on_list)";
    let db = rusqlite::Connection::open(&o.path).unwrap();
    let mut get = db.prepare(sql).unwrap();
    let names = get.query_map([MONTH], |r| r.get(0)).unwrap();
    names.collect::<Result<_, _>>().unwrap()
}

#[test]
fn what_the_lists_differ_in_is_a_list_to_work_off() {
    let o = Office::new();
    let ids = people(&o);
    assert_eq!(told(&o, MONTH), ["E-RP-002 2021年11月没有三方名单的差异"]);
    assert_eq!(by_sql(&o), BTreeSet::new());
    let lists = [
        entry("1", MONTH, "张桂英", &ids[0]).with("cremated_on", "2021-11-08"),
        entry("1", MONTH, "李建国", &ids[1]),
        entry("1", MONTH, "赵秀兰", &ids[3]),
        entry("2", MONTH, "张桂英", &ids[0]).with("hukou_cancelled_on", "2021-11-20"),
        entry("2", MONTH, "赵秀兰", &ids[3]),
        entry("2", "2021-10", "李建国", &ids[1]),
        entry("2", MONTH, "刘大民", &ids[4]),
        entry("1", MONTH, "张桂英", &ids[0]),
        entry("2", MONTH, "何老三", ""),
    ];
    let (act, done) = read(&o, &lists);
    let refused = |done: &Done| match done {
        Done::Refused(slips) => slips.first().map(|slip| slip.code),
        _ => None,
    };
    let codes: Vec<&str> = done.iter().filter_map(refused).collect();
    assert_eq!((codes, done.iter().filter(|done| **done == Done::New).count()), (vec!["E-FN61", "E-FN60"], 7));
    assert_eq!(
        told(&o, MONTH),
        [
            "赵秀兰 有 有 未收到 待核: 没有登记死亡",
            "何老三 - 有 未收到 待核: 没有登记死亡, 殡仪馆名单上没有",
            "王德发 - - 未收到 待核: 已登记 2021-11-07 死亡, 三方名单上都没有",
        ]
    );
    let open = o.store.oddities(Month::parse(MONTH).unwrap(), &|| true).unwrap();
    let open: BTreeSet<String> =
        open.iter().filter(|odd| odd.check.code == "X15").map(|odd| odd.called.clone()).collect();
    assert_eq!(open.len(), 3, "{open:?}");
    assert_eq!(by_sql(&o), ["赵秀兰", "何老三", "王德发"].map(str::to_owned).into());

    // The third list comes in: whoever is not on it differs.
    read(&o, &[entry("3", MONTH, "张桂英", &ids[0])]);
    assert_eq!(by_sql(&o), ["李建国", "赵秀兰", "何老三", "王德发"].map(str::to_owned).into());
    let names: BTreeSet<String> =
        told(&o, MONTH).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(names, by_sql(&o));

    // What somebody has settled stays with its opinion and is no longer to do; so does a death that is checked.
    let key: i64 = o.one("SELECT key FROM death_notice WHERE name = '何老三'");
    let settled = Draft::of(register("death_notice"), key).with("opinion", "4").with("handled_by", "陈雅琴");
    o.saved(&settled);
    let key: i64 = o.one("SELECT d.key FROM death d JOIN person p ON p.key = d.person WHERE p.name = '王德发'");
    o.saved(&Draft::of(register("death"), key).with("disposal", "5").with("state", "3"));
    let lines = told(&o, MONTH);
    assert!(lines.contains(&"何老三 - 有 - 外地".to_owned()), "{lines:?}");
    assert!(lines.contains(&"王德发 - - - 死亡登记已核对".to_owned()), "{lines:?}");
    let open = o.store.oddities(Month::parse(MONTH).unwrap(), &|| true).unwrap();
    assert_eq!(open.iter().filter(|odd| odd.check.code == "X15").count(), 2);

    // One act read the first lists; it is taken back as one, but for what was settled since.
    let against = o.store.undo_preview(act.unwrap(), o.day, &mut |_, _| true).unwrap();
    assert_eq!(against.against(&[]).map(|slip| slip.code).collect::<Vec<_>>(), ["E-UD04"]);
    assert!(o.store.verify().unwrap().iter().all(|finding| finding.ok));
}

/// Whoever was on the lists before anybody had entered the death, or the person, waits no more once it is registered.
#[test]
fn a_death_that_is_registered_later_settles_what_waited_for_it() {
    let o = Office::new();
    let (known, unknown) = (id("1940-05-01", 100), id("1940-05-01", 102));
    let key = o.person("张桂英", &known);
    let lists = [
        entry("1", MONTH, "张桂英", &known),
        entry("3", "2021-10", "张桂英", &known).with("opinion", "5").with("handled_by", "陈雅琴"),
        entry("1", MONTH, "李建国", &unknown),
        entry("2", MONTH, "李建国", &unknown),
    ];
    read(&o, &lists);
    let opinions = || {
        o.one::<String>(
            "SELECT string_agg(name || opinion || coalesce(person, '-'), ' ' ORDER BY key) FROM death_notice",
        )
    };
    assert_eq!(opinions(), format!("张桂英1{key} 张桂英5{key} 李建国1- 李建国1-"));
    let open = || {
        let found = o.store.oddities(Month::parse(MONTH).unwrap(), &|| true).unwrap();
        found.iter().filter(|odd| odd.check.code == "X15").count()
    };
    assert_eq!(open(), 1);
    let died =
        |person: i64| Draft::new(register("death")).with("person", format!("#{person}")).with("died_on", "2021-11-05");
    let told = o.store.check(&died(key), o.day).unwrap().slips;
    assert!(
        told.iter().any(|slip| slip.code == "W-FN25" && slip.text.contains("死亡名单MD-2021-000001: 已登记死亡")),
        "{told:?}"
    );
    let act = o.store.save(&died(key), &o.who, o.day).unwrap().act;
    let later = o.person("李建国", &unknown);
    o.saved(&died(later));
    assert_eq!(opinions(), format!("张桂英2{key} 张桂英5{key} 李建国2{later} 李建国2{later}"));
    assert_eq!(open(), 0);
    o.store.undo(act, (&o.who, o.day), "登记错了人", &[], &mut |_, _| true).unwrap();
    assert_eq!(opinions(), format!("张桂英1{key} 张桂英5{key} 李建国2{later} 李建国2{later}"));
    assert!(o.store.verify().unwrap().iter().all(|finding| finding.ok));
}

#[test]
fn a_list_that_is_read_again_changes_only_what_it_says_otherwise() {
    let o = Office::new();
    let ids = people(&o);
    let list = [entry("1", MONTH, "张桂英", &ids[0]), entry("1", MONTH, "李建国", &ids[1])];
    let before: i64 = o.one("SELECT count(*) FROM audit");
    assert_eq!(o.store.rehearse_together(&list, "读入名单", &o.who, o.day).unwrap(), [Done::New, Done::New]);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM audit"), before);
    let (act, _) = read(&o, &list);
    let key: i64 = o.one("SELECT key FROM death_notice WHERE name = '李建国'");
    let again = |day: &str| {
        let keys = [key - 1, key].map(|key| Draft::of(register("death_notice"), key));
        let [first, second] = keys;
        [first.with("name", "张桂英"), second.with("died_on", day)]
    };
    assert_eq!(read(&o, &again("2021-11-06")).1, [Done::Same, Done::Changed]);
    assert_eq!(read(&o, &again("2021-11-06")), (None, vec![Done::Same, Done::Same]));
    let undone = |act: i64| o.store.undo(act, (&o.who, o.day), "名单拿错了", &[], &mut |_, _| true).unwrap();
    undone(act.unwrap() + 1);
    undone(act.unwrap());
    assert_eq!(o.one::<i64>("SELECT count(*) FROM death_notice WHERE voided_by IS NULL"), 0);
    assert!(o.store.verify().unwrap().iter().all(|finding| finding.ok));
}
