//! People as the coding side knows them: users, participants by alias, and rounds of work.

use crate::id::{ParticipantId, RoundId, UserId};
use crate::shelf::record;
use crate::time::Moment;

/// Somebody who works in the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their name; unique.
    pub name: String,
}
record!(User, UserId, "user");

/// Somebody studied, by alias. Name, contact and consent evidence stand in the vault alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Their id.
    pub id: ParticipantId,
    /// Their alias; unique.
    pub alias: String,
}
record!(Participant, ParticipantId, "participant");

/// One pass through the material with a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Its number, from 1; unique.
    pub number: u32,
    /// Its name, such as "by the guide".
    pub name: String,
    /// When it was closed, if it was; nothing is coded in a closed round.
    pub closed: Option<Moment>,
}
record!(Round, RoundId, "round");
