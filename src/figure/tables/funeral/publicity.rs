//! T-FN5 宣传发放统计 (services 4.6, 4.9): what was given out town by town, where 时空信箱 and 文明祭祀墙 stand, and the merchants that signed.

use crate::figure::check::Check;
use crate::figure::column::{TableColumn, count, sum};
use crate::figure::sets::{
    BANNERS, FIXTURE_PIECES, FIXTURES, GIVEN_OUT, LEAFLETS, MAILBOXES, POSTERS, TOLD, VILLAGES, WALLS,
};
use crate::figure::table::{Rows, Say, Sheet};
use crate::figure::tables::{asked, at_least};
use crate::figure::{Is, Unit, When};

const fn given(head: &'static [&'static str], which: &'static [Is], when: When, unit: Unit) -> TableColumn {
    asked(head, sum(GIVEN_OUT.only(which), when), unit)
}

const fn pieces(head: &'static [&'static str], kind: &'static [Is]) -> TableColumn {
    asked(head, sum(FIXTURE_PIECES.only(kind), When::End), Unit::Piece)
}

const fn covered(head: &'static [&'static str], kind: &'static [Is]) -> TableColumn {
    asked(head, count(FIXTURES.only(kind), When::End), Unit::Piece)
}

/// T-FN5 宣传发放统计.
pub(in crate::figure) static PUBLICITY_MONTH: Sheet = Sheet {
    title: "殡葬改革宣传发放统计表",
    units: "份、条、个、家",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        given(&["资料(份)", "本月"], LEAFLETS, When::Month, Unit::Copy),
        given(&["资料(份)", "1-{n}月"], LEAFLETS, When::Year, Unit::Copy),
        given(&["横幅(条)", "本月"], BANNERS, When::Month, Unit::Strip),
        given(&["横幅(条)", "1-{n}月"], BANNERS, When::Year, Unit::Strip),
        given(&["海报(份)", "本月"], POSTERS, When::Month, Unit::Copy),
        given(&["海报(份)", "1-{n}月"], POSTERS, When::Year, Unit::Copy),
        asked(&["村(居)数"], count(VILLAGES, When::End), Unit::Piece),
        pieces(&["时空信箱", "个数"], MAILBOXES),
        covered(&["时空信箱", "村(居)"], MAILBOXES),
        pieces(&["文明祭祀墙", "个数"], WALLS),
        covered(&["文明祭祀墙", "村(居)"], WALLS),
        asked(&["告知书(家)", "本月"], count(TOLD.all(), When::Month), Unit::Home),
        asked(&["告知书(家)", "1-{n}月"], count(TOLD.all(), When::Year), Unit::Home),
    ],
    checks: &[
        at_least("村(居)数与有时空信箱的", &[6], &[8]),
        at_least("村(居)数与有文明祭祀墙的", &[6], &[10]),
        Check::Towns,
    ],
    says: &[Say {
        text: "全区 {} 个村(居), 有时空信箱的 {} 个, 有文明祭祀墙的 {} 个。",
        asks: &[
            count(VILLAGES, When::End),
            count(FIXTURES.only(MAILBOXES), When::End),
            count(FIXTURES.only(WALLS), When::End),
        ],
        unit: Unit::Piece,
    }],
    notes: &[
        "资料、横幅、海报按发放登记数出, 与印制数分开; 信箱、祭祀墙为月末在的(损坏待修的在内, 拆除的不计); 告知书为签收的商户, 一家一年只计一次, 拒签的不计。",
    ],
};
