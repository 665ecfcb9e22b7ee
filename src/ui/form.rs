//! A record: labels, values, what is wrong beside them, the tables of its children, and at the foot what is right here.

use crate::app::choice::Choice;
use crate::app::desk::Desk;
use crate::app::form::children::{Grid, GridRow};
use crate::app::form::fields::FormCell;
use crate::app::form::{FOOT, Form, FormLine, GRID, Told};
use crate::domain::date::age_on;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::{Severity, Slip};
use crate::register::benefits::consequence;
use crate::register::core::lookup::ChangeLine;
use crate::register::{Field, Kind};
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::dialogs::drop_down;
use crate::ui::form_rows::{columns, in_row, place_in_line, worst};
use crate::ui::share::{Ask, share};
use crate::ui::shell::Long;
use crate::ui::theme::Role;
use ratatui::layout::Rect;

/// Draws it. A message too long for the rule beneath stands at its foot, in the place of the slips.
pub(super) fn draw(form: &Form, message: Option<&Long>, desk: &Desk, canvas: &mut Canvas<'_>) {
    let whole = canvas.area;
    if !form.is_ready() {
        return canvas.text(1, 0, canvas.width(), "正在读取…", Role::Quiet);
    }
    let foot = draw_foot(form, message, canvas);
    canvas.area = Rect { height: whole.height - foot, ..whole };
    let tables = form.grids.iter().map(|grid| lay(grid, desk, canvas.width())).collect();
    let sheet = Sheet { form, desk, label: labels(form), tables };
    let cursor = sheet.draw(canvas);
    if let (Some(choice), Some((x, y))) = (form.choice.as_ref().filter(|c| c.unrolled), cursor) {
        drop_down(choice, x, y, canvas);
    }
    canvas.area = whole;
}

/// Draws the foot; gives its lines. It grows with what is to be read there; the lines above give way, but the cursor stays in
/// sight.
fn draw_foot(form: &Form, message: Option<&Long>, canvas: &mut Canvas<'_>) -> u16 {
    let whole = canvas.area;
    let changes = foot_text(form.changes.iter().map(String::as_str), whole.width);
    let (hint, mut told_of, mut role) = foot_lines(form, whole.width);
    if let Some(message) = message {
        (told_of, role) = (message.lines.clone(), message.role);
    }
    let lines = u16::try_from(changes.len() + told_of.len().max(1)).unwrap_or(1);
    let foot = (FOOT - 1 + lines).min(whole.height.saturating_sub(LEAST_SEEN));
    canvas.area = Rect { y: whole.bottom() - foot, height: foot, ..whole };
    canvas.rule(0);
    canvas.text(1, 1, canvas.width(), hint, Role::Quiet);
    let room = usize::from(foot.saturating_sub(2)).saturating_sub(changes.len());
    if told_of.len() > room {
        told_of.truncate(room.saturating_sub(1));
        told_of.push("… 其余的写在各项旁边".to_owned());
    }
    let changes = changes.iter().map(|line| (line, Role::Strong));
    for (y, (line, role)) in (2..foot).zip(changes.chain(told_of.iter().map(|line| (line, role)))) {
        canvas.text(1, y, canvas.width(), line, role);
    }
    foot
}

/// What stands above the foot.
struct Sheet<'a> {
    form: &'a Form,
    desk: &'a Desk,
    /// Cells of the widest label.
    label: u16,
    /// The columns of each table of rows.
    tables: Vec<Vec<Laid>>,
}

