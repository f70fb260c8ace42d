//! Arbitrary records and changes, valid or not.

use std::collections::BTreeMap;

use funn_model::case::{AttributeOwner, Direction, ValueType};
use funn_model::change::Anchor;
use funn_model::{
    Attribute, AttributeId, Block, BlockKind, Case, CaseId, CaseKind, CaseKindId, Change, Checksum,
    Code, CodeId, Coding, CodingId, Colour, DecodedFrom, Deed, Edit, EditMap, Facet, FacetId,
    FacetMark, FacetValue, FacetValueId, Glyph, Guide, GuideBlock, GuideId, GuideQuestion,
    LineEnds, Memo, MemoId, MemoKind, Moment, Participant, ParticipantId, Record, Relation,
    RelationId, Replacement, Revision, Round, RoundId, SavedQuery, SavedQueryId, Set, SetId,
    SetMember, Source, SourceId, SourceKind, Span, Structure, StudyDetails, Target, TextId,
    TextRevision, Tie, TieId, TimeMark, Turn, User, UserId, Value,
};
use jiff::civil::Date;
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// Any text: letters of several scripts, astral and combining characters, line ends, quotes.
pub fn text() -> impl Strategy<Value = String> + Clone {
    "([a-zæøå ]|[\"\\\\\n\r\t/]|[😀👩🏽‍🚀]|e\u{301}|\\PC){0,24}"
}

fn boxed<T: std::fmt::Debug + 'static>(
    strategy: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<T> {
    strategy.boxed()
}

macro_rules! ids {
    ($($name:ident: $id:ident)+) => {$(
        fn $name() -> impl Strategy<Value = $id> + Clone {
            any::<[u8; 16]>().prop_map($id::from_bytes)
        }
    )+};
}
ids! {
    attribute_id: AttributeId
    case_id: CaseId
    case_kind_id: CaseKindId
    code_id: CodeId
    coding_id: CodingId
    facet_id: FacetId
    facet_value_id: FacetValueId
    guide_id: GuideId
    memo_id: MemoId
    participant_id: ParticipantId
    relation_id: RelationId
    round_id: RoundId
    saved_query_id: SavedQueryId
    set_id: SetId
    source_id: SourceId
    text_id: TextId
    tie_id: TieId
    user_id: UserId
}

fn moment() -> impl Strategy<Value = Moment> + Clone {
    any::<i64>().prop_map(Moment)
}

fn span() -> impl Strategy<Value = Span> + Clone {
    any::<(u32, u32)>().prop_map(|(a, b)| Span::new(a, b))
}

fn date() -> impl Strategy<Value = Date> + Clone {
    (0_i16..9999, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap_or_default())
}

fn number() -> impl Strategy<Value = f64> + Clone {
    any::<f64>().prop_filter("finite", |number| number.is_finite())
}

fn value() -> impl Strategy<Value = Value> + Clone {
    prop_oneof![
        text().prop_map(Value::Text),
        number().prop_map(Value::Number),
        any::<bool>().prop_map(Value::Boolean),
        date().prop_map(Value::Date),
    ]
}

fn values() -> impl Strategy<Value = BTreeMap<AttributeId, Value>> {
    btree_map(attribute_id(), value(), 0..3)
}

fn user() -> impl Strategy<Value = User> {
    (user_id(), text()).prop_map(|(id, name)| User { id, name })
}

fn participant() -> impl Strategy<Value = Participant> {
    (participant_id(), text()).prop_map(|(id, alias)| Participant { id, alias })
}

fn round() -> impl Strategy<Value = Round> {
    (round_id(), any::<u32>(), text(), of(moment())).prop_map(|(id, number, name, closed)| Round {
        id,
        number,
        name,
        closed,
    })
}

fn details() -> impl Strategy<Value = StudyDetails> {
    (text(), text(), text(), text()).prop_map(|(title, question, language, welcome)| StudyDetails {
        title,
        question,
        language,
        welcome,
    })
}

