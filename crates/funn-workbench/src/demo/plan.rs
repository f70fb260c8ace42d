//! The example study as its data file has it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `demo/study.json`.
#[derive(Deserialize)]
pub(super) struct Plan {
    pub(super) title: String,
    pub(super) question: String,
    pub(super) language: String,
    pub(super) welcome: String,
    pub(super) users: Vec<PlannedUser>,
    pub(super) rounds: Vec<PlannedRound>,
    pub(super) facets: Vec<PlannedFacet>,
    pub(super) codes: Vec<PlannedCode>,
    pub(super) case_kinds: Vec<PlannedKind>,
    pub(super) source_attributes: Vec<PlannedAttribute>,
    pub(super) cases: Vec<PlannedCase>,
    pub(super) participants: Vec<PlannedParticipant>,
    pub(super) sources: Vec<PlannedSource>,
    pub(super) relations: Vec<PlannedRelation>,
    pub(super) sets: Vec<PlannedSet>,
    pub(super) memos: Vec<PlannedMemo>,
    pub(super) guide: PlannedGuide,
    pub(super) queries: Vec<PlannedQuery>,
}

#[derive(Deserialize)]
pub(super) struct PlannedUser {
    pub(super) key: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct PlannedRound {
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) started: jiff::Timestamp,
    pub(super) closed: Option<jiff::Timestamp>,
}

#[derive(Deserialize)]
pub(super) struct PlannedFacet {
    pub(super) name: String,
    pub(super) definition: String,
    pub(super) values: Vec<PlannedValue>,
}

#[derive(Deserialize)]
pub(super) struct PlannedValue {
    pub(super) name: String,
    pub(super) glyph: String,
}

#[derive(Deserialize)]
pub(super) struct PlannedCode {
    pub(super) path: String,
    pub(super) codable: bool,
    pub(super) colour: String,
    pub(super) definition: String,
    pub(super) inclusion: String,
    pub(super) exclusion: String,
    pub(super) example: String,
}

#[derive(Deserialize)]
pub(super) struct PlannedKind {
    pub(super) name: String,
    pub(super) attributes: Vec<PlannedAttribute>,
}

#[derive(Deserialize)]
pub(super) struct PlannedAttribute {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) value_type: String,
    #[serde(default)]
    pub(super) choices: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct PlannedCase {
    pub(super) kind: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) values: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
pub(super) struct CaseName {
    pub(super) kind: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct PlannedParticipant {
    pub(super) alias: String,
}

#[derive(Deserialize)]
pub(super) struct PlannedSource {
    pub(super) file: String,
    pub(super) name: String,
    pub(super) participants: Vec<String>,
    pub(super) cases: Vec<CaseName>,
    pub(super) values: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
pub(super) struct PlannedRelation {
    pub(super) kind: String,
    pub(super) from: CaseName,
    pub(super) to: CaseName,
    pub(super) direction: String,
    #[serde(default)]
    pub(super) since: Option<String>,
    #[serde(default)]
    pub(super) until: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PlannedSet {
    pub(super) name: String,
    pub(super) members: Vec<PlannedMember>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PlannedMember {
    Case(CaseName),
    Code(String),
}

#[derive(Deserialize)]
pub(super) struct PlannedMemo {
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) target: PlannedTarget,
    pub(super) user: String,
    pub(super) created: jiff::Timestamp,
    pub(super) body: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum PlannedTarget {
    Code {
        code: String,
    },
    Case {
        case: CaseName,
    },
    Quote {
        source: String,
        quote: String,
    },
    /// The word `study`.
    Study(#[expect(dead_code, reason = "only that it is a word matters")] String),
}

#[derive(Deserialize)]
pub(super) struct PlannedGuide {
    pub(super) title: String,
    pub(super) version: u32,
    pub(super) at: jiff::Timestamp,
    pub(super) blocks: Vec<PlannedBlock>,
}

#[derive(Deserialize)]
pub(super) struct PlannedBlock {
    pub(super) title: String,
    pub(super) questions: Vec<PlannedQuestion>,
}

#[derive(Deserialize)]
pub(super) struct PlannedQuestion {
    pub(super) key: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct PlannedQuery {
    pub(super) name: String,
    pub(super) text: String,
}