impl Sheet<'_> {
    /// Draws the lines that are in sight; gives the place of the cursor's field.
    fn draw(&self, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
        let (form, label) = (self.form, self.label);
        let lines = form.placed(self.desk);
        // What is wrong with the field of the cursor stands at the foot.
        let told_below = lines.get(form.scroll.at).map(|(line, _)| *line);
        let row_at = |i: usize| lines.get(i).map_or(0, |(_, row)| *row);
        let beneath: Vec<Vec<(String, Role)>> = lines
            .chunk_by(|(_, row), (_, next)| row == next)
            .map(|row| {
                let others = row.iter().filter(|(line, _)| Some(*line) != told_below);
                others.flat_map(|(line, _)| beneath(form, *line, label, self.desk, canvas.width())).collect()
            })
            .collect();
        let first = first_seen(&beneath, row_at(form.scroll.top), row_at(form.scroll.at), usize::from(canvas.height()));
        let mut cursor = None;
        let (mut y, mut next) = (0, 0);
        for (i, (line, row)) in lines.iter().enumerate().filter(|(_, (_, row))| *row >= first) {
            let beside = i - lines.partition_point(|(_, other)| other < row);
            let at = i == form.scroll.at;
            if beside == 0 {
                y = next;
                let more = beneath.get(*row).map_or(&[][..], Vec::as_slice);
                for (y, (text, role)) in (y + 1..).zip(more) {
                    canvas.text(label + 3, y, canvas.width(), text, *role);
                }
                next = next.saturating_add(1 + u16::try_from(more.len()).unwrap_or(0));
            }
            if y >= canvas.height() {
                break;
            }
            let in_line = if let FormLine::Field(i) = line { place_in_line(form, *i) } else { None };
            let x = if in_line.is_some() { 0 } else { u16::try_from(beside).unwrap_or(0) * GRID };
            match (in_line, line) {
                (Some(place), FormLine::Field(i)) => in_row(form, *i, at, (place, y), self.desk, canvas),
                _ => self.line(*line, at, (x, y), canvas),
            }
            if at {
                canvas.text(x, y, 1, canvas.theme.mark(), Role::Plain);
                if !form.editing || !matches!(line, FormLine::Field(_)) {
                    canvas.cursor(x, y);
                }
                cursor = Some((in_line.map_or(label + 3, |(x, _)| x), y));
            }
        }
        cursor
    }

    fn line(&self, line: FormLine, at: bool, (x, y): (u16, u16), canvas: &mut Canvas<'_>) {
        let (form, desk) = (self.form, self.desk);
        match line {
            FormLine::Field(f) => match form.cells.get(f) {
                Some(cell) if cell.field.heading.is_some() => in_grid(form, cell, at, (x, y), canvas),
                Some(cell) => field(form, cell, at, self.label, y, desk, canvas),
                None => {}
            },
            FormLine::Heading(f) => heading(form, f, y, canvas),
            FormLine::Part(p) => canvas.text(1, y, canvas.width(), &form.name_of_part(p), Role::Strong),
            FormLine::Columns(row) => columns(form, row, y, canvas),
            FormLine::Title(g) => title(form.grids.get(g), y, canvas),
            FormLine::Heads(g) => heads(self.tables.get(g).map_or(&[], Vec::as_slice), y, canvas),
            FormLine::Row(g, r) => {
                let found = form.grids.get(g).and_then(|g| g.rows.get(r));
                if let (Some(found), Some(columns)) = (found, self.tables.get(g)) {
                    row(found, columns, at, y, desk, canvas);
                }
            }
            FormLine::History => {
                canvas.text(1, y, canvas.width(), &format!("变动 ({})", form.history.len()), Role::Strong);
            }
            FormLine::Told(i) => {
                if let Some(change) = form.history.get(i) {
                    told_change(change, at, y, canvas);
                }
            }
            FormLine::Add(g) => {
                let what = form.grids.get(g).map_or("", |g| g.register.label);
                canvas.text(5, y, canvas.width(), &format!("增加{what} (回车)"), Role::Quiet);
            }
        }
    }
}

/// Cells of the widest label.
fn labels(form: &Form) -> u16 {
    let own = form.cells.iter().filter(|c| c.field.heading.is_none());
    let widest = own.map(|c| cells::width(c.field.label)).max().unwrap_or(0);
    u16::try_from(widest.min(20)).unwrap_or(20)
}

fn field(form: &Form, cell: &FormCell, at: bool, label: u16, y: u16, desk: &Desk, canvas: &mut Canvas<'_>) {
    let must = form.editing && form.needs(cell);
    canvas.text(1, y, 1, if must { "*" } else { " " }, Role::Slip);
    let role = if !cell.is_open() && form.editing { Role::Quiet } else { Role::Heading };
    canvas.text(2, y, label, cell.field.label, if at { Role::Strong } else { role });
    let x = label + 3;
    let room = canvas.width().saturating_sub(x + 1);
    let used = match &form.choice {
        Some(choice) if at && form.editing && !choice.is_open => chosen(choice, cell, (x, y), desk, canvas),
        _ if at && form.editing => typed(cell, (x, y), canvas),
        _ => {
            let text = cell.shown(desk);
            canvas.text(x, y, room, &text, if cell.is_changed() && form.editing { Role::Strong } else { Role::Plain });
            u16::try_from(cells::width(&text)).unwrap_or(room)
        }
    };
    let beside = x + used.max(room.min(24)) + 1;
    let room = canvas.width().saturating_sub(beside + 1);
    let untyped = form.choice.as_ref().is_none_or(|c| c.typed.is_blank());
    match worst(cell) {
        // What does not fit stands beneath, or at the foot while the cursor is here.
        Some(slip) if cells::width(&told(slip)) > usize::from(room) => {}
        Some(slip) => canvas.text(beside, y, room, &told(slip), role_of(slip)),
        None => canvas.text(
            beside,
            y,
            room,
            &aside(cell, form.choice.as_ref().filter(|c| at && c.is_open), at && form.editing && untyped, desk),
            Role::Quiet,
        ),
    }
}

