//! What was done, in words.

use funn_workbench::{Summary, SummaryIntent};

/// A change in one line, such as `coded 4 passages: Trust`.
pub(crate) fn of_summary(summary: &Summary) -> String {
    let Summary { deed, noun, count, subject, intent } = summary;
    let done = match *deed {
        "code" => format!("coded {}", counted(*count, "passage")),
        "uncode" => format!("took {} away", counted(*count, "coding")),
        "auto-code" => format!("auto-coded {}", counted(*count, "passage")),
        "recode" => format!("recoded {}", counted(*count, "passage")),
        "import" => format!("imported {}", counted(*count, "source")),
        "merge-codes" => format!("merged codes ({})", counted(*count, "coding")),
        "split-code" => format!("split a code ({})", counted(*count, "coding")),
        "delete-code" => format!("deleted {}", counted(*count, "code")),
        "delete-source" => "deleted a source".to_owned(),
        "delete-case" => "deleted a case".to_owned(),
        "correct-text" => "corrected a text".to_owned(),
        "import-codebook" => format!("took in a codebook ({})", counted(*count, "code")),
        "import-attributes" => format!("took in attributes ({})", counted(*count, "case")),
        "set-up" => "set the study up".to_owned(),
        "add" => format!("added {}", counted(*count, noun)),
        "remove" => format!("removed {}", counted(*count, noun)),
        _ => format!("changed {}", counted(*count, noun)),
    };
    let prefix = match intent {
        SummaryIntent::Do => "",
        SummaryIntent::Undo => "undid: ",
        SummaryIntent::Redo => "redid: ",
    };
    if subject.is_empty() {
        format!("{prefix}{done}")
    } else {
        format!("{prefix}{done}: {subject}")
    }
}

/// A number with its noun: `1 code`, `3 memos`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let noun = noun.replace('-', " ");
    match (count, noun.as_str()) {
        (1, "study") => "the study".to_owned(),
        (1, _) | (_, "") => format!("{count} {noun}"),
        (_, "study") => format!("{count} studies"),
        (_, "saved query") => format!("{count} saved queries"),
        _ => format!("{count} {noun}s"),
    }
}

/// A number of characters, with its noun.
pub(crate) fn counted_large(characters: u32) -> String {
    counted(usize::try_from(characters).unwrap_or(usize::MAX), "character")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_with_their_nouns() {
        assert_eq!(counted(1, "memo"), "1 memo");
        assert_eq!(counted(0, "memo"), "0 memos");
        assert_eq!(counted(2, "saved-query"), "2 saved queries");
        assert_eq!(counted(1, "study"), "the study");
    }

    #[test]
    fn a_line_says_what_and_whose_undoing() {
        let summary = Summary {
            deed: "code",
            noun: "coding".to_owned(),
            count: 1,
            subject: "Trust".to_owned(),
            intent: SummaryIntent::Undo,
        };
        assert_eq!(of_summary(&summary), "undid: coded 1 passage: Trust");
    }
}
