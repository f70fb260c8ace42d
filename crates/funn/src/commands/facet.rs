//! `funn facet`: what qualifies codings.

use clap::{Args, Subcommand};
use funn_workbench::model::{Facet as Model, FacetId, FacetValue, FacetValueId, Glyph, Project};
use serde::Serialize;

use crate::arguments::AsOf;
use crate::commands::Call;
use crate::failure::Failure;
use crate::table;

/// Define and list facets, which qualify a coding: valence = driver, barrier, both
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn facet mystudy add valence driver barrier both --definition 'Does it help or hinder?'
  funn facet mystudy list
  funn code mystudy 'Money' --source R1 --span 120..184 --facet valence=barrier")]
pub(crate) struct Facet {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: std::path::PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Define a facet with its values, or add values to one
    Add {
        /// Its name
        name: String,
        /// Its values, in order
        #[arg(required = true, value_name = "VALUE")]
        values: Vec<String>,
        /// What it tells apart
        #[arg(long)]
        definition: Option<String>,
    },
    /// List the facets
    List(AsOf),
}

#[derive(Serialize)]
struct Made {
    facet: String,
}

#[derive(Serialize)]
struct Listed {
    name: String,
    definition: String,
    values: Vec<Counted>,
}

#[derive(Serialize)]
struct Counted {
    name: String,
    codings: usize,
}

/// Shapes for values in the order in which they are defined.
const SHAPES: [Glyph; 5] = [Glyph::Up, Glyph::Down, Glyph::Diamond, Glyph::Dot, Glyph::Square];

impl Facet {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        match self.what {
            What::Add { name, values, definition } => {
                let facet = call.change(&self.dir, |workbench, user| {
                    let known = workbench.read(|project| project.facet_named(&name).cloned());
                    let is_new = known.is_none();
                    let mut facet = known.unwrap_or_else(|| Model {
                        id: workbench.fresh::<FacetId>(),
                        name: name.clone(),
                        definition: String::new(),
                        values: Vec::new(),
                    });
                    for value in values {
                        if facet.values.iter().all(|there| there.name != value) {
                            let glyph = SHAPES.get(facet.values.len()).copied();
                            let id = workbench.fresh::<FacetValueId>();
                            facet.values.push(FacetValue { id, name: value, glyph });
                        }
                    }
                    if let Some(definition) = definition {
                        facet.definition = definition;
                    }
                    let id = facet.id;
                    if is_new {
                        workbench.add(user, facet)?;
                    } else {
                        workbench.revise::<Model>(user, id, |there| *there = facet)?;
                    }
                    Ok(id.to_string())
                })?;
                call.output.either(&Made { facet: facet.clone() }, || facet)
            }
            What::List(time) => {
                let facets = call.view_at(&self.dir, time)?.read(list);
                call.output.either(&facets, || as_text(&facets))
            }
        }
    }
}

fn list(project: &Project) -> Vec<Listed> {
    let facets = project.facets().sorted_by_key(|facet| facet.name.clone());
    let listed = facets.into_iter().map(|facet| {
        let values = facet.values.iter().map(|value| {
            let marked = project.codings().iter().filter(|c| c.facet(facet.id) == Some(value.id));
            Counted { name: value.name.clone(), codings: marked.count() }
        });
        Listed {
            name: facet.name.clone(),
            definition: facet.definition.clone(),
            values: values.collect(),
        }
    });
    listed.collect()
}

fn as_text(facets: &[Listed]) -> String {
    let rows: Vec<Vec<String>> = facets
        .iter()
        .flat_map(|facet| {
            facet.values.iter().map(|value| {
                vec![
                    facet.name.clone(),
                    value.name.clone(),
                    value.codings.to_string(),
                    table::one_line(&facet.definition, 60),
                ]
            })
        })
        .collect();
    table::aligned(&["facet", "value", "codings", "definition"], &rows)
}
