//! The vault: who people are, apart from what they said.

use funn_model::{ParticipantId, SourceId};
use funn_store::{Identity, Original, Secret, SeededRandomness, StoreError, Vault};

use super::desk::{Desk, PASSPHRASE, VAULT_PASSPHRASE, folder};

fn open(dir: &std::path::Path, passphrase: &str) -> Result<Vault, StoreError> {
    let seed = std::fs::metadata(dir.join("vault.keys")).map_or(1, |m| m.len());
    Vault::open(dir, &Secret::passphrase(passphrase), Box::new(SeededRandomness::from_number(seed)))
}

fn kari() -> Identity {
    Identity { name: "Kari".to_owned(), contact: "tlf".to_owned(), notes: String::new() }
}

fn original(bytes: &[u8]) -> Original {
    Original { metadata: [("author".to_owned(), "K".to_owned())].into(), bytes: bytes.to_vec() }
}

#[test]
fn it_has_its_own_passphrase() {
    let (_folder, dir) = folder();
    let _desk = Desk::furnished(&dir);
    assert!(matches!(open(&dir, PASSPHRASE), Err(StoreError::WrongSecret)));
    let vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    assert!(matches!(open(&dir, VAULT_PASSPHRASE), Err(StoreError::InUse { .. })));
    assert!(vault.identities().unwrap().is_empty());
}

#[test]
fn identities_and_originals_come_back() {
    let (_folder, dir) = folder();
    drop(Desk::furnished(&dir));
    let [one, two] = [1, 2].map(ParticipantId::from_number);
    let [first, second, third] = [1, 2, 3].map(SourceId::from_number);
    let mut vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    vault.put_identity(one, &Identity::default()).unwrap();
    vault.put_identity(one, &kari()).unwrap();
    vault.put_original(first, Some(one), &original(b"opptak")).unwrap();
    vault.put_original(second, Some(one), &original(b"opptak")).unwrap();
    vault.put_original(third, None, &original(b"")).unwrap();
    drop(vault);
    let mut vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    assert_eq!(vault.identity(one).unwrap(), Some(kari()));
    assert_eq!(vault.identity(two).unwrap(), None);
    assert_eq!(vault.identities().unwrap().len(), 1);
    assert_eq!(vault.original(third).unwrap(), Some(original(b"")));
    assert!(vault.delete_original(first).unwrap());
    assert!(!vault.delete_original(first).unwrap());
    assert_eq!(vault.original(first).unwrap(), None);
    assert_eq!(vault.original(second).unwrap(), Some(original(b"opptak")), "shared bytes stay");
    vault.put_original(second, Some(one), &original(b"nytt")).unwrap();
    assert_eq!(vault.original(second).unwrap(), Some(original(b"nytt")));
}

#[test]
fn a_destroyed_key_forgets_one_person_in_old_copies_too() {
    let (_folder, dir) = folder();
    drop(Desk::furnished(&dir));
    let [one, two] = [1, 2].map(ParticipantId::from_number);
    let mut vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    vault.put_identity(one, &kari()).unwrap();
    vault.put_identity(two, &kari()).unwrap();
    vault.put_original(SourceId::from_number(1), Some(one), &original(b"stemme")).unwrap();
    drop(vault);
    let copy = std::fs::read(dir.join("vault.db")).unwrap();
    let mut vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    assert!(vault.destroy_key(one).unwrap());
    assert!(!vault.destroy_key(one).unwrap());
    assert_eq!(vault.identity(one).unwrap(), None);
    assert_eq!(vault.original(SourceId::from_number(1)).unwrap(), None);
    drop(vault);
    std::fs::write(dir.join("vault.db"), copy).unwrap();
    let vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    assert!(vault.identity(one).is_err());
    assert!(vault.original(SourceId::from_number(1)).is_err());
    assert_eq!(vault.identity(two).unwrap(), Some(kari()));
}

#[test]
fn its_passphrase_changes_alone() {
    let (_folder, dir) = folder();
    drop(Desk::furnished(&dir));
    let mut vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    vault.put_identity(ParticipantId::from_number(1), &kari()).unwrap();
    vault.change_passphrase(&"another".to_owned().into(), None).unwrap();
    drop(vault);
    assert!(matches!(open(&dir, VAULT_PASSPHRASE), Err(StoreError::WrongSecret)));
    let vault = open(&dir, "another").unwrap();
    assert_eq!(vault.identities().unwrap().len(), 1);
    Desk::open(&dir);
}

/// A key that did not reach the disk seals nothing.
#[cfg(unix)]
#[test]
fn a_keys_file_that_cannot_be_written_stops_what_needs_it() {
    let (_folder, dir) = folder();
    drop(Desk::furnished(&dir));
    let mut vault = open(&dir, VAULT_PASSPHRASE).unwrap();
    let one = ParticipantId::from_number(1);
    // A folder where the new file would be written: not even root can write it.
    let obstacle = dir.join("vault.keys.unfinished");
    std::fs::create_dir(&obstacle).unwrap();
    for _ in 0..2 {
        assert!(matches!(vault.put_identity(one, &kari()), Err(StoreError::Io { .. })));
    }
    std::fs::remove_dir(&obstacle).unwrap();
    vault.put_identity(one, &kari()).unwrap();
    drop(vault);
    assert_eq!(open(&dir, VAULT_PASSPHRASE).unwrap().identity(one).unwrap(), Some(kari()));
}
