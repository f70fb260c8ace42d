//! Destinations: groups whose text is not running text.

use funn_model::LossKind;

use super::Walk;
use super::group::Collected;

impl Walk {
    /// Begins a destination; whether the word was one.
    pub(super) fn begin_destination(&mut self, name: &str, is_starred: bool) -> bool {
        if let Collected::Nothing | Collected::Information | Collected::Fonts = self.group.collects
        {
            return self.begin_inside(name, is_starred);
        }
        let collects = match name {
            "fonttbl" => Collected::Fonts,
            "info" => Collected::Information,
            "listtext" | "pntext" => Collected::ListMark,
            "fldinst" => Collected::Instruction,
            "revtbl" => Collected::Authors,
            "stylesheet" | "shppict" | "fldrslt" | "result" | "mr" | "hl" => Collected::Text,
            _ => match loss_of(name) {
                Some((kind, detail)) => {
                    let is_of_document =
                        matches!(kind, LossKind::HeaderFooter | LossKind::PersonalMetadata);
                    let position = (!is_of_document).then(|| self.assembly.position());
                    self.assembly.losses.add(kind, detail, 1, position);
                    Collected::Nothing
                }
                None if is_starred || is_silent(name) => Collected::Nothing,
                None => return false,
            },
        };
        let collects = if name == "stylesheet" { Collected::StyleName(0) } else { collects };
        self.begin(collects);
        true
    }

    fn begin(&mut self, collects: Collected) {
        self.group.collects = collects;
        self.group.owns_destination = true;
        self.gathered.clear();
    }

    /// Destinations inside others that are looked at.
    fn begin_inside(&mut self, name: &str, is_starred: bool) -> bool {
        let collects = match (self.group.collects, name) {
            (Collected::Nothing, "ud") => Collected::Text,
            (Collected::Nothing, "shptxt") => {
                self.assembly.lose(LossKind::Embedded, "text boxes (their text is not kept)");
                Collected::Nothing
            }
            (Collected::Information, "creatim") => Collected::Created,
            (Collected::Information, name) => match property_of(name) {
                Some(property) => Collected::Property(property),
                None => Collected::Nothing,
            },
            (Collected::Fonts, _) if !is_starred => return false,
            _ => Collected::Nothing,
        };
        self.begin(collects);
        true
    }

    /// Words that mean something inside a destination; whether this is one.
    pub(super) fn destination_word(&mut self, name: &str, number: Option<i32>) -> bool {
        match (self.group.collects, name) {
            (Collected::Fonts, "f") => self.group.font = number,
            (Collected::Fonts, "fcharset") => {
                if let (Some(font), Some(charset)) = (self.group.font, number) {
                    self.fonts.set_charset(font, charset);
                }
            }
            (Collected::StyleName(_), "s") => {
                self.group.collects = Collected::StyleName(number.unwrap_or(0));
                self.group.owns_destination = true;
            }
            (Collected::StyleName(_), "cs" | "ds" | "ts") => {
                self.group.collects = Collected::Nothing;
            }
            (Collected::StyleName(style), "outlinelevel") => {
                let outline = number.and_then(|level| u32::try_from(level).ok());
                self.styles.0.entry(style).or_default().outline = outline;
            }
            (Collected::Created, part) => {
                let index = ["yr", "mo", "dy", "hr", "min"].iter().position(|name| *name == part);
                if let Some(slot) = index.and_then(|index| self.created.get_mut(index)) {
                    *slot = u32::try_from(number.unwrap_or(0)).unwrap_or(0);
                }
            }
            (_, "ansicpg") => self.fonts.set_code_page(number.unwrap_or(0)),
            (_, "mac") => self.fonts.set_macintosh(),
            (_, "pc") => self.fonts.set_code_page(437),
            (_, "pca") => self.fonts.set_code_page(850),
            (_, "deff") => self.fonts.default = number,
            _ => return false,
        }
        true
    }

    /// The text gathered for a destination that looks at it.
    pub(super) fn group_text(&mut self) -> Option<&mut String> {
        let gathers = matches!(
            self.group.collects,
            Collected::Property(_)
                | Collected::StyleName(_)
                | Collected::Instruction
                | Collected::Authors
        );
        (gathers && self.gathered.len() < 4_096).then_some(&mut self.gathered)
    }

    /// Draws the conclusion of a destination that ends.
    pub(super) fn end_destination(&mut self) {
        let gathered = std::mem::take(&mut self.gathered);
        match self.group.collects {
            Collected::Property(property) if !gathered.trim().is_empty() => {
                self.fields.insert(property);
            }
            Collected::StyleName(style) => self.styles.name(style, &gathered),
            Collected::Instruction => {
                let (kind, detail) = if gathered.trim_start().starts_with("HYPERLINK") {
                    (LossKind::LinkTarget, "addresses of links (their text is kept)")
                } else {
                    (LossKind::Formatting, "fields (their results are kept)")
                };
                self.assembly.lose(kind, detail);
            }
            Collected::Authors => {
                let names = gathered.split(';').map(str::trim);
                self.revision_authors +=
                    names.filter(|name| !name.is_empty() && *name != "Unknown").count();
            }
            _ => {}
        }
    }
}

fn loss_of(name: &str) -> Option<(LossKind, &'static str)> {
    Some(match name {
        "pict" => (LossKind::Image, "pictures"),
        "shp" | "do" => (LossKind::Image, "drawings"),
        "object" => (LossKind::Embedded, "embedded objects"),
        "footnote" => (LossKind::Footnote, "footnotes"),
        "annotation" => (LossKind::Comment, "comments"),
        "atnauthor" => (LossKind::PersonalMetadata, "authors of comments"),
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
        | "footerf" => (LossKind::HeaderFooter, "headers and footers of pages"),
        "moMath" | "moMathPara" => (LossKind::Embedded, "formulas"),
        "userprops" => (LossKind::PersonalMetadata, "own properties of the document stripped"),
        _ => return None,
    })
}

/// Destinations without a star that hold no text.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "colortbl"
            | "nonshppict"
            | "nonesttables"
            | "xe"
            | "tc"
            | "tcn"
            | "rxe"
            | "txe"
            | "upr"
            | "filetbl"
            | "listtable"
            | "falt"
            | "panose"
            | "ftnsep"
            | "ftnsepc"
            | "aftnsep"
            | "aftnsepc"
            | "ftncn"
            | "aftncn"
            | "template"
            | "private"
            | "bkmkstart"
            | "bkmkend"
            | "atrfstart"
            | "atrfend"
            | "atnid"
            | "atnref"
            | "atndate"
            | "atntime"
            | "atnicn"
            | "atnparent"
            | "generator"
            | "formfield"
            | "datafield"
            | "pn"
            | "pnseclvl"
            | "pntxta"
            | "pntxtb"
            | "mmathPr"
    )
}

fn property_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "author" => "author",
        "operator" => "last modified by",
        "manager" => "manager",
        "company" => "company",
        "title" => "title",
        "subject" => "subject",
        "keywords" => "keywords",
        "doccomm" | "comment" => "description",
        "category" => "category",
        "hlinkbase" => "base of links",
        _ => return None,
    })
}
