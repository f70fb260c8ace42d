//! Guessing which name was meant.

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
            let distance = distance(&wanted, &folded).min(distance(&wanted, &last));
            (distance <= limit).then_some((distance, name))
        })
        .collect();
    scored.sort_unstable();
    scored.into_iter().take(3).map(|(_, name)| format!("\"{name}\"")).collect()
}

fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut above: Vec<usize> = (0..=other.len()).collect();
    let mut above_that = above.clone();
    for (row, &left) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &right) in other.iter().enumerate() {
            let mut best = (above[column] + usize::from(left != right))
                .min(above[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && left == other[column - 1] && one[row - 1] == right {
                best = best.min(above_that[column - 1] + 1);
            }
            current.push(best);
        }
        above_that = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or_default()
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
