//! Being written.
use crate::{ReadError, Reading};
pub(crate) fn read(_bytes: &[u8]) -> Result<Reading, ReadError> {
    Err(ReadError::NoText { format: "rtf" })
}
