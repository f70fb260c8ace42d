//! What the checks need to know of Rust source, read line by line as rustfmt leaves it.

/// A declaration: its keyword, its name and its line, counted from 0.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Declaration<'s> {
    pub(crate) keyword: &'s str,
    pub(crate) name: &'s str,
    pub(crate) line: usize,
}

/// The types and functions that a source declares.
pub(crate) fn declarations(source: &str) -> impl Iterator<Item = Declaration<'_>> {
    source.lines().enumerate().filter_map(|(line, text)| {
        let mut words = text.split_whitespace().skip_while(|word| is_modifier(word));
        let keyword = words.next().filter(|word| is_keyword(word))?;
        let name = identifier(words.next()?)?;
        Some(Declaration { keyword, name, line })
    })
}

fn is_modifier(word: &str) -> bool {
    matches!(word, "pub" | "async" | "const" | "unsafe") || word.starts_with("pub(")
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "struct" | "enum" | "trait" | "type" | "fn" | "union")
}

/// The identifier that `text` begins with.
fn identifier(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty())
}

/// The variants of the enum `name`; none when the source does not declare it.
pub(crate) fn variants<'s>(source: &'s str, name: &str) -> Option<Vec<&'s str>> {
    let is_enum = |declared: &Declaration<'_>| declared.keyword == "enum" && declared.name == name;
    let start = declarations(source).find(is_enum)?.line;
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for line in source.lines().skip(start) {
        let text = line.trim_start();
        if depth == 1 && text.starts_with(|c: char| c.is_ascii_uppercase()) {
            found.extend(identifier(text));
        }
        depth = depth_after(depth, text);
        if depth == 0 && text.contains('}') {
            break;
        }
    }
    Some(found)
}

fn depth_after(depth: usize, line: &str) -> usize {
    let is_comment = line.starts_with("//") || line.starts_with("#[");
    let brackets = line.chars().filter(|_| !is_comment);
    brackets.fold(depth, |depth, bracket| match bracket {
        '{' | '(' | '[' => depth + 1,
        '}' | ')' | ']' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// The names of all enums that derive `trait_name`.
pub(crate) fn enums_deriving<'s>(source: &'s str, trait_name: &str) -> Vec<&'s str> {
    let mut derives = false;
    let mut found = Vec::new();
    for line in source.lines() {
        if line.contains("#[derive(") {
            derives = line.split(['(', ')', ',', ' ', ':']).any(|word| word == trait_name);
        }
        if let Some(declared) = declarations(line).next() {
            if derives && declared.keyword == "enum" {
                found.extend(identifier(declared.name));
            }
            derives = false;
        }
    }
    found
}

/// The names on the left of `=>` in the table that `opening` begins, one a line.
pub(crate) fn table_entries<'s>(source: &'s str, opening: &str) -> Vec<&'s str> {
    let rows = source.lines().skip_while(|line| !line.starts_with(opening)).skip(1);
    let rows = rows.take_while(|line| !line.starts_with('}'));
    rows.filter_map(|line| line.split_once(" => ")).map(|(name, _)| name.trim()).collect()
}

/// The string literals that come directly after `opening`, such as `.route(`.
pub(crate) fn literals_after<'s>(source: &'s str, opening: &str) -> Vec<&'s str> {
    let mut rest = source;
    let mut found = Vec::new();
    while let Some((_, after)) = rest.split_once(opening) {
        let literal = after.trim_start().strip_prefix('"');
        found.extend(literal.and_then(|text| text.split_once('"')).map(|(literal, _)| literal));
        rest = after;
    }
    found
}

/// `MergeCodes` as `merge-codes`, the way the command line spells it.
pub(crate) fn kebab_case(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "
/// One edit.
#[derive(Debug, Clone)]
pub enum Change {
    /// With {braces} in a comment.
    Source(Edit<Source>),
    #[serde(rename = \"x\")]
    ReviseText { source: SourceId, anchors: Vec<Anchor> },
    Batch {
        /// What.
        deed: Deed,
        Inner: u8,
    },
}

#[derive(Debug, clap::Subcommand)]
enum Command { List, }
pub(crate) async fn add_tag() {}
";

    #[test]
    fn variants_are_those_of_the_enum_itself() {
        assert_eq!(variants(SOURCE, "Change").unwrap(), ["Source", "ReviseText", "Batch"]);
        assert_eq!(variants(SOURCE, "Edit"), None);
    }

    #[test]
    fn declarations_are_found_behind_their_modifiers() {
        let names: Vec<_> = declarations(SOURCE).map(|found| (found.keyword, found.name)).collect();
        assert_eq!(names, [("enum", "Change"), ("enum", "Command"), ("fn", "add_tag")]);
        assert_eq!(enums_deriving(SOURCE, "Subcommand"), ["Command"]);
    }

    #[test]
    fn literals_may_stand_on_the_next_line() {
        let source = ".route(\"/a\", get(x)).route(\n    \"/b/{id}\",\n).route(PATH, y)";
        assert_eq!(literals_after(source, ".route("), ["/a", "/b/{id}"]);
        assert_eq!(kebab_case("MergeCodes"), "merge-codes");
    }
}
