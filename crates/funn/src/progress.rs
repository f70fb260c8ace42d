//! [`Progress`]: a bar on standard error for work that takes over a second.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that takes less than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that shows itself when the work takes long, where somebody would see it.
pub(crate) struct Progress {
    began: Instant,
    total: u64,
    is_seen: bool,
    label: &'static str,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// A bar for `total` bytes.
    pub(crate) fn bytes(label: &'static str, total: u64, is_seen: bool) -> Self {
        Self { began: Instant::now(), total, is_seen, label, bar: OnceLock::new() }
    }

    /// Says how many bytes are done.
    pub(crate) fn reach(&self, done: u64) {
        if !self.is_seen || self.began.elapsed() < PATIENCE {
            return;
        }
        self.bar.get_or_init(|| self.draw()).set_position(done.min(self.total));
    }

    fn draw(&self) -> ProgressBar {
        let template = "{prefix} {wide_bar} {bytes} of {total_bytes}, {eta} left";
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_fixed_template| ProgressStyle::default_bar());
        ProgressBar::new(self.total).with_style(style).with_prefix(self.label)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
