//! Laws that hold of every study, each against the plainest way to say the same.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;

use funn_analysis::{
    CooccurrenceSpec, Dimension, Margins, MatrixSpec, Measure, SearchLimits, complete,
    cooccurrence, find, matrix, parse, print, query, search, select_codings,
};
use funn_model::query::{At, FieldName, Operand, TypedAtom};
use funn_model::{
    Coding, CodingId, Comparison, Expr, Project, Proximity, Query, SourceId, SourceKind, Span,
    Structure, TextPattern, Typed,
};
use funn_testkit::Build;
use proptest::prelude::*;

const CODES: [&str; 6] = ["A", "A/B", "A/B/C", "A/D", "E", "F/G"];
const LENGTH: u32 = 30;

/// A coding to be made: source, start, length, code, coder, value of the facet.
type Draft = (usize, u32, u32, usize, usize, usize);

/// A tie to be made: source, case, start and length of the passage.
type TieDraft = (usize, usize, Option<(u32, u32)>);

fn study((codings, ties): (Vec<Draft>, Vec<TieDraft>)) -> Project {
    let mut build = Build::new();
    for path in CODES {
        build.code(path);
    }
    for name in ["x", "y", "z"] {
        build.case("k", name);
    }
    let text = "ab cd ef gh ij kl mn op qr st\n";
    let sources: Vec<SourceId> = ["s2", "s1", "s3"]
        .map(|name| build.source(name, SourceKind::Document, text, Structure::default()))
        .into();
    for (source, case, part) in ties {
        let case = build.case("k", ["x", "y", "z"][case]);
        let span = part.map(|(start, length)| cut(start, length));
        build.tie(case, sources[source], span);
    }
    for (source, start, length, code, coder, value) in codings {
        let code = build.code(CODES[code]);
        let coder = build.user(["anna", "ben"][coder]);
        let mark = (value < 2).then(|| build.facet("v", ["plus", "minus"][value]));
        let place = (sources[source], cut(start, length));
        build.coding(code, place, coder, |coding| coding.facets.extend(mark));
    }
    build.facet("v", "plus");
    build.user("ben");
    build.finish()
}

fn cut(start: u32, length: u32) -> Span {
    Span::new(start, (start + length).min(LENGTH))
}

fn studies() -> impl Strategy<Value = Project> {
    let coding = (0..3_usize, 0..LENGTH - 1, 1..8_u32, 0..CODES.len(), 0..2_usize, 0..3_usize);
    let part = proptest::option::of((0..LENGTH - 1, 1..12_u32));
    let tie = (0..3_usize, 0..3_usize, part);
    (prop::collection::vec(coding, 0..25), prop::collection::vec(tie, 0..6)).prop_map(study)
}

fn under(project: &Project, coding: &Coding, path: &str) -> bool {
    let own = project.code_path(coding.code);
    own == path || own.starts_with(&format!("{path}/"))
}

fn asked(project: &Project, text: &str) -> BTreeSet<CodingId> {
    let resolved = query::read(text, project).unwrap();
    select_codings(project, &resolved).into_iter().collect()
}

fn passages(project: &Project, text: &str) -> BTreeSet<(SourceId, Span)> {
    let resolved = query::read(text, project).unwrap();
    find(project, &resolved).segments.iter().map(|s| (s.source, s.span)).collect()
}

fn naive(project: &Project, holds: impl Fn(&Coding) -> bool) -> BTreeSet<CodingId> {
    project.codings().iter().filter(|coding| holds(coding)).map(|coding| coding.id).collect()
}

