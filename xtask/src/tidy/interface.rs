//! The rooms of `ui/`: who may import from whom, nothing from elsewhere, colours in one place.

use crate::offence::Offence;
use crate::rust_source::literals_after;
use crate::tree::{Tree, extension, resolve};

/// Folders under `ui/` and what each may import from, besides itself.
const ARROWS: [(&str, &[&str]); 3] =
    [("lib", &["vendor"]), ("parts", &["vendor", "lib"]), ("rooms", &["vendor", "lib", "parts"])];

/// Addresses that name something and are never fetched.
const NAMES_ONLY: [&str; 3] = ["http://www.w3.org/", "http://127.0.0.1", "http://local\""];

const COLOURS: &str = "ui/styles/tokens.css";

/// Attributes that hold a style or a script.
const BLOCKED: [&str; 4] = [" style=", " onclick=", " oninput=", " onload="];

/// The frame: it loads the rooms.
const FRAME: &str = "ui/parts/app.js";

/// Imports against the arrows, and addresses of other hosts.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (path, text) in tree.texts("ui", &[".js", ".css", ".html"]) {
        if is_served(path) {
            offences.extend(foreign_addresses(path, text));
            offences.extend(stray_looks(path, text));
            if path != FRAME {
                offences.extend(foreign_imports(path, text));
            }
        }
    }
    offences
}

/// Whether a file is part of the page: neither a third party's nor a test or a tool.
fn is_served(path: &str) -> bool {
    let elsewhere = ["ui/vendor/", "ui/test/", "ui/e2e/", "ui/tools/"];
    !path.contains(".test.") && !elsewhere.iter().any(|folder| path.starts_with(folder))
}

fn foreign_addresses(path: &str, text: &str) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (line, content) in text.lines().enumerate() {
        let rest = NAMES_ONLY.iter().fold(content.to_owned(), |rest, name| rest.replace(name, ""));
        if rest.contains("http://") || rest.contains("https://") {
            offences.push(Offence::at(
                path,
                line,
                "names another host; the page makes no request to any",
            ));
        }
    }
    offences
}

/// Colours outside the one file of colours, and attributes that the page's security policy blocks.
fn stray_looks(path: &str, text: &str) -> Vec<Offence> {
    let is_style = extension(path) == "css";
    let mut offences = Vec::new();
    for (line, content) in text.lines().enumerate() {
        if is_style && path != COLOURS && names_colour(content) {
            offences.push(Offence::at(
                path,
                line,
                format!("names a colour; colours stand in {COLOURS}"),
            ));
        }
        if !is_style && BLOCKED.iter().any(|attribute| content.contains(attribute)) {
            offences.push(Offence::at(
                path,
                line,
                "has an attribute that the security policy blocks",
            ));
        }
    }
    offences
}

fn names_colour(line: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch("];
    let is_number = |rest: &str| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        let ends =
            rest.chars().nth(digits).is_none_or(|next| matches!(next, ';' | ' ' | ',' | ')'));
        matches!(digits, 3 | 4 | 6 | 8) && ends
    };
    let value = line.split_once(':').map_or("", |(_, value)| value);
    functions.iter().any(|function| line.contains(function))
        || value.split('#').skip(1).any(is_number)
}

fn foreign_imports(path: &str, text: &str) -> Vec<Offence> {
    let Some((home, allowed)) = home(path) else { return Vec::new() };
    let openings = [" from ", "\nimport ", "import("].into_iter();
    let imports = openings.flat_map(|opening| literals_after(text, opening));
    let mut offences = Vec::new();
    for target in imports.filter(|target| target.starts_with('.')) {
        let wanted = resolve(path, target);
        let is_allowed = wanted.starts_with(&format!("{home}/"))
            || allowed.iter().any(|folder| wanted.starts_with(&format!("ui/{folder}/")));
        if !is_allowed {
            offences.push(Offence::new(path, format!("must not import {wanted} (ui/README.md)")));
        }
    }
    offences
}

/// The folder that a file belongs to (a room is one of its own) and what it may import from.
fn home(path: &str) -> Option<(String, &'static [&'static str])> {
    let inside = path.strip_prefix("ui/")?;
    let (folder, rest) = inside.split_once('/')?;
    let (_, allowed) = ARROWS.iter().find(|(name, _)| *name == folder)?;
    let home = match rest.split_once('/') {
        Some((room, _)) if folder == "rooms" => format!("ui/rooms/{room}"),
        _ => format!("ui/{folder}"),
    };
    Some((home, *allowed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn imports_against_the_arrows_fire() {
        for (path, target, wanted) in [
            ("ui/lib/state.js", "../parts/panes.js", "ui/parts/panes.js"),
            ("ui/parts/panes.js", "../rooms/find/find.js", "ui/rooms/find/find.js"),
            ("ui/rooms/find/find.js", "../memos/memos.js", "ui/rooms/memos/memos.js"),
            ("ui/rooms/sources/reader/reader.js", "../../../main.js", "ui/main.js"),
        ] {
            let expected = [format!("{path}: must not import {wanted} (ui/README.md)")];
            assert_eq!(
                messages(path, &format!("// A.\nimport {{ a }} from \"{target}\";")),
                expected
            );
            assert_eq!(messages(path, &format!("// A.\nimport \"{target}\";")), expected);
            assert_eq!(messages(path, &format!("// A.\nawait import(\"{target}\");")), expected);
        }
        let fine = "// A.\nimport { a } from \"../../vendor/lit.js\";\nimport \"./b.js\";\nimport x from \"../../lib/x.js\";";
        assert_eq!(messages("ui/rooms/find/find.js", fine), Vec::<String>::new());
        assert_eq!(
            messages("ui/main.js", "// A.\nimport \"./rooms/find/find.js\";"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn other_hosts_fire() {
        assert_eq!(
            messages("ui/styles/base.css", "@import \"https://fonts.example/x.css\";").len(),
            1
        );
        assert_eq!(
            messages("ui/parts/icons.js", "// I.\n\"http://www.w3.org/2000/svg\""),
            Vec::<String>::new()
        );
        assert_eq!(
            messages("ui/test/a.test.js", "// T.\n\"https://a.example\""),
            Vec::<String>::new()
        );
    }

    #[test]
    fn stray_looks_fire() {
        for (path, line) in [
            ("ui/styles/find.css", ".hit { color: #fa0; }"),
            ("ui/styles/find.css", "  background: rgb(0 0 0 / 50%);"),
            ("ui/parts/chip.js", "html`<i style=\"color: red\"></i>`"),
            ("ui/index.html", "<body onload=\"go()\">"),
        ] {
            assert_eq!(messages(path, line).len(), 1, "{line}");
        }
        for (path, line) in [
            ("ui/styles/tokens.css", "--ink: #222;"),
            ("ui/styles/find.css", "#add { color: var(--ink); }"),
            ("ui/styles/find.css", "  clip-path: url(#mask);"),
            ("ui/parts/chip.js", "html`<i class=\"x\"></i>`"),
        ] {
            assert_eq!(messages(path, line), Vec::<String>::new(), "{line}");
        }
    }
}
