//! The words of the language: fields, joining words, and their Norwegian names.

use funn_model::Proximity;

/// A field that every study has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Code,
    Case,
    Source,
    Kind,
    Speaker,
    Coder,
    Round,
    Weight,
    Set,
    Memo,
    Has,
    Heading,
    Text,
}

/// Each field with its English and Norwegian name; the English one is printed.
pub(crate) const FIELDS: [(Field, &str, &str); 13] = [
    (Field::Code, "code", "kode"),
    (Field::Case, "case", "tilfelle"),
    (Field::Source, "source", "kilde"),
    (Field::Kind, "kind", "slag"),
    (Field::Speaker, "speaker", "taler"),
    (Field::Coder, "coder", "koder"),
    (Field::Round, "round", "runde"),
    (Field::Weight, "weight", "vekt"),
    (Field::Set, "set", "sett"),
    (Field::Memo, "memo", "notat"),
    (Field::Has, "has", "har"),
    (Field::Heading, "heading", "overskrift"),
    (Field::Text, "text", "tekst"),
];

impl Field {
    /// The field of this name, in either language.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        FIELDS.iter().find(|(_, en, nb)| name == *en || name == *nb).map(|(field, ..)| *field)
    }

    /// Its English name.
    pub(crate) fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, en, _)| en)
    }
}

/// A word that joins parts of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    And,
    Or,
    Not,
    Proximity(Proximity),
}

/// How far `near` reaches when it does not say: the same paragraph or a neighbouring one.
const NEAR: u32 = 1;

impl Joint {
    /// The joint that a bare word stands for. `near/3` reaches three paragraphs.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let joint = match word.as_str() {
            "and" | "og" => Self::And,
            "or" | "eller" => Self::Or,
            "not" | "ikke" | "ikkje" => Self::Not,
            "overlapping" | "overlapper" | "overlappar" => Self::Proximity(Proximity::Overlapping),
            "within" | "innenfor" | "innanfor" => Self::Proximity(Proximity::Within),
            "containing" | "omkring" => Self::Proximity(Proximity::Containing),
            "same-turn" | "samme-tur" | "same-tur" => Self::Proximity(Proximity::SameTurn),
            "near" | "nær" => Self::Proximity(Proximity::Near(NEAR)),
            _ => {
                let (near, reach) = word.split_once('/')?;
                let reach = reach.parse().ok()?;
                return matches!(near, "near" | "nær")
                    .then_some(Self::Proximity(Proximity::Near(reach)));
            }
        };
        Some(joint)
    }
}

/// The words that join, as they are printed and proposed.
pub(crate) const JOINTS: [&str; 8] =
    ["and", "or", "not", "overlapping", "within", "containing", "near", "same-turn"];

/// A relation as it is printed.
pub(crate) fn proximity_word(proximity: Proximity) -> String {
    match proximity {
        Proximity::Overlapping => "overlapping".to_owned(),
        Proximity::Within => "within".to_owned(),
        Proximity::Containing => "containing".to_owned(),
        Proximity::Near(NEAR) => "near".to_owned(),
        Proximity::Near(reach) => format!("near/{reach}"),
        Proximity::SameTurn => "same-turn".to_owned(),
    }
}
