//! Handing out: the study as other tools read it, valid against the schema, the same bytes for the
//! same study. Positions are code points, line ends LF, no byte order mark, ends exclusive: what the
//! standard says and its own examples do.

use std::collections::{BTreeMap, BTreeSet};

use funn_formats::refi::codebook::{Code as ForeignCode, CodeSet, Codebook, Colour};
use funn_formats::refi::project::{
    self as refi, Audit, Selection, TextDocument, VariableType, VariableValue,
};
use funn_formats::refi::{Guid, codebook, container, tree};
use funn_model::{
    AttributeId, AttributeOwner, CodeId, Memo, Moment, Project, Record, Set, SetMember, Source,
    Span, Target, Value, ValueType,
};

use super::{ExchangeNote, HandedOut};
use crate::error::WorkbenchError;

/// The program's name in the files that it writes.
const ORIGIN: &str = concat!("Funn ", env!("CARGO_PKG_VERSION"));

/// The codes and sets of codes, as QDC.
pub fn codebook_as_qdc(project: &Project) -> HandedOut {
    let sets = project.sets().sorted_by_key(|set| set.name.clone());
    let sets = sets.into_iter().filter(|set| codes_of(set).next().is_some()).map(|set| CodeSet {
        guid: guid(set.id),
        name: set.name.clone(),
        description: None,
        members: codes_of(set).map(guid).collect(),
    });
    let book = Codebook {
        origin: Some(ORIGIN.to_owned()),
        codes: code_tree(project),
        sets: sets.collect(),
    };
    let written = codebook::write(&book);
    let losses = written.losses.into_iter().map(ExchangeNote::from).collect();
    HandedOut { bytes: written.xml.into_bytes(), losses }
}

/// The study, as QDPX.
pub fn study_as_qdpx(project: &Project) -> Result<HandedOut, WorkbenchError> {
    let mut out = Outgoing::new(project);
    let foreign = refi::Project {
        name: project.details().title.clone(),
        origin: Some(ORIGIN.to_owned()),
        base_path: None,
        audit: Audit::default(),
        users: project
            .users()
            .by_id()
            .into_iter()
            .map(|user| refi::User { guid: guid(user.id), name: Some(user.name.clone()), id: None })
            .collect(),
        codes: code_tree(project),
        variables: variables(project),
        cases: out.cases(),
        sources: out.sources(),
        notes: out.notes(),
        links: Vec::new(),
        sets: out.sets(),
        graphs: None,
        description: Some(project.details().question.clone()).filter(|text| !text.is_empty()),
        note_refs: out.memos_on(Target::Study),
    };
    out.count_what_stays();
    let written = foreign.to_tree();
    let mut losses: Vec<ExchangeNote> =
        written.losses.into_iter().map(ExchangeNote::from).collect();
    losses.extend(out.losses.into_iter().map(|(what, count)| ExchangeNote { what, count }));
    losses.sort();
    let xml = tree::write(&written.document).xml;
    let bytes = container::write(xml.as_bytes(), &out.files)?;
    Ok(HandedOut { bytes, losses })
}

fn guid(id: impl std::fmt::Display) -> Guid {
    Guid::new(&id.to_string())
}

fn codes_of(set: &Set) -> impl Iterator<Item = CodeId> {
    set.members.iter().filter_map(|member| match member {
        SetMember::Code(id) => Some(*id),
        _ => None,
    })
}

fn code_tree(project: &Project) -> Vec<ForeignCode> {
    fn below(project: &Project, parent: Option<CodeId>) -> Vec<ForeignCode> {
        let children = project.code_children(parent).into_iter();
        children
            .map(|code| ForeignCode {
                guid: guid(code.id),
                name: code.name.clone(),
                is_codable: code.is_codable,
                colour: code.colour.and_then(|colour| Colour::parse(&colour.to_string())),
                description: Some(description(code)).filter(|text| !text.is_empty()),
                notes: Vec::new(),
                children: below(project, Some(code.id)),
            })
            .collect()
    }
    let mut tree = below(project, None);
    attach_notes(&memos_of_codes(project), &mut tree);
    tree
}

