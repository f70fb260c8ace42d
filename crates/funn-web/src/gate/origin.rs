//! The cross-origin check: no other page writes here, nor reads through a browser.
//!
//! `CrossOriginProtection` of Go 1.25 (also Datasette's), stricter in three ways: a foreign scheme
//! or port is foreign, writes need a header that no plain form can send, and data is not answered
//! to requests that another site started. `Sec-Fetch-Site` alone does not stop DNS rebinding (the
//! page is of the same origin then): [`crate::gate::Hosts`] does.

use axum::http::{HeaderMap, Method, header};

use crate::error::ApiError;
use crate::gate::single;

/// The header that every write carries; a cross-origin page cannot send it without a preflight,
/// which is never answered.
pub(crate) const WRITE_HEADER: &str = "x-funn";

const FETCH_SITE: &str = "sec-fetch-site";

/// Whether a request comes from this server's own pages, or from no page at all.
pub(crate) fn check(
    method: &Method,
    path: &str,
    host: &str,
    headers: &HeaderMap,
) -> Result<(), ApiError> {
    let foreign = || {
        ApiError::forbidden(
            "this request was started by another site",
            "Open the workbench at the address that funn printed.",
        )
    };
    let is_safe = matches!(*method, Method::GET | Method::HEAD);
    let site = single(headers, FETCH_SITE).map_err(|_malformed| foreign())?;
    let origin = single(headers, header::ORIGIN.as_str()).map_err(|_malformed| foreign())?;
    if is_safe && !path.starts_with("/api/") {
        return Ok(());
    }
    let is_own = match (site, origin) {
        (Some("same-origin" | "none") | None, None) => true,
        (Some("same-origin" | "none") | None, Some(origin)) => is_own_origin(origin, host),
        (Some(_), _) => false,
    };
    if !is_own {
        return Err(foreign());
    }
    if is_safe || single(headers, WRITE_HEADER) == Ok(Some("1")) {
        return Ok(());
    }
    Err(ApiError::forbidden(
        "writing needs the header x-funn: 1",
        "Send the header x-funn with the value 1 on every request that is not GET.",
    ))
}

fn is_own_origin(origin: &str, host: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(|rest| rest.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const HOST: &str = "127.0.0.1:4180";

    fn passes(method: &str, path: &str, headers: &[(&'static str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        check(&Method::from_bytes(method.as_bytes()).unwrap(), path, HOST, &map).is_ok()
    }

    #[test]
    fn writes_by_where_they_come_from() {
        const OWN: &str = "http://127.0.0.1:4180";
        let table: &[(&[(&'static str, &str)], bool)] = &[
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "Same-Origin")], false),
            (&[("sec-fetch-site", "")], false),
            (&[("sec-fetch-site", "bogus")], false),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")], false),
            (&[("sec-fetch-site", "same-origin, cross-site")], false),
            (&[("origin", OWN)], true),
            (&[("origin", "HTTP://127.0.0.1:4180")], false),
            (&[("origin", "https://127.0.0.1:4180")], false),
            (&[("origin", "http://127.0.0.1:4181")], false),
            (&[("origin", "http://127.0.0.1")], false),
            (&[("origin", "http://localhost:4180")], false),
            (&[("origin", "http://evil.example")], false),
            (&[("origin", "http://127.0.0.1:4180.evil.example")], false),
            (&[("origin", "http://evil.example/127.0.0.1:4180")], false),
            (&[("origin", "http://user@127.0.0.1:4180")], false),
            (&[("origin", "http://127.0.0.1:4180/")], false),
            (&[("origin", "null")], false),
            (&[("origin", "")], false),
            (&[("origin", "127.0.0.1:4180")], false),
            (&[("origin", "file://")], false),
            (&[("origin", OWN), ("origin", OWN)], false),
            (&[("sec-fetch-site", "same-origin"), ("origin", OWN)], true),
            (&[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")], false),
            (&[("sec-fetch-site", "cross-site"), ("origin", OWN)], false),
            (&[("sec-fetch-site", "same-site"), ("origin", OWN)], false),
            (&[("sec-fetch-site", "none"), ("origin", "null")], false),
        ];
        for (headers, expected) in table {
            for method in ["POST", "PATCH", "DELETE", "PUT", "OPTIONS", "BREW"] {
                let mut with_header = headers.to_vec();
                with_header.push(("x-funn", "1"));
                let passed = passes(method, "/api/codes", &with_header);
                assert_eq!(passed, *expected, "{method} {headers:?}");
                assert!(!passes(method, "/api/codes", headers), "no x-funn: {method} {headers:?}");
            }
            assert_eq!(passes("GET", "/api/codes", headers), *expected, "GET {headers:?}");
        }
    }

    #[test]
    fn the_write_header_is_exact() {
        for value in ["", "0", "11", "true", "1, 1"] {
            assert!(!passes("POST", "/api/codes", &[("x-funn", value)]), "{value:?}");
        }
        assert!(!passes("POST", "/api/codes", &[("x-funn", "1"), ("x-funn", "1")]));
        assert!(!passes("POST", "/login", &[]), "every unsafe method, on every path");
    }

    #[test]
    fn a_page_may_be_reached_by_a_link_but_data_may_not() {
        let link = [("sec-fetch-site", "cross-site")];
        assert!(passes("GET", "/codes", &link));
        assert!(passes("GET", "/login", &link));
        assert!(!passes("GET", "/api/codes", &link));
        assert!(!passes("HEAD", "/api/events", &link));
    }
}
