//! What a terminal answers, judged: its size, how wide it makes Chinese, its colours.

use super::Finding;

/// A terminal as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// `TERM`; none on the console of Windows.
    pub name: Option<String>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// By how many cells the cursor really moved for each of [`Terminal::TRIED`]; none where the terminal does not say where its cursor is.
    pub moved: Option<Vec<u16>>,
}

/// A narrow window shows nothing; a small one not all columns.
const LEAST: (u16, u16) = (60, 15);
const USUAL: (u16, u16) = (80, 24);

impl Terminal {
    /// What is put on the terminal to see how wide it makes it: Chinese, Chinese beyond GBK, a line of a border, a mark.
    pub const TRIED: [&'static str; 4] = ["民", "𠮷", "─", "▾"];
    /// How wide they are taken to be.
    const WIDE: [u16; 4] = [2, 2, 1, 1];

    /// What is to be said of it. `ascii`: the setting, by which borders are plain.
    pub fn findings(&self, ascii: bool, colours: bool) -> Vec<Finding> {
        vec![self.window(), self.width(ascii), self.colour(colours)]
    }

    fn window(&self) -> Finding {
        const WINDOW: &str = "窗口";
        let (width, height) = self.size;
        let found = format!("{width}×{height}");
        if width < LEAST.0 || height < LEAST.1 {
            let remedy = format!("太小, 屏幕打不开; 请放大到 {}×{} 以上", USUAL.0, USUAL.1);
            return Finding::wrong(WINDOW, found, remedy);
        }
        if width < USUAL.0 || height < USUAL.1 {
            let remedy = format!("能用, 放大到 {}×{} 以上看得更全", USUAL.0, USUAL.1);
            return Finding::note(WINDOW, found, remedy);
        }
        Finding::good(WINDOW, found)
    }

    fn width(&self, ascii: bool) -> Finding {
        const WIDTH: &str = "汉字宽度";
        // It moves its cursor as if it showed them. Who sits there cannot read this: what to do is said in letters too.
        if self.name.as_deref() == Some("linux") {
            let found = "TERM=linux: Linux 文本控制台没有汉字字形, 汉字都成方块 (this console cannot show Chinese)";
            let remedy = "请在桌面的终端窗口里运行, 或从别的电脑用 ssh 登录 (use a desktop terminal, or ssh); 控制台上可装 fbterm, 设 TERM=fbterm";
            return Finding::wrong(WIDTH, found, remedy);
        }
        let Some(moved) = &self.moved else {
            return Finding::note(
                WIDTH,
                "终端不回答光标在哪里",
                "请打开屏幕看边框齐不齐: 不齐的在设置文件里写 ascii = true, 或换一个终端",
            );
        };
        let told = Terminal::TRIED.iter().zip(moved).map(|(text, cells)| format!("{text} {cells} 格"));
        let found = told.collect::<Vec<_>>().join(", ");
        let is = |at: usize| moved.get(at) == Terminal::WIDE.get(at);
        if !is(0) {
            return Finding::wrong(
                WIDTH,
                found,
                "终端没有把汉字显示成两格, 表格会错位; 请把终端编码设为 UTF-8, 换含中文的等宽字体, 或换一个终端",
            );
        }
        if !(ascii || is(2) && is(3)) {
            return Finding::wrong(WIDTH, found, "终端把线条画成两格, 边框会错位; 请在设置文件里写 ascii = true");
        }
        if !is(1) {
            return Finding::note(WIDTH, found, "生僻字会让它那一行错位; 换一个终端可以避免");
        }
        Finding::good(WIDTH, found)
    }

    fn colour(&self, colours: bool) -> Finding {
        const COLOUR: &str = "颜色";
        let Some(name) = self.name.as_deref() else { return Finding::good(COLOUR, "Windows 控制台, 16 色") };
        let plain = ["", "dumb", "vt52", "vt100", "vt102", "vt220"].contains(&name);
        match (plain, colours) {
            (true, true) => Finding::note(
                COLOUR,
                format!("TERM={name}, 没有颜色"),
                "不影响使用; 花屏的在设置文件里写 theme = \"mono\", 或换一个终端",
            ),
            (_, false) => Finding::good(COLOUR, format!("TERM={name}, 按设置不用颜色")),
            (false, true) => Finding::good(COLOUR, format!("TERM={name}, 16 色")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::State::{Good, Note, Wrong};
    use super::*;

    #[test]
    fn a_terminal_is_judged_by_what_it_does() {
        let of = |size, moved: Option<[u16; 4]>, name: &str, ascii, colours| {
            let terminal = Terminal { name: Some(name.into()), size, moved: moved.map(Vec::from) };
            terminal.findings(ascii, colours).iter().map(|f| f.state).collect::<Vec<_>>()
        };
        let good = Some([2, 2, 1, 1]);
        assert_eq!(of((80, 24), good, "xterm-256color", false, true), [Good, Good, Good]);
        assert_eq!(of((79, 24), good, "xterm", false, true), [Note, Good, Good]);
        assert_eq!(of((40, 24), good, "xterm", false, true), [Wrong, Good, Good]);
        assert_eq!(of((80, 24), None, "vt220", false, true), [Good, Note, Note]);
        // It moves as if it showed Chinese.
        assert_eq!(of((80, 24), good, "linux", true, true), [Good, Wrong, Good]);
        assert_eq!(of((80, 24), good, "fbterm", true, true), [Good, Good, Good]);
        assert_eq!(of((80, 24), Some([1, 1, 1, 1]), "dumb", false, false), [Good, Wrong, Good]);
        assert_eq!(of((80, 24), Some([2, 2, 2, 2]), "xterm", false, true), [Good, Wrong, Good]);
        assert_eq!(of((80, 24), Some([2, 2, 2, 2]), "xterm", true, true), [Good, Good, Good]);
        assert_eq!(of((80, 24), Some([2, 1, 1, 1]), "xterm", false, true), [Good, Note, Good]);
    }
}
