//! Finds what a name stands for.

use funn_model::query::Operand;

use crate::pattern::{folded, glob};
use crate::query::error::{Problem, QueryError};
use crate::query::suggest;

/// A sort of thing that has names, for messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

/// The things that a name stands for: those named exactly so; else those named so but for small
/// and capital letters; else, where it has a bare `*`, all that fit. Never none.
pub(super) fn named<T: Copy + Ord>(
    noun: Noun,
    operand: &Operand,
    known: &[(String, T)],
) -> Result<Vec<T>, QueryError> {
    let wanted = folded(&operand.text);
    let pick = |fits: &dyn Fn(&str) -> bool| -> Vec<T> {
        let mut ids: Vec<T> =
            known.iter().filter(|(name, _)| fits(name)).map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let mut found = pick(&|name| name == operand.text);
    if found.is_empty() {
        found = pick(&|name| folded(name) == wanted);
    }
    if found.is_empty() && is_wild(operand) {
        found = pick(&|name| glob(&wanted, &folded(name)));
    }
    if found.is_empty() {
        let names: Vec<String> = known.iter().map(|(name, _)| name.clone()).collect();
        return Err(unknown(noun, operand, &names));
    }
    Ok(found)
}

/// Whether `*` stands for anything in it.
pub(super) fn is_wild(operand: &Operand) -> bool {
    !operand.quoted && operand.text.contains('*')
}

/// Whether the operand is the bare word for "no value".
pub(super) fn is_missing(operand: &Operand) -> bool {
    !operand.quoted && matches!(folded(&operand.text).as_str(), "missing" | "mangler" | "manglar")
}

/// That there is nothing of this name, with what may have been meant.
pub(super) fn unknown(noun: Noun, operand: &Operand, names: &[String]) -> QueryError {
    let problem = Problem::UnknownName { noun: noun.one, name: operand.text.clone() };
    let error = QueryError::new(problem, operand.at.0);
    let mut names = names.to_vec();
    names.sort();
    names.dedup();
    match suggest::hint(&operand.text, noun.many, &names) {
        Some(hint) => error.hint(hint),
        None => error,
    }
}
