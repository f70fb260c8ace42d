//! Taking in what other tools wrote.

use std::collections::{BTreeMap, BTreeSet};

use funn_formats::Hints;
use funn_formats::refi::container::Container;
use funn_formats::refi::offsets::{Claim, ForeignText, OffsetMap, detect};
use funn_formats::refi::project::{self as refi, Selection, TextDocument, VariableType};
use funn_formats::refi::{Guid, RefiError, codebook, tree};
use funn_model::{
    Attribute, AttributeId, AttributeOwner, Case, CaseKind, CaseKindId, Change, Checksum, Coding,
    DecodedFrom, Deed, Edit, Intent, LineEnds, Memo, MemoId, MemoKind, Moment, Project, Revision,
    Set, SetMember, Shelved, Source, SourceId, SourceKind, Span, Structure, Target, Text, TextId,
    Tie, TieId, User, UserId, Value, ValueType, count_words,
};

use super::{ExchangeNote, ExchangeReport, PositionsRead, codes_in, id_of};
use crate::cases::read_value;
use crate::error::WorkbenchError;
use crate::workbench::{TextToKeep, Workbench};

/// The kind that cases of other tools get, which have none.
const CASE_KIND: &str = "case";

impl Workbench {
    /// Takes in a codebook (QDC): codes and sets that are not there yet.
    pub fn take_in_codebook(
        &self,
        user: UserId,
        bytes: &[u8],
    ) -> Result<ExchangeReport, WorkbenchError> {
        let read = codebook::read(bytes)?;
        let _turn = self.turn();
        let mut report = ExchangeReport {
            losses: read.losses.into_iter().map(ExchangeNote::from).collect(),
            ..ExchangeReport::default()
        };
        let mut changes = Vec::new();
        {
            let project = self.project();
            let known = codes_in(&project, &read.codebook.codes, &mut changes);
            report.codes = changes.len();
            report.known = known.len().saturating_sub(report.codes);
            for set in &read.codebook.sets {
                let members = set.members.iter().filter_map(|guid| known.get(guid));
                let members: BTreeSet<SetMember> =
                    members.map(|&code| SetMember::Code(code)).collect();
                let members = members.into_iter().collect();
                let set = Set { id: id_of(&set.guid), name: set.name.trim().to_owned(), members };
                push_new(&project, set, &mut changes);
            }
        }
        if !changes.is_empty() {
            let (deed, subject) = (Deed::ImportCodebook, String::new());
            let change = Change::Batch { deed, subject, changes };
            report.committed = Some(self.commit(user, change)?);
        }
        Ok(report)
    }

    /// Takes in a project (QDPX): everything that is not there yet.
    pub fn take_in_project(
        &self,
        user: UserId,
        bytes: &[u8],
    ) -> Result<ExchangeReport, WorkbenchError> {
        let mut container = Container::open(bytes)?;
        let document = tree::read(&container.project()?)?;
        let read = refi::Project::from_tree(&document)?;
        let _turn = self.turn();
        let mut arrival = {
            let project = self.project();
            let mut arrival = Arrival::new(self, &project, &read.project, user);
            arrival.lose_all(read.losses.into_iter().map(ExchangeNote::from));
            arrival.people_and_codes();
            arrival.variables();
            arrival.sources(&mut container)?;
            arrival.cases();
            arrival.notes(&mut container);
            arrival.sets();
            arrival.rest();
            arrival.finish()
        };
        let changes = std::mem::take(&mut arrival.changes);
        let mut report = arrival.report;
        if !changes.is_empty() {
            let change = Change::Batch { deed: Deed::Import, subject: read.project.name, changes };
            let texts = &arrival.texts;
            report.committed = Some(self.commit_with_texts(user, Intent::Do, change, texts)?);
        }
        Ok(report)
    }
}

/// Adds a record unless it, or one of its name, is there.
fn push_new<T: Shelved + Named>(project: &Project, record: T, changes: &mut Vec<Change>) -> bool {
    let there = T::shelf(project)
        .iter()
        .any(|other| other.id() == record.id() || other.name() == record.name());
    if !there {
        changes.push(T::wrap(Edit::Add(record)));
    }
    !there
}

