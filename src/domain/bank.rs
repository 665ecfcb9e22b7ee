//! Which bank an account number is of, by the digits it begins with: the well-known card numbers of the banks through which subsidies are
//! paid. A number that begins otherwise says nothing.

/// The first six digits of cards, and the bank by its code.
const CARDS: &[(&str, &[&str])] = &[
    ("102", &["622202", "622203", "622208", "621225", "621226"]),
    ("103", &["622845", "622846", "622848", "622849"]),
    ("104", &["621660", "621661", "621663", "621667", "621668", "621669", "621785", "621786", "621787", "621788"]),
    ("105", &["621700", "622700"]),
    ("301", &["622258", "622259", "622260", "622261", "622262"]),
    ("403", &["621096", "621098", "621799", "622150", "622151", "622188"]),
];

/// The bank of an account number, by its code.
pub fn of_account(number: &str) -> Option<&'static str> {
    let digits: String = number.chars().filter(char::is_ascii_digit).take(6).collect();
    CARDS.iter().find(|(_, cards)| cards.contains(&digits.as_str())).map(|(bank, _)| *bank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_whose_it_is_and_another_number_nothing() {
        assert_eq!(of_account("6217990000123456788"), Some("403"));
        assert_eq!(of_account("6228 4800 0012 3456 789"), Some("103"));
        assert_eq!(of_account("6230900000123456789"), None);
        assert_eq!(of_account("622"), None);
        for (at, (_, cards)) in CARDS.iter().enumerate() {
            let twice = |card: &&&str| CARDS.iter().skip(at + 1).any(|(_, others)| others.contains(card));
            assert_eq!(cards.iter().find(twice), None);
        }
    }
}
