//! Mirrors of the nouns.

use std::collections::BTreeMap;

use funn_model::case::{AttributeOwner, Direction, ValueType};
use funn_model::{
    Attribute, AttributeId, Block, BlockKind, Case, CaseId, CaseKind, CaseKindId, Checksum, Code,
    CodeId, Coding, CodingId, Colour, DecodedFrom, EditMap, Facet, FacetId, FacetMark, FacetValue,
    FacetValueId, Glyph, Guide, GuideBlock, GuideId, GuideQuestion, LineEnds, Memo, MemoId,
    MemoKind, Moment, Participant, ParticipantId, Relation, RelationId, Replacement, Revision,
    Round, RoundId, SavedQuery, SavedQueryId, Set, SetId, SetMember, Source, SourceId, SourceKind,
    Span, Structure, StudyDetails, Target, TextId, Tie, TieId, TimeMark, Turn, User, UserId, Value,
};
use jiff::civil::Date;

use super::mirror::{mirror_enum, mirror_struct};
use super::{Mirror, WireError};

mirror_struct!(StudyDetails as StudyDetailsWire {
    title: String, question: String, language: String, welcome: String,
});
mirror_struct!(User as UserWire { id: UserId, name: String });
mirror_struct!(Participant as ParticipantWire { id: ParticipantId, alias: String });
mirror_struct!(Round as RoundWire {
    id: RoundId, number: u32, name: String, closed: Option<Moment>,
});

mirror_enum!(SourceKind as SourceKindWire { Transcript, Document, FieldNote, SurveyAnswer });
mirror_enum!(LineEnds as LineEndsWire { Lf, CrLf, Cr, Mixed });
mirror_struct!(DecodedFrom as DecodedFromWire {
    format: String, encoding: String, had_bom: bool, line_ends: LineEnds,
});
mirror_enum!(BlockKind as BlockKindWire {
    Paragraph,
    Heading(level: u8),
    ListItem { depth: u8, ordered: bool },
    TableCell { table: u32, row: u32, column: u32 },
    Quote,
    PageStart(page: u32),
});
mirror_struct!(Block as BlockWire { span: Span, kind: BlockKind });
mirror_struct!(Turn as TurnWire { span: Span, label: Span, speaker: String });
mirror_struct!(TimeMark as TimeMarkWire { position: u32, time_ms: u64 });
mirror_struct!(Structure as StructureWire {
    blocks: Vec<Block>, turns: Vec<Turn>, times: Vec<TimeMark>,
});
mirror_struct!(Replacement as ReplacementWire { span: Span, inserted: u32 });
mirror_struct!(Revision as RevisionWire {
    text: TextId, characters: u32, words: u32, structure: Structure, at: Moment,
    edits: Option<EditMap>,
});
mirror_struct!(Source as SourceWire {
    id: SourceId, name: String, kind: SourceKind, participant: Option<ParticipantId>,
    decoded_from: DecodedFrom, revisions: Vec<Revision>, values: BTreeMap<AttributeId, Value>,
    added: Moment,
});

mirror_struct!(Code as CodeWire {
    id: CodeId, parent: Option<CodeId>, name: String, position: u32, colour: Option<Colour>,
    is_codable: bool, definition: String, inclusion: String, exclusion: String, example: String,
});
mirror_enum!(Glyph as GlyphWire { Up, Down, Diamond, Dot, Square });
mirror_struct!(FacetValue as FacetValueWire {
    id: FacetValueId, name: String, glyph: Option<Glyph>,
});
mirror_struct!(Facet as FacetWire {
    id: FacetId, name: String, definition: String, values: Vec<FacetValue>,
});
mirror_struct!(FacetMark as FacetMarkWire { facet: FacetId, value: FacetValueId });
mirror_struct!(Coding as CodingWire {
    id: CodingId, code: CodeId, source: SourceId, span: Span, checksum: Checksum, coder: UserId,
    at: Moment, round: Option<RoundId>, facets: Vec<FacetMark>, weight: Option<u8>,
    displaced: bool,
});

mirror_struct!(CaseKind as CaseKindWire { id: CaseKindId, name: String });
mirror_enum!(Value as ValueWire {
    Text(text: String), Number(number: f64), Boolean(truth: bool), Date(date: Date),
});
mirror_struct!(Case as CaseWire {
    id: CaseId, kind: CaseKindId, name: String, values: BTreeMap<AttributeId, Value>,
});
mirror_enum!(AttributeOwner as AttributeOwnerWire { CaseKind(kind: CaseKindId), Sources });
mirror_enum!(ValueType as ValueTypeWire {
    Text, Number, Boolean, Date, Choice(choices: Vec<String>),
});
mirror_struct!(Attribute as AttributeWire {
    id: AttributeId, owner: AttributeOwner, name: String, value_type: ValueType,
});
mirror_struct!(Tie as TieWire {
    id: TieId, case: CaseId, source: SourceId, span: Option<Span>, displaced: bool,
});
mirror_enum!(Direction as DirectionWire { OneWay, Mutual });
mirror_struct!(Relation as RelationWire {
    id: RelationId, kind: String, from: CaseId, to: CaseId, direction: Direction,
    since: Option<Date>, until: Option<Date>,
});

mirror_enum!(Target as TargetWire {
    Study, Source(source: SourceId), Passage(source: SourceId, span: Span), Code(code: CodeId),
    Coding(coding: CodingId), Case(case: CaseId), Set(set: SetId), Memo(memo: MemoId),
});
mirror_enum!(MemoKind as MemoKindWire { Note, Theory, Method, Reflection, ToDo });
mirror_struct!(Memo as MemoWire {
    id: MemoId, target: Target, kind: MemoKind, title: String, body: String, user: UserId,
    created: Moment, modified: Moment, displaced: bool,
});
mirror_enum!(SetMember as SetMemberWire {
    Source(source: SourceId), Code(code: CodeId), Case(case: CaseId), Memo(memo: MemoId),
});
mirror_struct!(Set as SetWire { id: SetId, name: String, members: Vec<SetMember> });

mirror_struct!(GuideQuestion as GuideQuestionWire { key: String, text: String });
mirror_struct!(GuideBlock as GuideBlockWire { title: String, questions: Vec<GuideQuestion> });
mirror_struct!(Guide as GuideWire {
    id: GuideId, title: String, version: u32, at: Moment, blocks: Vec<GuideBlock>,
});
mirror_struct!(SavedQuery as SavedQueryWire { id: SavedQueryId, name: String, text: String });

impl Mirror for EditMap {
    type Wire = Vec<ReplacementWire>;
    fn to_wire(&self) -> Self::Wire {
        self.replacements().iter().map(Replacement::to_wire).collect()
    }
    fn from_wire(wire: Self::Wire) -> Result<Self, WireError> {
        Self::new(Vec::from_wire(wire)?)
            .map_err(|_out_of_order| WireError::Malformed("the edits of a text overlap"))
    }
}
