//! Guessing which name was meant.

use funn_analysis::edit_distance;

/// The three names nearest to `wanted`, best first: those that hold it, then those that a few
/// keystrokes would turn into it (optimal string alignment distance, at most a third of its
/// length).
pub fn nearest(wanted: &str, names: &[&str]) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let limit = wanted.chars().count() / 3 + 1;
    let mut scored: Vec<(usize, &str)> = names
        .iter()
        .filter_map(|&name| {
            let folded = name.to_lowercase();
            let last = folded.rsplit('/').next().unwrap_or_default().to_owned();
            if !wanted.is_empty() && folded.contains(&wanted) {
                return Some((0, name));
            }
            let distance = edit_distance(&wanted, &folded).min(edit_distance(&wanted, &last));
            (distance <= limit).then_some((distance, name))
        })
        .collect();
    scored.sort_unstable();
    scored.into_iter().take(3).map(|(_, name)| format!("\"{name}\"")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let names = ["Forankring", "Ressurser", "Ressurser/Penger", "Kriser"];
        assert_eq!(nearest("forankirng", &names), ["\"Forankring\""]);
        assert_eq!(nearest("pengar", &names), ["\"Ressurser/Penger\""]);
        assert!(nearest("xyzxyz", &names).is_empty());
    }
}
