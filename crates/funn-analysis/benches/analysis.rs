//! Times the questions of a national study against the budgets of the design, and prints a table:
//! `cargo bench -p funn-analysis`. A word after `--` times only the lines that hold it.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::cast_possible_truncation, reason = "sizes are small and known")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use funn_analysis::{
    CooccurrenceSpec, Dimension, KwicOptions, MatrixSpec, Measure, SearchLimits, code_counts,
    cooccurrence, find, kwic, matrix, query, search,
};
use funn_model::project::ProjectParts;
use funn_model::{
    Block, BlockKind, Case, CaseId, CaseKind, CaseKindId, Checksum, Code, CodeId, Coding, CodingId,
    DecodedFrom, Facet, FacetId, FacetMark, FacetValue, FacetValueId, LineEnds, Moment, Project,
    Revision, Source, SourceId, SourceKind, Span, Structure, StudyId, Text, TextId, TextPattern,
    Tie, TieId, User, UserId,
};

const SOURCES: u64 = 10_000;
const CODES: u64 = 500;
const CASES: u64 = 1_000;
const CODINGS: u64 = 1_000_000;
const CHARACTERS: usize = 20_000;

fn main() {
    // `cargo test` builds and starts benches too, but does not ask them to run.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let started = Instant::now();
    let project = study();
    let bytes: usize = project
        .sources()
        .iter()
        .filter_map(|source| project.source_text(source.id))
        .map(|text| text.as_str().len())
        .sum();
    let size = format!("{} MB of text", bytes / 1_000_000);
    println!(
        "study of {SOURCES} sources, {CODINGS} codings, {CODES} codes, {CASES} cases, {size},"
    );
    println!("made in {:.1} s; threads: {}\n", started.elapsed().as_secs_f64(), rayon_threads());
    println!(
        "CPU is user and system time of all threads, a mean: what the question costs when other"
    );
    println!("programs have the machine too.\n");
    println!("| question | median | CPU | of | budget |\n|---|---:|---:|---:|---:|");
    let bench = Bench { project, size, wanted };
    bench.tables();
    bench.searches();
    bench.queries();
}

struct Bench {
    project: Project,
    size: String,
    /// Times only the questions that hold this.
    wanted: Option<String>,
}

impl Bench {
    fn time<T>(&self, name: &str, budget: &str, question: impl Fn() -> T) {
        if self.wanted.as_ref().is_none_or(|wanted| name.contains(wanted.as_str())) {
            let (median, cpu, runs) = median(&|| {
                black_box(question());
            });
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            println!("| {name} | {:.1} ms | {:.0} ms | {runs} | {budget} |", ms(median), ms(cpu));
        }
    }

    fn tables(&self) {
        let project = &self.project;
        let kind = Dimension::Case(Some(CaseKindId::from_number(1)));
        let all = MatrixSpec::new(Dimension::Code, kind);
        let filter = Some(query::read("valence:barrier", project).expect("the query reads"));
        let barriers = MatrixSpec { filter, ..all.clone() };
        let passages = MatrixSpec { measure: Measure::Passages, ..all.clone() };
        let pairs = CooccurrenceSpec::default();
        let with_evidence = CooccurrenceSpec { evidence: true, ..CooccurrenceSpec::default() };
        self.time("matrix code × case, 500 × 1,000", "50 ms", || matrix(project, &all));
        self.time("matrix where valence:barrier", "", || matrix(project, &barriers));
        self.time("matrix of passages", "", || matrix(project, &passages));
        self.time("co-occurrence, all pairs", "500 ms", || cooccurrence(project, &pairs));
        self.time("co-occurrence with its codings", "", || cooccurrence(project, &with_evidence));
        self.time("codebook counts", "", || code_counts(project));
    }

    fn searches(&self) {
        let limits = SearchLimits::default();
        let expression = TextPattern::regex(r"\b(tillit|trygghet)\w*");
        for (name, budget, pattern) in [
            ("search rare word", "150 ms", TextPattern::literal("kommunesammenslåing")),
            ("search word", "150 ms", TextPattern::words("samarbeid")),
            ("search prefix", "150 ms", TextPattern::words("frivillig*")),
            ("search expression", "150 ms", expression),
            ("search one letter", "", TextPattern::literal("å")),
        ] {
            let found = search(&self.project, &pattern, limits).expect("it reads").total;
            let name = format!("{name} `{}`, {}, {found} hits", pattern.text, self.size);
            self.time(&name, budget, || search(&self.project, &pattern, limits));
        }
        let options = KwicOptions::default();
        let word = TextPattern::words("samarbeid");
        self.time("kwic of a word", "", || kwic(&self.project, &word, &options));
    }

    fn queries(&self) {
        for text in [
            "code:A7",
            "code:A7 and valence:barrier and case:c12",
            "code:A7 and tillitsbånd",
            "code:A7 and code:A8",
            "*",
        ] {
            let asked = query::read(text, &self.project).expect("the query reads");
            let hits = find(&self.project, &asked).segments.len();
            self.time(&format!("find `{text}`, {hits} hits"), "", || find(&self.project, &asked));
        }
    }
}

fn rayon_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The median of several runs after one to warm up: 15, or fewer of what takes long; and the mean
/// CPU time of one.
fn median(question: &dyn Fn()) -> (Duration, Duration, usize) {
    let run = || {
        let started = Instant::now();
        question();
        started.elapsed()
    };
    let first = run();
    let runs = if first > Duration::from_secs(1) { 5 } else { 15 };
    let cpu = cpu_time();
    let mut times: Vec<Duration> = (0..runs).map(|_| run()).collect();
    let spent = cpu_time().saturating_sub(cpu) / runs as u32;
    times.sort_unstable();
    (times[runs / 2], spent, runs)
}

