//! Facets by name: found, or made when a study has not got them yet.

use funn_model::{
    Change, Deed, Edit, Facet, FacetId, FacetMark, FacetValue, FacetValueId, Glyph, UserId,
};

use crate::error::WorkbenchError;
use crate::names::nearest;
use crate::workbench::Workbench;

/// Facets for a coding, and what was made so that they are there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetsPut {
    /// The facets, in the order asked for.
    pub marks: Vec<FacetMark>,
    /// What was made, as `facet=value`.
    pub made: Vec<String>,
}

impl Workbench {
    /// The facets named as pairs of facet and value; those that the study has not got are made.
    /// A name that is nearly that of a known facet or value is taken for a slip and refused.
    pub fn put_facets(
        &self,
        user: UserId,
        wanted: &[(String, String)],
    ) -> Result<FacetsPut, WorkbenchError> {
        let mut put = FacetsPut::default();
        let mut touched: Vec<Facet> = Vec::new();
        for (name, value) in wanted {
            let known = touched.iter().position(|facet| facet.name == *name);
            if known.is_none() {
                self.refuse_facet_slip(name)?;
            }
            let place = known.unwrap_or_else(|| {
                let found = self.read(|project| project.facet_named(name).cloned());
                touched.push(found.unwrap_or_else(|| Facet {
                    id: self.fresh::<FacetId>(),
                    name: name.clone(),
                    definition: String::new(),
                    values: Vec::new(),
                }));
                touched.len() - 1
            });
            let Some(facet) = touched.get_mut(place) else { continue };
            let known = facet.values.iter().find(|known| known.name == *value);
            let value_id = if let Some(known) = known {
                known.id
            } else {
                refuse_slip(facet, value)?;
                let id = self.fresh::<FacetValueId>();
                let glyph = usual_glyph(value);
                facet.values.push(FacetValue { id, name: value.clone(), glyph });
                put.made.push(format!("{name}={value}"));
                id
            };
            put.marks.push(FacetMark { facet: facet.id, value: value_id });
        }
        let changes: Vec<Change> = touched
            .into_iter()
            .filter_map(|facet| {
                let before = self.read(|project| project.facets().get(facet.id).cloned());
                match before {
                    None => Some(Change::Facet(Edit::Add(facet))),
                    Some(before) if before != facet => Some(Change::Facet(Edit::Replace(facet))),
                    Some(_) => None,
                }
            })
            .collect();
        if !changes.is_empty() {
            let subject = put.made.join(", ");
            self.commit(user, Change::Batch { deed: Deed::Other, subject, changes })?;
        }
        Ok(put)
    }

    fn refuse_facet_slip(&self, name: &str) -> Result<(), WorkbenchError> {
        let project = self.project();
        let known: Vec<&str> = project.facets().iter().map(|facet| facet.name.as_str()).collect();
        let nearest = if known.contains(&name) { Vec::new() } else { nearest(name, &known) };
        if nearest.is_empty() {
            return Ok(());
        }
        Err(WorkbenchError::NoSuch { noun: "facet", name: name.to_owned(), nearest })
    }
}

fn refuse_slip(facet: &Facet, value: &str) -> Result<(), WorkbenchError> {
    let known: Vec<&str> = facet.values.iter().map(|known| known.name.as_str()).collect();
    let nearest = nearest(value, &known);
    if nearest.is_empty() {
        return Ok(());
    }
    Err(WorkbenchError::NoSuch {
        noun: "facet value",
        name: format!("{}={value}", facet.name),
        nearest,
    })
}

/// The shapes that stand for the values of valence everywhere in Funn.
fn usual_glyph(value: &str) -> Option<Glyph> {
    match value {
        "driver" => Some(Glyph::Up),
        "barrier" => Some(Glyph::Down),
        "both" => Some(Glyph::Diamond),
        _ => None,
    }
}
