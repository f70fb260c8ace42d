//! The example study: its figures are those of the study that it follows.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use funn_workbench::ask::{self, MatrixRequest};
use funn_workbench::{
    DEMO_PASSPHRASE, Environment, Secret, SeededRandomness, Workbench, create_demo,
};

fn demo() -> (tempfile::TempDir, Workbench) {
    let dir = tempfile::tempdir().unwrap();
    let random = [1, 2].map(|seed| Box::new(SeededRandomness::new([seed; 32])) as Box<_>);
    let workbench = create_demo(&dir.path().join("demo"), random).unwrap();
    (dir, workbench)
}

fn request<'a>(rows: &'a str, cols: &'a str, filter: &'a str) -> MatrixRequest<'a> {
    MatrixRequest {
        rows,
        cols,
        filter: Some(filter),
        measure: "codings",
        exact: false,
        nonzero: false,
    }
}

#[test]
fn factor_by_municipality_in_round_two_is_the_published_table() {
    let (_dir, workbench) = demo();
    let table = workbench
        .read(|project| ask::matrix(project, &request("code", "case:kommune", "round:2")))
        .unwrap();
    assert_eq!(
        table.cols,
        [
            "kommune=Arendal",
            "kommune=Asker",
            "kommune=Drammen",
            "kommune=Sarpsborg",
            "kommune=Stavanger",
            "kommune=Trondheim",
            "kommune=Østensjø"
        ]
    );
    let published = [
        ("Kriser", [0, 0, 1, 0, 1, 1, 1]),
        ("Forankring", [2, 1, 0, 1, 1, 0, 0]),
        ("Ressurser", [1, 2, 1, 0, 0, 1, 1]),
        ("Rolleforståelse", [2, 1, 0, 1, 0, 1, 1]),
        ("Erfaring og kompetanse", [1, 0, 1, 1, 1, 0, 0]),
    ];
    for (name, counts) in published {
        let row = table.rows.iter().position(|row| row == name).unwrap();
        let cells: Vec<u64> = (0..7).map(|col| table.cell(row, col).unwrap().count).collect();
        assert_eq!(cells, counts, "{name}");
    }
}

#[test]
fn the_same_factor_drives_here_and_hinders_there() {
    let (_dir, workbench) = demo();
    let count = |query: &str| workbench.read(|project| ask::codings(project, query).unwrap().len());
    for factor in ["Forankring", "Ressurser", "Rolleforståelse", "Erfaring og kompetanse"] {
        for valence in ["driver", "barrier"] {
            let query = format!("code:\"{factor}\" and valence:{valence} and round:2");
            assert!(count(&query) > 0, "{query}");
        }
    }
    assert_eq!(count("round:2"), 25);
}

#[test]
fn it_opens_again_with_its_history_and_is_in_order() {
    let (dir, workbench) = demo();
    let before = workbench.read(Clone::clone);
    let marit = before.user_named("Marit").unwrap().id;
    drop(workbench);
    let environment = Environment {
        clock: std::sync::Arc::new(|| funn_workbench::model::Moment(1_700_000_000_000)),
        random: Box::new(SeededRandomness::new([3; 32])),
    };
    let secret = Secret::Passphrase(DEMO_PASSPHRASE.to_owned().into());
    let random = Box::new(SeededRandomness::new([4; 32]));
    let again = Workbench::open(&dir.path().join("demo"), &secret, environment, random).unwrap();
    assert!(again.read(|project| *project == before));
    assert!(again.read(|project| project.drifted().is_empty()));
    let march = "2023-03-22T00:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let then = again.at(funn_workbench::model::Moment(march)).unwrap();
    assert!(then.code_at("Kriser").is_none(), "round two had not begun");
    assert_eq!(then.codings().len(), 56);
    for _ in 0..12 {
        again.undo(marit).unwrap();
    }
    for _ in 0..12 {
        again.redo(marit).unwrap();
    }
    assert!(again.read(|project| *project == before), "undone and made again");
}