fn block_kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        Just(BlockKind::Paragraph),
        any::<u8>().prop_map(BlockKind::Heading),
        any::<(u8, bool)>().prop_map(|(depth, ordered)| BlockKind::ListItem { depth, ordered }),
        any::<(u32, u32, u32)>().prop_map(|(table, row, column)| BlockKind::TableCell {
            table,
            row,
            column
        }),
        Just(BlockKind::Quote),
        any::<u32>().prop_map(BlockKind::PageStart),
    ]
}

fn structure() -> impl Strategy<Value = Structure> {
    let block = (span(), block_kind()).prop_map(|(span, kind)| Block { span, kind });
    let turn =
        (span(), span(), text()).prop_map(|(span, label, speaker)| Turn { span, label, speaker });
    let time = any::<(u32, u64)>().prop_map(|(position, time_ms)| TimeMark { position, time_ms });
    (vec(block, 0..4), vec(turn, 0..3), vec(time, 0..3))
        .prop_map(|(blocks, turns, times)| Structure { blocks, turns, times })
}

fn edits() -> impl Strategy<Value = EditMap> {
    vec((1..9_u32, 0..9_u32, 0..9_u32), 0..4).prop_map(|steps| {
        let mut position = 0;
        let replacements = steps.into_iter().map(|(gap, removed, inserted)| {
            let start = position + gap;
            position = start + removed;
            Replacement { span: Span::new(start, position), inserted }
        });
        EditMap::new(replacements.collect()).unwrap_or_default()
    })
}

fn revision() -> impl Strategy<Value = Revision> {
    (text_id(), any::<u32>(), any::<u32>(), structure(), moment(), of(edits())).prop_map(
        |(text, characters, words, structure, at, edits)| Revision {
            text,
            characters,
            words,
            structure,
            at,
            edits,
        },
    )
}

fn decoded_from() -> impl Strategy<Value = DecodedFrom> {
    let ends = select(vec![LineEnds::Lf, LineEnds::CrLf, LineEnds::Cr, LineEnds::Mixed]);
    (text(), text(), any::<bool>(), ends).prop_map(|(format, encoding, had_bom, line_ends)| {
        DecodedFrom { format, encoding, had_bom, line_ends }
    })
}

/// Any source.
pub fn source() -> impl Strategy<Value = Source> {
    let kind = select(vec![
        SourceKind::Transcript,
        SourceKind::Document,
        SourceKind::FieldNote,
        SourceKind::SurveyAnswer,
    ]);
    (
        (source_id(), text(), kind, of(participant_id())),
        (decoded_from(), vec(revision(), 1..3), values(), moment()),
    )
        .prop_map(
            |((id, name, kind, participant), (decoded_from, revisions, values, added))| Source {
                id,
                name,
                kind,
                participant,
                decoded_from,
                revisions,
                values,
                added,
            },
        )
}

fn code() -> impl Strategy<Value = Code> {
    let colour = of(any::<[u8; 3]>().prop_map(Colour));
    (
        (code_id(), of(code_id()), text(), any::<u32>(), colour, any::<bool>()),
        (text(), text(), text(), text()),
    )
        .prop_map(
            |(
                (id, parent, name, position, colour, is_codable),
                (definition, inclusion, exclusion, example),
            )| Code {
                id,
                parent,
                name,
                position,
                colour,
                is_codable,
                definition,
                inclusion,
                exclusion,
                example,
            },
        )
}

fn facet() -> impl Strategy<Value = Facet> {
    let glyph = select(vec![Glyph::Up, Glyph::Down, Glyph::Diamond, Glyph::Dot, Glyph::Square]);
    let value = (facet_value_id(), text(), of(glyph)).prop_map(|(id, name, glyph)| FacetValue {
        id,
        name,
        glyph,
    });
    (facet_id(), text(), text(), vec(value, 0..4))
        .prop_map(|(id, name, definition, values)| Facet { id, name, definition, values })
}