/// What has a name that is unique among its kind.
trait Named {
    fn name(&self) -> &str;
}

impl Named for Set {
    fn name(&self) -> &str {
        &self.name
    }
}

/// A source on its way in.
struct Placed {
    id: SourceId,
    spans: BTreeMap<Guid, Span>,
}

/// A project on its way in.
struct Arrival<'a> {
    workbench: &'a Workbench,
    project: &'a Project,
    foreign: &'a refi::Project,
    user: UserId,
    now: Moment,
    changes: Vec<Change>,
    texts: Vec<TextToKeep>,
    users: BTreeMap<Guid, UserId>,
    codes: BTreeMap<Guid, funn_model::CodeId>,
    variables: BTreeMap<(Guid, bool), Attribute>,
    case_kind: Option<CaseKindId>,
    names: BTreeSet<String>,
    placed: BTreeMap<Guid, Placed>,
    targets: BTreeMap<Guid, Target>,
    losses: BTreeMap<String, u32>,
    report: ExchangeReport,
}

/// What an arrival leaves behind.
struct Arrived {
    changes: Vec<Change>,
    texts: Vec<TextToKeep>,
    report: ExchangeReport,
}

impl<'a> Arrival<'a> {
    fn new(
        workbench: &'a Workbench,
        project: &'a Project,
        foreign: &'a refi::Project,
        user: UserId,
    ) -> Self {
        Self {
            workbench,
            project,
            foreign,
            user,
            now: workbench.now(),
            changes: Vec::new(),
            texts: Vec::new(),
            users: BTreeMap::new(),
            codes: BTreeMap::new(),
            variables: BTreeMap::new(),
            case_kind: None,
            names: BTreeSet::new(),
            placed: BTreeMap::new(),
            targets: BTreeMap::new(),
            losses: BTreeMap::new(),
            report: ExchangeReport::default(),
        }
    }

    fn finish(mut self) -> Arrived {
        let losses = self.losses.into_iter().map(|(what, count)| ExchangeNote { what, count });
        self.report.losses = losses.collect();
        Arrived { changes: self.changes, texts: self.texts, report: self.report }
    }

    fn lose(&mut self, what: &str, count: usize) {
        if count > 0 {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            *self.losses.entry(what.to_owned()).or_default() += count;
        }
    }

    fn lose_all(&mut self, losses: impl Iterator<Item = ExchangeNote>) {
        for loss in losses {
            *self.losses.entry(loss.what).or_default() += loss.count;
        }
    }

    fn add<T: Shelved>(&mut self, record: T) -> bool {
        if T::shelf(self.project).contains(record.id()) {
            self.report.known += 1;
            return false;
        }
        self.changes.push(T::wrap(Edit::Add(record)));
        true
    }

    fn people_and_codes(&mut self) {
        let mut names = BTreeMap::new();
        for foreign in &self.foreign.users {
            let name = plain_name(foreign.name.as_deref().unwrap_or("unknown"));
            let name = if name.is_empty() { "unknown".to_owned() } else { name };
            let known = self.project.user_named(&name).map(|user| user.id);
            let known = known.or_else(|| names.get(&name).copied());
            let id = known.unwrap_or_else(|| id_of(&foreign.guid));
            names.insert(name.clone(), id);
            self.users.insert(foreign.guid.clone(), id);
            if known.is_none() {
                self.add(User { id, name });
            }
        }
        let before = self.changes.len();
        self.codes = codes_in(self.project, &self.foreign.codes, &mut self.changes);
        self.report.codes = self.changes.len() - before;
        for (guid, &id) in &self.codes {
            self.targets.insert(guid.clone(), Target::Code(id));
        }
    }