/// What is chosen in a field out of few, and what is typed to choose; gives the cells that takes.
fn chosen(choice: &Choice, cell: &FormCell, (x, y): (u16, u16), desk: &Desk, canvas: &mut Canvas<'_>) -> u16 {
    /// Cells for what is typed.
    const TYPED: u16 = 12;
    let room = canvas.width().saturating_sub(x + 1);
    let chosen = match choice.chosen() {
        Some(item) => item.label.clone(),
        None if choice.touched => String::new(),
        None => cell.shown(desk),
    };
    canvas.text(x, y, room, &chosen, Role::Plain);
    let shown = u16::try_from(cells::width(&chosen)).unwrap_or(0);
    let typed = if shown == 0 { 0 } else { shown + 1 };
    canvas.typed(x + typed, y, TYPED.min(room.saturating_sub(typed)), &choice.typed);
    typed + TYPED
}

/// A field that is typed in; gives the cells that takes.
fn typed(cell: &FormCell, (x, y): (u16, u16), canvas: &mut Canvas<'_>) -> u16 {
    let width = width_of(cell.field).min(canvas.width().saturating_sub(x + 1));
    let line = cell.edited();
    canvas.typed(x, y, width, &line);
    // What the next character takes the place of stands out.
    if cell.yields || cell.is_named() {
        let shown = u16::try_from(cells::width(line.text())).unwrap_or(width).min(width);
        canvas.tint(x, y, shown, Role::Selected);
    }
    width
}

/// The name of a grid, and what its numbers add up to.
fn heading(form: &Form, first: usize, y: u16, canvas: &mut Canvas<'_>) {
    let Some(of) = form.cells.get(first).and_then(|c| c.field.heading) else { return };
    let own = form.cells.iter().filter(|c| c.field.heading == Some(of));
    let sum: i64 = own.filter_map(|c| c.value(&[])?.int()).sum();
    canvas.text(1, y, canvas.width(), &format!("{of}  合计 {sum}"), Role::Strong);
}

/// A field in a grid: its label and a small number. What is wrong with it stands beneath the row.
fn in_grid(form: &Form, cell: &FormCell, at: bool, (x, y): (u16, u16), canvas: &mut Canvas<'_>) {
    const NUMBER: u16 = 3;
    let typed = x + GRID - NUMBER - 2;
    let label = match worst(cell) {
        Some(slip) if slip.stops() => Role::Slip,
        _ if at => Role::Strong,
        _ => Role::Heading,
    };
    canvas.text(x + 1, y, 1, if form.editing && form.needs(cell) { "*" } else { " " }, Role::Slip);
    canvas.text(x + 2, y, typed - x - 3, cell.field.label, label);
    if at && form.editing {
        canvas.typed(typed, y, NUMBER, &cell.line);
        if cell.yields {
            canvas.tint(typed, y, NUMBER, Role::Selected);
        }
    } else {
        let changed = cell.is_changed() && form.editing;
        canvas.text(typed, y, NUMBER, cell.line.text(), if changed { Role::Strong } else { Role::Plain });
    }
}

/// What is wrong with a field, where it has no room beside it: in lines beneath, to its end.
fn beneath(form: &Form, line: FormLine, label: u16, desk: &Desk, width: u16) -> Vec<(String, Role)> {
    let FormLine::Field(i) = line else { return Vec::new() };
    let Some(cell) = form.cells.get(i) else { return Vec::new() };
    let Some(slip) = worst(cell) else { return Vec::new() };
    let x = usize::from(label) + 3;
    let room = usize::from(width).saturating_sub(x + 1);
    let used = cells::width(&cell.shown(desk)).max(room.min(24)) + 2;
    let text = told(slip);
    if cell.field.heading.is_none() && form.in_line(i).is_none() && cells::width(&text) + used <= room {
        return Vec::new();
    }
    let role = role_of(slip);
    cells::wrap(&text, room.saturating_sub(2).max(1)).into_iter().map(|text| (text, role)).collect()
}