fn coding() -> impl Strategy<Value = Coding> {
    let mark = (facet_id(), facet_value_id()).prop_map(|(facet, value)| FacetMark { facet, value });
    (
        (coding_id(), code_id(), source_id(), span(), any::<u64>(), user_id(), moment()),
        (of(round_id()), vec(mark, 0..3), of(any::<u8>()), any::<bool>()),
    )
        .prop_map(
            |(
                (id, code, source, span, checksum, coder, at),
                (round, facets, weight, displaced),
            )| {
                let checksum = Checksum(checksum);
                Coding {
                    id,
                    code,
                    source,
                    span,
                    checksum,
                    coder,
                    at,
                    round,
                    facets,
                    weight,
                    displaced,
                }
            },
        )
}

fn case_kind() -> impl Strategy<Value = CaseKind> {
    (case_kind_id(), text()).prop_map(|(id, name)| CaseKind { id, name })
}

fn case() -> impl Strategy<Value = Case> {
    (case_id(), case_kind_id(), text(), values()).prop_map(|(id, kind, name, values)| Case {
        id,
        kind,
        name,
        values,
    })
}

fn attribute() -> impl Strategy<Value = Attribute> {
    let owner = prop_oneof![
        case_kind_id().prop_map(AttributeOwner::CaseKind),
        Just(AttributeOwner::Sources)
    ];
    let value_type = prop_oneof![
        Just(ValueType::Text),
        Just(ValueType::Number),
        Just(ValueType::Boolean),
        Just(ValueType::Date),
        vec(text(), 0..4).prop_map(ValueType::Choice),
    ];
    (attribute_id(), owner, text(), value_type)
        .prop_map(|(id, owner, name, value_type)| Attribute { id, owner, name, value_type })
}

fn tie() -> impl Strategy<Value = Tie> {
    (tie_id(), case_id(), source_id(), of(span()), any::<bool>())
        .prop_map(|(id, case, source, span, displaced)| Tie { id, case, source, span, displaced })
}

fn relation() -> impl Strategy<Value = Relation> {
    let direction = select(vec![Direction::OneWay, Direction::Mutual]);
    (relation_id(), text(), case_id(), case_id(), direction, of(date()), of(date())).prop_map(
        |(id, kind, from, to, direction, since, until)| Relation {
            id,
            kind,
            from,
            to,
            direction,
            since,
            until,
        },
    )
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        Just(Target::Study),
        source_id().prop_map(Target::Source),
        (source_id(), span()).prop_map(|(source, span)| Target::Passage(source, span)),
        code_id().prop_map(Target::Code),
        coding_id().prop_map(Target::Coding),
        case_id().prop_map(Target::Case),
        set_id().prop_map(Target::Set),
        memo_id().prop_map(Target::Memo),
    ]
}

fn memo() -> impl Strategy<Value = Memo> {
    let kind = select(vec![
        MemoKind::Note,
        MemoKind::Theory,
        MemoKind::Method,
        MemoKind::Reflection,
        MemoKind::ToDo,
    ]);
    ((memo_id(), target(), kind, text(), text()), (user_id(), moment(), moment(), any::<bool>()))
        .prop_map(|((id, target, kind, title, body), (user, created, modified, displaced))| Memo {
            id,
            target,
            kind,
            title,
            body,
            user,
            created,
            modified,
            displaced,
        })
}

fn set() -> impl Strategy<Value = Set> {
    let member = prop_oneof![
        source_id().prop_map(SetMember::Source),
        code_id().prop_map(SetMember::Code),
        case_id().prop_map(SetMember::Case),
        memo_id().prop_map(SetMember::Memo),
    ];
    (set_id(), text(), vec(member, 0..4)).prop_map(|(id, name, members)| Set { id, name, members })
}

