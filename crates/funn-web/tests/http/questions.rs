//! Finding, concordances, matrices, coding by a rule.

use serde_json::{Value, json};

use crate::bench::{Bench, id};

/// Two sources of two cases, three codes, six codings.
async fn coded() -> Bench {
    let mut bench = Bench::new().await;
    let first = bench.interview().await;
    let other = "R2: Pengene kom sent.\n\nI: Og lederne?\n\nR2: De var forankret hos oss.\n";
    let answer = bench.upload(&[("Intervju 2.txt", other.as_bytes())], &[]).await;
    let second = id(&answer["sources"][0]);
    let kind = id(&bench.post("/api/case-kinds", json!({"name": "kommune"})).await);
    for (name, source) in [("Arendal", &first), ("Ås \"by\"", &second)] {
        let case = id(&bench.post("/api/cases", json!({"kind": kind, "name": name})).await);
        bench.post("/api/ties", json!({"case": case, "source": source})).await;
    }
    let codings = [
        (&first, 45, 80, "Forankring"),
        (&first, 82, 108, "Ressurser/Penger"),
        (&first, 130, 150, "Ressurser"),
        (&second, 4, 20, "Ressurser/Penger"),
        (&second, 4, 20, "Ressurser"),
        (&second, 44, 60, "Forankring"),
    ];
    for (source, start, end, path) in codings {
        let coding = json!({"source": source, "start": start, "end": end, "paths": [path]});
        let made = bench.post("/api/codings", coding).await;
        assert!(made["codings"][0].is_string(), "{made}");
    }
    bench.story.clear();
    bench
}

#[tokio::test]
async fn find_complete_and_kwic() {
    let mut bench = coded().await;
    bench.get("/api/find?q=code%3ARessurser").await;
    bench.get("/api/find?q=code%3ARessurser&offset=1&limit=1").await;
    bench.get("/api/find?q=forankret").await;
    bench.get("/api/find?q=code%3ARessursar").await;
    bench.get("/api/find?q=").await;
    bench.get("/api/complete?cursor=0").await;
    bench.get("/api/complete?q=code%3AForan&cursor=10").await;
    bench.get("/api/kwic?pattern=forankret&context=12&sort=left").await;
    bench.get("/api/kwic?pattern=p.n%5Cw%2B&regex=1&where=code%3ARessurser").await;
    bench.get("/api/kwic?pattern=(&regex=1").await;
    bench.get("/api/kwic?pattern=a&sort=upwards").await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn a_matrix_and_the_passages_behind_it() {
    let mut bench = coded().await;
    bench.get("/api/matrix?rows=code&cols=case%3Akommune").await;
    bench.get("/api/matrix/cell?rows=code&cols=case%3Akommune&row=1&col=1").await;
    bench.get("/api/matrix/cell?rows=code&cols=case%3Akommune&row=9&col=9").await;
    bench.get("/api/matrix?rows=colour&cols=code").await;
    bench.get("/api/matrix?rows=code&cols=source&count=sheep").await;
    bench.get("/api/matrix?rows=code&cols=source&count=passages&exact=1&where=forankret").await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn every_number_is_found_again_by_its_query() {
    let mut bench = coded().await;
    let facet = json!({"name": "code", "values": [{"name": "driver \"stor\""}]});
    let facet = id(&bench.post("/api/facets", facet).await);
    let value = id(&bench.get("/api/facets").await[0]["values"][0]);
    let owner = id(&bench.get("/api/cases").await["kinds"][0]);
    let size = json!({"owner": owner, "name": "antall innbyggere", "type": "number"});
    let size = id(&bench.post("/api/attributes", size).await);
    let case = id(&bench.get("/api/cases").await["cases"][0]);
    bench.patch(&format!("/api/cases/{case}"), json!({"values": {size: 45_891}})).await;
    bench.post("/api/rounds", json!({"name": "runde \"to\""})).await;
    let source = id(&bench.get("/api/sources").await[0]);
    let coding = json!({"source": source, "start": 0, "end": 3, "paths": ["Annet"],
                        "facets": [[facet, value]]});
    bench.post("/api/codings", coding).await;
    for dimension in [
        "code",
        "case",
        "case%3Akommune",
        "source",
        "coder",
        "facet",
        "speaker",
        "round",
        "attribute%3Aantall%20innbyggere",
    ] {
        for exact in ["0", "1"] {
            let path = format!("/api/matrix?rows={dimension}&cols=coder&exact={exact}");
            let matrix = bench.get(&path).await;
            let queries = matrix["query_for"]["rows"].as_array().unwrap().clone();
            assert!(!queries.is_empty(), "{dimension}");
            for (row, query) in queries.iter().enumerate() {
                let query = query.as_str().unwrap();
                assert!(!query.is_empty(), "{dimension} {}", matrix["rows"][row]);
                let found = bench.workbench.read(|project| {
                    // Only coded passages: the matrix counts codings.
                    funn_workbench::ask::codings(project, query).unwrap().len()
                });
                let total = &matrix["row_totals"][row];
                assert_eq!(&json!(found), total, "{dimension} exact={exact}: {query}");
            }
        }
    }
}

#[tokio::test]
async fn coding_by_a_rule_is_shown_and_then_done_in_one_step() {
    let mut bench = coded().await;
    let rule = json!({"by": "speaker", "pattern": "R1"});
    bench.post("/api/autocode/preview", json!({"rule": rule})).await;
    bench.post("/api/autocode", json!({"rule": rule, "code": "Taler/R1", "except": [0]})).await;
    let rule = json!({"by": "regex", "pattern": "forankr\\w+", "extend": "paragraph"});
    let preview = bench.post("/api/autocode/preview", json!({"rule": rule})).await;
    assert_eq!(preview["total"], preview["segments"].as_array().map_or(0, Vec::len));
    let codes = bench.get("/api/codes").await;
    let code = id(codes.as_array().unwrap().iter().find(|c| c["name"] == "Forankring").unwrap());
    bench.post("/api/autocode", json!({"rule": rule, "code": code})).await;
    bench.post("/api/autocode", json!({"rule": rule, "code": code})).await;
    bench.post("/api/undo", json!({})).await;
    let bad = [
        json!({"by": "regex", "pattern": "("}),
        json!({"by": "text", "pattern": "  "}),
        json!({"by": "text", "pattern": "a", "where": "code:"}),
    ];
    for rule in bad {
        let answer = bench.post("/api/autocode/preview", json!({"rule": rule})).await;
        assert_ne!(answer["error"], Value::Null, "{answer}");
    }
    insta::assert_json_snapshot!(bench.story);
}