/// The first row that is drawn, so that the row of the cursor is in sight with what stands beneath those before it.
fn first_seen(beneath: &[Vec<(String, Role)>], top: usize, at: usize, height: usize) -> usize {
    let rows = |from: usize| beneath.iter().take(at + 1).skip(from).map(|more| 1 + more.len()).sum::<usize>();
    (top..at).find(|from| rows(*from) <= height).unwrap_or(at)
}

/// What follows from what was typed, for the eye: whose number it is, how old.
fn aside(cell: &FormCell, proposals: Option<&Choice>, edited: bool, desk: &Desk) -> String {
    let text = cell.line.text();
    if let Some(meant) = &cell.means {
        return format!("= {meant}");
    }
    match cell.field.kind {
        Kind::IdNumber => match IdNumber::parse(text) {
            Ok(id) => {
                let sex = id.sex().map_or_else(String::new, |sex| sex.label().to_owned());
                let age = id.age_on(desk.day).map_or_else(String::new, |age| format!("{age}岁"));
                let words = [sex, age, id.issued_in_full().unwrap_or_default()];
                words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
            }
            Err(_) => String::new(),
        },
        Kind::Date if cell.field.col == "birth_date" => crate::domain::date::parse(text)
            .ok()
            .and_then(|birth| age_on(birth, desk.day))
            .map_or_else(String::new, |age| format!("{age}岁")),
        _ if cell.found.is_some() => cell.found.as_ref().map_or_else(String::new, |(_, name)| format!("= {name}")),
        _ if proposals.is_some_and(|c| !c.made) => "按下箭头选用".to_owned(),
        _ if edited && (cell.is_named() || cell.yields) => "直接输入即替换".to_owned(),
        _ => String::new(),
    }
}

fn told(slip: &Slip) -> String {
    format!("{}: {}", slip.severity.label(), slip.text)
}

fn role_of(slip: &Slip) -> Role {
    if slip.severity == Severity::Warning { Role::Quiet } else { Role::Slip }
}

/// Lines of the record that are seen, however much is told at the foot.
const LEAST_SEEN: u16 = 3;

/// The foot: what is right here, and the slips of the field of the cursor or of the record whole, each told once and to its
/// end.
fn foot_lines(form: &Form, width: u16) -> (&'static str, Vec<String>, Role) {
    let cell = form.field_at_cursor().and_then(|i| form.cells.get(i));
    let of_row = match form.line() {
        Some(FormLine::Row(g, r)) => form.grids.get(g).and_then(|g| g.rows.get(r)).map(|r| r.slips.as_slice()),
        _ => None,
    };
    if !form.told.is_empty() {
        let texts: Vec<String> = form.told.iter().map(Told::text).collect();
        return (
            "",
            texts.iter().flat_map(|t| cells::wrap(t, usize::from(width.saturating_sub(4)).max(1))).collect(),
            Role::Slip,
        );
    }
    let slips = cell.map(|c| c.slips.as_slice()).or(of_row).into_iter().flatten().chain(&form.slips);
    let hint = cell.filter(|_| form.editing).map_or("", |c| c.field.hint);
    let (mut told_of, mut apart): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut role = Role::Quiet;
    for slip in slips {
        let mut one_by_one = consequence::one_by_one(slip);
        let text = format!("{}: {}", slip.severity.label(), one_by_one.next().unwrap_or_default());
        if !told_of.contains(&text) {
            told_of.push(text);
            apart.extend(one_by_one.map(str::to_owned));
        }
        if slip.stops() {
            role = Role::Slip;
        }
    }
    let together = told_of.join("  ");
    let together = (!told_of.is_empty()).then_some(together.as_str());
    (hint, foot_text(together.into_iter().chain(apart.iter().map(String::as_str)), width), role)
}

/// Texts as lines of the foot.
fn foot_text<'a>(texts: impl IntoIterator<Item = &'a str>, width: u16) -> Vec<String> {
    // Two cells are left for a mark that must not begin a line.
    let width = usize::from(width.saturating_sub(4)).max(1);
    texts.into_iter().flat_map(|text| cells::wrap(text, width)).collect()
}

