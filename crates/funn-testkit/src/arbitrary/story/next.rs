//! What could happen next in a study.

use funn_model::case::{AttributeOwner, Direction, ValueType};
use funn_model::project::Ref;
use funn_model::{
    Attribute, AttributeId, Block, BlockKind, Case, CaseId, CaseKind, CaseKindId, Change, Checksum,
    Code, CodeId, Coding, CodingId, Colour, DecodedFrom, Deed, Edit, EditMap, Facet, FacetId,
    FacetMark, FacetValue, FacetValueId, Glyph, Guide, GuideBlock, GuideId, GuideQuestion,
    LineEnds, Memo, MemoId, MemoKind, Moment, Participant, ParticipantId, Project, Record,
    Relation, RelationId, Replacement, Revision, Round, RoundId, SavedQuery, SavedQueryId, Set,
    SetId, SetMember, Shelf, Source, SourceId, SourceKind, Span, Structure, StudyDetails, Target,
    TextId, TextRevision, Tie, TieId, TimeMark, Turn, User, UserId, Value,
};

use super::{Step, pick};

/// A change that may be valid, with its texts.
pub(super) struct Idea {
    pub(super) change: Change,
    pub(super) texts: Vec<(TextId, Option<ParticipantId>, String)>,
}

impl From<Change> for Idea {
    fn from(change: Change) -> Self {
        Self { change, texts: Vec::new() }
    }
}

/// Kinds of step that bring one of each noun.
pub(super) const OPENING: &[u16] =
    &[0, 1, 2, 11, 3, 3, 4, 4, 5, 15, 9, 9, 10, 10, 11, 6, 6, 7, 8, 12, 13, 14, 16, 17];

const DEEDS: [Deed; 4] = [Deed::Import, Deed::AutoCode, Deed::MergeCodes, Deed::Other];

pub(super) fn deed(by: u32) -> Deed {
    pick(DEEDS.len(), by).and_then(|place| DEEDS.get(place)).copied().unwrap_or(Deed::Other)
}

/// Counts ids, so that each is new.
#[derive(Debug, Default)]
pub(super) struct Teller {
    last: u128,
}

macro_rules! fresh {
    ($teller:expr, $id:ident) => {{
        $teller.last += 1;
        $id::from_number($teller.last)
    }};
}

fn any_of<T: Record>(shelf: &Shelf<T>, by: u32) -> Option<&T> {
    let records = shelf.by_id();
    pick(records.len(), by).and_then(|place| records.get(place).copied())
}

/// Removes a record that nothing refers to.
fn removable<T: Record>(
    project: &Project,
    shelf: &Shelf<T>,
    by: u32,
    reference: impl Fn(T::Id) -> Ref,
) -> Option<Edit<T>> {
    let records = shelf.by_id().into_iter().map(Record::id);
    let free: Vec<T::Id> = records.filter(|&id| project.uses(reference(id)) == 0).collect();
    pick(free.len(), by).and_then(|place| free.get(place)).map(|&id| Edit::Remove(id))
}

impl Teller {
    /// What a step makes of the study; none when it makes nothing.
    pub(super) fn idea(&mut self, project: &Project, step: &Step) -> Option<Idea> {
        let adds = step.b.is_multiple_of(3);
        let removes = matches!(step.b % 9, 1 | 4);
        let change = match step.what / 12 % 18 {
            0 => {
                Change::Study(StudyDetails { title: step.word.clone(), ..StudyDetails::default() })
            }
            1 => Change::User(self.user(project, step, (adds, removes))?),
            2 => Change::Participant(self.participant(project, step, (adds, removes))?),
            3 => return self.source(project, step, (adds, removes)),
            4 => Change::Code(self.code(project, step, (adds, removes))?),
            5 => Change::Facet(self.facet(project, step, (adds, removes))?),
            6 => Change::Coding(self.coding(project, step, (adds, removes))?),
            7 => Change::Tie(self.tie(project, step, (adds, removes))?),
            8 => Change::Relation(self.relation(project, step, (adds, removes))?),
            9 => Change::CaseKind(self.case_kind(project, step, (adds, removes))?),
            10 => Change::Case(self.case(project, step, (adds, removes))?),
            11 => Change::Attribute(self.attribute(project, step, (adds, removes))?),
            12 => Change::Memo(self.memo(project, step, (adds, removes))?),
            13 => Change::Set(self.set(project, step, (adds, removes))?),
            14 => Change::Guide(self.guide(project, step, (adds, removes))),
            15 => Change::Round(self.round(project, step, (adds, removes))?),
            16 => Change::SavedQuery(self.saved_query(project, step, (adds, removes))),
            _ => return self.revision(project, step),
        };
        Some(change.into())
    }

