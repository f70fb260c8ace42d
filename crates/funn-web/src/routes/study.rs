//! The study as a whole.

use axum::extract::State;
use funn_workbench::model::{self, Project};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::Body;
use crate::routes::Answer;
use crate::routes::facets::Facet;
use crate::state::{AppState, Desk};
use crate::wire::{Id, RoundUuid, StudyUuid, Summary, UserUuid, Written};

/// The study as a whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Study {
    id: StudyUuid,
    title: String,
    /// The research question.
    question: String,
    /// The language of the material, as BCP 47.
    language: String,
    /// What a newcomer is told; may be empty.
    welcome: String,
    /// Place of the newest change in the journal.
    position: u64,
    /// Who works here.
    user: User,
    users: Vec<User>,
    counts: Counts,
    rounds: Vec<Round>,
    /// The round that new codings belong to.
    open_round: Option<RoundUuid>,
    facets: Vec<Facet>,
    /// What undo would take back.
    undo: Option<Summary>,
    /// What redo would make again.
    redo: Option<Summary>,
    /// The program's version.
    version: &'static str,
}

/// Somebody who works in the study.
#[derive(Debug, Serialize, ToSchema)]
struct User {
    id: UserUuid,
    name: String,
}

/// How much there is.
#[derive(Debug, Serialize, ToSchema)]
struct Counts {
    sources: usize,
    codes: usize,
    codings: usize,
    cases: usize,
    memos: usize,
    sets: usize,
    characters: u64,
    words: u64,
}

/// One pass through the material.
#[derive(Debug, Serialize, ToSchema)]
struct Round {
    id: RoundUuid,
    number: u32,
    name: String,
    closed: bool,
}

/// What of the study is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StudyPatch {
    title: Option<String>,
    question: Option<String>,
    language: Option<String>,
    welcome: Option<String>,
}

pub(crate) async fn read(State(state): State<AppState>) -> Answer {
    state
        .ask(|desk| {
            let position = desk.workbench.position();
            let (undo, redo) = desk.workbench.undo_and_redo(desk.user)?;
            let (undo, redo) = (undo.map(Summary::from), redo.map(Summary::from));
            Ok(desk.workbench.read(|project| Study {
                undo,
                redo,
                ..study(project, desk, position)
            }))
        })
        .await
}

fn study(project: &Project, desk: &Desk, position: u64) -> Study {
    let details = project.details();
    let user = |user: &model::User| User { id: Id(user.id), name: user.name.clone() };
    let round = |round: &model::Round| Round {
        id: Id(round.id),
        number: round.number,
        name: round.name.clone(),
        closed: round.closed.is_some(),
    };
    let name = project.users().get(desk.user).map_or_else(String::new, |user| user.name.clone());
    Study {
        id: Id(project.id()),
        title: details.title.clone(),
        question: details.question.clone(),
        language: details.language.clone(),
        welcome: details.welcome.clone(),
        position,
        user: User { id: Id(desk.user), name },
        users: project.users().sorted_by_key(|u| u.name.clone()).into_iter().map(user).collect(),
        counts: counts(project),
        rounds: project.rounds().sorted_by_key(|r| r.number).into_iter().map(round).collect(),
        open_round: project.open_round().map(Id),
        facets: crate::routes::facets::all(project),
        undo: None,
        redo: None,
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn counts(project: &Project) -> Counts {
    let texts = || project.sources().iter().filter_map(model::Source::current);
    Counts {
        sources: project.sources().len(),
        codes: project.codes().len(),
        codings: project.codings().len(),
        cases: project.cases().len(),
        memos: project.memos().len(),
        sets: project.sets().len(),
        characters: texts().map(|text| u64::from(text.characters)).sum(),
        words: texts().map(|text| u64::from(text.words)).sum(),
    }
}

pub(crate) async fn change(State(state): State<AppState>, Body(patch): Body<StudyPatch>) -> Answer {
    state
        .ask(move |desk| {
            let committed = desk.workbench.revise_study(desk.user, |details| {
                let StudyPatch { title, question, language, welcome } = patch;
                let fields = [
                    (title, &mut details.title),
                    (question, &mut details.question),
                    (language, &mut details.language),
                    (welcome, &mut details.welcome),
                ];
                for (new, place) in fields {
                    if let Some(new) = new {
                        *place = new;
                    }
                }
            })?;
            Ok(Written::from(committed))
        })
        .await
}
