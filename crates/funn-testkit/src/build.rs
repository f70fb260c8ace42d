//! [`Build`]: a study put together call by call, every record through [`Project::apply`], with ids
//! counted from 1, so that the same calls give the same study.

use std::collections::BTreeMap;

use funn_model::{
    Attribute, AttributeId, AttributeOwner, Case, CaseId, CaseKind, CaseKindId, Change, Checksum,
    Code, CodeId, Coding, CodingId, DecodedFrom, Edit, Facet, FacetId, FacetMark, FacetValue,
    FacetValueId, LineEnds, Memo, MemoId, MemoKind, Moment, Project, Revision, Round, RoundId, Set,
    SetId, SetMember, Source, SourceId, SourceKind, Span, Structure, StudyId, Target, Text, TextId,
    Tie, TieId, User, UserId, Value, ValueType,
};

/// A study in the making. Everything named is made when it is first named.
#[derive(Debug)]
pub struct Build {
    project: Project,
    next: u128,
}

impl Default for Build {
    fn default() -> Self {
        Self { project: Project::new(StudyId::from_number(0), [7; 16]), next: 0 }
    }
}

macro_rules! fresh {
    ($build:expr, $id:ident) => {{
        $build.next += 1;
        $id::from_number($build.next)
    }};
}

impl Build {
    /// An empty study.
    pub fn new() -> Self {
        Self::default()
    }

    /// The study.
    pub fn finish(self) -> Project {
        self.project
    }

    /// The study so far.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Makes a change.
    ///
    /// # Panics
    /// When the study refuses it.
    pub fn apply(&mut self, change: &Change) {
        if let Err(error) = self.project.apply(change) {
            panic!("the fixture breaks a rule: {error}\n{change:?}");
        }
    }

    /// The user of this name.
    pub fn user(&mut self, name: &str) -> UserId {
        if let Some(user) = self.project.user_named(name) {
            return user.id;
        }
        let id = fresh!(self, UserId);
        self.apply(&Change::User(Edit::Add(User { id, name: name.to_owned() })));
        id
    }

    /// The code at this path, with all above it.
    pub fn code(&mut self, path: &str) -> CodeId {
        let mut parent = None;
        let mut above = String::new();
        for name in path.split('/') {
            above = if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
            let found = self.project.code_at(&above).map(|code| code.id);
            parent = Some(found.unwrap_or_else(|| {
                let id = fresh!(self, CodeId);
                let siblings = self.project.code_children(parent).len();
                let position = u32::try_from(siblings).unwrap_or(u32::MAX);
                let code = Code { position, ..Code::named(id, parent, name) };
                self.apply(&Change::Code(Edit::Add(code)));
                id
            }));
        }
        parent.expect("a path has a name")
    }

    /// The facet of this name, with this value among its values.
    pub fn facet(&mut self, name: &str, value: &str) -> FacetMark {
        let known = self.project.facet_named(name).cloned();
        let is_new = known.is_none();
        let mut facet = known.unwrap_or_else(|| Facet {
            id: fresh!(self, FacetId),
            name: name.to_owned(),
            definition: String::new(),
            values: Vec::new(),
        });
        if let Some(known) = facet.values.iter().find(|known| known.name == value) {
            return FacetMark { facet: facet.id, value: known.id };
        }
        let id = fresh!(self, FacetValueId);
        facet.values.push(FacetValue { id, name: value.to_owned(), glyph: None });
        let mark = FacetMark { facet: facet.id, value: id };
        let edit = if is_new { Edit::Add(facet) } else { Edit::Replace(facet) };
        self.apply(&Change::Facet(edit));
        mark
    }

    /// The round of this number.
    pub fn round(&mut self, number: u32, name: &str) -> RoundId {
        if let Some(round) = self.project.round_numbered(number) {
            return round.id;
        }
        let id = fresh!(self, RoundId);
        let round = Round { id, number, name: name.to_owned(), closed: None };
        self.apply(&Change::Round(Edit::Add(round)));
        id
    }

    /// The kind of case of this name.
    pub fn kind(&mut self, name: &str) -> CaseKindId {
        if let Some(kind) = self.project.case_kind_named(name) {
            return kind.id;
        }
        let id = fresh!(self, CaseKindId);
        self.apply(&Change::CaseKind(Edit::Add(CaseKind { id, name: name.to_owned() })));
        id
    }

    /// The attribute of this name.
    pub fn attribute(
        &mut self,
        owner: AttributeOwner,
        name: &str,
        value_type: ValueType,
    ) -> AttributeId {
        if let Some(attribute) = self.project.attribute_named(owner, name) {
            return attribute.id;
        }
        let id = fresh!(self, AttributeId);
        let attribute = Attribute { id, owner, name: name.to_owned(), value_type };
        self.apply(&Change::Attribute(Edit::Add(attribute)));
        id
    }

    /// The case of this kind and name.
    pub fn case(&mut self, kind: &str, name: &str) -> CaseId {
        let kind = self.kind(kind);
        if let Some(case) = self.project.case_named(kind, name) {
            return case.id;
        }
        let id = fresh!(self, CaseId);
        let case = Case { id, kind, name: name.to_owned(), values: BTreeMap::new() };
        self.apply(&Change::Case(Edit::Add(case)));
        id
    }

