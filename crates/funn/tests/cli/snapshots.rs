//! The whole output of every command, as a person sees it.

use crate::support::{coded_desk, desk, empty_desk};

macro_rules! shown {
    ($desk:expr, $name:literal, $($argument:expr),+ $(,)?) => {
        insta::assert_snapshot!($name, $desk.run(&[$($argument),+]).shown());
    };
}

#[test]
fn making_a_study() {
    let desk = empty_desk();
    shown!(desk, "new", "new", "study", "--title", "Trust", "--key-cost", "low");
    shown!(desk, "new_again", "new", "study", "--title", "Trust", "--key-cost", "low");
    shown!(desk, "study_set", "study", "study", "set", "--question", "What makes trust last?");
    shown!(desk, "study_show", "study", "study", "show");
    shown!(desk, "demo", "demo", "example", "--no-serve");
}

#[test]
fn material() {
    let desk = desk();
    shown!(desk, "participant_add", "participant", "study", "add", "R1", "--case", "town=Vik");
    shown!(desk, "import", "import", "study", "texts", "--participant", "R1");
    shown!(desk, "import_twice", "import", "study", "texts/first.txt");
    shown!(desk, "participant_list", "participant", "study", "list");
    shown!(desk, "source_list", "source", "study", "list");
    shown!(desk, "source_show", "source", "study", "show", "first.txt");
    shown!(desk, "source_text", "source", "study", "show", "first", "--text", "--span", "0..20");
    shown!(desk, "source_rename", "source", "study", "rename", "second", "Interview 2");
    shown!(desk, "source_delete", "source", "study", "delete", "first");
    shown!(desk, "case_add", "case", "study", "add", "town", "Vik", "people=4200");
    shown!(desk, "case_tie", "case", "study", "tie", "town=Vik", "--source", "first");
    shown!(desk, "case_list", "case", "study", "list");
    shown!(desk, "case_delete", "case", "study", "delete", "town=Vik");
}

#[test]
fn codes() {
    let desk = coded_desk();
    shown!(desk, "codebook_list", "codebook", "study", "list");
    shown!(
        desk,
        "codebook_add",
        "codebook",
        "study",
        "add",
        "Plans",
        "--definition",
        "What is planned"
    );
    shown!(desk, "codebook_rename", "codebook", "study", "rename", "Plans", "Planning");
    shown!(desk, "codebook_move", "codebook", "study", "move", "Planning", "Resources");
    shown!(
        desk,
        "codebook_merge_preview",
        "codebook",
        "study",
        "merge",
        "Time",
        "Money",
        "--preview"
    );
    shown!(desk, "codebook_merge", "codebook", "study", "merge", "Time", "Money");
    shown!(desk, "codebook_delete_shown", "codebook", "study", "delete", "Resources");
    shown!(desk, "codebook_delete", "codebook", "study", "delete", "Planning", "--yes");
    shown!(desk, "facet_list", "facet", "study", "list");
    shown!(desk, "round_add", "round", "study", "add", "by the guide");
    shown!(desk, "round_close", "round", "study", "close");
    shown!(desk, "round_list", "round", "study", "list");
    shown!(
        desk,
        "memo_add",
        "memo",
        "study",
        "add",
        "Too broad?",
        "--code",
        "Trust",
        "--kind",
        "theory"
    );
    shown!(desk, "memo_list", "memo", "study", "list");
    shown!(desk, "set_add", "set", "study", "add", "Pilot", "--source", "first", "--code", "Trust");
    shown!(desk, "set_list", "set", "study", "list");
    shown!(desk, "uncode_shown", "uncode", "study", "--code", "Trust", "--source", "first");
    shown!(desk, "uncode", "uncode", "study", "--code", "Trust", "--yes");
}

#[test]
fn coding_by_rule() {
    let desk = coded_desk();
    shown!(desk, "code_match_shown", "code", "study", "Plans", "--match", "(?i)plan");
    shown!(desk, "code_match", "code", "study", "Plans", "--match", "(?i)plan", "--yes");
    shown!(desk, "code_again", "code", "study", "Plans", "--match", "(?i)plan", "--yes");
    shown!(desk, "code_speaker", "code", "study", "Said by R2", "--speaker", "R2", "--yes");
    shown!(
        desk,
        "code_search",
        "code",
        "study",
        "Meetings",
        "--search",
        "meetings",
        "--extend",
        "sentence"
    );
}

#[test]
fn questions() {
    let desk = coded_desk();
    shown!(desk, "find", "find", "study", "valence:barrier");
    shown!(desk, "find_csv", "find", "study", "code:Resources", "--format", "csv");
    shown!(desk, "find_markdown", "find", "study", "code:Trust", "--format", "markdown");
    shown!(desk, "find_nothing", "find", "study", "code:Trust and code:Money");
    shown!(desk, "kwic", "kwic", "study", "money", "--context", "20");
}

#[test]
fn matrices() {
    let desk = coded_desk();
    shown!(desk, "matrix", "matrix", "study", "--rows", "code", "--cols", "case");
    shown!(
        desk,
        "matrix_csv",
        "matrix",
        "study",
        "--rows",
        "code",
        "--cols",
        "case",
        "--format",
        "csv"
    );
    shown!(
        desk,
        "matrix_markdown",
        "matrix",
        "study",
        "--rows",
        "code",
        "--cols",
        "case",
        "--format",
        "markdown"
    );
    shown!(
        desk,
        "matrix_percent",
        "matrix",
        "study",
        "--rows",
        "code",
        "--cols",
        "facet",
        "--percent",
        "row"
    );
    shown!(
        desk,
        "matrix_residual",
        "matrix",
        "study",
        "--rows",
        "facet",
        "--cols",
        "case",
        "--residual"
    );
    shown!(
        desk,
        "matrix_cell",
        "matrix",
        "study",
        "--rows",
        "code",
        "--cols",
        "case",
        "--cell",
        "Trust",
        "Dal"
    );
    shown!(
        desk,
        "matrix_no_cell",
        "matrix",
        "study",
        "--rows",
        "code",
        "--cols",
        "case",
        "--cell",
        "Trst",
        "Dal"
    );
    shown!(desk, "cooccur", "cooccur", "study");
    shown!(
        desk, "export", "export", "study", "--format", "markdown", "--what", "codebook", "out.md"
    );
    shown!(desk, "export_qdpx", "export", "study", "--format", "qdpx", "out.qdpx");
}

#[test]
fn history_and_safety() {
    let desk = coded_desk();
    shown!(desk, "log", "log", "study");
    shown!(desk, "undo", "undo", "study");
    shown!(desk, "redo", "redo", "study");
    shown!(desk, "verify", "verify", "study");
    shown!(desk, "backup", "backup", "study");
    shown!(desk, "backup_list", "backup", "study", "--list");
    shown!(desk, "doctor", "doctor", "study");
    shown!(desk, "restore", "restore", "study");
}
