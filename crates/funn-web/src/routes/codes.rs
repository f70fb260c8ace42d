//! The codebook.

use std::collections::BTreeMap;

use axum::extract::State;
use funn_workbench::analysis::{CodeCounts, code_counts};
use funn_workbench::model::{self, CodeId, Project, Ref, Target};
use funn_workbench::{CodeDraft, CodePatch as Patch, SplitPart as Part};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;
use crate::extract::{At, Body, Params};
use crate::routes::Answer;
use crate::routes::codings::plain;
use crate::state::AppState;
use crate::wire::{CodeUuid, CodingUuid, Id, Written, given};

/// A code, with how much it is used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Code {
    id: CodeUuid,
    parent: Option<CodeUuid>,
    name: String,
    /// The names that lead to it, parted by `/`.
    path: String,
    /// Place among its siblings.
    position: u32,
    /// `#rrggbb`
    colour: Option<String>,
    /// Whether passages may be coded with it.
    is_codable: bool,
    definition: String,
    inclusion: String,
    exclusion: String,
    example: String,
    /// Its own codings.
    codings: u64,
    /// Its own codings and those of all codes under it.
    codings_with_descendants: u64,
    /// Sources with a coding of it, or of a code under it.
    sources: u64,
    memos: usize,
}

/// A code to be made.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCode {
    /// Its name; or give `path`.
    name: Option<String>,
    /// The code it stands under; left out: at the top.
    parent: Option<CodeUuid>,
    /// Names parted by `/`; what is missing on the way is made too.
    path: Option<String>,
    colour: Option<String>,
    is_codable: Option<bool>,
    definition: Option<String>,
    inclusion: Option<String>,
    exclusion: Option<String>,
    example: Option<String>,
}

/// What of a code is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodePatch {
    name: Option<String>,
    /// `#rrggbb`; null takes the colour away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    #[expect(clippy::option_option, reason = "left out, null and a value differ")]
    colour: Option<Option<String>>,
    is_codable: Option<bool>,
    definition: Option<String>,
    inclusion: Option<String>,
    exclusion: Option<String>,
    example: Option<String>,
}

/// Where a code is to stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    /// The code above it; null means the top.
    parent: Option<CodeUuid>,
    /// The sibling ahead of which it is to stand; null means last.
    before: Option<CodeUuid>,
}

/// The code that another is merged into.
#[derive(Debug, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeTarget {
    /// The code that stays.
    into: CodeUuid,
}

/// What a merge would do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MergePreview {
    /// Codings that would get the other code.
    codings: usize,
    /// Codings that would go, since the other code is there already.
    duplicates: usize,
    /// Codes that would stand under the other code.
    children: usize,
    /// Memos that would be about the other code.
    memos: usize,
}

/// How a code is to be split.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Split {
    parts: Vec<SplitPart>,
}

/// A new code under the one split, and the codings that go to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitPart {
    name: String,
    codings: Vec<CodingUuid>,
}

/// What making a code answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeCode {
    #[serde(flatten)]
    written: Written,
    code: CodeUuid,
}

/// Every code in the order of the tree: a code, then what stands under it.
fn codebook(project: &Project) -> Vec<Code> {
    let mut memos: BTreeMap<CodeId, usize> = BTreeMap::new();
    for memo in project.memos() {
        if let Target::Code(code) = memo.target {
            *memos.entry(code).or_default() += 1;
        }
    }
    let mirror = |counts: CodeCounts| {
        let code = project.codes().get(counts.code)?;
        Some(Code {
            id: Id(code.id),
            parent: code.parent.map(Id),
            name: code.name.clone(),
            path: counts.path,
            position: code.position,
            colour: code.colour.map(|colour| colour.to_string()),
            is_codable: code.is_codable,
            definition: code.definition.clone(),
            inclusion: code.inclusion.clone(),
            exclusion: code.exclusion.clone(),
            example: code.example.clone(),
            codings: counts.own,
            codings_with_descendants: counts.with_descendants,
            sources: counts.sources,
            memos: memos.get(&code.id).copied().unwrap_or_default(),
        })
    };
    code_counts(project).into_iter().filter_map(mirror).collect()
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    state.ask(|desk| Ok(desk.workbench.read(codebook))).await
}