/// Cells of the place where a field is typed.
fn width_of(field: &Field) -> u16 {
    match field.kind {
        Kind::IdNumber | Kind::CertNo => 24,
        Kind::AccountNo => 32,
        Kind::Date | Kind::Month | Kind::Money | Kind::Int(..) | Kind::Decimal(_) | Kind::Phone => 16,
        Kind::Text(n) => (n.saturating_mul(2)).clamp(16, 120),
        _ => 30,
    }
}

fn title(grid: Option<&Grid>, y: u16, canvas: &mut Canvas<'_>) {
    if let Some(grid) = grid {
        canvas.text(1, y, canvas.width(), &format!("{} ({})", grid.register.label, grid.rows.len()), Role::Strong);
    }
}

fn heads(columns: &[Laid], y: u16, canvas: &mut Canvas<'_>) {
    for (field, x, width) in columns {
        if field.kind.right_aligned() {
            canvas.number(*x, y, *width, field.label, Role::Heading);
        } else {
            canvas.text(*x, y, *width, field.label, Role::Heading);
        }
    }
}

fn row(row: &GridRow, columns: &[Laid], at: bool, y: u16, desk: &Desk, canvas: &mut Canvas<'_>) {
    let wrong = row.slips.iter().any(Slip::stops);
    let state = match (wrong, row.is_void(), &row.opened, &row.draft) {
        (true, ..) => "误",
        (_, true, None, _) => "去",
        (_, true, ..) => "废",
        (_, _, None, _) => "新",
        (_, _, _, Some(_)) => "改",
        _ => "",
    };
    canvas.text(2, y, 2, state, Role::Slip);
    for (field, x, width) in columns {
        let text = row.text(field, desk);
        if field.kind.right_aligned() {
            canvas.number(*x, y, *width, &text, Role::Plain);
        } else {
            canvas.text(*x, y, *width, &text, Role::Plain);
        }
    }
    if at {
        canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
    }
}

/// Something that was done to the record: when, who, what, why. Enter shows it to its end.
fn told_change(change: &ChangeLine, at: bool, y: u16, canvas: &mut Canvas<'_>) {
    let why =
        change.why.as_ref().map_or_else(String::new, |why| format!("  原因: {}", crate::domain::mask::within(why)));
    let end = canvas.width().saturating_sub(1);
    canvas.text(3, y, 10, &change.when, Role::Plain);
    canvas.text(14, y, 8, &change.who, Role::Plain);
    canvas.text(
        23,
        y,
        end.saturating_sub(23),
        &crate::domain::text::safe(&format!("{}{why}", change.what)),
        Role::Plain,
    );
    if at {
        canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
    }
}

/// Cells in which the beginning of a text is worth showing.
const TELLING: u16 = 10;

/// A column of a table of rows: its field, where it stands, its cells.
type Laid = (&'static Field, u16, u16);

/// The columns of a table of rows that have room: as declared, or as much as their texts need.
fn lay(grid: &Grid, desk: &Desk, width: u16) -> Vec<Laid> {
    let needs = |field: &Field| {
        let texts = grid.rows.iter().map(|row| cells::width(&row.text(field, desk)));
        u16::try_from(texts.chain([cells::width(field.label)]).max().unwrap_or(0)).unwrap_or(u16::MAX)
    };
    let room = width.saturating_sub(6);
    let mut columns: Vec<(&'static Field, Ask)> = Vec::new();
    let mut left = room;
    for (field, own) in grid.columns() {
        let own = own.max(u16::try_from(cells::width(field.label)).unwrap_or(0));
        if own > left {
            // The beginning of a text says more than nothing; of a number it would be wrong.
            if left >= TELLING && !field.kind.right_aligned() {
                columns.push((field, Ask::new(left, needs(field))));
            }
            break;
        }
        columns.push((field, Ask::new(own, needs(field))));
        left = left.saturating_sub(own + 1);
    }
    let asks: Vec<Ask> = columns.iter().map(|(_, ask)| *ask).collect();
    let between = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let mut x = 5;
    let place = |((field, _), own): (&(&'static Field, Ask), u16)| {
        let at = x;
        x += own + 1;
        (*field, at, own)
    };
    columns.iter().zip(share(&asks, room.saturating_sub(between))).map(place).collect()
}