    /// A variable describes cases, sources, or both; it becomes an attribute of each that uses it.
    fn variables(&mut self) {
        let of_cases: BTreeSet<&Guid> =
            self.foreign.cases.iter().flat_map(|case| &case.values).map(|v| &v.variable).collect();
        let of_sources: BTreeSet<&Guid> = self
            .foreign
            .sources
            .iter()
            .filter_map(|source| match source {
                refi::Source::Text(text) => Some(&text.values),
                refi::Source::Other(_) => None,
            })
            .flatten()
            .map(|value| &value.variable)
            .collect();
        if !self.foreign.cases.is_empty() {
            self.case_kind = Some(self.kind_of_cases());
        }
        for variable in &self.foreign.variables {
            let on_sources = of_sources.contains(&variable.guid);
            if on_sources {
                self.attribute(variable, AttributeOwner::Sources, true);
            }
            if let Some(kind) = self.case_kind
                && (of_cases.contains(&variable.guid) || !on_sources)
            {
                self.attribute(variable, AttributeOwner::CaseKind(kind), on_sources);
            }
        }
    }

    fn kind_of_cases(&mut self) -> CaseKindId {
        if let Some(kind) = self.project.case_kind_named(CASE_KIND) {
            return kind.id;
        }
        let id = CaseKindId::from_bytes(self.workbench.new_id());
        self.changes.push(Change::CaseKind(Edit::Add(CaseKind { id, name: CASE_KIND.to_owned() })));
        id
    }

    fn attribute(&mut self, variable: &refi::Variable, owner: AttributeOwner, also: bool) {
        let is_source = owner == AttributeOwner::Sources;
        let name = plain_name(&variable.name);
        let coming = self.variables.values().find(|a| a.owner == owner && a.name == name);
        let known = self.project.attribute_named(owner, &name).or(coming).cloned();
        if let Some(known) = known {
            self.variables.insert((variable.guid.clone(), is_source), known);
            return;
        }
        let value_type = match variable.kind {
            VariableType::Boolean => ValueType::Boolean,
            VariableType::Integer | VariableType::Float => ValueType::Number,
            VariableType::Date => ValueType::Date,
            VariableType::Text | VariableType::DateTime => ValueType::Text,
        };
        let fresh = || AttributeId::from_bytes(self.workbench.new_id());
        let wanted = id_of(&variable.guid);
        let taken = self.project.attributes().contains(wanted)
            || self.variables.values().any(|attribute| attribute.id == wanted);
        let id = if taken || (is_source && also) { fresh() } else { wanted };
        let attribute = Attribute { id, owner, name, value_type };
        self.variables.insert((variable.guid.clone(), is_source), attribute.clone());
        self.add(attribute);
    }

    fn values(
        &mut self,
        values: &[refi::VariableValue],
        on_source: bool,
    ) -> BTreeMap<AttributeId, Value> {
        let mut read = BTreeMap::new();
        for foreign in values {
            let Some(value) = &foreign.value else { continue };
            let attribute = self.variables.get(&(foreign.variable.clone(), on_source));
            let found = attribute.and_then(|attribute| {
                Some((attribute.id, read_value(attribute, &value.raw).ok()??))
            });
            match found {
                Some((id, value)) => drop(read.insert(id, value)),
                None if value.raw.trim().is_empty() => {}
                None => self.lose("VariableValue", 1),
            }
        }
        read
    }

    fn sources(&mut self, container: &mut Container<'_>) -> Result<(), RefiError> {
        let foreign = self.foreign;
        for source in &foreign.sources {
            match source {
                refi::Source::Text(text) => self.text_source(text, container)?,
                refi::Source::Other(element) => {
                    let selections = element
                        .elements()
                        .filter(|child| child.local().ends_with("Selection"))
                        .count();
                    self.lose(element.local(), 1);
                    self.lose("selections of media", selections);
                }
            }
        }
        Ok(())
    }

