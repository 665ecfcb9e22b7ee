//! What is asked for one of the ways on: a district, and lines that are typed.

use super::order::{Order, Seed, Way};
use crate::app::choice::{Choice, Item, SEEN};
use crate::app::keys::Action;
use crate::app::line::{Edit, Line};
use crate::domain::people::issued_in;
use crate::domain::text;
use crate::register::bureau::operator;

/// A line that is filled in.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What is asked for.
    pub label: &'static str,
    /// What is typed.
    pub line: Line,
    /// What helps.
    pub hint: &'static str,
    /// Whether the clerk has typed in it.
    touched: bool,
}

impl Asked {
    fn new(label: &'static str, offered: &str, hint: &'static str) -> Asked {
        Asked { label, line: Line::of(offered), hint, touched: false }
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Form {
    /// For which way.
    pub way: Way,
    /// The district, where one is asked for: the first line.
    pub district: Option<Choice>,
    /// The lines.
    pub asked: Vec<Asked>,
    /// The line of the cursor; the district comes first.
    pub at: usize,
}

/// The lines of a new office behind its district.
const FILE: usize = 0;
const LOGIN: usize = 1;
const NAME: usize = 2;

/// A file in a folder, as the folder itself parts its names.
pub(super) fn under(folder: &str, name: &str) -> String {
    let part = if folder.contains('\\') { '\\' } else { '/' };
    format!("{}{part}{name}", folder.trim_end_matches(part))
}

impl Form {
    pub(super) fn of(way: Way, seed: &Seed) -> Form {
        let stood = seed.missing.clone().unwrap_or_else(|| under(&seed.folder, "民政.db"));
        let (district, asked) = match way {
            Way::New => (
                Some(Choice::new(districts(), "")),
                vec![
                    Asked::new("文件", "", "放在本机磁盘上, 不能放在网络共享盘"),
                    Asked::new("登录名", "maker", "登录用的名字; 字母、数字、汉字都行"),
                    Asked::new("姓名", "", "第一个操作员(经办)的姓名, 印在表上"),
                ],
            ),
            Way::Restore => (
                None,
                vec![
                    Asked::new("备份", "", "备份文件, 如 /media/U盘/minzheng-20260105-173000.db"),
                    Asked::new("放到", &stood, "恢复成的业务库; 那里已有的改名留在旁边"),
                ],
            ),
            _ => (None, vec![Asked::new("文件", "", "业务库文件, 如 /data/yanfeng.db")]),
        };
        Form { way, district, asked, at: 0 }
    }
    /// How many lines stand before those that are typed.
    pub fn before(&self) -> usize {
        usize::from(self.district.is_some())
    }
    pub(super) fn is_at_end(&self) -> bool {
        self.at + 1 == self.before() + self.asked.len()
    }
    pub(super) fn act(&mut self, action: Action) {
        let lines = self.before() + self.asked.len();
        let district = self.district.as_mut().filter(|_| self.at == 0);
        match (action, district) {
            (Action::Up | Action::Down, Some(district)) => district.step(if action == Action::Up { -1 } else { 1 }),
            (Action::PageUp, Some(district)) => district.step(-isize::try_from(SEEN).unwrap_or(1)),
            (Action::PageDown, Some(district)) => district.step(isize::try_from(SEEN).unwrap_or(1)),
            (Action::Clear, Some(district)) => district.clear(),
            (Action::Next | Action::Accept | Action::Down, _) => self.at = (self.at + 1) % lines,
            (Action::Back | Action::Up, _) => self.at = (self.at + lines - 1) % lines,
            (Action::Clear, None) => {
                if let Some(asked) = self.typed() {
                    (asked.line, asked.touched) = (Line::default(), true);
                }
            }
            _ => {}
        }
    }
    /// The file of a new office is called after its district, until the clerk calls it otherwise.
    pub(super) fn offer_place(&mut self, folder: &str) {
        let Some(district) = &self.district else { return };
        let name = district.chosen().map_or("民政", |item| item.label.as_str());
        let place = under(folder, &format!("{name}.db"));
        if let Some(file) = self.asked.get_mut(FILE).filter(|file| !file.touched) {
            file.line = Line::of(place);
        }
    }
    fn typed(&mut self) -> Option<&mut Asked> {
        self.at.checked_sub(self.before()).and_then(|at| self.asked.get_mut(at))
    }
    pub(super) fn type_in(&mut self, edit: &Edit) {
        match self.district.as_mut().filter(|_| self.at == 0) {
            Some(district) => district.type_in(edit),
            None => {
                if let Some(asked) = self.typed() {
                    asked.touched |= asked.line.edit(edit);
                }
            }
        }
    }
    pub(super) fn text(&self, at: usize) -> String {
        self.asked.get(at).map_or_else(String::new, |asked| text::clean(asked.line.text()).trim().to_owned())
    }
    /// A path is no text to be cleaned: only blanks around it go.
    fn path(&self, at: usize) -> Result<String, (usize, String)> {
        let typed = self.asked.get(at).map_or("", |asked| asked.line.text().trim());
        match typed {
            "" => Err((self.before() + at, "请写文件的位置".to_owned())),
            folder if folder.ends_with(['/', '\\']) => {
                Err((self.before() + at, format!("“{folder}”是目录; 请再写上文件名, 如 yanfeng.db")))
            }
            path => Ok(path.to_owned()),
        }
    }
    /// What is to be done; which line is wrong, and why.
    pub(super) fn order(&self) -> Result<Order, (usize, String)> {
        match self.way {
            Way::New => {
                let chosen = self.district.as_ref().and_then(|d| d.chosen()).map(|item| item.code.clone());
                let district = chosen.ok_or((0, "请选区划: 打名称(如 雁峰)、首字母(yf)或代码(430406)".to_owned()))?;
                let place = self.path(FILE)?;
                let (login, full_name) = (self.text(LOGIN), self.text(NAME));
                operator::first(&login, &full_name).map_err(|slip| {
                    let at = if slip.field == Some("name") { LOGIN } else { NAME };
                    (self.before() + at, slip.text)
                })?;
                Ok(Order::Make { district, place, login, full_name })
            }
            Way::Restore => Ok(Order::Restore { backup: self.path(0)?, place: self.path(1)? }),
            _ => Ok(Order::Open(self.path(0)?)),
        }
    }
}

/// The districts that have an office: counties, and the cities without them; beside each where it lies.
fn districts() -> Vec<Item> {
    let all = issued_in::all().iter().filter(|(code, name)| {
        let is_county = !code.ends_with("00") && !matches!(*name, "市辖区" | "县");
        is_county || issued_in::WITHOUT_COUNTIES.contains(code)
    });
    all.map(|(code, name)| {
        let path = issued_in::path_of(code).unwrap_or_default();
        let above = path.strip_suffix(name).unwrap_or_default().to_owned();
        Item::new(*code, *name).beside(above)
    })
    .collect()
}
