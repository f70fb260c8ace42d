//! The table of routes.

use crate::pages;
use crate::router::Route;
use crate::routes::{
    attributes, autocode, cases, codes, codings, events, facets, find, guides, log, matrix, memos,
    queries, relations, sets, sources, study, upload,
};
use crate::segment::Found;
use crate::wire::{Made, Written};

/// Every route there is.
pub(crate) fn table() -> Vec<Route> {
    [
        pages(),
        study(),
        sources(),
        codes(),
        codings(),
        cases(),
        memos_and_sets(),
        facets(),
        questions(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn pages() -> Vec<Route> {
    vec![
        Route::get("/login", pages::login)
            .says("Uses up the single-use link: sets the cookie and leads to the page"),
        Route::get("/assets/{*path}", pages::asset).says("A file of the user interface"),
        Route::post("/api/logout", pages::logout).says("Ends the session of this browser"),
    ]
}

fn study() -> Vec<Route> {
    vec![
        Route::get("/api/study", study::read)
            .says("The study as a whole")
            .answers::<study::Study>(),
        Route::patch("/api/study", study::change)
            .says("Changes what is said of the study")
            .takes::<study::StudyPatch>()
            .answers::<Written>(),
        Route::get("/api/guides", guides::list)
            .says("The interview guides, every version")
            .lists::<guides::Guide>(),
        Route::get("/api/participants", guides::participants)
            .says("Those studied, by alias")
            .lists::<guides::Participant>(),
        Route::get("/api/log", log::list)
            .says("What was done, newest first")
            .asks::<log::LogParams>()
            .lists::<log::LogLine>(),
        Route::post("/api/undo", log::undo)
            .says("Takes back the newest change of this user")
            .answers::<Written>(),
        Route::post("/api/redo", log::redo)
            .says("Makes the change again that was taken back last")
            .answers::<Written>(),
        Route::get("/api/events", events::stream)
            .says("Every change as it happens; resumes from Last-Event-ID")
            .asks::<events::EventParams>()
            .streams::<events::ChangeEvent>(),
    ]
}

fn sources() -> Vec<Route> {
    vec![
        Route::get("/api/sources", sources::list)
            .says("Every source, by name, without texts")
            .lists::<sources::Source>(),
        Route::post("/api/sources", upload::import)
            .says("Imports documents, all in one step")
            .takes_form::<upload::UploadForm>(upload::MOST_BYTES)
            .answers::<upload::Import>(),
        Route::get("/api/sources/{id}", sources::read)
            .says("A source with its text and structure")
            .answers::<sources::SourceText>(),
        Route::patch("/api/sources/{id}", sources::change)
            .says("Changes a source's name, kind or values")
            .takes::<sources::SourcePatch>()
            .answers::<Written>(),
        Route::delete("/api/sources/{id}", sources::remove)
            .says("Deletes a source with all that is tied to it")
            .answers::<Written>(),
        Route::get("/api/sources/{id}/codings", codings::list)
            .says("The codings of a source, by start, end and id")
            .lists::<codings::Coding>(),
    ]
}

fn codes() -> Vec<Route> {
    vec![
        Route::get("/api/codes", codes::list)
            .says("The codebook, in the order of the tree")
            .lists::<codes::Code>(),
        Route::post("/api/codes", codes::add)
            .says("Makes a code, and what is missing above it")
            .takes::<codes::NewCode>()
            .answers::<codes::MadeCode>(),
        Route::patch("/api/codes/{id}", codes::change)
            .says("Changes what is said of a code")
            .takes::<codes::CodePatch>()
            .answers::<Written>(),
        Route::delete("/api/codes/{id}", codes::remove)
            .says("Deletes a code with all under it and all its codings")
            .answers::<Written>(),
        Route::post("/api/codes/{id}/move", codes::shift)
            .says("Moves a code under another, or among its siblings")
            .takes::<codes::Place>()
            .answers::<Written>(),
        Route::post("/api/codes/{id}/merge", codes::merge)
            .says("Merges a code into another")
            .takes::<codes::MergeTarget>()
            .answers::<Written>(),
        Route::get("/api/codes/{id}/merge-preview", codes::preview_merge)
            .says("What merging a code into another would do")
            .asks::<codes::MergeTarget>()
            .answers::<codes::MergePreview>(),
        Route::post("/api/codes/{id}/split", codes::split)
            .says("Shares out some of a code's codings to new codes under it")
            .takes::<codes::Split>()
            .answers::<Written>(),
    ]
}

fn codings() -> Vec<Route> {
    vec![
        Route::post("/api/codings", codings::add)
            .says("Codes a passage with one or more codes, in one step")
            .takes::<codings::NewCodings>()
            .answers::<codings::CodedPassage>(),
        Route::patch("/api/codings/{id}", codings::change)
            .says("Changes a coding's code, passage, facets or weight")
            .takes::<codings::CodingPatch>()
            .answers::<Written>(),
        Route::delete("/api/codings/{id}", codings::remove)
            .says("Removes a coding, with the memos on it")
            .answers::<Written>(),
        Route::post("/api/uncode", codings::uncode)
            .says("Removes codings, in one step")
            .takes::<codings::Uncode>()
            .answers::<Written>(),
        Route::post("/api/recode", codings::recode)
            .says("Gives codings another code, in one step")
            .takes::<codings::Recode>()
            .answers::<Written>(),
        Route::post("/api/autocode/preview", autocode::preview)
            .says("The passages that a rule would code")
            .takes::<autocode::PreviewRequest>()
            .answers::<autocode::Preview>(),
        Route::post("/api/autocode", autocode::code)
            .says("Codes passages by a rule, in one step")
            .takes::<autocode::AutoCodeRequest>()
            .answers::<autocode::AutoCoded>(),
    ]
}

fn cases() -> Vec<Route> {
    vec![
        Route::get("/api/cases", cases::list)
            .says("Cases, their kinds, attributes, ties and relations")
            .answers::<cases::Cases>(),
        Route::post("/api/cases", cases::add)
            .says("Makes a case")
            .takes::<cases::NewCase>()
            .answers::<Made>(),
        Route::patch("/api/cases/{id}", cases::change)
            .says("Changes a case's name or values")
            .takes::<cases::CasePatch>()
            .answers::<Written>(),
        Route::delete("/api/cases/{id}", cases::remove)
            .says("Deletes a case with its ties, relations and memos")
            .answers::<Written>(),
        Route::post("/api/case-kinds", attributes::add_kind)
            .says("Makes a kind of case")
            .takes::<attributes::CaseKindName>()
            .answers::<Made>(),
        Route::patch("/api/case-kinds/{id}", attributes::rename_kind)
            .says("Renames a kind of case")
            .takes::<attributes::CaseKindName>()
            .answers::<Written>(),
        Route::delete("/api/case-kinds/{id}", attributes::remove_kind)
            .says("Removes a kind that has no cases")
            .answers::<Written>(),
        Route::post("/api/attributes", attributes::add)
            .says("Makes an attribute of a kind of case, or of sources")
            .takes::<attributes::NewAttribute>()
            .answers::<Made>(),
        Route::patch("/api/attributes/{id}", attributes::change)
            .says("Changes an attribute's name, type or choices")
            .takes::<attributes::AttributePatch>()
            .answers::<Written>(),
        Route::delete("/api/attributes/{id}", attributes::remove)
            .says("Removes an attribute with all its values")
            .answers::<Written>(),
        Route::post("/api/ties", relations::tie)
            .says("Ties a case to a source or a passage")
            .takes::<relations::NewTie>()
            .answers::<Made>(),
        Route::delete("/api/ties/{id}", relations::untie)
            .says("Removes a tie")
            .answers::<Written>(),
        Route::post("/api/relations", relations::add)
            .says("Makes a relation between two cases")
            .takes::<relations::NewRelation>()
            .answers::<Made>(),
        Route::delete("/api/relations/{id}", relations::remove)
            .says("Removes a relation")
            .answers::<Written>(),
    ]
}

fn memos_and_sets() -> Vec<Route> {
    vec![
        Route::get("/api/memos", memos::list)
            .says("Every memo, the last changed first")
            .lists::<memos::Memo>(),
        Route::post("/api/memos", memos::add)
            .says("Writes a memo")
            .takes::<memos::NewMemo>()
            .answers::<Made>(),
        Route::patch("/api/memos/{id}", memos::change)
            .says("Changes a memo")
            .takes::<memos::MemoPatch>()
            .answers::<Written>(),
        Route::delete("/api/memos/{id}", memos::remove)
            .says("Deletes a memo, and the memos on it")
            .answers::<Written>(),
        Route::get("/api/sets", sets::list).says("Every set, by name").lists::<sets::Set>(),
        Route::post("/api/sets", sets::add)
            .says("Makes a set")
            .takes::<sets::NewSet>()
            .answers::<Made>(),
        Route::patch("/api/sets/{id}", sets::change)
            .says("Changes a set's name or members")
            .takes::<sets::SetPatch>()
            .answers::<Written>(),
        Route::delete("/api/sets/{id}", sets::remove)
            .says("Deletes a set; its members stay")
            .answers::<Written>(),
    ]
}

fn facets() -> Vec<Route> {
    vec![
        Route::get("/api/facets", facets::list).says("Every facet").lists::<facets::Facet>(),
        Route::post("/api/facets", facets::add)
            .says("Makes a facet")
            .takes::<facets::NewFacet>()
            .answers::<Made>(),
        Route::patch("/api/facets/{id}", facets::change)
            .says("Changes a facet's name, definition or values")
            .takes::<facets::FacetPatch>()
            .answers::<Written>(),
        Route::delete("/api/facets/{id}", facets::remove)
            .says("Removes a facet and takes it off every coding")
            .answers::<Written>(),
        Route::post("/api/rounds", facets::add_round)
            .says("Begins a round of coding")
            .takes::<facets::NewRound>()
            .answers::<Made>(),
        Route::post("/api/rounds/{id}/close", facets::close_round)
            .says("Closes a round")
            .answers::<Written>(),
        Route::post("/api/rounds/{id}/open", facets::open_round)
            .says("Opens a round again")
            .answers::<Written>(),
    ]
}

fn questions() -> Vec<Route> {
    vec![
        Route::get("/api/find", find::find)
            .says("The passages that a query finds")
            .asks::<find::FindParams>()
            .answers::<Found>(),
        Route::get("/api/complete", find::complete)
            .says("How a query may go on at the cursor")
            .asks::<find::CompleteParams>()
            .lists::<find::Completion>(),
        Route::get("/api/kwic", find::kwic)
            .says("Words in their context")
            .asks::<find::KwicParams>()
            .answers::<find::Kwic>(),
        Route::get("/api/matrix", matrix::read)
            .says("Two dimensions held against each other")
            .asks::<matrix::MatrixParams>()
            .answers::<matrix::Matrix>(),
        Route::get("/api/matrix/cell", matrix::cell)
            .says("The passages behind one cell")
            .asks::<matrix::CellParams>()
            .answers::<Found>(),
        Route::get("/api/queries", queries::list)
            .says("Every saved query, by name")
            .lists::<queries::SavedQuery>(),
        Route::post("/api/queries", queries::add)
            .says("Saves a query")
            .takes::<queries::NewQuery>()
            .answers::<Made>(),
        Route::patch("/api/queries/{id}", queries::change)
            .says("Changes a saved query")
            .takes::<queries::QueryPatch>()
            .answers::<Written>(),
        Route::delete("/api/queries/{id}", queries::remove)
            .says("Deletes a saved query")
            .answers::<Written>(),
    ]
}