    fn text_source(
        &mut self,
        foreign: &TextDocument,
        container: &mut Container<'_>,
    ) -> Result<(), RefiError> {
        let Some(text) = Self::text_of(foreign, container)? else {
            self.lose("TextSource without its text", 1);
            return Ok(());
        };
        let id: SourceId = id_of(&foreign.guid);
        let claims: Vec<Claim<'_>> = foreign
            .selections
            .iter()
            .map(|selection| {
                let quote = selection.name.as_deref().filter(|name| !name.is_empty());
                Claim { start: selection.start, end: selection.end, quote }
            })
            .collect();
        let detection = detect(&text, &claims, self.foreign.origin.as_deref());
        let map = OffsetMap::new(&text, detection.best.convention);
        let kept = Text::new(text.text());
        self.targets.insert(foreign.guid.clone(), Target::Source(id));
        let is_new = !self.project.sources().contains(id);
        if is_new {
            self.new_source(id, foreign, &text, &kept);
            let evidence = detection.best.evidence;
            if evidence.selections > 0 {
                self.report.positions.push(PositionsRead {
                    source: self.report.sources.last().map_or_else(String::new, |s| s.1.clone()),
                    convention: detection.best.convention.describe(),
                    selections: evidence.selections,
                    clean_ends: evidence.clean_ends,
                    is_ambiguous: detection.is_ambiguous,
                });
            }
        } else {
            self.report.known += 1;
            if self.project.source_text(id) != Some(&kept) {
                let count = foreign.selections.len() + foreign.codings.len();
                self.lose("selections in a source whose text is another here", count);
                self.placed.insert(foreign.guid.clone(), Placed { id, spans: BTreeMap::new() });
                return Ok(());
            }
        }
        let whole = Span::new(0, kept.characters());
        let mut placed = Placed { id, spans: BTreeMap::new() };
        for selection in &foreign.selections {
            match map.place(selection.start, selection.end) {
                Ok(found) => {
                    placed.spans.insert(selection.guid.clone(), found.span);
                    self.selection(id, found.span, selection, &kept);
                }
                Err(_misplaced) => self.lose("selections outside their text", 1),
            }
        }
        for coding in &foreign.codings {
            self.coding(id, whole, coding, &kept);
        }
        for note in &foreign.notes {
            self.targets.insert(note.clone(), Target::Source(id));
        }
        self.placed.insert(foreign.guid.clone(), placed);
        Ok(())
    }

    fn text_of(
        foreign: &TextDocument,
        container: &mut Container<'_>,
    ) -> Result<Option<ForeignText>, RefiError> {
        if let Some(content) = &foreign.content {
            return Ok(Some(ForeignText::inline(content)));
        }
        let entry = foreign.plain_path.as_deref().and_then(|path| container.locate(path));
        let Some(name) = entry.map(|entry| entry.name.clone()) else { return Ok(None) };
        Ok(Some(ForeignText::decode(&container.read(&name)?)?))
    }

    fn new_source(
        &mut self,
        id: SourceId,
        foreign: &TextDocument,
        text: &ForeignText,
        kept: &Text,
    ) {
        let hints = Hints { file_name: "text.txt", encoding: None };
        let read = funn_formats::read(kept.as_str().as_bytes(), &hints).ok();
        let read = read.filter(|read| read.value.text == kept.as_str()).map(|read| read.value);
        let structure = read.as_ref().map_or_else(Structure::default, |r| r.structure.clone());
        let line_ends = if text.raw().contains("\r\n") {
            LineEnds::CrLf
        } else if text.raw().contains('\r') {
            LineEnds::Cr
        } else {
            LineEnds::Lf
        };
        let wanted = foreign.name.as_deref().unwrap_or_default();
        let name = crate::import::free_name(self.project, &self.names, wanted);
        self.names.insert(name.clone());
        let added = moment(foreign.audit.created.as_deref()).unwrap_or(self.now);
        let revision = Revision {
            text: TextId::from_bytes(self.workbench.new_id()),
            characters: kept.characters(),
            words: count_words(kept.as_str()),
            structure,
            at: added,
            edits: None,
        };
        self.texts.push(TextToKeep { id: revision.text, owner: None, text: kept.clone() });
        let values = self.values(&foreign.values, true);
        self.report.sources.push((id, name.clone(), revision.characters));
        self.add(Source {
            id,
            name,
            kind: read.map_or(SourceKind::Document, |read| read.kind),
            participant: None,
            decoded_from: DecodedFrom {
                format: "qdpx".to_owned(),
                encoding: text.encoding().name().to_owned(),
                had_bom: text.had_bom(),
                line_ends,
            },
            revisions: vec![revision],
            values,
            added,
        });
        if let Some(description) = filled(foreign.description.as_deref()) {
            self.memo_from(Target::Source(id), &foreign.guid, "description", description);
        }
    }