proptest! {
    #[test]
    fn cells_count_what_counting_by_hand_counts(project in studies()) {
        let table = matrix(&project, &MatrixSpec::new(Dimension::Code, Dimension::Case(None)));
        prop_assert_eq!(table.rows.len(), project.codes().len());
        for (row, path) in table.rows.iter().enumerate() {
            for (col, label) in table.cols.iter().enumerate() {
                let expected = naive(&project, |coding| {
                    let cases = project.cases_at(coding.source, coding.span);
                    let tied = cases.iter().any(|&case| project.case_label(case) == *label);
                    tied && under(&project, coding, path)
                });
                let evidence: BTreeSet<CodingId> = table.codings(row, col).into_iter().collect();
                prop_assert_eq!(table.count(row, col), expected.len() as u64);
                prop_assert_eq!(evidence, expected);
            }
            let in_row: BTreeSet<CodingId> =
                (0..table.cols.len()).flat_map(|col| table.codings(row, col)).collect();
            prop_assert_eq!(table.row_totals[row], in_row.len() as u64);
        }
        let turned = table.transposed();
        prop_assert_eq!(turned.codings(1, 2), table.codings(2, 1));
        prop_assert_eq!(turned.transposed(), table);
    }

    #[test]
    fn exact_margins_are_sums_and_percentages_add_up(project in studies()) {
        let spec = MatrixSpec {
            exact: true,
            ..MatrixSpec::new(Dimension::Source, Dimension::Coder)
        };
        let table = matrix(&project, &spec);
        let counts = table.counts();
        for (row, total) in counts.iter().zip(&table.row_totals) {
            prop_assert_eq!(row.iter().sum::<u64>(), *total);
        }
        for (col, total) in table.col_totals.iter().enumerate() {
            prop_assert_eq!(counts.iter().map(|row| row[col]).sum::<u64>(), *total);
        }
        prop_assert_eq!(table.total, project.codings().len() as u64);
        let margins = Margins::of(&table).unwrap();
        prop_assert_eq!(&margins.rows, &table.row_totals);
        for (shares, total) in funn_analysis::row_percent(&table).iter().zip(&table.row_totals) {
            let sum: f64 = shares.iter().flatten().sum();
            prop_assert!(*total == 0 || (sum - 100.0).abs() < 1e-9);
        }
    }

    #[test]
    fn passages_words_and_sources_never_exceed_codings(project in studies()) {
        let of = |measure| {
            let spec = MatrixSpec::new(Dimension::Code, Dimension::Coder);
            matrix(&project, &MatrixSpec { measure, ..spec })
        };
        let codings = of(Measure::Codings);
        let (passages, sources) = (of(Measure::Passages), of(Measure::Sources));
        for cell in 0..codings.cells.len() {
            prop_assert!(passages.cells[cell].count <= codings.cells[cell].count);
            prop_assert!(sources.cells[cell].count <= passages.cells[cell].count);
        }
        // Every study here has ten words a source.
        prop_assert!(of(Measure::Words).cells.iter().all(|cell| cell.count <= 30));
    }

    #[test]
    fn conditions_on_one_coding_are_sets(project in studies()) {
        let minus = |coding: &Coding| {
            coding.facets.iter().any(|mark| {
                project.facet_value(mark.facet, mark.value).is_some_and(|v| v.name == "minus")
            })
        };
        let with_minus =
            project.facets().iter().any(|f| f.values.iter().any(|v| v.name == "minus"));
        let in_a = asked(&project, "code:A");
        prop_assert_eq!(&in_a, &naive(&project, |coding| under(&project, coding, "A")));
        prop_assert_eq!(
            asked(&project, "code=A"),
            naive(&project, |coding| project.code_path(coding.code) == "A")
        );
        if with_minus {
            let expected = naive(&project, |c| under(&project, c, "A") && minus(c));
            prop_assert_eq!(asked(&project, "code:A v:minus"), expected);
            let barriers = asked(&project, "v:minus");
            let others = asked(&project, "not v:minus");
            prop_assert!(barriers.is_disjoint(&others));
            prop_assert_eq!(barriers.len() + others.len(), project.codings().len());
        }
        let cases = naive(&project, |coding| {
            let cases = project.cases_at(coding.source, coding.span);
            cases.iter().any(|&case| project.case_label(case) == "k=x")
        });
        prop_assert_eq!(asked(&project, "case:x"), cases);
    }

    #[test]
    fn either_is_the_union(project in studies()) {
        for (a, b) in [("code:A", "code:E"), ("coder:ben", "mn"), ("case:x", "v:plus code:B")] {
            let mut both = passages(&project, a);
            both.extend(passages(&project, b));
            prop_assert_eq!(passages(&project, &format!("({a}) or ({b})")), both);
        }
    }

    #[test]
    fn two_codes_meet_where_they_overlap(project in studies()) {
        let mut expected = BTreeSet::new();
        for a in project.codings().iter().filter(|c| under(&project, c, "A")) {
            for b in project.codings().iter().filter(|c| under(&project, c, "E")) {
                if let Some(span) = a.span.intersection(b.span).filter(|_| a.source == b.source) {
                    expected.insert((a.source, span));
                }
            }
        }
        prop_assert_eq!(passages(&project, "code:A and code:E"), expected.clone());
        prop_assert_eq!(passages(&project, "code:E code:A"), expected);
        let alone = naive(&project, |coding| {
            under(&project, coding, "A")
                && !project.codings_at(coding.source, coding.span).any(|other| under(&project, other, "E"))
        });
        prop_assert_eq!(asked(&project, "code:A and not code:E"), alone);
        let touching = naive(&project, |coding| {
            under(&project, coding, "A")
                && project.codings_at(coding.source, coding.span).any(|other| under(&project, other, "E"))
        });
        prop_assert_eq!(asked(&project, "code:A overlapping code:E"), touching);
        let within = naive(&project, |coding| {
            under(&project, coding, "A")
                && project.codings_at(coding.source, coding.span).any(|other| {
                    other.id != coding.id && under(&project, other, "A") && other.span.contains(coding.span)
                })
        });
        prop_assert_eq!(asked(&project, "code:A within code:A"), within);
    }

    #[test]
    fn pairs_count_once(project in studies(), exact in any::<bool>()) {
        let spec = CooccurrenceSpec { exact, evidence: true, ..CooccurrenceSpec::default() };
        let table = cooccurrence(&project, &spec);
        let belongs = |coding: &Coding, path: &str| {
            if exact { project.code_path(coding.code) == path } else { under(&project, coding, path) }
        };
        let codings: Vec<&Coding> = project.codings().by_id();
        for (row, a) in table.rows.iter().enumerate() {
            for (col, b) in table.cols.iter().enumerate() {
                let mut pairs = 0;
                let mut behind = BTreeSet::new();
                for (place, x) in codings.iter().enumerate() {
                    for y in codings.iter().skip(place + 1) {
                        let meet = x.source == y.source && x.span.overlaps(y.span);
                        let so = meet && belongs(x, a) && belongs(y, b);
                        let turned = meet && belongs(y, a) && belongs(x, b);
                        pairs += u64::from(so || turned);
                        if so { behind.insert(x.id); }
                        if turned { behind.insert(y.id); }
                    }
                }
                prop_assert_eq!(table.count(row, col), pairs, "{} {}", a, b);
                let evidence: BTreeSet<CodingId> = table.codings(row, col).into_iter().collect();
                prop_assert_eq!(evidence, behind);
            }
        }
    }

    #[test]
    fn search_finds_what_reading_finds(text in "[abåÅ \n😀a\u{30a}]{0,60}", word in "[abå]{1,3}") {
        let mut build = Build::new();
        build.source("s", SourceKind::Document, &text, Structure::default());
        let project = build.finish();
        let limits = SearchLimits { hits: usize::MAX, context: 3 };
        let found = search(&project, &TextPattern::words(word.as_str()), limits).unwrap();
        let spans: Vec<Span> = found.hits.iter().map(|hit| hit.span).collect();
        prop_assert_eq!(found.total, spans.len());
        prop_assert_eq!(spans, read_words(&text, &word));
        let all: Vec<char> = text.chars().collect();
        for hit in &found.hits {
            let start = hit.span.start as usize;
            let left: String = all[start.saturating_sub(3)..start].iter().collect();
            prop_assert_eq!(&hit.left, &left);
        }
    }

    #[test]
    fn a_query_survives_printing(expr in exprs()) {
        let asked = Query { expr };
        let text = print(&asked);
        let again = parse(&text).map_err(|error| TestCaseError::fail(error.render(&text)))?;
        prop_assert_eq!(&again, &asked, "{}", text);
        prop_assert_eq!(print(&again), text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,40}", cursor in 0..45_u32) {
        let project = study((Vec::new(), Vec::new()));
        let resolved = query::read(&text, &project);
        if let Err(error) = resolved {
            prop_assert!(error.render(&text).contains('^'));
            prop_assert!(error.span.end as usize <= text.chars().count().max(1));
        }
        complete(&text, cursor, &project);
    }

    #[test]
    fn no_query_breaks_the_answer(parts in prop::collection::vec(prop::sample::select(vec![
        "code:A", "code=E", "v:plus", "not", "(", ")", "and", "or", "near", "within", "mn", "*",
        "case:x", "\"ab cd\"", "coder:ben", "overlapping", "k:y", "/[a-f]+/", "same-turn",
    ]), 1..9), project in studies()) {
        if let Ok(resolved) = query::read(&parts.join(" "), &project) {
            let found = find(&project, &resolved);
            let places: Vec<_> = found.segments.iter().map(|segment| {
                let source = project.sources().get(segment.source).unwrap();
                (source.name.clone(), segment.span)
            }).collect();
            prop_assert!(places.is_sorted_by(|a, b| a < b), "in order, each passage once");
            let made: BTreeSet<CodingId> =
                found.segments.iter().flat_map(|segment| segment.codings.clone()).collect();
            prop_assert_eq!(made.into_iter().collect::<Vec<_>>(), select_codings(&project, &resolved));
        }
    }
}

