//! Finds codes by path, by the end of a path, or by pattern.

use funn_model::query::{Operand, ResolvedAtom, TypedAtom};
use funn_model::{CodeId, Comparison, Expr};

use crate::pattern::{folded, glob};
use crate::query::error::{Problem, QueryError};
use crate::query::resolve::names::{is_wild, unknown};
use crate::query::resolve::{CODES, Found, Resolver, bad_comparison};

impl Resolver<'_> {
    pub(super) fn code(&self, atom: &TypedAtom) -> Found {
        let with_descendants = match atom.comparison {
            Comparison::Matches => true,
            Comparison::Equal => false,
            _ => {
                let hint =
                    "write code:\"A\" (with all under it), code=\"A\" (alone), or not before it";
                return Err(bad_comparison(atom, hint));
            }
        };
        let found = self.codes_named(&atom.operand)?;
        let mut codes: Vec<CodeId> = if with_descendants {
            found.iter().flat_map(|&code| self.project.code_with_descendants(code)).collect()
        } else {
            found
        };
        codes.sort_unstable();
        codes.dedup();
        Ok(Expr::Atom(ResolvedAtom::Codes(codes)))
    }

    /// The codes at a path, or at the one path that ends so.
    fn codes_named(&self, operand: &Operand) -> Result<Vec<CodeId>, QueryError> {
        let codes = self.project.codes().iter();
        let paths: Vec<(String, CodeId)> =
            codes.map(|code| (self.project.code_path(code.id), code.id)).collect();
        let wanted = folded(&operand.text);
        let ends_so = |path: &str| {
            let path = folded(path);
            path.strip_suffix(&wanted).is_some_and(|head| head.is_empty() || head.ends_with('/'))
        };
        let levels: [&dyn Fn(&str) -> bool; 3] =
            [&|path| path == operand.text, &|path| folded(path) == wanted, &ends_so];
        for fits in levels {
            let found: Vec<&(String, CodeId)> =
                paths.iter().filter(|(path, _)| fits(path)).collect();
            match found.as_slice() {
                [] => {}
                [(_, code)] => return Ok(vec![*code]),
                many => {
                    let (noun, name) = (CODES.one, operand.text.clone());
                    let mut paths: Vec<String> =
                        many.iter().map(|(path, _)| format!("\"{path}\"")).collect();
                    paths.sort();
                    return Err(QueryError::new(Problem::Ambiguous { noun, name }, operand.at.0)
                        .hint(format!("give its path: {}", paths.join(" or "))));
                }
            }
        }
        if is_wild(operand) {
            let last = |path: &str| path.rsplit('/').next().map(folded).unwrap_or_default();
            let fits = |path: &str| glob(&wanted, &folded(path)) || glob(&wanted, &last(path));
            let found: Vec<CodeId> =
                paths.iter().filter(|(path, _)| fits(path)).map(|(_, code)| *code).collect();
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let names: Vec<String> = paths.into_iter().map(|(path, _)| path).collect();
        Err(unknown(CODES, operand, &names))
    }
}