    /// Gives a case a value; the attribute takes its type from the first value given.
    pub fn case_value(&mut self, case: CaseId, name: &str, value: &str) {
        let mut case = self.project.cases().get(case).cloned().expect("the case was made");
        let (id, value) = self.value(AttributeOwner::CaseKind(case.kind), name, value);
        case.values.insert(id, value);
        self.apply(&Change::Case(Edit::Replace(case)));
    }

    /// Gives a source a value.
    pub fn source_value(&mut self, source: SourceId, name: &str, value: &str) {
        let mut source = self.project.sources().get(source).cloned().expect("it was made");
        let (id, value) = self.value(AttributeOwner::Sources, name, value);
        source.values.insert(id, value);
        self.apply(&Change::Source(Edit::Replace(source)));
    }

    fn value(&mut self, owner: AttributeOwner, name: &str, value: &str) -> (AttributeId, Value) {
        let id = self.attribute(owner, name, type_of(value));
        let value_type = self.project.attributes().get(id).map(|known| known.value_type.clone());
        let value = value_type.and_then(|value_type| read_value(value, &value_type));
        (id, value.unwrap_or_else(|| panic!("a value does not fit the attribute {name}")))
    }

    /// A source with this text and structure.
    pub fn source(
        &mut self,
        name: &str,
        kind: SourceKind,
        text: &str,
        structure: Structure,
    ) -> SourceId {
        let (id, text_id) = (fresh!(self, SourceId), fresh!(self, TextId));
        let text = Text::new(text);
        let words = text.as_str().split_whitespace().count();
        let revision = Revision {
            text: text_id,
            characters: text.characters(),
            words: u32::try_from(words).unwrap_or(u32::MAX),
            structure,
            at: Moment(0),
            edits: None,
        };
        self.project.supply_text(text_id, text);
        let source = Source {
            id,
            name: name.to_owned(),
            kind,
            participant: None,
            decoded_from: DecodedFrom {
                format: "txt".to_owned(),
                encoding: "UTF-8".to_owned(),
                had_bom: false,
                line_ends: LineEnds::Lf,
            },
            revisions: vec![revision],
            values: BTreeMap::new(),
            added: Moment(0),
        };
        self.apply(&Change::Source(Edit::Add(source)));
        id
    }

    /// Ties a case to a source, or to a passage of it.
    pub fn tie(&mut self, case: CaseId, source: SourceId, span: Option<Span>) -> TieId {
        let id = fresh!(self, TieId);
        self.apply(&Change::Tie(Edit::Add(Tie { id, case, source, span, displaced: false })));
        id
    }

    /// Codes a passage; `adorn` may give the coding facets, a round or a weight first.
    pub fn coding(
        &mut self,
        code: CodeId,
        (source, span): (SourceId, Span),
        coder: UserId,
        adorn: impl FnOnce(&mut Coding),
    ) -> CodingId {
        let id = fresh!(self, CodingId);
        let text = self.project.source_text(source).expect("the source was made");
        let checksum = Checksum::of(self.project.salt(), text.passage(span));
        let mut coding = Coding {
            id,
            code,
            source,
            span,
            checksum,
            coder,
            at: Moment(0),
            round: None,
            facets: Vec::new(),
            weight: None,
            displaced: false,
        };
        adorn(&mut coding);
        coding.facets.sort_unstable();
        self.apply(&Change::Coding(Edit::Add(coding)));
        id
    }

    /// Writes a memo.
    pub fn memo(&mut self, target: Target, body: &str, user: UserId) -> MemoId {
        let id = fresh!(self, MemoId);
        let memo = Memo {
            id,
            target,
            kind: MemoKind::Note,
            title: String::new(),
            body: body.to_owned(),
            user,
            created: Moment(0),
            modified: Moment(0),
            displaced: false,
        };
        self.apply(&Change::Memo(Edit::Add(memo)));
        id
    }

    /// Puts something in the set of this name.
    pub fn set(&mut self, name: &str, member: SetMember) -> SetId {
        let known = self.project.set_named(name).cloned();
        let is_new = known.is_none();
        let mut set = known.unwrap_or_else(|| Set {
            id: fresh!(self, SetId),
            name: name.to_owned(),
            members: Vec::new(),
        });
        let id = set.id;
        set.members.push(member);
        self.apply(&Change::Set(if is_new { Edit::Add(set) } else { Edit::Replace(set) }));
        id
    }
}

/// The type that a value seems to have: number, boolean, date, else text.
pub fn type_of(value: &str) -> ValueType {
    [ValueType::Number, ValueType::Boolean, ValueType::Date]
        .into_iter()
        .find(|value_type| read_value(value, value_type).is_some())
        .unwrap_or(ValueType::Text)
}

/// Reads a value of a type.
pub fn read_value(value: &str, value_type: &ValueType) -> Option<Value> {
    match value_type {
        ValueType::Number => value.parse().ok().map(Value::Number),
        ValueType::Boolean => value.parse().ok().map(Value::Boolean),
        ValueType::Date => value.parse().ok().map(Value::Date),
        ValueType::Text | ValueType::Choice(_) => Some(Value::Text(value.to_owned())),
    }
}
