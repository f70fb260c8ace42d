//! Reads suites and asks their questions.

use funn_analysis::{
    Dimension, Extend, KwicOptions, KwicSort, MatrixSpec, Measure, Rule, RuleBy, SearchLimits,
    code_counts, find, kwic, matrix, parse, propose, query, resolve, search,
};
use funn_model::{Expr, Project, SourceId, Table, TextPattern};
use funn_testkit::{coded, coding_label};

/// A question with its expected answer.
pub(crate) struct Question {
    pub(crate) heading: String,
    /// Line of the file where the question stands.
    pub(crate) line: usize,
    pub(crate) study: String,
    /// What is asked: `query`, `matrix` …
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) expected: String,
}

/// The questions of one file.
pub(crate) struct Suite {
    pub(crate) questions: Vec<Question>,
}

impl Suite {
    /// Reads a Markdown file: a block that asks is answered by the next block.
    pub(crate) fn read(text: &str) -> Self {
        let (mut heading, mut study) = (String::new(), String::new());
        let mut questions: Vec<Question> = Vec::new();
        let mut asked: Option<(usize, String, String)> = None;
        let mut lines = text.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if line.starts_with('#') {
                line.trim_start_matches(['#', ' ']).clone_into(&mut heading);
            }
            let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
                continue;
            };
            let block: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            let block = block.join("\n");
            match info {
                "coded" => study = block,
                "segments" | "error" | "table" | "rows" | "prints" => {
                    let (line, kind, text) =
                        asked.clone().unwrap_or_else(|| panic!("line {number}: nothing was asked"));
                    questions.push(Question {
                        heading: heading.clone(),
                        line: line + 1,
                        study: study.clone(),
                        kind: if info == "prints" { "print".to_owned() } else { kind },
                        text,
                        expected: block,
                    });
                }
                kind => asked = Some((number, kind.to_owned(), block)),
            }
        }
        Self { questions }
    }
}

/// The answer to a question, as suites write it.
pub(crate) fn ask(question: &Question) -> String {
    let project = coded(&question.study);
    match question.kind.as_str() {
        "query" => segments(&project, &question.text),
        "print" => query::normalise(&question.text).unwrap(),
        "matrix" => table(&project, &question.text),
        "kwic" => concordance(&project, &question.text),
        "search" => searched(&project, &question.text),
        "propose" => proposed(&project, &question.text),
        "counts" => counts(&project),
        other => panic!("there is no question {other:?}"),
    }
}

