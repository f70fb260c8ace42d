//! The `Host` allow-list: the defence against DNS rebinding.
//!
//! A loopback address is no boundary: any page may point its own name at 127.0.0.1. Only the three
//! names of this very server and port pass; what is missing, doubled or malformed does not.

use axum::http::{HeaderMap, Uri, header};

use crate::error::ApiError;
use crate::gate::single;

/// The port that browsers leave out.
const DEFAULT_PORT: u16 = 80;

/// The values of `Host` that mean this server.
#[derive(Debug, Clone)]
pub(crate) struct Hosts {
    allowed: Vec<String>,
}

impl Hosts {
    /// The names of the server at `port`.
    pub(crate) fn at(port: u16) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let mut allowed: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == DEFAULT_PORT {
            allowed.extend(names.map(str::to_owned));
        }
        Self { allowed }
    }

    /// The host that was asked, if it is this one.
    pub(crate) fn check<'a>(&self, uri: &Uri, headers: &'a HeaderMap) -> Result<&'a str, ApiError> {
        let refusal = || {
            ApiError::forbidden(
                "this address is not one of the workbench's own",
                "Use the address that funn printed, with 127.0.0.1 or localhost and the port.",
            )
        };
        let host = single(headers, header::HOST.as_str()).ok().flatten().ok_or_else(refusal)?;
        if !self.allows(host) {
            return Err(refusal());
        }
        match uri.authority() {
            // An absolute request target overrides `Host` (RFC 9112, 3.2.2): both must agree.
            Some(authority) if !authority.as_str().eq_ignore_ascii_case(host) => Err(refusal()),
            Some(_) | None => Ok(host),
        }
    }

    fn allows(&self, host: &str) -> bool {
        self.allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(host))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn passes(port: u16, uri: &str, hosts: &[&[u8]]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_bytes(host).unwrap());
        }
        Hosts::at(port).check(&uri.parse().unwrap(), &headers).is_ok()
    }

    #[test]
    fn only_this_server_by_its_three_names_and_port() {
        let table: &[(&str, bool)] = &[
            ("127.0.0.1:4180", true),
            ("localhost:4180", true),
            ("LocalHost:4180", true),
            ("[::1]:4180", true),
            ("", false),
            (" ", false),
            ("127.0.0.1", false),
            ("localhost", false),
            ("[::1]", false),
            ("::1", false),
            ("::1:4180", false),
            ("127.0.0.1:4181", false),
            ("127.0.0.1:80", false),
            ("127.0.0.1:", false),
            ("127.0.0.1:04180", false),
            ("127.0.0.1:4180:4180", false),
            ("127.0.0.1:4180 ", false),
            ("127.0.0.1 :4180", false),
            ("127.0.0.1.:4180", false),
            ("localhost.:4180", false),
            ("127.0.0.1:4180.", false),
            ("127.0.0.2:4180", false),
            ("127.1:4180", false),
            ("127.0.0.1.evil.example:4180", false),
            ("localhost.evil.example:4180", false),
            ("app.localhost:4180", false),
            ("evil.example:4180", false),
            ("evil.example", false),
            ("0.0.0.0:4180", false),
            ("[::]:4180", false),
            ("2130706433:4180", false),
            ("0177.0.0.1:4180", false),
            ("0x7f000001:4180", false),
            ("0x7f.0.0.1:4180", false),
            ("[::ffff:127.0.0.1]:4180", false),
            ("[0:0:0:0:0:0:0:1]:4180", false),
            ("[::1%25lo]:4180", false),
            ("[::1%lo]:4180", false),
            ("[::1:4180", false),
            ("user@127.0.0.1:4180", false),
            ("user:pass@localhost:4180", false),
            ("http://127.0.0.1:4180", false),
            ("127.0.0.1:4180/", false),
            ("127.0.0.1:4180,evil.example", false),
            ("127.0.0.1:4180, localhost:4180", false),
            ("127.0.0.1:4180#", false),
            ("192.168.1.20:4180", false),
            ("169.254.1.1:4180", false),
            ("localhost\t:4180", false),
            ("null", false),
            ("*", false),
        ];
        for &(host, expected) in table {
            assert_eq!(passes(4180, "/", &[host.as_bytes()]), expected, "{host:?}");
        }
    }

    #[test]
    fn missing_doubled_and_unreadable_hosts_fail() {
        assert!(!passes(4180, "/", &[]));
        assert!(!passes(4180, "/", &[b"127.0.0.1:4180", b"127.0.0.1:4180"]));
        assert!(!passes(4180, "/", &[b"127.0.0.1:4180", b"evil.example"]));
        assert!(!passes(4180, "/", &["løkalhost:4180".as_bytes()]));
        assert!(!passes(4180, "/", &[b"127.0.0.1:4180\xff"]));
    }

    #[test]
    fn an_absolute_target_must_agree_with_the_host() {
        assert!(passes(4180, "http://127.0.0.1:4180/x", &[b"127.0.0.1:4180"]));
        assert!(!passes(4180, "http://evil.example/x", &[b"127.0.0.1:4180"]));
        assert!(!passes(4180, "http://localhost:4180/x", &[b"127.0.0.1:4180"]));
        assert!(!passes(4180, "http://127.0.0.1:4180/x", &[]));
    }

    #[test]
    fn browsers_leave_out_port_80() {
        assert!(passes(80, "/", &[b"localhost"]));
        assert!(passes(80, "/", &[b"localhost:80"]));
        assert!(!passes(80, "/", &[b"localhost:4180"]));
    }
}
