//! Every route of every noun, in small stories: what is asked, and all of what is answered.

use serde_json::{Value, json};

use crate::bench::{Bench, id};

#[tokio::test]
async fn the_study_its_log_and_undo() {
    let mut bench = Bench::new().await;
    bench.patch("/api/study", json!({"title": "Ny tittel", "question": "Hvorfor?"})).await;
    bench.get("/api/study").await;
    bench.post("/api/undo", json!({})).await;
    bench.post("/api/redo", json!({})).await;
    bench.get("/api/log").await;
    bench.get("/api/log?before=3&limit=1").await;
    bench.get("/api/log?before=1").await;
    bench.get("/api/guides").await;
    bench.get("/api/participants").await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn codes() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    let trust = bench
        .post(
            "/api/codes",
            json!({"name": "Tillit", "colour": "#1f6feb", "definition": "Å stole på"}),
        )
        .await["code"]
        .clone();
    bench.post("/api/codes", json!({"path": "Ressurser/Penger", "is_codable": false})).await;
    let under = json!({"name": "Brutt", "parent": trust});
    let broken = bench.post("/api/codes", under).await["code"].clone();
    let (trust, broken) = (trust.as_str().unwrap(), broken.as_str().unwrap());
    bench.patch(&format!("/api/codes/{trust}"), json!({"colour": null, "exclusion": "Vane"})).await;
    bench
        .post(&format!("/api/codes/{broken}/move"), json!({"parent": null, "before": trust}))
        .await;
    for (start, end) in [(0, 10), (45, 60), (61, 70)] {
        let coding = json!({"source": source, "start": start, "end": end, "codes": [broken]});
        bench.post("/api/codings", coding).await;
    }
    let codings = bench.get(&format!("/api/sources/{source}/codings")).await;
    let split = json!({"parts": [{"name": "Helt", "codings": [codings[0]["id"]]}]});
    bench.post(&format!("/api/codes/{broken}/split"), split).await;
    bench.get("/api/codes").await;
    bench.get(&format!("/api/codes/{broken}/merge-preview?into={trust}")).await;
    bench.post(&format!("/api/codes/{broken}/merge"), json!({"into": trust})).await;
    bench.get("/api/codes").await;
    bench.delete(&format!("/api/codes/{trust}")).await;
    bench.get("/api/codes").await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn codings() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    let facet = json!({"name": "valens", "values": [{"name": "driver", "glyph": "up"}]});
    let facet = id(&bench.post("/api/facets", facet).await);
    let value = id(&bench.get("/api/facets").await[0]["values"][0]);
    let code = bench.post("/api/codes", json!({"name": "Ledelse"})).await["code"].clone();
    let made = bench
        .post(
            "/api/codings",
            json!({"source": source, "start": 45, "end": 60, "codes": [code],
                   "paths": ["Ny/Kode"], "facets": [[facet, value]], "weight": 40}),
        )
        .await;
    let first = made["codings"][0].as_str().unwrap().to_owned();
    let second = made["codings"][1].clone();
    let again = json!({"source": source, "start": 45, "end": 60, "codes": [code],
                       "facets": [[facet, value]], "weight": 40});
    bench.post("/api/codings", again).await;
    let patch = json!({"start": 41, "weight": null, "facets": []});
    bench.patch(&format!("/api/codings/{first}"), patch).await;
    bench.get(&format!("/api/sources/{source}/codings")).await;
    bench.post("/api/recode", json!({"codings": [first], "code": code})).await;
    bench.post("/api/recode", json!({"codings": [second], "code": code})).await;
    bench.delete(&format!("/api/codings/{first}")).await;
    bench.post("/api/uncode", json!({"codings": [second]})).await;
    bench.get(&format!("/api/sources/{source}/codings")).await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn facets_and_rounds() {
    let mut bench = Bench::new().await;
    let new = json!({"name": "valens", "definition": "Hva det gjør",
                     "values": [{"name": "driver", "glyph": "up"}, {"name": "barriere"}]});
    let facet = id(&bench.post("/api/facets", new).await);
    let driver = id(&bench.get("/api/facets").await[0]["values"][0]);
    let patch = json!({"values": [{"id": driver, "name": "fremmer", "glyph": "diamond"}]});
    bench.patch(&format!("/api/facets/{facet}"), patch).await;
    bench.get("/api/facets").await;
    let round = id(&bench.post("/api/rounds", json!({"name": "etter guiden"})).await);
    bench.post(&format!("/api/rounds/{round}/close"), json!({})).await;
    bench.post(&format!("/api/rounds/{round}/close"), json!({})).await;
    bench.post("/api/rounds", json!({"name": "på nytt"})).await;
    bench.post(&format!("/api/rounds/{round}/open"), json!({})).await;
    let study = bench.get("/api/study").await;
    assert_eq!(study["rounds"].as_array().map(Vec::len), Some(2));
    bench.delete(&format!("/api/facets/{facet}")).await;
    bench.get("/api/facets").await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn cases_attributes_ties_and_relations() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    let kind = id(&bench.post("/api/case-kinds", json!({"name": "sted"})).await);
    bench.patch(&format!("/api/case-kinds/{kind}"), json!({"name": "kommune"})).await;
    let attribute = |name: &str, kind_of: &str, owner: &str| {
        json!({"owner": owner, "name": name, "type": kind_of, "choices": if kind_of == "choice" {
            vec!["liten", "stor"]
        } else {
            Vec::new()
        }})
    };
    let people = id(&bench.post("/api/attributes", attribute("innbyggere", "number", &kind)).await);
    let size = id(&bench.post("/api/attributes", attribute("størrelse", "choice", &kind)).await);
    let day = id(&bench.post("/api/attributes", attribute("dato", "date", "sources")).await);
    bench.patch(&format!("/api/attributes/{people}"), json!({"name": "folketall"})).await;
    let new = json!({"kind": kind, "name": "Arendal",
                     "values": {people.clone(): 45_891, size.clone(): "Stor"}});
    let first = id(&bench.post("/api/cases", new).await);
    let second = id(&bench.post("/api/cases", json!({"kind": kind, "name": "Asker"})).await);
    let patch =
        json!({"name": "Asker kommune", "values": {people.clone(): "98 815,5", size: null}});
    bench.patch(&format!("/api/cases/{second}"), patch).await;
    bench.patch(&format!("/api/sources/{source}"), json!({"values": {day: "2023-02-14"}})).await;
    let whole = id(&bench.post("/api/ties", json!({"case": first, "source": source})).await);
    let part = json!({"case": second, "source": source, "start": 0, "end": 40});
    bench.post("/api/ties", part).await;
    let grant = json!({"kind": "avtale", "from": first, "to": second, "direction": "mutual",
                       "since": "2019-01-01"});
    let relation = id(&bench.post("/api/relations", grant).await);
    bench.get("/api/cases").await;
    bench.delete(&format!("/api/relations/{relation}")).await;
    bench.delete(&format!("/api/ties/{whole}")).await;
    bench.delete(&format!("/api/attributes/{people}")).await;
    bench.delete(&format!("/api/case-kinds/{kind}")).await;
    bench.delete(&format!("/api/cases/{second}")).await;
    bench.get("/api/cases").await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn memos_sets_and_saved_queries() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    let code = bench.post("/api/codes", json!({"path": "A/B"})).await["code"].clone();
    let targets = [
        json!({"type": "study"}),
        json!({"type": "source", "id": source}),
        json!({"type": "passage", "id": source, "start": 3, "end": 8}),
        json!({"type": "code", "id": code}),
    ];
    let mut last = Value::Null;
    for target in targets {
        let memo = json!({"target": target, "kind": "to-do", "title": "Se på", "body": "*dette*"});
        last = bench.post("/api/memos", memo).await;
    }
    let memo = id(&last);
    let on_memo = json!({"target": {"type": "memo", "id": memo}, "kind": "note"});
    bench.post("/api/memos", on_memo).await;
    bench.patch(&format!("/api/memos/{memo}"), json!({"body": "mer", "kind": "theory"})).await;
    bench.get("/api/memos").await;
    bench.delete(&format!("/api/memos/{memo}")).await;
    let members = json!([{"type": "source", "id": source}, {"type": "code", "id": code}]);
    let set = id(&bench.post("/api/sets", json!({"name": "Utvalg", "members": members})).await);
    bench.patch(&format!("/api/sets/{set}"), json!({"name": "Utvalget", "members": []})).await;
    bench.get("/api/sets").await;
    bench.delete(&format!("/api/sets/{set}")).await;
    let query = id(&bench.post("/api/queries", json!({"name": "Alt", "text": "*"})).await);
    bench.patch(&format!("/api/queries/{query}"), json!({"text": "code:A"})).await;
    bench.get("/api/queries").await;
    bench.delete(&format!("/api/queries/{query}")).await;
    insta::assert_json_snapshot!(bench.story);
}
