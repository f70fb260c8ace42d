//! The payload of a journal row: a change and what takes it back, as JSON.

use funn_model::Change;
use serde::{Deserialize, Serialize};

use super::change::ChangeWire;
use super::{Mirror as _, WireError};

/// The version written.
const VERSION: u32 = 1;

/// What a journal row did.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Payload {
    pub(crate) change: Change,
    pub(crate) inverse: Change,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PayloadWire {
    v: u32,
    change: ChangeWire,
    inverse: ChangeWire,
}

#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

/// The JSON of a change and its inverse.
pub(crate) fn write(change: &Change, inverse: &Change) -> Result<Vec<u8>, WireError> {
    let (change, inverse) = (change.to_wire(), inverse.to_wire());
    serde_json::to_vec(&PayloadWire { v: VERSION, change, inverse })
        .map_err(|_unwritable| WireError::Malformed("a change cannot be written"))
}

/// Reads any version that was ever written.
pub(crate) fn read(json: &[u8]) -> Result<Payload, WireError> {
    let malformed = |_error| WireError::Malformed("a change cannot be read");
    let wire: PayloadWire = match serde_json::from_slice(json) {
        Ok(wire) => wire,
        Err(error) => {
            let Versioned { v } = serde_json::from_slice(json).map_err(malformed)?;
            if v > VERSION {
                return Err(WireError::TooNew(v));
            }
            return Err(malformed(error));
        }
    };
    if wire.v != VERSION {
        return Err(WireError::TooNew(wire.v));
    }
    Ok(Payload {
        change: Change::from_wire(wire.change)?,
        inverse: Change::from_wire(wire.inverse)?,
    })
}

#[cfg(test)]
mod tests {
    use funn_model::{StudyDetails, User, UserId};
    use funn_testkit::arbitrary;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_change_reads_back(change in arbitrary::change(), inverse in arbitrary::change()) {
            let json = write(&change, &inverse).unwrap();
            let read = read(&json).unwrap();
            prop_assert_eq!(read, Payload { change, inverse });
        }
    }

    fn json(change: &Change) -> String {
        String::from_utf8(write(change, change).unwrap()).unwrap()
    }

    #[test]
    fn it_says_what_it_is() {
        let user = User { id: UserId::from_number(0xab), name: "Ada".to_owned() };
        let json = json(&Change::User(funn_model::Edit::Add(user)));
        let one = r#"{"user":{"add":{"id":"000000000000000000000000000000ab","name":"Ada"}}}"#;
        assert_eq!(json, format!(r#"{{"v":1,"change":{one},"inverse":{one}}}"#));
    }

    #[test]
    fn a_newer_version_is_told_as_such() {
        let newer = json(&Change::Study(StudyDetails::default())).replace("\"v\":1", "\"v\":2");
        assert_eq!(read(newer.as_bytes()), Err(WireError::TooNew(2)));
        let unknown = br#"{"v":7,"something":"else"}"#;
        assert_eq!(read(unknown), Err(WireError::TooNew(7)));
    }

    #[test]
    fn what_is_not_understood_is_not_guessed() {
        let good = json(&Change::Study(StudyDetails::default()));
        let more = good.replace("\"title\"", "\"subtitle\":\"x\",\"title\"");
        assert!(matches!(read(more.as_bytes()), Err(WireError::Malformed(_))));
        for end in 0..good.len() {
            assert!(read(&good.as_bytes()[..end]).is_err());
        }
        let backwards = r#"{"v":1,"change":{"tie":{"add":{"id":"00000000000000000000000000000001",
            "case":"00000000000000000000000000000001","source":"00000000000000000000000000000001",
            "span":[5,2],"displaced":false}}},"inverse":{"user":{"remove":
            "00000000000000000000000000000001"}}}"#;
        assert!(matches!(read(backwards.as_bytes()), Err(WireError::Malformed(_))));
    }
}
