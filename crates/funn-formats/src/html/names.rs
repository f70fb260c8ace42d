//! The names of elements, by what they do to text.

/// Elements whose content is text for the browser, never markup.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noframes" | "xmp"
    )
}

/// Elements without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that begin and end a paragraph.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// Whether HTML has (or had) an element of this name; names with `-` or `:` are extensions.
pub(super) fn is_known(name: &str) -> bool {
    is_block(name)
        || is_void(name)
        || is_raw(name)
        || INLINE.binary_search(&name).is_ok()
        || name.contains(['-', ':'])
}

const BLOCKS: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

const INLINE: [&str; 66] = [
    "a", "abbr", "acronym", "applet", "audio", "b", "bdi", "bdo", "big", "blink", "button",
    "canvas", "cite", "code", "colgroup", "data", "datalist", "del", "dfn", "em", "font", "frame",
    "frameset", "i", "image", "ins", "kbd", "label", "map", "mark", "marquee", "math", "meter",
    "noscript", "object", "optgroup", "option", "output", "picture", "progress", "q", "rb", "rp",
    "rt", "rtc", "ruby", "s", "samp", "search", "select", "slot", "small", "span", "strike",
    "strong", "sub", "sup", "svg", "tbody", "template", "tfoot", "thead", "time", "tt", "u", "var",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(BLOCKS.is_sorted() && INLINE.is_sorted());
        assert!(is_known("video") || !INLINE.contains(&"video"));
    }
}
