//! Single-use links and the sessions that they open; both live in this process alone.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, header};

use crate::gate::token::{Token, hex};

/// A session ends when nothing was asked for so long.
const IDLE_LIMIT: Duration = Duration::from_hours(12);

/// A session ends so long after it began.
const AGE_LIMIT: Duration = Duration::from_hours(7 * 24);

/// More than so many browsers at once: the one longest idle is signed out.
const MOST_SESSIONS: usize = 32;

/// Who may come in. Times are measured from the start of the server.
#[derive(Debug)]
pub(crate) struct Sessions {
    cookie: String,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    links: Vec<Token>,
    sessions: Vec<Session>,
}

#[derive(Debug)]
struct Session {
    token: Token,
    began: Duration,
    seen: Duration,
}

impl Session {
    fn is_over(&self, now: Duration) -> bool {
        now.saturating_sub(self.seen) > IDLE_LIMIT || now.saturating_sub(self.began) > AGE_LIMIT
    }
}

impl Sessions {
    /// Nobody yet. The cookie's name is this server's own: cookies are not kept apart by port.
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        let mut instance = [0; 8];
        getrandom::fill(&mut instance)?;
        let cookie = format!("funn-{}", hex(&instance));
        Ok(Self { cookie, state: Mutex::default() })
    }

    /// A new link that lets one browser in, once.
    pub(crate) fn new_link(&self) -> Result<Token, getrandom::Error> {
        let token = Token::random()?;
        self.state().links.push(token.clone());
        Ok(token)
    }

    /// Uses up a link and opens a session; answers the value of `Set-Cookie`, or nothing when the
    /// link is not good (any more).
    pub(crate) fn redeem(
        &self,
        link: &str,
        now: Duration,
    ) -> Result<Option<String>, getrandom::Error> {
        let Some(link) = Token::from_hex(link) else { return Ok(None) };
        let session = Token::random()?;
        let mut state = self.state();
        let Some(place) = state.links.iter().position(|known| known.matches(&link)) else {
            return Ok(None);
        };
        state.links.swap_remove(place);
        state.sessions.retain(|session| !session.is_over(now));
        if state.sessions.len() >= MOST_SESSIONS
            && let Some(idlest) = (0..state.sessions.len())
                .min_by_key(|&place| state.sessions.get(place).map(|session| session.seen))
        {
            state.sessions.swap_remove(idlest);
        }
        let cookie = self.set_cookie(&session.to_hex(), AGE_LIMIT);
        state.sessions.push(Session { token: session, began: now, seen: now });
        Ok(Some(cookie))
    }

    /// Whether a request belongs to a session that is not over.
    pub(crate) fn knows(&self, headers: &HeaderMap, now: Duration) -> bool {
        let Some(token) = self.token(headers) else { return false };
        let mut state = self.state();
        state.sessions.retain(|session| !session.is_over(now));
        match state.sessions.iter_mut().find(|session| session.token.matches(&token)) {
            Some(session) => {
                session.seen = now;
                true
            }
            None => false,
        }
    }

    /// Whether a request that was let in would be now; does not count as being asked.
    pub(crate) fn still_knows(&self, headers: &HeaderMap, now: Duration) -> bool {
        let Some(token) = self.token(headers) else { return false };
        let state = self.state();
        let own = state.sessions.iter().find(|session| session.token.matches(&token));
        own.is_some_and(|session| !session.is_over(now))
    }

    /// Ends the session of a request; answers the value of `Set-Cookie` that forgets it.
    pub(crate) fn end(&self, headers: &HeaderMap) -> String {
        if let Some(token) = self.token(headers) {
            self.state().sessions.retain(|session| !session.token.matches(&token));
        }
        self.set_cookie("", Duration::ZERO)
    }

    fn set_cookie(&self, value: &str, keep: Duration) -> String {
        let seconds = keep.as_secs();
        format!("{}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}", self.cookie)
    }

    /// The token in this server's cookie; none when the cookie stands there twice.
    fn token(&self, headers: &HeaderMap) -> Option<Token> {
        let pairs = headers.get_all(header::COOKIE).into_iter();
        let pairs = pairs.filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(';'));
        let mut values = pairs
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.cookie)
            .map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(value), None) => Token::from_hex(value),
            _ => None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn hours(hours: u64) -> Duration {
        Duration::from_hours(hours)
    }

    fn with_cookies(cookies: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(header::COOKIE, cookie.parse().unwrap());
        }
        headers
    }

    fn sign_in(sessions: &Sessions, now: Duration) -> String {
        let link = sessions.new_link().unwrap().to_hex();
        let cookie = sessions.redeem(&link, now).unwrap().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    #[test]
    fn a_link_works_once() {
        let sessions = Sessions::new().unwrap();
        let link = sessions.new_link().unwrap().to_hex();
        let cookie = sessions.redeem(&link, hours(0)).unwrap().unwrap();
        assert!(cookie.contains("; HttpOnly; SameSite=Strict; "), "{cookie}");
        assert!(!cookie.contains(&link));
        assert_eq!(sessions.redeem(&link, hours(0)).unwrap(), None);
        assert_eq!(sessions.redeem("", hours(0)).unwrap(), None);
        assert_eq!(sessions.redeem(&"0".repeat(64), hours(0)).unwrap(), None);
    }

    #[test]
    fn only_this_servers_cookie_counts_and_only_once() {
        let sessions = Sessions::new().unwrap();
        let pair = sign_in(&sessions, hours(0));
        assert!(sessions.knows(&with_cookies(&[&pair]), hours(0)));
        assert!(sessions.knows(&with_cookies(&[&format!("other=1; {pair}; b=2")]), hours(0)));
        assert!(!sessions.knows(&with_cookies(&[]), hours(0)));
        assert!(!sessions.knows(&with_cookies(&[&pair, &pair]), hours(0)));
        let tossed = format!("{pair}; {}=0", sessions.cookie);
        assert!(!sessions.knows(&with_cookies(&[&tossed]), hours(0)));
        let value = pair.split_once('=').unwrap().1;
        assert!(!sessions.knows(&with_cookies(&[&format!("funn={value}")]), hours(0)));
        assert_ne!(Sessions::new().unwrap().cookie, sessions.cookie);
    }

    #[test]
    fn a_session_ends_when_idle_when_old_and_when_told() {
        let sessions = Sessions::new().unwrap();
        let idle = sign_in(&sessions, hours(0));
        assert!(sessions.knows(&with_cookies(&[&idle]), hours(12)));
        assert!(!sessions.knows(&with_cookies(&[&idle]), hours(25)));

        let old = sign_in(&sessions, hours(0));
        for hour in (0..=168).step_by(12) {
            assert!(sessions.knows(&with_cookies(&[&old]), hours(hour)), "{hour}");
        }
        assert!(!sessions.knows(&with_cookies(&[&old]), hours(169)));

        let told = sign_in(&sessions, hours(0));
        assert!(sessions.end(&with_cookies(&[&told])).contains("Max-Age=0"));
        assert!(!sessions.knows(&with_cookies(&[&told]), hours(0)));
    }

    #[test]
    fn the_longest_idle_gives_way() {
        let sessions = Sessions::new().unwrap();
        let first = sign_in(&sessions, hours(0));
        let second = sign_in(&sessions, hours(1));
        for _ in 2..MOST_SESSIONS {
            sign_in(&sessions, hours(2));
        }
        assert!(sessions.knows(&with_cookies(&[&first]), hours(3)));
        sign_in(&sessions, hours(3));
        assert!(sessions.knows(&with_cookies(&[&first]), hours(3)));
        assert!(!sessions.knows(&with_cookies(&[&second]), hours(3)));
    }
}
