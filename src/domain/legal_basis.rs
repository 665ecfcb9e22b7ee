//! The documents by which funerals, place names, divisions and boundaries are handled, with the day from which each applies (services 4.0, 5.0):
//! what an office begins with, and how one is cited. Must not know registers.

/// `topic,title,document,valid_from,state,alias,note`.
const SHIPPED: &str = include_str!("legal_basis.csv");

/// An entry of the list, its cells as they stand; an empty one says nothing.
pub fn shipped() -> impl Iterator<Item = [&'static str; 7]> {
    SHIPPED.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let mut entry = [""; 7];
        for cell in &mut entry {
            *cell = cells.next()?;
        }
        Some(entry)
    })
}

/// How a document is cited: `《殡葬管理条例》(国务院令第225号)`.
pub fn cited(title: &str, document: &str, is_confirmed: bool) -> String {
    let doubt = if is_confirmed { "" } else { "待确认" };
    let beside: Vec<&str> = [document, doubt].into_iter().filter(|part| !part.is_empty()).collect();
    if beside.is_empty() { format!("《{title}》") } else { format!("《{title}》({})", beside.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_dated() {
        let entries: Vec<_> = shipped().collect();
        assert_eq!(entries.len(), SHIPPED.lines().count() - 1);
        for [topic, title, _, from, state, ..] in &entries {
            assert!(!topic.is_empty() && !title.is_empty(), "{title}");
            assert!(crate::domain::date::stored(from).is_some(), "{title} {from}");
            assert!(["confirmed", "pending"].contains(state), "{title}");
        }
    }

    #[test]
    fn a_document_is_cited_by_its_title_and_number() {
        for (title, document, confirmed, said) in [
            ("殡葬管理条例", "国务院令第225号", true, "《殡葬管理条例》(国务院令第225号)"),
            ("殡葬管理条例(修订)", "", false, "《殡葬管理条例(修订)》(待确认)"),
            ("界桩管理办法", "民政部令第36号", false, "《界桩管理办法》(民政部令第36号, 待确认)"),
            ("某办法", "", true, "《某办法》"),
        ] {
            assert_eq!(cited(title, document, confirmed), said);
        }
    }
}
