//! What somebody may have meant.

use crate::pattern::folded;

/// At most so many names are suggested.
const SUGGESTIONS: usize = 3;
/// With at most so many names in all, they are listed when none is near.
const LISTED: usize = 8;

/// A hint that names those of `known` that `typed` comes near to, or all where they are few.
pub(crate) fn hint(typed: &str, plural: &str, known: &[String]) -> Option<String> {
    let near = nearest(typed, known);
    if !near.is_empty() {
        let quoted: Vec<String> = near.iter().map(|name| format!("\"{name}\"")).collect();
        return Some(format!("did you mean {}?", quoted.join(" or ")));
    }
    match known {
        [] => Some(format!("the study has no {plural}")),
        few if few.len() <= LISTED => {
            let quoted: Vec<String> = few.iter().map(|name| format!("\"{name}\"")).collect();
            Some(format!("the {plural} are {}", quoted.join(", ")))
        }
        _ => None,
    }
}

/// The names nearest to what was typed: few edits away, or holding it, best first.
pub(crate) fn nearest(typed: &str, known: &[String]) -> Vec<String> {
    let typed = folded(typed);
    let letters = typed.chars().count();
    let mut ranked: Vec<(usize, &String)> = known
        .iter()
        .filter_map(|name| {
            let other = folded(name);
            let last = other.rsplit('/').next().unwrap_or_default();
            let edits = edit_distance(&typed, &other).min(edit_distance(&typed, last));
            let holds = letters >= 3 && other.contains(&typed);
            (edits <= (letters / 3).max(1) || holds).then_some((edits, name))
        })
        .collect();
    ranked.sort();
    ranked.dedup_by(|a, b| a.1 == b.1);
    ranked.into_iter().take(SUGGESTIONS).map(|(_, name)| name.clone()).collect()
}

/// Edits from one text to the other: letters put in, left out, changed or two swapped (optimal
/// string alignment, Damerau 1964).
pub fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let width = b.len() + 1;
    let mut rows: Vec<usize> = vec![0; (a.len() + 1) * width];
    let at = |row: usize, col: usize| row * width + col;
    for row in 0..=a.len() {
        for col in 0..width {
            rows[at(row, col)] = if row == 0 || col == 0 {
                row + col
            } else {
                let changed = usize::from(a[row - 1] != b[col - 1]);
                let mut best = (rows[at(row - 1, col)] + 1)
                    .min(rows[at(row, col - 1)] + 1)
                    .min(rows[at(row - 1, col - 1)] + changed);
                let swapped =
                    row > 1 && col > 1 && a[row - 1] == b[col - 2] && a[row - 2] == b[col - 1];
                if swapped {
                    best = best.min(rows[at(row - 2, col - 2)] + 1);
                }
                best
            };
        }
    }
    rows.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits() {
        for (a, b, edits) in [("", "abc", 3), ("kode", "koed", 1), ("år", "ar", 1), ("ab", "ab", 0)]
        {
            assert_eq!(edit_distance(a, b), edits, "{a} {b}");
        }
    }

    #[test]
    fn near_names_come_first_and_few_are_listed() {
        let known = ["Forankring", "Ressurser/Tid", "Kriser"].map(str::to_owned);
        assert_eq!(hint("Forankrign", "codes", &known).unwrap(), "did you mean \"Forankring\"?");
        assert_eq!(hint("tdi", "codes", &known).unwrap(), "did you mean \"Ressurser/Tid\"?");
        assert!(hint("zzzzzz", "codes", &known).unwrap().starts_with("the codes are \"Forank"));
    }
}
