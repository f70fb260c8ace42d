//! The example study: seven municipalities, seven interviews, coded twice and checked once.

mod plan;
mod transcript;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use funn_formats::Hints;
use funn_model::{
    Attribute, AttributeId, AttributeOwner, Block, BlockKind, Case, CaseId, CaseKind, CaseKindId,
    Change, Code, CodeId, Deed, Direction, Edit, Facet, FacetId, FacetMark, FacetValue,
    FacetValueId, Glyph, Guide, GuideBlock, GuideId, GuideQuestion, Intent, Memo, MemoId, MemoKind,
    Moment, Participant, ParticipantId, Relation, RelationId, Revision, Round, RoundId, SavedQuery,
    SavedQueryId, Set, SetId, SetMember, Source, SourceId, SourceKind, Span, StudyDetails, Target,
    Text, TextId, Tie, TieId, User, UserId, Value, ValueType, count_words,
};
use funn_store::Cost;

use crate::coding::CodingRequest;
use crate::demo::plan::{CaseName, Plan, PlannedAttribute, PlannedTarget};
use crate::environment::Environment;
use crate::error::WorkbenchError;
use crate::workbench::{NewWorkbench, StudyPlan, TextToKeep, Workbench};

/// The passphrase of the example study and of its vault. It protects nothing.
pub const DEMO_PASSPHRASE: &str = "demo";

/// Milliseconds between two steps of the example study's history.
const STEP_MS: i64 = 90_000;

/// The history's clock: each reading is a step later than the one before.
#[derive(Clone)]
struct StoryClock(Arc<AtomicI64>);

impl StoryClock {
    fn set(&self, moment: jiff::Timestamp) {
        self.0.store(moment.as_millisecond(), Ordering::Relaxed);
    }
}

/// Makes the example study in a folder.
pub fn create_demo(
    dir: &Path,
    random: [Box<dyn funn_store::Randomness + Send>; 2],
) -> Result<Workbench, WorkbenchError> {
    let plan: Plan = serde_json::from_str(include_str!("../demo/study.json"))
        .map_err(|error| broken(&format!("study.json: {error}")))?;
    let [for_ids, for_keys] = random;
    let clock = StoryClock(Arc::new(AtomicI64::new(0)));
    clock.set(plan.guide.at);
    let ticking = clock.clone();
    let now = move || Moment(ticking.0.fetch_add(STEP_MS / 100, Ordering::Relaxed));
    let environment = Environment { clock: Arc::new(now), random: for_ids };
    let first = plan.users.first().ok_or_else(|| broken("nobody works in it"))?;
    let study = StudyPlan {
        details: StudyDetails {
            title: plan.title.clone(),
            question: plan.question.clone(),
            language: plan.language.clone(),
            welcome: plan.welcome.clone(),
        },
        passphrase: DEMO_PASSPHRASE.to_owned(),
        vault_passphrase: DEMO_PASSPHRASE.to_owned(),
        cost: Cost::LEAST,
        user: first.name.clone(),
    };
    let NewWorkbench { workbench, .. } = Workbench::create(dir, study, environment, for_keys)?;
    let mut story = Story { workbench: &workbench, clock, plan: &plan, users: BTreeMap::new() };
    story.users()?;
    story.nouns()?;
    story.sources()?;
    story.rounds()?;
    story.afterthoughts()?;
    Ok(workbench)
}

fn broken(what: &str) -> WorkbenchError {
    WorkbenchError::invalid(format!("the example study is broken: {what}"), "Please report this.")
}

struct Story<'a> {
    workbench: &'a Workbench,
    clock: StoryClock,
    plan: &'a Plan,
    users: BTreeMap<String, UserId>,
}

