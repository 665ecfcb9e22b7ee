//! 最接近的: which of the names there are was meant by one that there is not. One function for parameters, figures, registers,
//! fields, codes, reports and settings.

/// How many are offered.
const MOST: usize = 3;

/// The names nearest to what was typed, best first; none when nothing is near.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let mut found: Vec<(usize, &str)> =
        names.into_iter().filter_map(|name| Some((distance_of(&typed, &name.to_lowercase())?, name))).collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, name)| name).take(MOST).collect()
}

/// `; 最接近的是 a、b`, or nothing.
pub fn hint<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    said(nearest(typed, names).into_iter().map(str::to_owned))
}

/// The same with what each name stands for.
pub fn hint_labelled<'a>(typed: &str, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let names: Vec<(&str, &str)> = names.into_iter().collect();
    let mut near = nearest(typed, names.iter().map(|(name, _)| *name));
    // A clerk may have typed what it is called.
    for label in nearest(typed, names.iter().map(|(_, label)| *label)) {
        near.extend(names.iter().find(|(_, l)| *l == label).map(|(name, _)| *name).filter(|n| !near.contains(n)));
    }
    near.truncate(MOST);
    let label = |near: &str| names.iter().find(|(name, _)| *name == near).map_or("", |(_, label)| label).to_owned();
    said(near.into_iter().map(|name| format!("{name}({})", label(name))))
}

fn said(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() { String::new() } else { format!("; 最接近的是 {}", names.join("、")) }
}

/// How far a name lies from what was typed; none when it is another one altogether.
fn distance_of(typed: &str, name: &str) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), name.chars().collect());
    if a.is_empty() {
        return None;
    }
    // A part of a name, or a name with something more.
    if a.len() >= 3 && (name.contains(typed) || (b.len() >= 3 && typed.contains(name))) {
        return Some(a.len().abs_diff(b.len()).min(2));
    }
    let distance = edits(&a, &b);
    (distance * 3 <= a.len().max(b.len()) && distance < a.len()).then_some(distance + 2)
}

/// How many characters are to be put in, left out, changed or swapped with their neighbour.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_find_their_name_and_strangers_none() {
        let names = ["person", "parameter", "payment", "petty_fund", "household"];
        assert_eq!(nearest("persn", names), ["person"]);
        assert_eq!(nearest("paremeter", names), ["parameter"]);
        assert_eq!(nearest("pesron", names), ["person"]);
        assert_eq!(nearest("HOUSE", names), ["household"]);
        assert_eq!(nearest("zzz", names), [""; 0]);
        assert_eq!(nearest("", names), [""; 0]);
        assert_eq!(hint("payments", names), "; 最接近的是 payment");
    }

    #[test]
    fn a_label_finds_its_name() {
        let names = [("01", "城市低保"), ("02", "特困供养")];
        assert_eq!(hint_labelled("城市低宝", names), "; 最接近的是 01(城市低保)");
    }
}
