//! Interview guides, and participants by alias.

use axum::extract::State;
use funn_workbench::model;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::Answer;
use crate::state::AppState;
use crate::wire::{GuideUuid, Id, ParticipantUuid, Time};

/// One version of an interview guide.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Guide {
    id: GuideUuid,
    title: String,
    /// From 1.
    version: u32,
    at: Time,
    blocks: Vec<GuideBlock>,
}

/// A block of a guide.
#[derive(Debug, Serialize, ToSchema)]
struct GuideBlock {
    title: String,
    questions: Vec<GuideQuestion>,
}

/// One question of a guide.
#[derive(Debug, Serialize, ToSchema)]
struct GuideQuestion {
    /// A short key, such as `3b`.
    key: String,
    text: String,
}

impl From<&model::Guide> for Guide {
    fn from(guide: &model::Guide) -> Self {
        let question = |question: &model::GuideQuestion| GuideQuestion {
            key: question.key.clone(),
            text: question.text.clone(),
        };
        let block = |block: &model::GuideBlock| GuideBlock {
            title: block.title.clone(),
            questions: block.questions.iter().map(question).collect(),
        };
        Self {
            id: Id(guide.id),
            title: guide.title.clone(),
            version: guide.version,
            at: Time(guide.at),
            blocks: guide.blocks.iter().map(block).collect(),
        }
    }
}

/// Somebody studied, by alias.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Participant {
    id: ParticipantUuid,
    alias: String,
    /// How many sources hold their words.
    sources: usize,
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    state
        .ask(|desk| {
            Ok(desk.workbench.read(|project| {
                let guides = project.guides().sorted_by_key(|g| (g.title.clone(), g.version));
                guides.into_iter().map(Guide::from).collect::<Vec<_>>()
            }))
        })
        .await
}

pub(crate) async fn participants(State(state): State<AppState>) -> Answer {
    state
        .ask(|desk| {
            Ok(desk.workbench.read(|project| {
                let mirror = |known: &model::Participant| {
                    let own = |source: &&model::Source| source.participant == Some(known.id);
                    Participant {
                        id: Id(known.id),
                        alias: known.alias.clone(),
                        sources: project.sources().iter().filter(own).count(),
                    }
                };
                let known = project.participants().sorted_by_key(|known| known.alias.clone());
                known.into_iter().map(mirror).collect::<Vec<_>>()
            }))
        })
        .await
}
