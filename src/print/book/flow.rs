//! Bricks on pages: what stands together, where a page ends, the heads of a table again. It knows heights, nothing of what bricks say.

use std::ops::Range;

use super::brick::{Brick, Spot};
use crate::print::page::{Page, Paper};

/// What a page needs above and below its text.
const ABOVE: i32 = 24_000;
const BELOW: i32 = 22_000;

/// A page, and the section of its first brick.
pub(super) type Running = (Page, String);

struct Filling {
    body: Range<i32>,
    pages: Vec<Running>,
    y: i32,
    section: String,
    spots: Vec<Spot>,
}

/// The pages, and where the headings stand.
pub(super) fn fill(bricks: &[Brick], paper: Paper) -> (Vec<Running>, Vec<Spot>) {
    let body = paper.margin + ABOVE..paper.height - paper.margin - BELOW;
    let mut filling =
        Filling { y: body.start, body, pages: vec![Running::default()], section: String::new(), spots: Vec::new() };
    let mut at = 0;
    while at < bricks.len() {
        let kept = bricks[at..].iter().take_while(|brick| brick.keep).count();
        let end = (at + kept + 1).min(bricks.len());
        let together = &bricks[at..end];
        let height: i32 = together.iter().map(|brick| brick.height).sum();
        let between: i32 = together.iter().skip(1).map(|brick| brick.above).sum();
        let needed = height + between;
        if together.first().is_some_and(|brick| brick.fresh) {
            filling.turn(None);
        } else if needed <= filling.body.end - filling.body.start {
            filling.make_room(needed, &bricks[at], bricks);
        }
        for brick in together {
            filling.make_room(brick.height, brick, bricks);
            filling.put(brick);
        }
        at = end;
    }
    (filling.pages, filling.spots)
}

impl Filling {
    fn is_at_top(&self) -> bool {
        self.y == self.body.start
    }

    /// Turns the page where so much does not fit beneath what stands there.
    fn make_room(&mut self, needed: i32, brick: &Brick, bricks: &[Brick]) {
        if !self.is_at_top() && self.y + brick.above + needed > self.body.end {
            self.turn(brick.heads.and_then(|heads| bricks.get(heads)));
        }
    }

    fn turn(&mut self, heads: Option<&Brick>) {
        if !self.is_at_top() {
            self.pages.push((Page::default(), self.section.clone()));
            self.y = self.body.start;
        }
        if let Some(heads) = heads {
            self.put(heads);
        }
    }

    fn put(&mut self, brick: &Brick) {
        let top = self.is_at_top();
        self.y += if top { 0 } else { brick.above };
        let page = self.pages.len() - 1;
        let Some((piece, running)) = self.pages.last_mut() else { return };
        piece.put(&brick.piece, self.y);
        if let Some(heading) = &brick.heading {
            self.spots.push(Spot { page, top: self.y });
            if !heading.is_empty() {
                self.section.clone_from(heading);
            }
            if top {
                running.clone_from(&self.section);
            }
        }
        self.y += brick.height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: Paper = Paper { width: 100_000, height: 200_000, margin: 10_000 };

    fn brick(height: i32) -> Brick {
        Brick { height, ..Brick::default() }
    }

    fn spots(bricks: &[Brick]) -> Vec<usize> {
        fill(bricks, PAPER).1.iter().map(|spot| spot.page).collect()
    }

    fn headed(height: i32, keep: bool) -> Brick {
        Brick { keep, heading: Some("甲".to_owned()), ..brick(height) }
    }

    #[test]
    fn a_heading_goes_to_the_page_of_what_follows() {
        // A page holds 134,000.
        assert_eq!(spots(&[brick(100_000), headed(30_000, true), brick(4000)]), [0]);
        assert_eq!(spots(&[brick(100_000), headed(30_000, true), brick(5000)]), [1]);
        assert_eq!(spots(&[brick(100_000), headed(30_000, false), brick(5000)]), [0]);
    }

    #[test]
    fn what_no_page_holds_is_parted() {
        let kept = || Brick { keep: true, ..headed(60_000, true) };
        assert_eq!(spots(&[kept(), kept(), kept(), headed(60_000, false)]), [0, 0, 1, 1]);
    }

    #[test]
    fn the_heads_of_a_table_stand_on_each_of_its_pages() {
        let row = || Brick { heads: Some(0), ..brick(50_000) };
        let head = || Brick { keep: true, ..headed(10_000, true) };
        assert_eq!(spots(&[head(), row(), row(), row(), row(), row()]), [0, 1, 2]);
    }
}