/// Whole words, one by one, letters with their accents as one.
fn read_words(text: &str, word: &str) -> Vec<Span> {
    let fold = |letters: &str| letters.to_lowercase().replace("a\u{30a}", "å");
    let mut found = Vec::new();
    let mut current: Option<(u32, String)> = None;
    for (character, position) in text.chars().chain([' ']).zip(0..) {
        let in_word = character.is_alphanumeric() || character == '\u{30a}';
        match (&mut current, in_word) {
            (Some((_, letters)), true) => letters.push(character),
            (None, true) => current = Some((position, character.to_string())),
            (Some((start, letters)), false) => {
                if fold(letters) == fold(word) {
                    found.push(Span::new(*start, position));
                }
                current = None;
            }
            (None, false) => {}
        }
    }
    found
}

fn exprs() -> impl Strategy<Value = Expr<Typed>> {
    let name = "[a-zæøåA-Z][a-zæøå0-9]{0,5}";
    let words = name.prop_filter("not a joining word", |word| {
        parse(word).is_ok_and(|query| matches!(query.expr, Expr::Text(_)))
    });
    let any_text = "[a-zæøå /\"\\\\*:().-]{1,8}";
    let leaf = prop_oneof![
        Just(Expr::All),
        words.clone().prop_map(|word| Expr::Text(TextPattern::words(word))),
        any_text
            .prop_filter("has a letter", |text| text.chars().any(char::is_alphabetic))
            .prop_map(|text| Expr::Text(TextPattern::phrase(text))),
        "[a-z/.]{1,6}".prop_map(|text| Expr::Text(TextPattern::regex(text))),
        atoms(any_text),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let by = prop::sample::select(vec![
            Proximity::Overlapping,
            Proximity::Within,
            Proximity::Containing,
            Proximity::Near(1),
            Proximity::Near(3),
            Proximity::SameTurn,
        ]);
        prop_oneof![
            inner.clone().prop_map(|inner| Expr::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::Or),
            (inner.clone(), by, inner).prop_map(|(left, by, right)| Expr::Related {
                left: Box::new(left),
                by,
                right: Box::new(right),
            }),
        ]
    })
}

fn atoms(any_text: &'static str) -> impl Strategy<Value = Expr<Typed>> {
    let comparison = prop::sample::select(vec![
        Comparison::Matches,
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Greater,
        Comparison::AtLeast,
    ]);
    let field = prop_oneof![
        prop::sample::select(vec!["code", "valence", "case", "round"])
            .prop_map(|name| (vec![name.to_owned()], false)),
        any_text.prop_map(|name| (vec![name], true)),
        ("[a-z]{2,5}", any_text).prop_map(|(owner, name)| (vec![owner, name], false)),
    ];
    let operand = prop_oneof![
        "[a-z0-9*.-]{1,6}".prop_map(|text| (text, false)),
        any_text.prop_map(|text| (text, true)),
    ];
    (field, comparison, operand).prop_map(|((parts, quoted), comparison, (text, quoted_value))| {
        Expr::Atom(TypedAtom {
            field: FieldName { parts, quoted, at: At::default() },
            comparison,
            operand: Operand { kind: None, text, quoted: quoted_value, at: At::default() },
        })
    })
}