fn colour(text: &str) -> Result<model::Colour, ApiError> {
    text.parse().map_err(|_not_hexadecimal| {
        ApiError::invalid("the colour is malformed", "Write #rrggbb, such as #1f6feb.")
    })
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewCode>) -> Answer {
    state
        .ask(move |desk| {
            let path = match (new.path, new.name) {
                (Some(path), None) => path,
                (None, Some(name)) if !name.contains('/') => name,
                (None, Some(_)) => {
                    let hint = "A name holds no \"/\"; give a path to make codes under codes.";
                    return Err(ApiError::invalid("the name of the code holds a \"/\"", hint));
                }
                (Some(_), Some(_)) | (None, None) => {
                    let hint = "Give either a name (and a parent), or a path.";
                    return Err(ApiError::invalid("the code has no name, or two", hint));
                }
            };
            let patch = Patch {
                name: None,
                colour: new.colour.as_deref().map(colour).transpose()?.map(Some),
                is_codable: new.is_codable,
                definition: new.definition,
                inclusion: new.inclusion,
                exclusion: new.exclusion,
                example: new.example,
            };
            let draft = CodeDraft { path, under: new.parent.map(|Id(id)| id), patch };
            let (id, committed) = desk.workbench.add_code(desk.user, draft)?;
            Ok(MadeCode { written: committed.into(), code: Id(id) })
        })
        .await
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<CodeId>,
    Body(new): Body<CodePatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let colour = match new.colour {
                Some(Some(text)) => Some(Some(colour(&text)?)),
                Some(None) => Some(None),
                None => None,
            };
            let patch = Patch {
                name: new.name,
                colour,
                is_codable: new.is_codable,
                definition: new.definition,
                inclusion: new.inclusion,
                exclusion: new.exclusion,
                example: new.example,
            };
            Ok(Written::from(desk.workbench.change_code(desk.user, id, patch)?))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<CodeId>) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.find::<model::Code>(id)?;
            Ok(Written::from(desk.workbench.delete(desk.user, Ref::Code(id))?))
        })
        .await
}

pub(crate) async fn shift(
    State(state): State<AppState>,
    At(id): At<CodeId>,
    Body(place): Body<Place>,
) -> Answer {
    state
        .ask(move |desk| {
            let (parent, before) = (place.parent.map(|Id(id)| id), place.before.map(|Id(id)| id));
            Ok(Written::from(desk.workbench.move_code(desk.user, id, parent, before)?))
        })
        .await
}

pub(crate) async fn preview_merge(
    State(state): State<AppState>,
    At(from): At<CodeId>,
    Params(MergeTarget { into }): Params<MergeTarget>,
) -> Answer {
    state
        .ask(move |desk| {
            let funn_workbench::MergePreview { codings, duplicates, children, memos } =
                desk.workbench.preview_merge(from, into.0)?;
            Ok(MergePreview { codings, duplicates, children, memos })
        })
        .await
}

pub(crate) async fn merge(
    State(state): State<AppState>,
    At(from): At<CodeId>,
    Body(MergeTarget { into }): Body<MergeTarget>,
) -> Answer {
    state
        .ask(move |desk| Ok(Written::from(desk.workbench.merge_codes(desk.user, from, into.0)?)))
        .await
}

pub(crate) async fn split(
    State(state): State<AppState>,
    At(id): At<CodeId>,
    Body(Split { parts }): Body<Split>,
) -> Answer {
    state
        .ask(move |desk| {
            let part = |part: SplitPart| Part { name: part.name, codings: plain(part.codings) };
            let parts: Vec<Part> = parts.into_iter().map(part).collect();
            Ok(Written::from(desk.workbench.split_code(desk.user, id, &parts)?))
        })
        .await
}