/// Memos that become notes; those on cases and sets have no place there.
fn travels(memo: &Memo) -> bool {
    !memo.displaced && !matches!(memo.target, Target::Case(_) | Target::Set(_))
}

fn memos_by_target(project: &Project) -> BTreeMap<Target, Vec<&Memo>> {
    let mut memos: BTreeMap<Target, Vec<&Memo>> = BTreeMap::new();
    for memo in project.memos().by_id().into_iter().filter(|memo| !memo.displaced) {
        memos.entry(memo.target).or_default().push(memo);
    }
    memos
}

fn memos_of_codes(project: &Project) -> BTreeMap<Guid, Vec<Guid>> {
    let mut notes: BTreeMap<Guid, Vec<Guid>> = BTreeMap::new();
    for memo in project.memos().by_id() {
        if let Target::Code(code) = memo.target {
            notes.entry(guid(code)).or_default().push(guid(memo.id));
        }
    }
    notes
}

fn attach_notes(notes: &BTreeMap<Guid, Vec<Guid>>, codes: &mut [ForeignCode]) {
    for code in codes {
        code.notes = notes.get(&code.guid).cloned().unwrap_or_default();
        attach_notes(notes, &mut code.children);
    }
}

/// Definition, criteria and example in one text, since the standard has one place for all.
fn description(code: &funn_model::Code) -> String {
    let parts = [
        ("", &code.definition),
        ("Use: ", &code.inclusion),
        ("Do not use: ", &code.exclusion),
        ("Example: ", &code.example),
    ];
    let filled = parts.iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(head, text)| format!("{head}{text}")).collect::<Vec<_>>().join("\n")
}

fn variables(project: &Project) -> Vec<refi::Variable> {
    let attributes = project.attributes().sorted_by_key(|attribute| attribute.name.clone());
    let named = attributes.into_iter().map(|attribute| refi::Variable {
        guid: guid(attribute.id),
        name: attribute.name.clone(),
        kind: match &attribute.value_type {
            ValueType::Text | ValueType::Choice(_) => VariableType::Text,
            ValueType::Number => VariableType::Float,
            ValueType::Boolean => VariableType::Boolean,
            ValueType::Date => VariableType::Date,
        },
        description: match &attribute.owner {
            AttributeOwner::Sources => None,
            AttributeOwner::CaseKind(kind) => {
                project.case_kinds().get(*kind).map(|kind| kind.name.clone())
            }
        },
    });
    named.collect()
}

fn values(of: &BTreeMap<AttributeId, Value>) -> Vec<VariableValue> {
    of.iter()
        .map(|(&attribute, value)| {
            let kind = match value {
                Value::Text(_) => VariableType::Text,
                Value::Number(_) => VariableType::Float,
                Value::Boolean(_) => VariableType::Boolean,
                Value::Date(_) => VariableType::Date,
            };
            let value = refi::Value { kind, raw: value.to_string() };
            VariableValue { variable: guid(attribute), value: Some(value) }
        })
        .collect()
}

fn time(moment: Moment) -> String {
    jiff::Timestamp::from_millisecond(moment.0)
        .map_or_else(|_out_of_range| "1970-01-01T00:00:00Z".to_owned(), |time| time.to_string())
}

struct Outgoing<'a> {
    project: &'a Project,
    files: Vec<(String, Vec<u8>)>,
    losses: BTreeMap<String, u32>,
    memos: BTreeMap<Target, Vec<&'a Memo>>,
}

impl<'a> Outgoing<'a> {
    fn new(project: &'a Project) -> Self {
        Self {
            project,
            files: Vec::new(),
            losses: BTreeMap::new(),
            memos: memos_by_target(project),
        }
    }

    fn lose(&mut self, what: &str, count: usize) {
        if count > 0 {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            *self.losses.entry(what.to_owned()).or_default() += count;
        }
    }

