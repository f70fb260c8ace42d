//! Links between our own documents lead somewhere.

use crate::offence::Offence;
use crate::tree::{Tree, resolve};

/// Every relative link in a markdown file that leads to no file and no folder of ours.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (path, text) in tree.texts("", &[".md"]).filter(|(path, _)| !path.starts_with("ui/vendor/"))
    {
        for (line, content) in
            text.lines().enumerate().filter(|(_, line)| !line.starts_with("    "))
        {
            for target in targets(content) {
                let wanted = resolve(path, target);
                let is_there = tree.bytes(&wanted).is_some()
                    || tree.paths(&wanted, &[]).next().is_some()
                    || wanted.is_empty();
                if !is_there {
                    offences.push(Offence::at(
                        path,
                        line,
                        format!("links to {target}, which is not there"),
                    ));
                }
            }
        }
    }
    offences
}

/// The relative targets of the links in a line, without their fragments.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let after = line.split("](").skip(1);
    let targets = after.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let relative = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
    let files = relative.map(|target| target.split_once('#').map_or(target, |(file, _)| file));
    files.filter(|file| !file.starts_with("mailto:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_links_fire() {
        let text = "[a](adr/1.md) [b](../README.md#x) [c](gone.md) ![d](https://x.no/y.png)\n\
                    [adr](adr/) [here](#there)\n    [in code](nowhere)\n[e](../../out.md)\n";
        let tree =
            Tree::of(&[("docs/map.md", text), ("docs/adr/1.md", ""), ("README.md", "[m](docs)")]);
        let found: Vec<_> = check(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "docs/map.md:1: links to gone.md, which is not there",
                "docs/map.md:4: links to ../../out.md, which is not there",
            ]
        );
    }
}
