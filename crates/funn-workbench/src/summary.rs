//! What a change amounts to, in a form that both doors can word.

use std::collections::BTreeMap;

use funn_model::shelf::Record;
use funn_model::{Change, Deed, Edit, Entry, Intent, Project};

/// Whether something was done, taken back, or made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SummaryIntent {
    /// It was done.
    Do,
    /// It was taken back.
    Undo,
    /// It was made again.
    Redo,
}

/// What a change amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What was done, in kebab-case: `code`, `import`, `add`, `replace`, `remove`.
    pub deed: &'static str,
    /// To what sort of thing, in kebab-case: `coding`, `source`, `case-kind`.
    pub noun: String,
    /// To how many.
    pub count: usize,
    /// Which one, by name; empty when there are many or it has no name.
    pub subject: String,
    /// Whether it was done, taken back, or made again.
    pub intent: SummaryIntent,
}

impl Summary {
    /// What an entry of the journal amounts to.
    pub fn of(entry: &Entry, project: &Project) -> Self {
        let (intent, change) = match entry.intent {
            Intent::Do => (SummaryIntent::Do, &entry.change),
            Intent::Undo(_) => (SummaryIntent::Undo, &entry.inverse),
            Intent::Redo(_) => (SummaryIntent::Redo, &entry.change),
        };
        Self { intent, ..Self::of_change(change, project) }
    }

    fn of_change(change: &Change, project: &Project) -> Self {
        let summary = |deed, noun: &str, count, subject| Self {
            deed,
            noun: noun.replace(' ', "-"),
            count,
            subject,
            intent: SummaryIntent::Do,
        };
        match change {
            Change::Batch { deed, subject, changes } => {
                let (noun, count) = counted_in(*deed, changes);
                summary(slug(*deed), noun, count, subject.clone())
            }
            Change::Study(details) => summary("replace", "study", 1, details.title.clone()),
            Change::ReviseText(revision) => {
                let source = project.sources().get(revision.source);
                let name = source.map_or_else(String::new, |source| source.name.clone());
                summary("correct-text", "source", 1, name)
            }
            Change::UnreviseText { .. } => summary("correct-text", "source", 1, String::new()),
            other => {
                let noun = other.record().map_or("", |(noun, _)| noun);
                let (verb, subject) = verb_and_subject(other, project);
                summary(verb, noun, 1, subject)
            }
        }
    }
}

fn verb_and_subject(change: &Change, project: &Project) -> (&'static str, String) {
    fn words<T: Record>(edit: &Edit<T>, name: impl Fn(&T) -> String) -> (&'static str, String) {
        match edit {
            Edit::Add(record) => ("add", name(record)),
            Edit::Replace(record) => ("replace", name(record)),
            Edit::Remove(_) => ("remove", String::new()),
        }
    }
    match change {
        Change::User(edit) => words(edit, |user| user.name.clone()),
        Change::Participant(edit) => words(edit, |participant| participant.alias.clone()),
        Change::Source(edit) => words(edit, |source| source.name.clone()),
        Change::Code(edit) => words(edit, |code| code.name.clone()),
        Change::Facet(edit) => words(edit, |facet| facet.name.clone()),
        Change::Coding(edit) => words(edit, |coding| project.code_path(coding.code)),
        Change::CaseKind(edit) => words(edit, |kind| kind.name.clone()),
        Change::Case(edit) => words(edit, |case| case.name.clone()),
        Change::Attribute(edit) => words(edit, |attribute| attribute.name.clone()),
        Change::Tie(edit) => words(edit, |tie| project.case_label(tie.case)),
        Change::Relation(edit) => words(edit, |relation| relation.kind.clone()),
        Change::Memo(edit) => words(edit, |memo| memo.title.clone()),
        Change::Set(edit) => words(edit, |set| set.name.clone()),
        Change::Round(edit) => words(edit, |round| round.name.clone()),
        Change::Guide(edit) => words(edit, |guide| guide.title.clone()),
        Change::SavedQuery(edit) => words(edit, |query| query.name.clone()),
        Change::Study(_)
        | Change::ReviseText(_)
        | Change::UnreviseText { .. }
        | Change::Batch { .. } => ("other", String::new()),
    }
}

/// What a batch is counted in: what its deed is about, else what its last change is about.
fn counted_in(deed: Deed, changes: &[Change]) -> (&'static str, usize) {
    let mut touched: BTreeMap<&'static str, usize> = BTreeMap::new();
    for change in changes {
        if let Some((noun, _)) = change.record() {
            *touched.entry(noun).or_default() += 1;
        }
    }
    let about = match deed {
        Deed::Import | Deed::DeleteSource | Deed::CorrectText => Some("source"),
        Deed::Code
        | Deed::AutoCode
        | Deed::Uncode
        | Deed::Recode
        | Deed::MergeCodes
        | Deed::SplitCode => Some("coding"),
        Deed::DeleteCode | Deed::ImportCodebook => Some("code"),
        Deed::DeleteCase | Deed::ImportAttributes => Some("case"),
        Deed::SetUp | Deed::Other => None,
    };
    if let Some(noun) = about {
        return (noun, touched.get(noun).copied().unwrap_or_default());
    }
    // The last change is the one that the others lead up to.
    let last = changes.last().and_then(Change::record).map_or("study", |(noun, _)| noun);
    (last, touched.get(last).copied().unwrap_or_default())
}

const fn slug(deed: Deed) -> &'static str {
    match deed {
        Deed::Import => "import",
        Deed::Code => "code",
        Deed::AutoCode => "auto-code",
        Deed::Uncode => "uncode",
        Deed::Recode => "recode",
        Deed::MergeCodes => "merge-codes",
        Deed::SplitCode => "split-code",
        Deed::DeleteCode => "delete-code",
        Deed::DeleteSource => "delete-source",
        Deed::DeleteCase => "delete-case",
        Deed::ImportCodebook => "import-codebook",
        Deed::ImportAttributes => "import-attributes",
        Deed::CorrectText => "correct-text",
        Deed::SetUp => "set-up",
        Deed::Other => "other",
    }
}
