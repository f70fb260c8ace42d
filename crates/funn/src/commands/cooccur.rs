//! `funn cooccur`: which codes meet on the same text.

use clap::Args;
use funn_workbench::analysis::{CooccurrenceSpec, cooccurrence};
use funn_workbench::ask;
use serde::Serialize;

use crate::arguments::PlaceInTime;
use crate::commands::Call;
use crate::failure::Failure;
use crate::table;

/// Count how often codes meet on the same text, all pairs, most often first
///
/// A pair counts when two codings share text. `funn matrix --rows code --cols code` shows the same
/// as a table. A code and one under it are no pair, unless --exact.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn cooccur mystudy
  funn cooccur mystudy --where 'round:2' --exact
  funn cooccur mystudy --top 20")]
pub(crate) struct Cooccur {
    #[command(flatten)]
    place: PlaceInTime,
    /// Count only codings that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
    /// Count a code's own codings only, not those of the codes under it
    #[arg(long)]
    exact: bool,
    /// Only the N pairs that meet most often
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

#[derive(Serialize)]
struct Pair {
    one: String,
    other: String,
    count: u64,
}

impl Cooccur {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let table = call.view(&self.place)?.read(|project| {
            let filter = match &self.filter {
                Some(query) => {
                    Some(ask::resolve(project, query).map_err(Failure::in_query(query))?)
                }
                None => None,
            };
            let spec = CooccurrenceSpec { filter, exact: self.exact, evidence: false };
            Ok::<_, Failure>(cooccurrence(project, &spec))
        })?;
        let mut pairs = Vec::new();
        for (row, one) in table.rows.iter().enumerate() {
            for (col, other) in table.cols.iter().enumerate().skip(row + 1) {
                let count = table.count(row, col);
                let is_kin = !self.exact && other.starts_with(&format!("{one}/"));
                if count > 0 && !is_kin {
                    pairs.push(Pair { one: one.clone(), other: other.clone(), count });
                }
            }
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.count));
        pairs.truncate(self.top.unwrap_or(usize::MAX));
        call.output.either(&pairs, || as_text(&pairs))
    }
}

fn as_text(pairs: &[Pair]) -> String {
    let rows: Vec<Vec<String>> = pairs
        .iter()
        .map(|pair| vec![pair.count.to_string(), pair.one.clone(), pair.other.clone()])
        .collect();
    table::aligned(&["meetings", "code", "and code"], &rows)
}
