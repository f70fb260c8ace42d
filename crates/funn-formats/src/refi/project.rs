//! Projects (QDE): a typed view of texts, codes, users, codings, cases, variables, sets and notes.
//!
//! [`Project::from_tree`] reads leniently and lists what the view has no place for;
//! [`Project::to_tree`] writes in the order of the schema. Sources that are no texts, and graphs,
//! are kept as they stand and written back.

use super::codebook::Code;
use super::losses::Losses;
use super::tree::{Document, Element};
use super::{ExchangeLoss, Guid, RefiError};

mod read;
mod tidy;
mod values;
mod write;

pub use values::{Value, VariableType, VariableValue};

/// A project.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// The tool that wrote it.
    pub origin: Option<String>,
    /// Where files outside the archive lie on the machine that wrote it; never followed.
    pub base_path: Option<String>,
    /// Who made and changed it.
    pub audit: Audit,
    /// The people who worked on it.
    pub users: Vec<User>,
    /// The codes at the top, in order.
    pub codes: Vec<Code>,
    /// The variables.
    pub variables: Vec<Variable>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The sources of every sort, in order.
    pub sources: Vec<Source>,
    /// The notes: texts of their own.
    pub notes: Vec<TextDocument>,
    /// The links.
    pub links: Vec<Link>,
    /// The sets.
    pub sets: Vec<Set>,
    /// The graphs as they stand.
    pub graphs: Option<Element>,
    /// What the study is about.
    pub description: Option<String>,
    /// Notes on the whole.
    pub note_refs: Vec<Guid>,
}

/// Who made and changed something, and when, as the file says it (an `xsd:dateTime`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// Who made it.
    pub creating_user: Option<Guid>,
    /// When.
    pub created: Option<String>,
    /// Who changed it last.
    pub modifying_user: Option<Guid>,
    /// When.
    pub modified: Option<String>,
}

/// Someone who worked on the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Identifier.
    pub guid: Guid,
    /// Name.
    pub name: Option<String>,
    /// Sign, often initials.
    pub id: Option<String>,
}

/// A variable of cases or sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Identifier.
    pub guid: Guid,
    /// Name.
    pub name: String,
    /// What its values are.
    pub kind: VariableType,
    /// What it means.
    pub description: Option<String>,
}

/// A case: someone or something that the study compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Identifier; `NVivo` uses it for a code too.
    pub guid: Guid,
    /// Name; MAXQDA and Quirkos have cases without one.
    pub name: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Codes that stand for it.
    pub codes: Vec<Guid>,
    /// Values of variables.
    pub values: Vec<VariableValue>,
    /// Sources that belong to it.
    pub sources: Vec<Guid>,
    /// Selections that belong to it.
    pub selections: Vec<Guid>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A text.
    Text(Box<TextDocument>),
    /// A PDF, picture, sound or film as it stands.
    Other(Element),
}

/// A text: a source or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDocument {
    /// Identifier.
    pub guid: Guid,
    /// Name.
    pub name: Option<String>,
    /// Path of the formatted text.
    pub rich_path: Option<String>,
    /// Path of the plain text, which positions refer to.
    pub plain_path: Option<String>,
    /// The plain text itself, when it stands in the project.
    pub content: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Who and when.
    pub audit: Audit,
    /// Selections, in order.
    pub selections: Vec<Selection>,
    /// Codings of the whole.
    pub codings: Vec<Coding>,
    /// Notes on it.
    pub notes: Vec<Guid>,
    /// Values of variables.
    pub values: Vec<VariableValue>,
}

/// A selection of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Identifier.
    pub guid: Guid,
    /// Name: the passage itself in some tools, empty in others.
    pub name: Option<String>,
    /// The number in the file, in the units of [`super::offsets::Convention`].
    pub start: i64,
    /// The same.
    pub end: i64,
    /// Description: a comment in some tools.
    pub description: Option<String>,
    /// Who and when.
    pub audit: Audit,
    /// Its codings.
    pub codings: Vec<Coding>,
    /// Notes on it.
    pub notes: Vec<Guid>,
}

/// A coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// Identifier.
    pub guid: Guid,
    /// The code.
    pub code: Guid,
    /// Who coded.
    pub user: Option<Guid>,
    /// When.
    pub created: Option<String>,
    /// Notes on it.
    pub notes: Vec<Guid>,
}

/// A link between any two things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Identifier.
    pub guid: Guid,
    /// Name: the relation.
    pub name: Option<String>,
    /// `Associative`, `OneWay` or `Bidirectional`.
    pub direction: Option<String>,
    /// Colour.
    pub colour: Option<String>,
    /// From where.
    pub origin: Option<Guid>,
    /// To where.
    pub target: Option<Guid>,
    /// Notes on it.
    pub notes: Vec<Guid>,
}

/// A set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Identifier.
    pub guid: Guid,
    /// Name.
    pub name: String,
    /// Description.
    pub description: Option<String>,
    /// Codes in it.
    pub codes: Vec<Guid>,
    /// Sources in it.
    pub sources: Vec<Guid>,
    /// Notes in it.
    pub notes: Vec<Guid>,
}

/// A project that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadProject {
    /// What was read.
    pub project: Project,
    /// The namespace of the file; none when it has none.
    pub namespace: Option<String>,
    /// What the view has no place for, or was mended.
    pub losses: Vec<ExchangeLoss>,
}

/// A project as XML.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenProject {
    /// In the order of the schema, with a GUID of its own for each thing.
    pub document: Document,
    /// GUIDs made anew and values put into another form.
    pub losses: Vec<ExchangeLoss>,
}

impl Project {
    /// Reads a project of any namespace.
    pub fn from_tree(document: &Document) -> Result<ReadProject, RefiError> {
        if document.root.local() != "Project" {
            return Err(RefiError::WrongRoot { expected: "Project" });
        }
        let mut losses = Losses::default();
        let namespace = document.root.namespace.as_deref().map(str::to_owned);
        if namespace.as_deref() != Some(super::PROJECT_NAMESPACE) {
            losses.lost("an older or no namespace (read as 1.0)");
        }
        let project = read::project(&document.root, &mut losses);
        super::fields::count_dangling(&document.root, &mut losses);
        Ok(ReadProject { project, namespace, losses: losses.into_sorted() })
    }

    /// Writes a project as the schema wants it.
    pub fn to_tree(&self) -> WrittenProject {
        let mut losses = Losses::default();
        let document = Document::new(write::project(self, &mut losses));
        WrittenProject { document, losses: losses.into_sorted() }
    }
}

#[cfg(test)]
mod tests;
