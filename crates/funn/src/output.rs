//! [`Output`]: the only place that prints. Data goes to standard output, all else to standard
//! error.

use std::io::{self, Write as _};

use serde::Serialize;

use crate::failure::Failure;

/// Where a command's words go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    /// The two streams of this process.
    pub(crate) fn of_process(json: bool) -> Self {
        Self { json }
    }

    /// Whether the data is to be JSON.
    pub(crate) fn is_json(self) -> bool {
        self.json
    }

    /// Prints data, as it is.
    #[expect(clippy::unused_self, reason = "whoever prints must hold the output")]
    pub(crate) fn data(self, text: &str) -> Result<(), Failure> {
        let mut stream = io::stdout().lock();
        stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).map_err(|error| match error
            .kind()
        {
            io::ErrorKind::BrokenPipe => Failure::ReaderGone,
            _ => Failure::System { doing: "cannot write to standard output", error },
        })
    }

    /// Prints data as one line of JSON.
    pub(crate) fn json(self, value: &impl Serialize) -> Result<(), Failure> {
        let mut text = serde_json::to_string(value)
            .map_err(|error| Failure::System { doing: "cannot write JSON", error: error.into() })?;
        text.push('\n');
        self.data(&text)
    }

    /// Prints `value` as JSON where that was asked for, else the text.
    pub(crate) fn either(
        self,
        value: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.json {
            return self.json(value);
        }
        let mut text = text();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        self.data(&text)
    }

    /// Tells a person something that is no data.
    #[expect(clippy::unused_self, reason = "whoever prints must hold the output")]
    pub(crate) fn note(self, text: &str) {
        // A note that nobody can read is no reason to stop.
        let _written = writeln!(io::stderr().lock(), "{text}");
    }

    /// Tells a person something, unless a program is listening.
    pub(crate) fn remark(self, text: &str) {
        if !self.json {
            self.note(text);
        }
    }

    /// Tells why a command ended.
    pub(crate) fn failure(self, failure: &Failure) {
        let text = if self.json { failure.to_json() } else { failure.to_text() };
        self.note(text.trim_end());
    }
}