    fn memos_on(&self, target: Target) -> Vec<Guid> {
        self.memos.get(&target).into_iter().flatten().map(|memo| guid(memo.id)).collect()
    }

    /// Passages that cases are tied to need a selection to refer to.
    fn cases(&self) -> Vec<refi::Case> {
        let cases = self.project.cases().sorted_by_key(|case| (case.kind, case.name.clone()));
        cases
            .into_iter()
            .map(|case| {
                let ties = self.project.ties().by_id();
                let own = ties.into_iter().filter(|tie| tie.case == case.id && !tie.displaced);
                let (whole, parts): (Vec<_>, Vec<_>) = own.partition(|tie| tie.span.is_none());
                refi::Case {
                    guid: guid(case.id),
                    name: Some(case.name.clone()),
                    description: self.memo_texts(Target::Case(case.id)),
                    codes: Vec::new(),
                    values: values(&case.values),
                    sources: whole.into_iter().map(|tie| guid(tie.source)).collect(),
                    selections: parts.into_iter().map(|tie| guid(tie.id)).collect(),
                }
            })
            .collect()
    }

    /// Memos on what the standard gives no notes to, as one text.
    fn memo_texts(&self, target: Target) -> Option<String> {
        let memos = self.memos.get(&target).into_iter().flatten();
        let texts: Vec<&str> = memos.map(|memo| memo.body.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join("\n\n"))
    }

    fn sources(&mut self) -> Vec<refi::Source> {
        let sources = self.project.sources().sorted_by_key(|source| source.name.clone());
        let sources: Vec<&Source> = sources;
        sources.into_iter().map(|source| refi::Source::Text(Box::new(self.text(source)))).collect()
    }

    fn text(&mut self, source: &Source) -> TextDocument {
        let text = self.project.source_text(source.id);
        let file = format!("{}.txt", source.id);
        self.files.push((file.clone(), text.map_or("", |text| text.as_str()).as_bytes().to_vec()));
        TextDocument {
            guid: guid(source.id),
            name: Some(source.name.clone()),
            rich_path: None,
            plain_path: Some(format!("internal://{file}")),
            content: None,
            description: None,
            audit: Audit { created: Some(time(source.added)), ..Audit::default() },
            selections: self.selections(source),
            codings: Vec::new(),
            notes: self.memos_on(Target::Source(source.id)),
            values: values(&source.values),
        }
    }

    /// One selection a passage: its codings, its memos, and one more for each case tied to it.
    fn selections(&mut self, source: &Source) -> Vec<Selection> {
        let mut passages: BTreeMap<Span, Vec<refi::Coding>> = BTreeMap::new();
        let mut displaced = 0;
        for mark in self.project.marks(source.id) {
            let Some(coding) = self.project.codings().get(mark.coding) else { continue };
            if coding.displaced {
                displaced += 1;
                continue;
            }
            passages.entry(coding.span).or_default().push(refi::Coding {
                guid: guid(coding.id),
                code: guid(coding.code),
                user: Some(guid(coding.coder)),
                created: Some(time(coding.at)),
                notes: self.memos_on(Target::Coding(coding.id)),
            });
        }
        self.lose("passages that vanished in a correction", displaced);
        let first = Target::Passage(source.id, Span::new(0, 0));
        let last = Target::Passage(source.id, Span::new(u32::MAX, u32::MAX));
        for target in self.memos.range(first..=last).map(|(target, _)| target) {
            if let Target::Passage(_, span) = target {
                passages.entry(*span).or_default();
            }
        }
        let source_id = source.id.to_string();
        let mut selections: Vec<Selection> = passages
            .into_iter()
            .map(|(span, codings)| {
                let place = format!("{span}");
                let notes = self.memos_on(Target::Passage(source.id, span));
                selection(Guid::minted(&["passage", &source_id, &place]), span, codings, notes)
            })
            .collect();
        for tie in self.project.ties().by_id() {
            if let Some(span) = tie.span.filter(|_| tie.source == source.id && !tie.displaced) {
                selections.push(selection(guid(tie.id), span, Vec::new(), Vec::new()));
            }
        }
        selections
    }