fn segments(project: &Project, text: &str) -> String {
    let found = parse(text).and_then(|typed| resolve(&typed, project));
    let found = match found {
        Ok(resolved) => find(project, &resolved),
        Err(error) => return error.render(text),
    };
    let one_source = project.sources().len() == 1;
    let lines = found.segments.iter().map(|segment| {
        let source = project.sources().get(segment.source).unwrap();
        let passage = project.source_text(segment.source).unwrap().passage(segment.span);
        let mut labels: Vec<String> =
            segment.codings.iter().map(|&coding| coding_label(project, coding)).collect();
        labels.sort();
        let name = if one_source { String::new() } else { format!("{} ", source.name) };
        let labels =
            if labels.is_empty() { String::new() } else { format!("  {}", labels.join(" ")) };
        format!("{name}{} {}{labels}", segment.span, passage.replace('\n', "⏎"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `rows × cols`, then lines of `count: words`, `where: QUERY`, `exact`, `nonzero`.
fn table(project: &Project, text: &str) -> String {
    let mut lines = text.lines();
    let (rows, cols) = lines.next().unwrap().split_once(" × ").unwrap();
    let read = |text: &str| Dimension::read(text, project).unwrap();
    let mut spec = MatrixSpec::new(read(rows), read(cols));
    for line in lines {
        match line.split_once(": ") {
            Some(("count", measure)) => spec.measure = Measure::read(measure).unwrap(),
            Some(("where", query)) => spec.filter = Some(query::read(query, project).unwrap()),
            _ if line == "exact" => spec.exact = true,
            _ if line == "nonzero" => spec.nonzero = true,
            _ => panic!("there is no setting {line:?}"),
        }
    }
    shown(&matrix(project, &spec))
}

fn shown(table: &Table) -> String {
    let mut lines = vec![format!("| | {} | all |", table.cols.join(" | "))];
    for (row, name) in table.rows.iter().enumerate() {
        let counts: Vec<String> =
            (0..table.cols.len()).map(|col| table.count(row, col).to_string()).collect();
        lines.push(format!("| {name} | {} | {} |", counts.join(" | "), table.row_totals[row]));
    }
    let totals: Vec<String> = table.col_totals.iter().map(u64::to_string).collect();
    lines.push(format!("| all | {} | {} |", totals.join(" | "), table.total));
    lines.join("\n")
}

/// A text as a query has it: a word, a phrase or an expression.
fn pattern(text: &str) -> TextPattern {
    match parse(text).unwrap().expr {
        Expr::Text(pattern) => pattern,
        other => panic!("{other:?} is not a text"),
    }
}

fn name_of(project: &Project, source: SourceId) -> &str {
    project.sources().get(source).map_or("", |source| source.name.as_str())
}

/// `context TEXT`, then `left`, `right`, or `where: QUERY`.
fn concordance(project: &Project, text: &str) -> String {
    let mut lines = text.lines();
    let (context, text) = lines.next().unwrap().split_once(' ').unwrap();
    let mut options = KwicOptions { context: context.parse().unwrap(), ..KwicOptions::default() };
    for line in lines {
        match line.split_once(": ") {
            Some(("where", query)) => options.filter = Some(query::read(query, project).unwrap()),
            _ if line == "left" => options.sort = KwicSort::Left,
            _ => options.sort = KwicSort::Right,
        }
    }
    let rows = kwic(project, &pattern(text), &options).unwrap();
    let lines = rows.iter().map(|row| {
        let speaker = row.speaker.as_deref().unwrap_or("-");
        let source = name_of(project, row.source);
        format!("{}|{}|{}|{source} {} {speaker}", row.left, row.found, row.right, row.span)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `hits context TEXT`.
fn searched(project: &Project, text: &str) -> String {
    let [hits, context, text] = text.splitn(3, ' ').collect::<Vec<_>>().try_into().unwrap();
    let limits = SearchLimits { hits: hits.parse().unwrap(), context: context.parse().unwrap() };
    let found = search(project, &pattern(text), limits).unwrap();
    let mut lines = vec![format!("{} in {} sources", found.total, found.sources)];
    lines.extend(found.hits.iter().map(|hit| {
        let source = name_of(project, hit.source);
        format!("{source} {} {}|{}|{}", hit.span, hit.left, hit.found, hit.right)
    }));
    lines.join("\n")
}

/// `speaker NAME`, `heading TEXT` or `text TEXT`, then perhaps a unit to extend to.
fn proposed(project: &Project, text: &str) -> String {
    let mut lines = text.lines();
    let (by, what) = lines.next().unwrap().split_once(' ').unwrap();
    let by = match by {
        "speaker" => RuleBy::Speaker(what.to_owned()),
        "heading" => RuleBy::Heading(pattern(what)),
        _ => RuleBy::Text(pattern(what)),
    };
    let extend = lines.next().map_or(Extend::Exact, |unit| Extend::read(unit).unwrap());
    let found = propose(project, &Rule { by, extend, sources: Vec::new() }).unwrap();
    let lines = found.iter().map(|proposal| {
        let passage = project.source_text(proposal.source).unwrap().passage(proposal.span);
        let source = name_of(project, proposal.source);
        format!("{source} {} {}", proposal.span, passage.replace('\n', "⏎"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn counts(project: &Project) -> String {
    let lines = code_counts(project).into_iter().map(|counts| {
        format!(
            "{}: {} own, {} with all under it, {} sources, {} cases, {} coders",
            counts.path,
            counts.own,
            counts.with_descendants,
            counts.sources,
            counts.cases,
            counts.coders
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
