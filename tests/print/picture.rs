//! The first and the last page as pictures of characters, so that a change of the layout is seen by who reads the change.

use crate::samples::{monthly, roll};
use minzheng::print::{Cells, Document, Metrics, Page, Paper, Table, paginate};

/// A cell of the picture: half as wide as a Chinese character of 7 points.
const CELL: (i32, i32) = (3500, 4000);

/// Texts and rules at their places, lines without either left out.
fn draw(page: &Page) -> String {
    let place = |x: i32, y: i32| (usize::try_from(x / CELL.0).unwrap(), usize::try_from(y / CELL.1).unwrap());
    let size = place(Paper::A4_LANDSCAPE.width, Paper::A4_LANDSCAPE.height);
    let mut canvas = vec![vec![' '; size.0 + 2]; size.1 + 2];
    for rule in &page.rules {
        let (from, to) = (place(rule.from.0, rule.from.1), place(rule.to.0, rule.to.1));
        for line in &mut canvas[from.1..=to.1] {
            for cell in &mut line[from.0..=to.0] {
                *cell = if from.1 == to.1 { '-' } else { '|' };
            }
        }
    }
    for run in &page.runs {
        let (mut x, y) = place(run.x + CELL.0 / 2, run.y - run.size / 3);
        for ch in run.text.chars() {
            canvas[y][x] = ch;
            let wide = Cells.advance(ch) == 1000;
            if wide && x + 1 < canvas[y].len() {
                canvas[y][x + 1] = '\0';
            }
            x += 1 + usize::from(wide);
        }
    }
    let lines = canvas.into_iter().map(|line| line.into_iter().filter(|ch| *ch != '\0').collect::<String>());
    lines
        .map(|line| line.trim_end().to_owned())
        .filter(|line| line.chars().any(|ch| !"| ".contains(ch)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn pages_of(table: Table) -> Vec<Page> {
    paginate(&Document::of(table), &Cells, Paper::A4_LANDSCAPE)
}

#[test]
fn the_monthly_table_looks_as_intended() {
    insta::assert_snapshot!(draw(&pages_of(monthly())[0]));
}

#[test]
fn the_first_page_of_a_roll_looks_as_intended() {
    insta::assert_snapshot!(draw(pages_of(roll(50)).first().unwrap()));
}

#[test]
fn the_last_page_of_a_roll_looks_as_intended() {
    insta::assert_snapshot!(draw(pages_of(roll(50)).last().unwrap()));
}
