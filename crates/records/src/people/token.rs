//! What a browser holds to prove its session: 256 random bits. The database holds their hash alone, so that who reads it
//! cannot go in; forms carry a mark that follows from them, so that no other site can send one.

use hmac::{Hmac, KeyInit, Mac};
use rand::TryRng;
use rand::rngs::SysRng;
use sm3::{Digest, Sm3};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The secret of a session.
#[derive(Clone)]
pub struct SessionToken(Zeroizing<[u8; 32]>);

/// Its hash, under which the session is stored and listed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(String);

impl SessionToken {
    /// A new one.
    pub fn random() -> SessionToken {
        SessionToken(Zeroizing::new(random()))
    }

    /// What the cookie says; `None` for anything that no session ever had.
    pub fn read(cookie: &str) -> Option<SessionToken> {
        let mut bytes = Zeroizing::new([0; 32]);
        let exact = cookie.len() == 64 && cookie.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (exact && hex::decode_to_slice(cookie, bytes.as_mut_slice()).is_ok()).then_some(SessionToken(bytes))
    }

    /// What to put into the cookie: 64 hexadecimal digits.
    pub fn cookie(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.as_slice()))
    }

    /// The name of its session in the database.
    pub fn id(&self) -> SessionId {
        SessionId(hex::encode(Sm3::digest(self.0.as_slice())))
    }

    /// The mark that every form of this session carries.
    pub fn form_mark(&self) -> String {
        hex::encode(self.marked().finalize().into_bytes())
    }

    /// Whether a form carries the mark of this session.
    pub fn is_form_mark(&self, mark: &str) -> bool {
        hex::decode(mark).is_ok_and(|mark| self.marked().verify_slice(&mark).is_ok())
    }

    fn marked(&self) -> Hmac<Sm3> {
        let mut mac = Hmac::<Sm3>::new_from_slice(self.0.as_slice()).expect("any length is a key");
        mac.update(b"gongkai form");
        mac
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("SessionToken(…)")
    }
}

impl SessionId {
    /// The id that a list of sessions names; `None` for anything else.
    pub fn read(text: &str) -> Option<SessionId> {
        let exact = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        exact.then(|| SessionId(text.to_owned()))
    }

    /// Its text: 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A first password to hand out: five groups of four letters and digits that are not taken for each other. 83 bits.
pub fn first_password() -> Zeroizing<String> {
    const LOWER: &[u8] = b"abcdefghjkmnpqrstuvwxyz";
    const UPPER: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    const DIGIT: &[u8] = b"23456789";
    // Each group has a letter of both kinds and a digit, so that any of them may be misread and none is missing.
    let mut password = Zeroizing::new(String::with_capacity(24));
    for group in 0..5 {
        if group > 0 {
            password.push('-');
        }
        for letters in [UPPER, LOWER, DIGIT, LOWER] {
            password.push(char::from(letters[below(letters.len())]));
        }
    }
    password
}

/// The hash under which a name, an address or a recovery code is kept, where the thing itself need not be known.
pub fn fingerprint(what: &str, text: &str) -> String {
    hex::encode(Sm3::new().chain_update(what.as_bytes()).chain_update([0]).chain_update(text.as_bytes()).finalize())
}

/// Whether two texts are the same, in a time that does not tell where they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// Random bytes of the system.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// An even random number below a small bound.
pub(super) fn below(bound: usize) -> usize {
    let bound = u8::try_from(bound).expect("an alphabet");
    let fair = u8::MAX - u8::MAX % bound;
    loop {
        let [byte] = random::<1>();
        if byte < fair {
            return usize::from(byte % bound);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::who::Password;

    #[test]
    fn a_cookie_is_read_as_it_was_written() {
        let token = SessionToken::random();
        let read = SessionToken::read(&token.cookie()).unwrap();
        assert_eq!(read.id(), token.id());
        assert_ne!(token.id().as_str(), token.cookie().as_str(), "the database does not hold the secret");
        assert_ne!(SessionToken::random().id(), token.id());
        let upper = token.cookie().to_uppercase() + "A";
        for odd in ["", "abc", &upper[..64], &"0".repeat(63), &"0".repeat(65), &"é".repeat(32)] {
            let same = odd == token.cookie().as_str();
            assert_eq!(SessionToken::read(odd).is_some(), same, "{odd}");
        }
    }

    #[test]
    fn a_form_is_of_its_own_session_only() {
        let (one, other) = (SessionToken::random(), SessionToken::random());
        assert!(one.is_form_mark(&one.form_mark()));
        for odd in [other.form_mark(), String::new(), one.form_mark()[..62].to_owned(), one.cookie().to_string()] {
            assert!(!one.is_form_mark(&odd), "{odd}");
        }
    }

    #[test]
    fn the_secret_does_not_show() {
        let token = SessionToken::random();
        assert!(!format!("{token:?}").contains(token.cookie().as_str()));
    }

    #[test]
    fn a_first_password_keeps_the_rules() {
        for _ in 0..50 {
            let password = first_password();
            assert_eq!(password.len(), 24, "{}", *password);
            assert!(Password::new(&password, &["zhangwei"]).is_ok(), "{}", *password);
        }
    }

    #[test]
    fn random_numbers_stay_below_and_reach_every_number() {
        let seen: std::collections::BTreeSet<usize> = (0..2000).map(|_| below(23)).collect();
        assert_eq!(seen, (0..23).collect());
    }
}