    fn notes(&self) -> Vec<TextDocument> {
        let memos = self.project.memos().by_id().into_iter().filter(|memo| travels(memo));
        memos
            .map(|memo| TextDocument {
                guid: guid(memo.id),
                name: Some(memo.title.clone()).filter(|title| !title.is_empty()),
                rich_path: None,
                plain_path: None,
                content: Some(memo.body.clone()),
                description: None,
                audit: Audit {
                    creating_user: Some(guid(memo.user)),
                    created: Some(time(memo.created)),
                    modifying_user: None,
                    modified: Some(time(memo.modified)),
                },
                selections: Vec::new(),
                codings: Vec::new(),
                notes: self.memos_on(Target::Memo(memo.id)),
                values: Vec::new(),
            })
            .collect()
    }

    fn sets(&mut self) -> Vec<refi::Set> {
        let mut cases = 0;
        let sets = self.project.sets().sorted_by_key(|set| set.name.clone());
        let written = sets
            .into_iter()
            .map(|set| {
                let mut written = refi::Set {
                    guid: guid(set.id),
                    name: set.name.clone(),
                    description: None,
                    codes: Vec::new(),
                    sources: Vec::new(),
                    notes: Vec::new(),
                };
                for member in &set.members {
                    match member {
                        SetMember::Code(id) => written.codes.push(guid(id)),
                        SetMember::Source(id) => written.sources.push(guid(id)),
                        SetMember::Memo(id) => written.notes.push(guid(id)),
                        SetMember::Case(_) => cases += 1,
                    }
                }
                written
            })
            .collect();
        self.lose("cases in sets", cases);
        written
    }

    /// What the standard has no place for.
    fn count_what_stays(&mut self) {
        let project = self.project;
        let codings = project.codings();
        let facets = codings.iter().map(|coding| coding.facets.len()).sum();
        self.lose("facets of codings", facets);
        self.lose("weights of codings", codings.iter().filter(|c| c.weight.is_some()).count());
        self.lose("rounds of codings", codings.iter().filter(|c| c.round.is_some()).count());
        self.lose("relations between cases", project.relations().len());
        self.lose("guides", project.guides().len());
        let kinds = project.case_kinds().len();
        self.lose(
            "kinds of case (all cases are of one kind there)",
            if kinds > 1 { kinds } else { 0 },
        );
        let is_choice = |attribute: &&funn_model::Attribute| {
            matches!(attribute.value_type, ValueType::Choice(_))
        };
        self.lose("lists of choices", project.attributes().iter().filter(is_choice).count());
        let owned = project.sources().iter().filter(|source| source.participant.is_some());
        self.lose("participants of sources", owned.count());
        let kept_here = project.memos().iter().filter(|memo| match memo.target {
            Target::Set(_) => true,
            _ => memo.displaced,
        });
        self.lose("memos on sets and on passages that vanished", kept_here.count());
        let kinds = project.memos().iter().filter(|m| m.kind != funn_model::MemoKind::Note);
        self.lose("kinds of memo", kinds.count());
        self.lose("saved queries", project.saved_queries().len());
        let structured: BTreeSet<_> = project
            .sources()
            .iter()
            .filter(|source| source.current().is_some_and(|r| !r.structure.turns.is_empty()))
            .map(Record::id)
            .collect();
        self.lose("speakers and time marks beside the text, in sources", structured.len());
    }
}

fn selection(guid: Guid, span: Span, codings: Vec<refi::Coding>, notes: Vec<Guid>) -> Selection {
    Selection {
        guid,
        name: None,
        start: i64::from(span.start),
        end: i64::from(span.end),
        description: None,
        audit: Audit::default(),
        codings,
        notes,
    }
}