    fn user(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<User>> {
        let user = any_of(project.users(), step.a).filter(|_| !adds);
        let Some(user) = user else {
            return Some(Edit::Add(User { id: fresh!(self, UserId), name: step.word.clone() }));
        };
        if removes {
            return removable(project, project.users(), step.a, Ref::User);
        }
        Some(Edit::Replace(User { name: step.word.clone(), ..user.clone() }))
    }

    fn participant(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Participant>> {
        let alias = step.word.clone();
        let known = any_of(project.participants(), step.a).filter(|_| !adds);
        let Some(known) = known else {
            return Some(Edit::Add(Participant { id: fresh!(self, ParticipantId), alias }));
        };
        if removes {
            return removable(project, project.participants(), step.a, Ref::Participant);
        }
        Some(Edit::Replace(Participant { alias, ..known.clone() }))
    }

    fn source(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Idea> {
        let known = any_of(project.sources(), step.a).filter(|_| !adds);
        if let Some(source) = known {
            let edit = if removes {
                removable(project, project.sources(), step.a, Ref::Source)?
            } else {
                let attributes = project.attributes().by_id();
                let attribute = attributes.iter().find(|a| a.owner == AttributeOwner::Sources);
                let mut values = source.values.clone();
                values
                    .extend(attribute.and_then(|a| Some((a.id, value_for(&a.value_type, step)?))));
                Edit::Replace(Source { name: step.word.clone(), values, ..source.clone() })
            };
            return Some(Change::Source(edit).into());
        }
        let text = format!("I: {0} spør\nR1: {0} svarer 😀 e\u{301}\n{0}", step.word.repeat(3));
        let characters = u32::try_from(text.chars().count()).ok()?;
        let participant = any_of(project.participants(), step.c).filter(|_| step.c % 2 == 1);
        let participant = participant.map(|participant| participant.id);
        let revision = Revision {
            text: fresh!(self, TextId),
            characters,
            words: 4,
            structure: structure(characters, step),
            at: moment(step),
            edits: None,
        };
        let texts = vec![(revision.text, participant, text)];
        let source = Source {
            id: fresh!(self, SourceId),
            name: step.word.clone(),
            kind: if step.c.is_multiple_of(2) {
                SourceKind::Document
            } else {
                SourceKind::Transcript
            },
            participant,
            decoded_from: DecodedFrom {
                format: "txt".to_owned(),
                encoding: "UTF-8".to_owned(),
                had_bom: step.c.is_multiple_of(4),
                line_ends: LineEnds::CrLf,
            },
            revisions: vec![revision],
            values: std::collections::BTreeMap::new(),
            added: moment(step),
        };
        Some(Idea { change: Change::Source(Edit::Add(source)), texts })
    }

    fn code(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Code>> {
        let parent = any_of(project.codes(), step.c)
            .filter(|_| !step.c.is_multiple_of(3))
            .map(|code| code.id);
        let known = any_of(project.codes(), step.a).filter(|_| !adds);
        let Some(known) = known else {
            let code = Code::named(fresh!(self, CodeId), parent, step.word.clone());
            return Some(Edit::Add(code));
        };
        if removes {
            return removable(project, project.codes(), step.a, Ref::Code);
        }
        Some(Edit::Replace(Code {
            parent,
            name: step.word.clone(),
            position: step.c % 10,
            colour: Some(Colour([1, 2, 3])),
            is_codable: !step.c.is_multiple_of(11),
            definition: step.word.repeat(2),
            ..known.clone()
        }))
    }

    fn facet(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Facet>> {
        let value = FacetValue {
            id: fresh!(self, FacetValueId),
            name: step.word.clone(),
            glyph: Some(Glyph::Up),
        };
        let known = any_of(project.facets(), step.a).filter(|_| !adds);
        let Some(known) = known else {
            let (id, name) = (fresh!(self, FacetId), step.word.clone());
            return Some(Edit::Add(Facet {
                id,
                name,
                definition: String::new(),
                values: vec![value],
            }));
        };
        if removes {
            return removable(project, project.facets(), step.a, Ref::Facet);
        }
        let mut facet = known.clone();
        facet.values.push(value);
        Some(Edit::Replace(facet))
    }

    fn coding(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Coding>> {
        let known = any_of(project.codings(), step.a).filter(|_| !adds);
        if known.is_some() && removes {
            return removable(project, project.codings(), step.a, Ref::Coding);
        }
        let source = known.map_or_else(
            || any_of(project.sources(), step.a).map(|source| source.id),
            |known| Some(known.source),
        )?;
        let text = project.source_text(source)?;
        let span = passage(text.characters(), step)?;
        let facet = any_of(project.facets(), step.c).filter(|_| step.c % 2 == 1);
        let mark = facet
            .and_then(|facet| Some(FacetMark { facet: facet.id, value: facet.values.first()?.id }));
        let round = any_of(project.rounds(), step.c).filter(|_| step.c.is_multiple_of(3));
        let coding = Coding {
            id: known.map_or_else(|| fresh!(self, CodingId), |known| known.id),
            code: any_of(project.codes(), step.c)?.id,
            source,
            span,
            checksum: Checksum::of(project.salt(), text.passage(span)),
            coder: any_of(project.users(), step.c)?.id,
            at: moment(step),
            round: round.map(|round| round.id),
            facets: mark.into_iter().collect(),
            weight: u8::try_from(step.c % 150).ok().filter(|&weight| weight <= 100),
            displaced: false,
        };
        Some(if known.is_some() { Edit::Replace(coding) } else { Edit::Add(coding) })
    }

    fn tie(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Tie>> {
        let known = any_of(project.ties(), step.a).filter(|_| !adds);
        if let Some(known) = known.filter(|_| removes) {
            return Some(Edit::Remove(known.id));
        }
        let source = any_of(project.sources(), step.c)?;
        let tie = Tie {
            id: known.map_or_else(|| fresh!(self, TieId), |known| known.id),
            case: any_of(project.cases(), step.a)?.id,
            source: source.id,
            span: passage(source.characters(), step).filter(|_| step.c % 2 == 1),
            displaced: false,
        };
        Some(if known.is_some() { Edit::Replace(tie) } else { Edit::Add(tie) })
    }

    fn relation(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Relation>> {
        let known = any_of(project.relations(), step.a).filter(|_| !adds);
        if let Some(known) = known.filter(|_| removes) {
            return Some(Edit::Remove(known.id));
        }
        let relation = Relation {
            id: known.map_or_else(|| fresh!(self, RelationId), |known| known.id),
            kind: step.word.clone(),
            from: any_of(project.cases(), step.a)?.id,
            to: any_of(project.cases(), step.a.wrapping_add(1))?.id,
            direction: if step.c.is_multiple_of(2) { Direction::OneWay } else { Direction::Mutual },
            since: Some(date(step)),
            until: None,
        };
        Some(if known.is_some() { Edit::Replace(relation) } else { Edit::Add(relation) })
    }

    fn case_kind(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<CaseKind>> {
        let name = step.word.clone();
        let known = any_of(project.case_kinds(), step.a).filter(|_| !adds);
        let Some(known) = known else {
            return Some(Edit::Add(CaseKind { id: fresh!(self, CaseKindId), name }));
        };
        if removes {
            return removable(project, project.case_kinds(), step.a, Ref::CaseKind);
        }
        Some(Edit::Replace(CaseKind { name, ..known.clone() }))
    }

    fn case(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Case>> {
        let known = any_of(project.cases(), step.a).filter(|_| !adds);
        if known.is_some() && removes {
            return removable(project, project.cases(), step.a, Ref::Case);
        }
        let kind = match known {
            Some(known) => known.kind,
            None => any_of(project.case_kinds(), step.c)?.id,
        };
        let attributes = project.attributes().by_id();
        let known_values = attributes
            .iter()
            .filter(|attribute| attribute.owner == AttributeOwner::CaseKind(kind))
            .filter_map(|attribute| Some((attribute.id, value_for(&attribute.value_type, step)?)));
        let case = Case {
            id: known.map_or_else(|| fresh!(self, CaseId), |known| known.id),
            kind,
            name: step.word.clone(),
            values: known_values.collect(),
        };
        Some(if known.is_some() { Edit::Replace(case) } else { Edit::Add(case) })
    }

    fn attribute(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Attribute>> {
        let known = any_of(project.attributes(), step.a).filter(|_| !adds);
        let Some(known) = known else {
            let kind = any_of(project.case_kinds(), step.a).filter(|_| !step.a.is_multiple_of(3));
            return Some(Edit::Add(Attribute {
                id: fresh!(self, AttributeId),
                owner: kind.map_or(AttributeOwner::Sources, |k| AttributeOwner::CaseKind(k.id)),
                name: step.word.clone(),
                value_type: match step.c % 5 {
                    0 => ValueType::Text,
                    1 => ValueType::Number,
                    2 => ValueType::Boolean,
                    3 => ValueType::Date,
                    _ => ValueType::Choice(vec!["lav".to_owned(), "høy".to_owned()]),
                },
            }));
        };
        if removes {
            return removable(project, project.attributes(), step.a, Ref::Attribute);
        }
        Some(Edit::Replace(Attribute { name: step.word.clone(), ..known.clone() }))
    }

    fn memo(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Memo>> {
        let known = any_of(project.memos(), step.a).filter(|_| !adds);
        if known.is_some() && removes {
            return removable(project, project.memos(), step.a, Ref::Memo);
        }
        let source = any_of(project.sources(), step.c);
        let target = match step.c % 8 {
            0 => source.and_then(|source| {
                Some(Target::Passage(source.id, passage(source.characters(), step)?))
            }),
            1 => source.map(|source| Target::Source(source.id)),
            2 => any_of(project.codes(), step.a).map(|code| Target::Code(code.id)),
            3 => any_of(project.codings(), step.a).map(|coding| Target::Coding(coding.id)),
            4 => any_of(project.cases(), step.a).map(|case| Target::Case(case.id)),
            5 => any_of(project.sets(), step.a).map(|set| Target::Set(set.id)),
            6 => any_of(project.memos(), step.c).map(|memo| Target::Memo(memo.id)),
            _ => None,
        };
        let memo = Memo {
            id: known.map_or_else(|| fresh!(self, MemoId), |known| known.id),
            target: target.unwrap_or(Target::Study),
            kind: MemoKind::Reflection,
            title: step.word.clone(),
            body: format!("# {}\n\n*slik* \"sa\" de", step.word),
            user: any_of(project.users(), step.c)?.id,
            created: moment(step),
            modified: moment(step),
            displaced: false,
        };
        Some(if known.is_some() { Edit::Replace(memo) } else { Edit::Add(memo) })
    }

    fn set(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Set>> {
        let known = any_of(project.sets(), step.a).filter(|_| !adds);
        if known.is_some() && removes {
            return removable(project, project.sets(), step.a, Ref::Set);
        }
        let members = [
            any_of(project.sources(), step.c).map(|source| SetMember::Source(source.id)),
            any_of(project.codes(), step.c).map(|code| SetMember::Code(code.id)),
            any_of(project.cases(), step.c).map(|case| SetMember::Case(case.id)),
            any_of(project.memos(), step.c).map(|memo| SetMember::Memo(memo.id)),
        ];
        let set = Set {
            id: known.map_or_else(|| fresh!(self, SetId), |known| known.id),
            name: step.word.clone(),
            members: members.into_iter().flatten().collect(),
        };
        Some(if known.is_some() { Edit::Replace(set) } else { Edit::Add(set) })
    }

    fn guide(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Edit<Guide> {
        let known = any_of(project.guides(), step.a).filter(|_| !adds);
        if let Some(known) = known.filter(|_| removes) {
            return Edit::Remove(known.id);
        }
        let question = GuideQuestion { key: "3b".to_owned(), text: step.word.clone() };
        let guide = Guide {
            id: known.map_or_else(|| fresh!(self, GuideId), |known| known.id),
            title: step.word.clone(),
            version: step.c % 4 + 1,
            at: moment(step),
            blocks: vec![GuideBlock { title: step.word.clone(), questions: vec![question] }],
        };
        if known.is_some() { Edit::Replace(guide) } else { Edit::Add(guide) }
    }

    fn round(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Option<Edit<Round>> {
        let known = any_of(project.rounds(), step.a).filter(|_| !adds);
        let Some(known) = known else {
            let (id, number) = (fresh!(self, RoundId), step.a % 1000 + 1);
            return Some(Edit::Add(Round { id, number, name: step.word.clone(), closed: None }));
        };
        if removes {
            return removable(project, project.rounds(), step.a, Ref::Round);
        }
        let closed = step.c.is_multiple_of(4).then(|| moment(step));
        Some(Edit::Replace(Round { closed, ..known.clone() }))
    }

    fn saved_query(
        &mut self,
        project: &Project,
        step: &Step,
        (adds, removes): (bool, bool),
    ) -> Edit<SavedQuery> {
        let known = any_of(project.saved_queries(), step.a).filter(|_| !adds);
        if let Some(known) = known.filter(|_| removes) {
            return Edit::Remove(known.id);
        }
        let query = SavedQuery {
            id: known.map_or_else(|| fresh!(self, SavedQueryId), |known| known.id),
            name: step.word.clone(),
            text: format!("code:\"{}\"", step.word),
        };
        if known.is_some() { Edit::Replace(query) } else { Edit::Add(query) }
    }

    /// A correction: one or two stretches are replaced, removed or inserted.
    fn revision(&mut self, project: &Project, step: &Step) -> Option<Idea> {
        let source = any_of(project.sources(), step.a)?;
        let old: Vec<char> = project.source_text(source.id)?.as_str().chars().collect();
        let length = u32::try_from(old.len()).ok()?;
        let first = step.b % length.max(1);
        let second = first + 1 + step.c % length.max(1);
        let (mut replacements, mut text, mut copied) = (Vec::new(), String::new(), 0);
        for (start, removed) in [(first, step.c % 5), (second, step.b % 7)] {
            let end = (start + removed).min(length);
            if start < copied || start > length || (start == copied && copied > 0) {
                continue;
            }
            let inserted = step.word.chars().take(pick(4, start.wrapping_add(step.c))?);
            let inserted: String = inserted.collect();
            text.extend(slice(&old, copied, start));
            text.push_str(&inserted);
            let inserted = u32::try_from(inserted.chars().count()).ok()?;
            replacements.push(Replacement { span: Span::new(start, end), inserted });
            copied = end;
        }
        text.extend(slice(&old, copied, length));
        let characters = u32::try_from(text.chars().count()).ok()?;
        let revision = Revision {
            text: fresh!(self, TextId),
            characters,
            words: 4,
            structure: structure(characters, step),
            at: moment(step),
            edits: Some(EditMap::new(replacements).ok()?),
        };
        let texts = vec![(revision.text, source.participant, text)];
        let change = Change::ReviseText(TextRevision { source: source.id, revision });
        Some(Idea { change, texts })
    }
}

fn slice(characters: &[char], start: u32, end: u32) -> impl Iterator<Item = &char> {
    let index = |position| usize::try_from(position).unwrap_or(usize::MAX);
    characters.get(index(start)..index(end)).unwrap_or_default().iter()
}

fn moment(step: &Step) -> Moment {
    Moment(1_677_000_000_000 + i64::from(step.a))
}

fn date(step: &Step) -> jiff::civil::Date {
    let month = i8::try_from(step.c % 12 + 1).unwrap_or(1);
    jiff::civil::Date::new(2023, month, 14).unwrap_or_default()
}

fn passage(characters: u32, step: &Step) -> Option<Span> {
    let start = step.b.checked_rem(characters)?;
    let length = 1 + step.c % 20;
    Some(Span::new(start, (start + length).min(characters)))
}

fn structure(characters: u32, step: &Step) -> Structure {
    let cut = characters / 2;
    let halves = [Span::new(0, cut), Span::new(cut, characters)];
    let blocks = halves.map(|span| Block { span, kind: BlockKind::Paragraph });
    let turns = halves.map(|span| Turn {
        span,
        label: Span::new(span.start, span.start),
        speaker: step.word.clone(),
    });
    let times = vec![TimeMark { position: cut, time_ms: u64::from(step.c) }];
    Structure { blocks: blocks.to_vec(), turns: turns.to_vec(), times }
}

fn value_for(value_type: &ValueType, step: &Step) -> Option<Value> {
    Some(match value_type {
        ValueType::Text => Value::Text(step.word.clone()),
        ValueType::Number => Value::Number(f64::from(step.c) / 7.0),
        ValueType::Boolean => Value::Boolean(step.c.is_multiple_of(2)),
        ValueType::Date => Value::Date(date(step)),
        ValueType::Choice(choices) => {
            Value::Text(choices.get(pick(choices.len(), step.c)?)?.clone())
        }
    })
}
