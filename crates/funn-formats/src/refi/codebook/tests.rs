//! Codebooks made up to be wrong in one way each.

use super::*;

fn book(inside: &str) -> ReadCodebook {
    read(format!("<CodeBook xmlns='{CODEBOOK_NAMESPACE}'>{inside}</CodeBook>").as_bytes()).unwrap()
}

fn whats(losses: &[ExchangeLoss]) -> Vec<&str> {
    losses.iter().map(|loss| loss.what.as_str()).collect()
}

#[test]
fn colours_with_opacity_and_none() {
    for (raw, kept) in [
        ("#abc", Some("#abc")),
        ("ABCDEF", Some("#ABCDEF")),
        ("#FF112233", Some("#112233")),
        ("#112233FF", Some("#112233")),
        ("#FF1122ff", Some("#FF1122")),
        ("#1234", Some("#123")),
        ("red", None),
        ("", None),
        ("#æøå", None),
    ] {
        assert_eq!(Colour::parse(raw).as_ref().map(Colour::as_str), kept, "{raw}");
    }
    let code =
        |color| format!("<Codes><Code guid='a' name='x' isCodable='1' color='{color}'/></Codes>");
    assert_eq!(whats(&book(&code("#80112233")).losses), ["opacity in Code@color"]);
    assert_eq!(whats(&book(&code("red")).losses), ["Code@color that is no colour"]);
}

#[test]
fn the_folder_of_nvivo_goes_and_others_stay() {
    let wrapped = "<Codes><Code guid='1' name='Nodes' isCodable='false'>\
        <Code guid='2' name='a' isCodable='true'/><Code guid='3' name='b' isCodable='true'/></Code></Codes>";
    let found = book(wrapped);
    assert_eq!(found.codebook.codes.len(), 2);
    assert_eq!(whats(&found.losses), ["folder \"Nodes\" around all codes (taken away)"]);
    let kept = book(&wrapped.replace("Nodes", "Topics"));
    assert_eq!(kept.codebook.codes.len(), 1);
    assert!(kept.losses.is_empty());
}

#[test]
fn repeated_and_wrong_guids_are_made_anew_and_the_same_each_time() {
    let guid = "5215cc69-b628-4e02-afb9-9beeaee55808";
    let found = book(&format!(
        "<Codes><Code guid='{guid}' name='a' isCodable='true'/>\
         <Code guid='{{{}}}' name='b' isCodable='true'/><Code guid='17' name='c' isCodable='true'/></Codes>\
         <Sets><Set guid='{guid}' name='s'><MemberCode guid='{guid}'/><MemberCode guid='17'/></Set></Sets>",
        guid.to_uppercase()
    ));
    let written = write(&found.codebook);
    assert_eq!(written, write(&found.codebook));
    assert_eq!(written.losses[0].count, 3);
    let again = read(written.xml.as_bytes()).unwrap();
    let mut guids: Vec<Guid> = again.codebook.codes.iter().map(|code| code.guid.clone()).collect();
    let members = &again.codebook.sets[0].members;
    assert_eq!(*members, [guids[0].clone(), guids[2].clone()]);
    guids.push(again.codebook.sets[0].guid.clone());
    assert!(guids.iter().all(Guid::is_valid));
    guids.sort();
    guids.dedup();
    assert_eq!(guids.len(), 4);
    let third = write(&again.codebook);
    assert!(third.losses.is_empty());
    assert_eq!(third.xml, written.xml);
}

#[test]
fn unknown_things_are_counted() {
    let found = book(
        "<Codes><Code guid='a' name='x' alias='y'><q:W xmlns:q='u'><q:V/></q:W></Code></Codes><Groups/>",
    );
    assert_eq!(
        whats(&found.losses),
        ["Code without isCodable (taken as codable)", "Code@alias", "Groups", "V", "W"]
    );
}

#[test]
fn text_of_every_sort_comes_back() {
    let text = "linje 1\r\nlinje 2\ttab & <å> \"😀\"";
    let code = Code {
        guid: Guid::minted(&["x"]),
        name: format!("{text}\n"),
        is_codable: false,
        colour: None,
        description: Some(format!("{text}\u{1}")),
        notes: Vec::new(),
        children: Vec::new(),
    };
    let written = write(&Codebook { codes: vec![code], ..Codebook::default() });
    assert_eq!(whats(&written.losses), ["character that XML cannot hold"]);
    let document = tree::read(written.xml.as_bytes()).unwrap();
    assert_eq!(document.root.child("Codes").unwrap().elements().count(), 1);
    let again = read(written.xml.as_bytes()).unwrap();
    assert_eq!(again.codebook.codes[0].name, format!("{text}\n"));
    assert_eq!(again.codebook.codes[0].description.as_deref(), Some(text));
}

#[test]
fn other_files_are_refused() {
    assert_eq!(read(b"<html/>"), Err(RefiError::WrongRoot { expected: "CodeBook" }));
    for cut in ["<CodeBook><Codes><Code", "<CodeBook><Codes>", "<CodeBook a='"] {
        let error = read(cut.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("cut short"), "{cut}: {error}");
    }
}