/// User and system time of this process so far, as Linux tells it; zero elsewhere.
#[expect(clippy::disallowed_methods, reason = "a bench looks at the machine")]
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// A small generator of numbers that look random (splitmix64; Steele et al. 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}

const WORDS: [&str; 40] = [
    "vi",
    "har",
    "en",
    "plan",
    "for",
    "det",
    "og",
    "kommunen",
    "er",
    "med",
    "på",
    "foreninger",
    "lag",
    "som",
    "ikke",
    "tid",
    "å",
    "få",
    "til",
    "noe",
    "sammen",
    "møter",
    "mange",
    "nye",
    "innbyggere",
    "men",
    "byen",
    "tar",
    "tid",
    "når",
    "flyktningene",
    "kommer",
    "hit",
    "må",
    "alle",
    "hjelpe",
    "ressurser",
    "mennesker",
    "penger",
    "ordninger",
];

fn text(numbers: &mut Numbers, rare: bool) -> (String, Structure) {
    let mut text = String::with_capacity(CHARACTERS + 200);
    let mut structure = Structure::default();
    let mut characters = 0;
    while characters < CHARACTERS {
        let start = characters;
        for _ in 0..40 + numbers.below(40) {
            let word = match numbers.below(1_000) {
                0 => "samarbeid",
                1 => "frivilligsentralen",
                2 => "tillitsbånd",
                _ => WORDS[numbers.below(WORDS.len() as u64) as usize],
            };
            text.push_str(word);
            text.push(' ');
            characters += word.chars().count() + 1;
        }
        let span = Span::new(start as u32, characters as u32);
        structure.blocks.push(Block { span, kind: BlockKind::Paragraph });
        text.push('\n');
        characters += 1;
    }
    if rare {
        text.push_str("kommunesammenslåing");
    }
    (text, structure)
}

fn study() -> Project {
    let mut numbers = Numbers(1);
    let mut parts = ProjectParts::default();
    let user = UserId::from_number(1);
    parts.users.push(User { id: user, name: "anna".to_owned() });
    let kind = CaseKindId::from_number(1);
    parts.case_kinds.push(CaseKind { id: kind, name: "k".to_owned() });
    let code_id = |at: u64| CodeId::from_number(u128::from(at) + 1);
    for at in 0..CODES {
        // Ten topmost codes, seven under each, seven under each of those.
        let parent = (at >= 10).then(|| code_id((at - 10) / 7));
        parts.codes.push(Code::named(code_id(at), parent, format!("A{at}")));
    }
    let facet = FacetId::from_number(1);
    let values: Vec<FacetValueId> = (1..=3).map(FacetValueId::from_number).collect();
    parts.facets.push(Facet {
        id: facet,
        name: "valence".to_owned(),
        definition: String::new(),
        values: values
            .iter()
            .zip(["driver", "barrier", "both"])
            .map(|(&id, name)| FacetValue { id, name: name.to_owned(), glyph: None })
            .collect(),
    });
    let case_id = |at: u64| CaseId::from_number(u128::from(at) + 1);
    for at in 0..CASES {
        let (id, name, values) = (case_id(at), format!("c{at}"), BTreeMap::new());
        parts.cases.push(Case { id, kind, name, values });
    }
    let mut texts = Vec::new();
    for at in 0..SOURCES {
        let (text, structure) = text(&mut numbers, at % 100 == 0);
        let text = Text::new(text);
        let (id, text_id) =
            (SourceId::from_number(u128::from(at) + 1), TextId::from_number(u128::from(at) + 1));
        parts.sources.push(source(id, text_id, &text, structure, at));
        texts.push((text_id, text));
        let tie = TieId::from_number(u128::from(at) + 1);
        parts.ties.push(Tie {
            id: tie,
            case: case_id(numbers.below(CASES)),
            source: id,
            span: None,
            displaced: false,
        });
    }
    for at in 0..CODINGS {
        let start = numbers.below(CHARACTERS as u64 - 400) as u32;
        let span = Span::new(start, start + 40 + numbers.below(300) as u32);
        parts.codings.push(Coding {
            id: CodingId::from_number((u128::from(numbers.below(u64::MAX)) << 40) | u128::from(at)),
            code: code_id(numbers.below(CODES)),
            source: SourceId::from_number(u128::from(at % SOURCES) + 1),
            span,
            checksum: Checksum(0),
            coder: user,
            at: Moment(0),
            round: None,
            facets: vec![FacetMark { facet, value: values[numbers.below(3) as usize] }],
            weight: None,
            displaced: false,
        });
    }
    parts.codings.sort_unstable_by_key(|coding| coding.id);
    let mut project =
        Project::from_parts(StudyId::from_number(1), [0; 16], parts).expect("the parts fit");
    for (id, text) in texts {
        project.supply_text(id, text);
    }
    project
}

fn source(id: SourceId, text_id: TextId, text: &Text, structure: Structure, at: u64) -> Source {
    let revision = Revision {
        text: text_id,
        characters: text.characters(),
        words: 0,
        structure,
        at: Moment(0),
        edits: None,
    };
    Source {
        id,
        name: format!("interview {at:05}"),
        kind: SourceKind::Transcript,
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
    }
}