impl Story<'_> {
    fn id<I: From<[u8; 16]>>(&self) -> I {
        self.workbench.fresh()
    }

    fn user(&self, key: &str) -> Result<UserId, WorkbenchError> {
        self.users.get(key).copied().ok_or_else(|| broken(&format!("no user {key}")))
    }

    fn lead(&self) -> Result<UserId, WorkbenchError> {
        let first = self.plan.users.first().map_or("", |user| user.key.as_str());
        self.user(first)
    }

    fn commit(
        &self,
        deed: Deed,
        subject: &str,
        changes: Vec<Change>,
    ) -> Result<(), WorkbenchError> {
        let subject = subject.to_owned();
        self.workbench.commit(self.lead()?, Change::Batch { deed, subject, changes })?;
        Ok(())
    }

    fn users(&mut self) -> Result<(), WorkbenchError> {
        for user in &self.plan.users {
            let known = self.workbench.read(|p| p.user_named(&user.name).map(|known| known.id));
            let id = known.unwrap_or_else(|| self.id());
            self.users.insert(user.key.clone(), id);
            if known.is_none() {
                self.workbench.add(self.lead()?, User { id, name: user.name.clone() })?;
            }
        }
        Ok(())
    }

    /// Guide, facets, cases, codes: what stands before the first interview.
    fn nouns(&self) -> Result<(), WorkbenchError> {
        let guide = &self.plan.guide;
        let blocks = guide.blocks.iter().map(|block| GuideBlock {
            title: block.title.clone(),
            questions: block
                .questions
                .iter()
                .map(|q| GuideQuestion { key: q.key.clone(), text: q.text.clone() })
                .collect(),
        });
        let at = Moment(guide.at.as_millisecond());
        let (title, version, blocks) = (guide.title.clone(), guide.version, blocks.collect());
        self.workbench
            .add(self.lead()?, Guide { id: self.id::<GuideId>(), title, version, at, blocks })?;
        let participants = self.plan.participants.iter().map(|participant| {
            let id = self.id::<ParticipantId>();
            Change::Participant(Edit::Add(Participant { id, alias: participant.alias.clone() }))
        });
        self.commit(Deed::SetUp, "", participants.collect())?;
        self.cases()?;
        let facets = self.plan.facets.iter().map(|facet| {
            let values = facet.values.iter().map(|value| FacetValue {
                id: self.id::<FacetValueId>(),
                name: value.name.clone(),
                glyph: glyph(&value.glyph),
            });
            Change::Facet(Edit::Add(Facet {
                id: self.id::<FacetId>(),
                name: facet.name.clone(),
                definition: facet.definition.clone(),
                values: values.collect(),
            }))
        });
        self.commit(Deed::SetUp, "", facets.collect())
    }

    fn cases(&self) -> Result<(), WorkbenchError> {
        let mut changes = Vec::new();
        let mut kinds = BTreeMap::new();
        let mut attributes = BTreeMap::new();
        for kind in &self.plan.case_kinds {
            let id = self.id::<CaseKindId>();
            kinds.insert(kind.name.as_str(), id);
            changes.push(Change::CaseKind(Edit::Add(CaseKind { id, name: kind.name.clone() })));
            for planned in &kind.attributes {
                let attribute = self.attribute(AttributeOwner::CaseKind(id), planned)?;
                attributes.insert((kind.name.as_str(), planned.name.as_str()), attribute.clone());
                changes.push(Change::Attribute(Edit::Add(attribute)));
            }
        }
        for planned in &self.plan.source_attributes {
            let attribute = self.attribute(AttributeOwner::Sources, planned)?;
            changes.push(Change::Attribute(Edit::Add(attribute)));
        }
        for planned in &self.plan.cases {
            let kind = *kinds
                .get(planned.kind.as_str())
                .ok_or_else(|| broken(&format!("no kind {}", planned.kind)))?;
            let mut values = BTreeMap::new();
            for (name, value) in &planned.values {
                let attribute = attributes
                    .get(&(planned.kind.as_str(), name.as_str()))
                    .ok_or_else(|| broken(&format!("no attribute {name}")))?;
                values.insert(attribute.id, read_value(attribute, value)?);
            }
            let name = planned.name.clone();
            let case = Case { id: self.id::<CaseId>(), kind, name, values };
            changes.push(Change::Case(Edit::Add(case)));
        }
        self.commit(Deed::SetUp, "", changes)?;
        self.relations()
    }

    fn attribute(
        &self,
        owner: AttributeOwner,
        planned: &PlannedAttribute,
    ) -> Result<Attribute, WorkbenchError> {
        let value_type = match planned.value_type.as_str() {
            "text" => ValueType::Text,
            "number" => ValueType::Number,
            "boolean" => ValueType::Boolean,
            "date" => ValueType::Date,
            "choice" => ValueType::Choice(planned.choices.clone()),
            other => return Err(broken(&format!("no type {other}"))),
        };
        Ok(Attribute {
            id: self.id::<AttributeId>(),
            owner,
            name: planned.name.clone(),
            value_type,
        })
    }

    fn case(&self, name: &CaseName) -> Result<CaseId, WorkbenchError> {
        self.workbench.find_case(&format!("{}={}", name.kind, name.name))
    }

    fn relations(&self) -> Result<(), WorkbenchError> {
        let date = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        let mut changes = Vec::new();
        for planned in &self.plan.relations {
            let direction = match planned.direction.as_str() {
                "mutual" => Direction::Mutual,
                _ => Direction::OneWay,
            };
            changes.push(Change::Relation(Edit::Add(Relation {
                id: self.id::<RelationId>(),
                kind: planned.kind.clone(),
                from: self.case(&planned.from)?,
                to: self.case(&planned.to)?,
                direction,
                since: date(&planned.since),
                until: date(&planned.until),
            })));
        }
        self.commit(Deed::SetUp, "", changes)
    }

    /// The interviews come in one by one, on the day after each.
    fn sources(&self) -> Result<(), WorkbenchError> {
        for planned in &self.plan.sources {
            let transcript = Self::transcript(&planned.file)?;
            if let Some(date) = planned.values.get("dato").and_then(serde_json::Value::as_str) {
                let day_after = format!("{date}T20:15:00Z")
                    .parse()
                    .map_err(|_not_a_date| broken(&format!("{date} is not a date")))?;
                self.clock.set(day_after);
            }
            let participant = planned.participants.first().and_then(|alias| {
                self.workbench.read(|p| p.participant_named(alias).map(|found| found.id))
            });
            let mut values = BTreeMap::new();
            for (name, value) in &planned.values {
                let attribute = self.workbench.read(|project| {
                    project.attribute_named(AttributeOwner::Sources, name).cloned()
                });
                let attribute = attribute.ok_or_else(|| broken(&format!("no attribute {name}")))?;
                values.insert(attribute.id, read_value(&attribute, value)?);
            }
            let (source, text) = self.source(planned, &transcript, participant, values)?;
            let mut changes = vec![Change::Source(Edit::Add(source.clone()))];
            for case in &planned.cases {
                let (id, case) = (self.id::<TieId>(), self.case(case)?);
                let tie = Tie { id, case, source: source.id, span: None, displaced: false };
                changes.push(Change::Tie(Edit::Add(tie)));
            }
            let subject = planned.name.clone();
            let change = Change::Batch { deed: Deed::Import, subject, changes };
            self.workbench.commit_with_texts(self.lead()?, Intent::Do, change, &[text])?;
        }
        Ok(())
    }

    fn transcript(file: &str) -> Result<transcript::Transcript, WorkbenchError> {
        let found = transcript::INTERVIEWS.iter().find(|(name, _)| *name == file);
        let (_, content) = found.ok_or_else(|| broken(&format!("no file {file}")))?;
        transcript::read(content).map_err(|error| broken(&format!("{file}: {error}")))
    }

    fn source(
        &self,
        planned: &plan::PlannedSource,
        transcript: &transcript::Transcript,
        participant: Option<ParticipantId>,
        values: BTreeMap<AttributeId, Value>,
    ) -> Result<(Source, TextToKeep), WorkbenchError> {
        let content = &transcript.coded.text;
        let hints = Hints { file_name: "interview.txt", encoding: None };
        let read = funn_formats::read(content.as_bytes(), &hints)
            .map_err(|error| broken(&format!("{}: {error}", planned.file)))?;
        let mut structure = read.value.structure;
        for block in &mut structure.blocks {
            if transcript.headings.contains(&block.span) {
                *block = Block { span: block.span, kind: BlockKind::Heading(1) };
            }
        }
        let text = Text::new(read.value.text);
        let added = self.workbench.now();
        let revision = Revision {
            text: self.id::<TextId>(),
            characters: text.characters(),
            words: count_words(text.as_str()),
            structure,
            at: added,
            edits: None,
        };
        let keep = TextToKeep { id: revision.text, owner: participant, text };
        let source = Source {
            id: self.id::<SourceId>(),
            name: planned.name.clone(),
            kind: SourceKind::Transcript,
            participant,
            decoded_from: read.value.decoded_from,
            revisions: vec![revision],
            values,
            added,
        };
        Ok((source, keep))
    }

    /// Each round in its own time: codes first, then coding by coding, then it is closed.
    fn rounds(&self) -> Result<(), WorkbenchError> {
        for planned in &self.plan.rounds {
            self.clock.set(planned.started);
            let round = Round {
                id: self.id::<RoundId>(),
                number: planned.number,
                name: planned.name.clone(),
                closed: None,
            };
            self.workbench.add(self.lead()?, round.clone())?;
            match planned.number {
                1 => self.codes(|path| path.starts_with("Guide"))?,
                2 => self.codes(|path| !path.starts_with("Guide"))?,
                _ => {}
            }
            self.code_round(&round)?;
            if let Some(closed) = planned.closed {
                self.clock.set(closed);
                let at = self.workbench.now();
                self.workbench
                    .revise::<Round>(self.lead()?, round.id, |round| round.closed = Some(at))?;
            }
        }
        Ok(())
    }

    fn codes(&self, wanted: impl Fn(&str) -> bool) -> Result<(), WorkbenchError> {
        let mut changes = Vec::new();
        let mut made: BTreeMap<&str, CodeId> = BTreeMap::new();
        for planned in self.plan.codes.iter().filter(|code| wanted(&code.path)) {
            let (above, name) = match planned.path.rsplit_once('/') {
                Some((above, name)) => (made.get(above).copied(), name),
                None => (None, planned.path.as_str()),
            };
            let mut code = Code::named(self.id(), above, name);
            code.position = u32::try_from(made.len()).unwrap_or_default();
            code.colour = planned.colour.parse().ok();
            code.is_codable = planned.codable;
            code.definition.clone_from(&planned.definition);
            code.inclusion.clone_from(&planned.inclusion);
            code.exclusion.clone_from(&planned.exclusion);
            code.example.clone_from(&planned.example);
            made.insert(&planned.path, code.id);
            changes.push(Change::Code(Edit::Add(code)));
        }
        self.commit(Deed::ImportCodebook, "", changes)
    }

    fn code_round(&self, round: &Round) -> Result<(), WorkbenchError> {
        let number = round.number.to_string();
        for planned in &self.plan.sources {
            let transcript = Self::transcript(&planned.file)?;
            for mark in &transcript.coded.marks {
                if !mark.facets.iter().any(|(name, value)| name == "round" && *value == number) {
                    continue;
                }
                let facets = mark.facets.iter().filter(|(name, _)| name != "round");
                let facets: Result<Vec<FacetMark>, WorkbenchError> =
                    facets.map(|(name, value)| self.facet_mark(name, value)).collect();
                let source = self.workbench.read(|p| p.source_named(&planned.name).map(|s| s.id));
                let request = CodingRequest {
                    source: source.ok_or_else(|| broken(&planned.name))?,
                    span: mark.span,
                    codes: vec![self.workbench.find_code(&mark.name)?],
                    paths: Vec::new(),
                    facets: facets?,
                    weight: None,
                    round: Some(round.id),
                };
                self.clock.0.fetch_add(STEP_MS, Ordering::Relaxed);
                let coder = self.user(mark.coder.as_deref().unwrap_or_default())?;
                self.workbench.code(coder, &request)?;
            }
        }
        Ok(())
    }

    fn facet_mark(&self, name: &str, value: &str) -> Result<FacetMark, WorkbenchError> {
        let found = self.workbench.read(|project| {
            let facet = project.facet_named(name)?;
            let value = project.facet_value_named(facet.id, value)?;
            Some(FacetMark { facet: facet.id, value: value.id })
        });
        found.ok_or_else(|| broken(&format!("no {name}={value}")))
    }

    /// Sets, saved queries and memos, in the order of their dates.
    fn afterthoughts(&self) -> Result<(), WorkbenchError> {
        for planned in &self.plan.sets {
            let members: Result<Vec<SetMember>, WorkbenchError> = planned
                .members
                .iter()
                .map(|member| match member {
                    plan::PlannedMember::Case(name) => Ok(SetMember::Case(self.case(name)?)),
                    plan::PlannedMember::Code(path) => {
                        Ok(SetMember::Code(self.workbench.find_code(path)?))
                    }
                })
                .collect();
            let set = Set { id: self.id::<SetId>(), name: planned.name.clone(), members: members? };
            self.workbench.add(self.lead()?, set)?;
        }
        for planned in &self.plan.queries {
            let (id, name, text) =
                (self.id::<SavedQueryId>(), planned.name.clone(), planned.text.clone());
            self.workbench.add(self.lead()?, SavedQuery { id, name, text })?;
        }
        for planned in &self.plan.memos {
            let at = Moment(planned.created.as_millisecond());
            let memo = Memo {
                id: self.id::<MemoId>(),
                target: self.target(&planned.target)?,
                kind: memo_kind(&planned.kind),
                title: planned.title.clone(),
                body: planned.body.clone(),
                user: self.user(&planned.user)?,
                created: at,
                modified: at,
                displaced: false,
            };
            self.workbench.add(memo.user, memo)?;
        }
        Ok(())
    }

    fn target(&self, planned: &PlannedTarget) -> Result<Target, WorkbenchError> {
        Ok(match planned {
            PlannedTarget::Study(_) => Target::Study,
            PlannedTarget::Code { code } => Target::Code(self.workbench.find_code(code)?),
            PlannedTarget::Case { case } => Target::Case(self.case(case)?),
            PlannedTarget::Quote { source, quote } => {
                let found = self.workbench.read(|project| {
                    let source = project.source_named(source)?;
                    let text = project.source_text(source.id)?;
                    let byte = text.as_str().find(quote.as_str())?;
                    Some((source.id, text.span_of_bytes(byte..byte + quote.len())))
                });
                let (source, span): (SourceId, Span) =
                    found.ok_or_else(|| broken(&format!("no passage {quote}")))?;
                Target::Passage(source, span)
            }
        })
    }
}

fn read_value(attribute: &Attribute, value: &serde_json::Value) -> Result<Value, WorkbenchError> {
    let written = match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    crate::cases::read_value(attribute, &written)?
        .ok_or_else(|| broken(&format!("{} is empty", attribute.name)))
}

fn glyph(name: &str) -> Option<Glyph> {
    Some(match name {
        "up" => Glyph::Up,
        "down" => Glyph::Down,
        "diamond" => Glyph::Diamond,
        "dot" => Glyph::Dot,
        "square" => Glyph::Square,
        _ => return None,
    })
}

fn memo_kind(name: &str) -> MemoKind {
    match name {
        "theory" => MemoKind::Theory,
        "method" => MemoKind::Method,
        "reflection" => MemoKind::Reflection,
        "todo" => MemoKind::ToDo,
        _ => MemoKind::Note,
    }
}
