//! Nothing of a study can be read in its files.
//!
//! Words are planted wherever a study keeps words; then every byte of every file is searched for
//! them, in several encodings, while the study is open and after it is closed.

use std::path::Path;

use funn_model::case::{AttributeOwner, ValueType};
use funn_model::{
    Attribute, AttributeId, Case, CaseId, CaseKind, CaseKindId, Change, Code, CodeId, Edit, Intent,
    Memo, MemoId, MemoKind, Moment, ParticipantId, SavedQuery, SavedQueryId, Set, SetId, SourceId,
    Span, StudyDetails, Target, Value,
};
use funn_store::{Identity, Original, Secret, SeededRandomness, Vault};

use super::desk::{ADA, Desk, VAULT_PASSPHRASE, folder};

/// The words planted; none occurs in the program.
const PLANTED: [&str; 14] = [
    "Tittelkvark",
    "Spørsmålsbrie",
    "Intervjugrus",
    "Kodetrøffel",
    "Definisjonsmynte",
    "Memosopp",
    "Kommunekringle",
    "Attributtørken",
    "Verdivaffel",
    "Aliasål",
    "Navnekompott",
    "Kontaktkaffe",
    "Originalost",
    "Settsirup",
];

fn plant(dir: &Path) -> Desk {
    let mut desk = Desk::furnished(dir);
    let [title, question, text, code, definition, memo, case, attribute, value, alias, ..] =
        PLANTED;
    desk.act(&Change::Study(StudyDetails {
        title: title.to_owned(),
        question: question.to_owned(),
        ..StudyDetails::default()
    }));
    let owner = desk.add_participant(20, alias);
    desk.add_source(2, Some(owner), &format!("Så sa hun {text} og lo. ").repeat(200));
    desk.add_source(3, None, &format!("Notat om {text}."));
    let mut named = Code::named(CodeId::from_number(2), None, code);
    definition.clone_into(&mut named.definition);
    desk.act(&Change::Code(Edit::Add(named)));
    desk.code_passage(7, 2, Span::new(10, 22));
    desk.act(&Change::Memo(Edit::Add(Memo {
        id: MemoId::from_number(1),
        target: Target::Source(SourceId::from_number(2)),
        kind: MemoKind::Note,
        title: memo.to_owned(),
        body: format!("**{memo}**: {text}"),
        user: ADA,
        created: Moment(0),
        modified: Moment(0),
        displaced: false,
    })));
    let kind = CaseKindId::from_number(1);
    desk.act(&Change::CaseKind(Edit::Add(CaseKind { id: kind, name: case.to_owned() })));
    let attribute_id = AttributeId::from_number(1);
    desk.act(&Change::Attribute(Edit::Add(Attribute {
        id: attribute_id,
        owner: AttributeOwner::CaseKind(kind),
        name: attribute.to_owned(),
        value_type: ValueType::Text,
    })));
    desk.act(&Change::Case(Edit::Add(Case {
        id: CaseId::from_number(1),
        kind,
        name: case.to_owned(),
        values: [(attribute_id, Value::Text(value.to_owned()))].into(),
    })));
    let members = Vec::new();
    let set = Set { id: SetId::from_number(1), name: PLANTED[13].to_owned(), members };
    desk.act(&Change::Set(Edit::Add(set)));
    let id = SavedQueryId::from_number(1);
    let query = SavedQuery { id, name: code.to_owned(), text: format!("code:\"{code}\"") };
    desk.act(&Change::SavedQuery(Edit::Add(query)));
    desk
}

fn plant_in_vault(dir: &Path) -> Vault {
    let random = Box::new(SeededRandomness::from_number(8));
    let mut vault = Vault::open(dir, &Secret::passphrase(VAULT_PASSPHRASE), random).unwrap();
    let person = ParticipantId::from_number(20);
    let identity = Identity {
        name: PLANTED[10].to_owned(),
        contact: format!("{}@example.org", PLANTED[11]),
        notes: PLANTED[2].to_owned(),
    };
    vault.put_identity(person, &identity).unwrap();
    let original = Original {
        metadata: [("author".to_owned(), PLANTED[10].to_owned())].into(),
        bytes: PLANTED[12].repeat(3000).into_bytes(),
    };
    vault.put_original(SourceId::from_number(2), Some(person), &original).unwrap();
    vault.put_original(SourceId::from_number(3), None, &original).unwrap();
    assert_eq!(vault.original(SourceId::from_number(2)).unwrap(), Some(original));
    vault
}