    fn selection(&mut self, source: SourceId, span: Span, selection: &Selection, text: &Text) {
        for coding in &selection.codings {
            self.coding(source, span, coding, text);
        }
        for note in &selection.notes {
            self.targets.insert(note.clone(), Target::Passage(source, span));
        }
        if span.is_empty() {
            self.lose("empty selections", 1);
            return;
        }
        if let Some(description) = filled(selection.description.as_deref()) {
            let target = Target::Passage(source, span);
            self.memo_from(target, &selection.guid, "description", description);
        }
    }

    fn coding(&mut self, source: SourceId, span: Span, foreign: &refi::Coding, text: &Text) {
        let Some(&code) = self.codes.get(&foreign.code) else {
            self.lose("codings with a code that is not there", 1);
            return;
        };
        if span.is_empty() {
            self.lose("codings of empty selections", 1);
            return;
        }
        self.make_codable(code);
        let id = id_of(&foreign.guid);
        for note in &foreign.notes {
            self.targets.insert(note.clone(), Target::Coding(id));
        }
        let coder = foreign.user.as_ref().and_then(|user| self.users.get(user));
        let coding = Coding {
            id,
            code,
            source,
            span,
            checksum: Checksum::of(self.project.salt(), text.passage(span)),
            coder: coder.copied().unwrap_or(self.user),
            at: moment(foreign.created.as_deref()).unwrap_or(self.now),
            round: None,
            facets: Vec::new(),
            weight: None,
            displaced: false,
        };
        if self.add(coding) {
            self.report.codings += 1;
        }
    }

    /// A heading that passages are coded with is a code.
    fn make_codable(&mut self, wanted: funn_model::CodeId) {
        let mut made = 0;
        for change in &mut self.changes {
            if let Change::Code(Edit::Add(code)) = change
                && code.id == wanted
                && !code.is_codable
            {
                code.is_codable = true;
                made += 1;
            }
        }
        self.lose("headings that passages are coded with (made codes)", made);
    }

    fn cases(&mut self) {
        let Some(kind) = self.case_kind else { return };
        let mut names = BTreeSet::new();
        let foreign = self.foreign;
        for (number, case) in (1..).zip(&foreign.cases) {
            let id = id_of(&case.guid);
            if self.project.cases().contains(id) {
                self.report.known += 1;
                continue;
            }
            let wanted = plain_name(case.name.as_deref().unwrap_or_default());
            let wanted = if wanted.is_empty() { format!("{number}") } else { wanted };
            let mut name = wanted.clone();
            let mut next = 2;
            while names.contains(&name) || self.project.case_named(kind, &name).is_some() {
                name = format!("{wanted} ({next})");
                next += 1;
            }
            names.insert(name.clone());
            let values = self.values(&case.values, false);
            self.add(Case { id, kind, name, values });
            self.targets.insert(case.guid.clone(), Target::Case(id));
            for source in &case.sources {
                let found = self.placed.get(source).map(|placed| placed.id);
                self.tie(id, found.map(|source| (source, None)));
            }
            for selection in &case.selections {
                let found = self
                    .placed
                    .values()
                    .find_map(|placed| Some((placed.id, Some(*placed.spans.get(selection)?))));
                self.tie(id, found.filter(|(_, span)| span.is_some_and(|span| !span.is_empty())));
            }
            if let Some(description) = filled(case.description.as_deref()) {
                self.memo_from(Target::Case(id), &case.guid, "description", description);
            }
        }
    }

