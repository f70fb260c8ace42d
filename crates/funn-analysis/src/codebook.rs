//! The codebook with its counts.

use std::iter::Peekable;
use std::vec::IntoIter;

use funn_model::shelf::IdMap;
use funn_model::{CodeId, Project, Tree, TreeNode};

/// What a code rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCounts {
    /// The code.
    pub code: CodeId,
    /// Its full path.
    pub path: String,
    /// Its own codings.
    pub own: u64,
    /// Its codings and those of all codes under it.
    pub with_descendants: u64,
    /// Sources with a coding of it, or of a code under it.
    pub sources: u64,
    /// Cases tied to such a coding.
    pub cases: u64,
    /// Coders of such a coding.
    pub coders: u64,
}

/// The codebook as a tree; a node's number is its codings with those of all codes under it.
pub fn codebook(project: &Project) -> Tree {
    let counts = code_counts(project);
    let nodes = project.code_tree().into_iter().zip(counts).map(|((depth, code), counts)| {
        let (name, count) = (code.name.clone(), counts.with_descendants);
        (depth, TreeNode { name, code: Some(code.id), count, children: Vec::new() })
    });
    Tree { roots: grown(&mut nodes.collect::<Vec<_>>().into_iter().peekable(), 0) }
}

/// The nodes of a depth that come next, each with what stands under it.
fn grown(nodes: &mut Peekable<IntoIter<(u32, TreeNode)>>, depth: u32) -> Vec<TreeNode> {
    let mut siblings = Vec::new();
    while let Some((_, mut node)) = nodes.next_if(|(next, _)| *next == depth) {
        node.children = grown(nodes, depth + 1);
        siblings.push(node);
    }
    siblings
}

/// Every code with what it rests on, in the order of the codebook.
pub fn code_counts(project: &Project) -> Vec<CodeCounts> {
    let ground = crate::ground::Ground::new(project);
    let tree = project.code_tree();
    let places: IdMap<CodeId, usize> = tree.iter().map(|(_, code)| code.id).zip(0..).collect();
    let cases = project.cases();
    let empty = || Spread::new(ground.sources.len(), cases.len(), project.users().len());
    let mut own: Vec<Spread> = tree.iter().map(|_| empty()).collect();
    for coding in project.codings() {
        let place = places.get(&coding.code).copied();
        let Some(spread) = place.and_then(|place| own.get_mut(place)) else { continue };
        let rank = ground.rank(coding.source);
        spread.codings += 1;
        spread.sources.add(Some(rank as usize));
        spread.coders.add(project.users().slot(coding.coder));
        if let Some(tied) = ground.ties().get(rank as usize) {
            let parts = tied.parts.iter().filter(|(part, _)| part.overlaps(coding.span));
            let ids = tied.whole.iter().chain(parts.map(|(_, case)| case));
            ids.for_each(|&case| spread.cases.add(cases.slot(case)));
        }
    }
    let row = |(at, (depth, code)): (usize, &(u32, &funn_model::Code))| {
        let under = tree.iter().skip(at + 1).take_while(|(below, _)| below > depth).count();
        let mut all = empty();
        for spread in own.iter().skip(at).take(under + 1) {
            all.codings += spread.codings;
            all.sources.unite(&spread.sources);
            all.cases.unite(&spread.cases);
            all.coders.unite(&spread.coders);
        }
        CodeCounts {
            code: code.id,
            path: project.code_path(code.id),
            own: own.get(at).map_or(0, |spread| spread.codings),
            with_descendants: all.codings,
            sources: all.sources.count(),
            cases: all.cases.count(),
            coders: all.coders.count(),
        }
    };
    tree.iter().enumerate().map(row).collect()
}

/// What some codings touch.
struct Spread {
    codings: u64,
    sources: Bits,
    cases: Bits,
    coders: Bits,
}

impl Spread {
    fn new(sources: usize, cases: usize, coders: usize) -> Self {
        let (sources, cases) = (Bits::new(sources), Bits::new(cases));
        Self { codings: 0, sources, cases, coders: Bits::new(coders) }
    }
}

/// A set of small numbers, one bit each.
struct Bits(Vec<u64>);

impl Bits {
    fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    fn add(&mut self, number: Option<usize>) {
        let Some(number) = number else { return };
        if let Some(word) = self.0.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    fn unite(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }

    fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}