/// A word as it could stand in a file.
fn disguises(word: &str) -> Vec<Vec<u8>> {
    let mut found = vec![word.as_bytes().to_vec(), word.to_lowercase().into_bytes()];
    found.push(word.encode_utf16().flat_map(u16::to_le_bytes).collect());
    found.push(word.encode_utf16().flat_map(u16::to_be_bytes).collect());
    found.push(word.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect());
    let escaped: String = word
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect();
    found.push(escaped.into_bytes());
    for skipped in 0..3 {
        // Bytes before the word shift its Base64; the letters at either edge mix with neighbours.
        let aligned = &word.as_bytes()[skipped..];
        let whole = &aligned[..aligned.len() / 3 * 3];
        found.push(base64(whole).into_bytes());
    }
    found.sort();
    found.dedup();
    found
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks_exact(3).flat_map(|group| {
        let bits = u32::from(group[0]) << 16 | u32::from(group[1]) << 8 | u32::from(group[2]);
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[(bits >> shift & 63) as usize]))
    });
    groups.collect()
}

fn files_below(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// Searches every file below a folder for every planted word; answers how many bytes it saw.
fn search(dir: &Path) -> usize {
    let needles: Vec<(&str, Vec<u8>)> = PLANTED
        .iter()
        .flat_map(|word| disguises(word).into_iter().map(move |disguise| (*word, disguise)))
        .collect();
    let mut seen = 0;
    for path in files_below(dir) {
        let bytes = std::fs::read(&path).unwrap();
        seen += bytes.len();
        for (word, needle) in &needles {
            let found = memchr::memmem::find(&bytes, needle);
            assert_eq!(found, None, "{word} in {}", path.display());
        }
    }
    seen
}

#[test]
fn the_search_finds_what_is_there() {
    let (folder, _) = folder();
    for (number, disguise) in disguises(PLANTED[9]).into_iter().enumerate() {
        let dir = folder.path().join(number.to_string());
        std::fs::create_dir(&dir).unwrap();
        let surrounded = [b"abc".as_slice(), &disguise, b"def"].concat();
        std::fs::write(dir.join("file"), surrounded).unwrap();
        assert!(std::panic::catch_unwind(|| search(&dir)).is_err(), "disguise {number}");
    }
}

#[test]
fn no_planted_word_is_in_any_file() {
    let (folder, dir) = folder();
    let mut desk = plant(&dir);
    let vault = plant_in_vault(&dir);
    assert!(dir.join("study.db-wal").is_file(), "the side files are searched as well");
    assert!(search(folder.path()) > 50_000);
    desk.store.save_snapshot(&desk.project).unwrap();
    desk.store.backup(Moment(0), 2).unwrap();
    search(folder.path());
    let last = desk.store.last_undoable(ADA).unwrap().unwrap();
    desk.commit(Intent::Undo(last.id), &last.inverse, &[]);
    let desk = desk.reopened();
    search(folder.path());
    drop((desk, vault));
    assert!(!dir.join("study.db-wal").exists());
    assert!(search(folder.path()) > 50_000);
    let (desk, _) = Desk::open(&dir);
    assert_eq!(desk.project.details().title, PLANTED[0]);
}

#[test]
fn errors_and_debug_output_name_nothing() {
    let (_folder, dir) = folder();
    let desk = plant(&dir);
    let vault = plant_in_vault(&dir);
    let identity = vault.identity(ParticipantId::from_number(20)).unwrap().unwrap();
    assert_eq!(identity.name, PLANTED[10]);
    let shown = format!("{:?} {vault:?} {identity:?}", desk.store);
    assert!(PLANTED.iter().all(|word| !shown.contains(word)), "{shown}");
}
