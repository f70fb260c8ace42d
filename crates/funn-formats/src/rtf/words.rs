//! Control words and symbols of the running text.

use funn_model::LossKind;

use super::group::{Collected, Fallback, Paragraph};
use super::{Group, Walk};

impl Walk {
    pub(super) fn symbol(&mut self, symbol: u8) {
        if symbol == b'*' {
            self.group.is_starred = true;
            return;
        }
        if self.skips_unit() {
            return;
        }
        match symbol {
            b'~' => self.write("\u{A0}"),
            b'-' => self.write("\u{AD}"),
            b'_' => self.write("\u{2011}"),
            b'\\' => self.write("\\"),
            b'{' => self.write("{"),
            b'}' => self.write("}"),
            b'\t' => self.write("\t"),
            b'\r' | b'\n' => self.paragraph_end(),
            _ => {}
        }
    }

    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        let may_be_destination = std::mem::take(&mut self.group.is_fresh) || self.group.is_starred;
        let is_starred = std::mem::take(&mut self.group.is_starred);
        if may_be_destination && self.begin_destination(name, is_starred) {
            return;
        }
        if self.to_skip > 0 && name != "u" && name != "uc" {
            self.to_skip -= 1;
            return;
        }
        match name {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                let units = u32::try_from(number.unwrap_or(1)).unwrap_or(0);
                self.group.fallback = Fallback(units);
            }
            _ if self.destination_word(name, number) => {}
            _ if self.group.collects != Collected::Text => {}
            _ => self.text_word(name, number),
        }
    }

    /// `\uN`: a UTF-16 unit, written as a signed number.
    fn unicode(&mut self, number: i32) {
        self.to_skip = self.group.fallback.0;
        let unit = u16::try_from(number & 0xFFFF).unwrap_or(0);
        match (self.high_surrogate.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.high_surrogate = Some(unit),
            (Some(high), low) => {
                let decoded = char::decode_utf16([high, low]).next();
                match decoded {
                    Some(Ok(character)) => self.write(character.encode_utf8(&mut [0; 4])),
                    _ => self.half(),
                }
            }
            (None, 0xDC00..=0xDFFF) => self.half(),
            (None, unit) => {
                let character = char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}');
                self.write(character.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn half(&mut self) {
        if self.group.collects == Collected::Text {
            self.assembly.lose(LossKind::Character, "halves of characters (shown as \u{FFFD})");
        }
        self.write("\u{FFFD}");
    }

    fn text_word(&mut self, name: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match name {
            "par" | "sect" | "page" | "column" => self.paragraph_end(),
            "line" | "lbr" => {
                if self.assembly.is_open() && !self.assembly.is_at_start() {
                    self.write("\n");
                }
            }
            "tab" => self.write("\t"),
            "cell" => {
                self.end_paragraph();
                self.table.column = self.table.column.saturating_add(1);
            }
            "row" => {
                self.end_paragraph();
                self.table.row = self.table.row.saturating_add(1);
                self.table.column = 0;
            }
            "nestcell" | "nestrow" => self.end_paragraph(),
            "b" => self.group.is_bold = is_on,
            "v" => self.group.is_hidden = is_on,
            "deleted" => self.group.is_deleted = is_on,
            "revised" if is_on => {
                self.assembly.lose(LossKind::TrackedChange, "insertions (kept)");
            }
            "strike" | "striked" if is_on => {
                self.assembly.lose(LossKind::Formatting, "struck-through text (the text is kept)");
            }
            "highlight" if is_on => self.assembly.lose(LossKind::Formatting, "highlighting"),
            "f" => self.group.font = number,
            "plain" => {
                let Group { font, fallback, .. } = self.group;
                let font = self.fonts.default.or(font);
                self.group = Group {
                    font,
                    fallback,
                    owns_destination: self.group.owns_destination,
                    ..Group::default()
                };
            }
            _ => self.paragraph_word(name, number),
        }
    }

    fn paragraph_word(&mut self, name: &str, number: Option<i32>) {
        let positive = number.and_then(|number| u32::try_from(number).ok());
        match name {
            "pard" => {
                let lead = std::mem::take(&mut self.paragraph.lead);
                let is_ordered = self.paragraph.is_ordered;
                self.paragraph = Paragraph { is_ordered, lead, ..Paragraph::default() };
            }
            "intbl" => self.paragraph.is_in_table = true,
            "s" => self.paragraph.style = number.unwrap_or(0),
            "outlinelevel" => self.paragraph.outline = positive,
            "ls" => self.paragraph.list = positive,
            "ilvl" => self.paragraph.level = u8::try_from(positive.unwrap_or(0)).unwrap_or(u8::MAX),
            _ => {
                if let Some(sign) = sign_of(name) {
                    self.write(sign);
                }
            }
        }
    }

    fn paragraph_end(&mut self) {
        if self.group.collects == Collected::Text {
            self.end_paragraph();
        }
    }
}

fn sign_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "emdash" => "—",
        "endash" => "–",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "zwj" => "\u{200D}",
        "zwnj" => "\u{200C}",
        "zwbo" => "\u{200B}",
        "ltrmark" => "\u{200E}",
        "rtlmark" => "\u{200F}",
        _ => return None,
    })
}
