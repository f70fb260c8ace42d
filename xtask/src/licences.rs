//! Licences: every package may be given away with Funn.

use crate::offence::Offence;
use crate::packages::Package;

/// The licences that may be shipped with a program under MIT OR Apache-2.0.
const ALLOWED: [&str; 16] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Every package whose licence does not allow what Funn does with it.
pub(crate) fn check(packages: &[Package]) -> Vec<Offence> {
    let strangers = packages.iter().filter(|package| !package.is_ours);
    let judged = strangers.filter_map(|package| {
        let place = format!("{} {}", package.name, package.version);
        judge(place, package.licence.as_deref())
    });
    judged.collect()
}

/// The offence of one package, if its licence is none of ours.
pub(crate) fn judge(place: String, licence: Option<&str>) -> Option<Offence> {
    let message = match licence {
        None => "names no licence".to_owned(),
        Some(expression) => match is_allowed(expression) {
            Some(true) => return None,
            Some(false) => format!("has a licence that is not on our list: {expression}"),
            None => format!("has a licence that cannot be read: {expression}"),
        },
    };
    Some(Offence::new(place, message))
}

/// Whether an SPDX expression can be met with licences on the list; none when it is malformed.
fn is_allowed(expression: &str) -> Option<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, at: 0 };
    let allowed = parser.either()?;
    (parser.at == words.len()).then_some(allowed)
}

/// A reader of SPDX expressions: `OR` binds weakest, then `AND`, then `WITH`.
struct Parser<'w> {
    words: &'w [&'w str],
    at: usize,
}

impl Parser<'_> {
    fn either(&mut self) -> Option<bool> {
        let mut allowed = self.both()?;
        while self.take("OR") {
            allowed |= self.both()?;
        }
        Some(allowed)
    }

    fn both(&mut self) -> Option<bool> {
        let mut allowed = self.one()?;
        while self.take("AND") {
            allowed &= self.one()?;
        }
        Some(allowed)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let allowed = self.either()?;
            return self.take(")").then_some(allowed);
        }
        let mut name = self.next().filter(|word| !matches!(*word, "OR" | "AND" | ")"))?.to_owned();
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.next()?);
        }
        Some(ALLOWED.contains(&name.as_str()))
    }

    fn next(&mut self) -> Option<&str> {
        let word = self.words.get(self.at)?;
        self.at += 1;
        Some(word)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_there = self.words.get(self.at) == Some(&word);
        self.at += usize::from(is_there);
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        for (expression, expected) in [
            ("MIT", Some(true)),
            ("GPL-3.0-or-later", Some(false)),
            ("AGPL-3.0-only", Some(false)),
            ("MIT/Apache-2.0", Some(true)),
            ("MIT OR GPL-3.0-only", Some(true)),
            ("MIT AND GPL-3.0-only", Some(false)),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", Some(true)),
            ("MIT OR Apache-2.0 AND GPL-2.0-only", Some(true)),
            ("(MIT OR Apache-2.0) AND GPL-2.0-only", Some(false)),
            ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", Some(true)),
            ("GPL-2.0-only WITH Classpath-exception-2.0", Some(false)),
            ("MIT OR", None),
            ("(MIT", None),
            ("MIT Apache-2.0", None),
            ("", None),
        ] {
            assert_eq!(is_allowed(expression), expected, "{expression}");
        }
    }

    #[test]
    fn a_package_without_a_licence_fires() {
        let stranger = Package {
            name: "x".to_owned(),
            version: "1.0.0".to_owned(),
            is_ours: false,
            licence: None,
            dependencies: Vec::new(),
        };
        let ours = Package { is_ours: true, ..stranger.clone() };
        let found = check(&[stranger, ours]);
        assert_eq!(found, [Offence::new("x 1.0.0", "names no licence")]);
    }
}