    fn tie(&mut self, case: funn_model::CaseId, place: Option<(SourceId, Option<Span>)>) {
        let Some((source, span)) = place else {
            self.lose("references of cases to what is not there", 1);
            return;
        };
        let id = TieId::from_bytes(self.workbench.new_id());
        self.add(Tie { id, case, source, span, displaced: false });
    }

    /// Notes become memos on what refers to them first, else on the study.
    fn notes(&mut self, container: &mut Container<'_>) {
        let foreign = self.foreign;
        for note in &foreign.notes {
            let id: MemoId = id_of(&note.guid);
            let text = Self::text_of(note, container).ok().flatten();
            let body = text.map_or_else(String::new, |text| text.text().to_owned());
            let target = self.targets.get(&note.guid).copied();
            let target =
                target.filter(|target| !matches!(target, Target::Passage(_, s) if s.is_empty()));
            self.lose("codings of notes", note.codings.len() + note.selections.len());
            let title = note.name.clone().unwrap_or_default();
            let at = moment(note.audit.created.as_deref()).unwrap_or(self.now);
            let user = note.audit.creating_user.as_ref().and_then(|user| self.users.get(user));
            let modified = moment(note.audit.modified.as_deref()).unwrap_or(at);
            let memo = Memo {
                id,
                target: target.unwrap_or(Target::Study),
                kind: MemoKind::Note,
                title,
                body,
                user: user.copied().unwrap_or(self.user),
                created: at,
                modified,
                displaced: false,
            };
            self.add(memo);
            self.targets.insert(note.guid.clone(), Target::Memo(id));
        }
        if let Some(description) = filled(foreign.description.as_deref()) {
            let guid = Guid::minted(&["project", &foreign.name, description]);
            self.memo_from(Target::Study, &guid, "project", description);
        }
    }

    fn memo_from(&mut self, target: Target, guid: &Guid, part: &str, body: &str) {
        let id = id_of(&Guid::minted(&[part, &guid.canonical()]));
        self.add(Memo {
            id,
            target,
            kind: MemoKind::Note,
            title: String::new(),
            body: body.to_owned(),
            user: self.user,
            created: self.now,
            modified: self.now,
            displaced: false,
        });
    }

    fn sets(&mut self) {
        let foreign = self.foreign;
        for set in &foreign.sets {
            let mut members = BTreeSet::new();
            for guid in set.codes.iter().chain(&set.sources).chain(&set.notes) {
                match self.targets.get(guid) {
                    Some(Target::Code(id)) => drop(members.insert(SetMember::Code(*id))),
                    Some(Target::Source(id)) => drop(members.insert(SetMember::Source(*id))),
                    Some(Target::Memo(id)) => drop(members.insert(SetMember::Memo(*id))),
                    _ => self.lose("members of sets that are not there", 1),
                }
            }
            let members = members.into_iter().collect();
            let name = plain_name(&set.name);
            let name = if name.is_empty() { "set".to_owned() } else { name };
            let set = Set { id: id_of(&set.guid), name, members };
            if !push_new(self.project, set, &mut self.changes) {
                self.report.known += 1;
            }
        }
    }

    fn rest(&mut self) {
        self.lose("Link", self.foreign.links.len());
        let graphs = self.foreign.graphs.as_ref().map_or(0, |graphs| graphs.elements().count());
        self.lose("Graph", graphs);
    }
}

fn plain_name(name: &str) -> String {
    let kept: String = name.chars().filter(|character| !character.is_control()).collect();
    kept.trim().to_owned()
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// A date and time as XML writes it; without a zone it is taken for UTC.
fn moment(written: Option<&str>) -> Option<Moment> {
    let written = written?.trim();
    let zoned: Option<jiff::Timestamp> = written.parse().ok();
    let read = zoned.or_else(|| format!("{written}Z").parse().ok())?;
    Some(Moment(read.as_millisecond()))
}
