//! Every format reader has a golden file and a fuzz target, and every fuzz target is built.

use crate::offence::Offence;
use crate::tree::Tree;

const FORMATS: &str = "crates/funn-formats/src/format.rs";
const GOLDEN: &str = "crates/funn-formats/tests/golden.rs";
const SAMPLES: &str = "crates/funn-formats/tests/fixtures";
const TARGETS: &str = "fuzz/fuzz_targets";
const MANIFEST: &str = "fuzz/Cargo.toml";

/// What a format or a fuzz target lacks.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let names = names(tree.text(FORMATS).unwrap_or_default());
    if names.is_empty() {
        return vec![Offence::new(FORMATS, "names no formats that this check can find; mend it")];
    }
    let golden = tree.text(GOLDEN).unwrap_or_default();
    let mut offences = Vec::new();
    for name in names {
        let ending = format!(".{name}");
        let endings = [ending.as_str()];
        let mut samples = tree.paths(SAMPLES, &endings).filter_map(|path| path.rsplit('/').next());
        if !samples.any(|sample| golden.contains(&format!("{sample}\""))) {
            let message =
                format!("the format {name} has no sample in {SAMPLES} that {GOLDEN} reads");
            offences.push(Offence::new(FORMATS, message));
        }
        let target = format!("{TARGETS}/{name}.rs");
        if tree.text(&target).is_none() {
            offences.push(Offence::new(
                FORMATS,
                format!("the format {name} has no fuzz target {target}"),
            ));
        }
    }
    offences.extend(unbuilt_targets(tree));
    offences
}

/// The names of the formats: the right sides of `Self::Docx => "docx",`.
fn names(source: &str) -> Vec<&str> {
    let arms = source.lines().filter_map(|line| line.trim().strip_prefix("Self::"));
    let right_sides = arms.filter_map(|arm| arm.split_once(" => \"")).map(|(_, right)| right);
    right_sides.filter_map(|right| right.split_once('"')).map(|(name, _)| name).collect()
}

fn unbuilt_targets(tree: &Tree) -> Vec<Offence> {
    let manifest = tree.text(MANIFEST).unwrap_or_default();
    let mut offences = Vec::new();
    for target in tree.paths(TARGETS, &[".rs"]).filter_map(|path| path.strip_prefix("fuzz/")) {
        if !manifest.contains(&format!("path = \"{target}\"")) {
            offences.push(Offence::new(MANIFEST, format!("does not build {target}")));
        }
    }
    let paths = manifest.lines().filter_map(|line| line.strip_prefix("path = \""));
    for target in paths.filter_map(|rest| rest.split_once('"')).map(|(target, _)| target) {
        if tree.text(&format!("fuzz/{target}")).is_none() {
            offences.push(Offence::new(MANIFEST, format!("builds {target}, which is not there")));
        }
    }
    offences
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "//! F.\nmatch self {\n    Self::Txt => &[\"txt\", \"text\"],\n}\nmatch self {\n    \
                          Self::Txt => \"txt\",\n    Self::Docx => \"docx\",\n}\n";

    #[test]
    fn formats_without_samples_or_targets_fire() {
        let tree = Tree::of(&[
            (FORMATS, SOURCE),
            (GOLDEN, "//! G.\ngolden!(a: \"interview.txt\");"),
            ("crates/funn-formats/tests/fixtures/interview.txt", "hei"),
            ("crates/funn-formats/tests/fixtures/unread.docx", "PK"),
            ("fuzz/fuzz_targets/txt.rs", "//! T.\n"),
            ("fuzz/fuzz_targets/lost.rs", "//! L.\n"),
            (
                MANIFEST,
                "[[bin]]\nname = \"txt\"\npath = \"fuzz_targets/txt.rs\"\n[[bin]]\npath = \"fuzz_targets/gone.rs\"\n",
            ),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|offence| offence.message).collect();
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].starts_with("the format docx has no sample"));
        assert_eq!(found[1], "the format docx has no fuzz target fuzz/fuzz_targets/docx.rs");
        assert_eq!(found[2], "does not build fuzz_targets/lost.rs");
        assert_eq!(found[3], "builds fuzz_targets/gone.rs, which is not there");
    }

    #[test]
    fn a_check_that_finds_nothing_fires() {
        assert_eq!(check(&Tree::of(&[(FORMATS, "//! F.\n")])).len(), 1);
    }
}