fn guide() -> impl Strategy<Value = Guide> {
    let question = (text(), text()).prop_map(|(key, text)| GuideQuestion { key, text });
    let block = (text(), vec(question, 0..3))
        .prop_map(|(title, questions)| GuideBlock { title, questions });
    (guide_id(), text(), any::<u32>(), moment(), vec(block, 0..3))
        .prop_map(|(id, title, version, at, blocks)| Guide { id, title, version, at, blocks })
}

fn saved_query() -> impl Strategy<Value = SavedQuery> {
    (saved_query_id(), text(), text()).prop_map(|(id, name, text)| SavedQuery { id, name, text })
}

/// Any edit of a record.
pub fn edit<T: Record + 'static>(
    record: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Edit<T>> {
    (record, 0..3_u8).prop_map(|(record, what)| match what {
        0 => Edit::Add(record),
        1 => Edit::Replace(record),
        _ => Edit::Remove(record.id()),
    })
}

fn anchor() -> impl Strategy<Value = Anchor> {
    let place = (span(), any::<bool>());
    prop_oneof![
        (coding_id(), place.clone(), any::<u64>()).prop_map(|(id, (span, displaced), checksum)| {
            Anchor::Coding(id, span, displaced, Checksum(checksum))
        }),
        (tie_id(), place.clone())
            .prop_map(|(id, (span, displaced))| Anchor::Tie(id, span, displaced)),
        (memo_id(), place).prop_map(|(id, (span, displaced))| Anchor::Memo(id, span, displaced)),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    select(vec![
        Deed::Import,
        Deed::Code,
        Deed::AutoCode,
        Deed::Uncode,
        Deed::Recode,
        Deed::MergeCodes,
        Deed::SplitCode,
        Deed::DeleteCode,
        Deed::DeleteSource,
        Deed::DeleteCase,
        Deed::ImportCodebook,
        Deed::ImportAttributes,
        Deed::CorrectText,
        Deed::SetUp,
        Deed::Other,
    ])
}

fn single_change() -> impl Strategy<Value = Change> {
    let revised = (source_id(), revision())
        .prop_map(|(source, revision)| Change::ReviseText(TextRevision { source, revision }));
    let unrevised = (source_id(), vec(anchor(), 0..4))
        .prop_map(|(source, anchors)| Change::UnreviseText { source, anchors });
    proptest::strategy::Union::new([
        boxed(details().prop_map(Change::Study)),
        boxed(edit(user()).prop_map(Change::User)),
        boxed(edit(participant()).prop_map(Change::Participant)),
        boxed(edit(source()).prop_map(Change::Source)),
        boxed(edit(code()).prop_map(Change::Code)),
        boxed(edit(facet()).prop_map(Change::Facet)),
        boxed(edit(coding()).prop_map(Change::Coding)),
        boxed(edit(case_kind()).prop_map(Change::CaseKind)),
        boxed(edit(case()).prop_map(Change::Case)),
        boxed(edit(attribute()).prop_map(Change::Attribute)),
        boxed(edit(tie()).prop_map(Change::Tie)),
        boxed(edit(relation()).prop_map(Change::Relation)),
        boxed(edit(memo()).prop_map(Change::Memo)),
        boxed(edit(set()).prop_map(Change::Set)),
        boxed(edit(round()).prop_map(Change::Round)),
        boxed(edit(guide()).prop_map(Change::Guide)),
        boxed(edit(saved_query()).prop_map(Change::SavedQuery)),
        boxed(revised),
        boxed(unrevised),
    ])
}

/// Any change at all; what it names need not be there.
pub fn change() -> impl Strategy<Value = Change> {
    single_change().prop_recursive(2, 12, 4, |inner| {
        (deed(), text(), vec(inner, 0..4)).prop_map(|(deed, subject, changes)| Change::Batch {
            deed,
            subject,
            changes,
        })
    })
}
