//! Moments as people write them. Without an offset they are UTC.

use funn_workbench::model::Moment;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// Which end of a day a bare date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Reads a moment until which something counts; a bare date means the end of that day.
pub(crate) fn read_until(text: &str) -> Result<Moment, String> {
    read(text, Edge::End)
}

/// Reads a moment from which something counts; a bare date means the start of that day.
pub(crate) fn read_since(text: &str) -> Result<Moment, String> {
    read(text, Edge::Start)
}

fn read(text: &str, edge: Edge) -> Result<Moment, String> {
    let text = text.trim();
    if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
        return Ok(Moment(timestamp.as_millisecond()));
    }
    let is_bare_date = text.len() <= "2023-03-01".len();
    let civil = match (is_bare_date, edge) {
        (true, Edge::Start) => text.parse::<Date>().map(|date| date.to_datetime(Time::midnight())),
        (true, Edge::End) => text.parse::<Date>().map(|date| date.to_datetime(Time::MAX)),
        (false, _) => text.parse::<DateTime>(),
    };
    civil
        .and_then(|civil| TimeZone::UTC.to_timestamp(civil))
        .map(|timestamp| Moment(timestamp.as_millisecond()))
        .map_err(|_not_a_time| {
            "write a date such as 2023-03-01, a time in UTC such as 2023-03-01T12:00, or a time \
             with its offset such as 2023-03-01T12:00+01:00"
                .to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_utc_unless_it_says_otherwise() {
        let shown = |text| read_until(text).unwrap().to_string();
        assert_eq!(shown("2023-03-01T12:00"), "2023-03-01T12:00:00Z");
        assert_eq!(shown("2023-03-01T12:00+01:00"), "2023-03-01T11:00:00Z");
        assert_eq!(shown("2023-03-01 12:00:30Z"), "2023-03-01T12:00:30Z");
    }

    #[test]
    fn a_bare_date_is_the_whole_day() {
        assert_eq!(read_until("2023-03-01").unwrap(), Moment(1_677_715_199_999));
        assert_eq!(read_since("2023-03-01").unwrap(), Moment(1_677_628_800_000));
        assert!(read_since("yesterday").unwrap_err().contains("2023-03-01"));
        assert!(read_since("2023-02-30").is_err());
    }
}
