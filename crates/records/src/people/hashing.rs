//! Passwords as they are stored: argon2id, with its parameters in the string, so that they can be raised later. Slow by
//! intent: the use cases run it away from the threads that answer pages.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

/// How costly a hash is.
#[derive(Clone, Debug)]
pub struct Cost(Params);

/// What a password turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Right, and to be hashed again, because the cost was raised since.
    RightButCheap,
    /// Wrong, or the stored string is no hash.
    Wrong,
}

impl Default for Cost {
    /// 19 MiB, two passes, one lane: what OWASP names as the least for argon2id. 25 ms on a small machine.
    fn default() -> Cost {
        Cost(Params::new(19 * 1024, 2, 1, None).expect("within the limits of argon2"))
    }
}

impl Cost {
    /// The least that the method allows: for tests, where nobody guesses.
    #[cfg(any(test, feature = "testing"))]
    pub fn least() -> Cost {
        Cost(Params::new(8, 1, 1, None).expect("within the limits of argon2"))
    }

    fn method(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.0.clone())
    }

    /// The string to store for a password, under a new random salt.
    pub fn hash(&self, password: &str) -> String {
        let hash = self.method().hash_password(password.as_bytes());
        hash.expect("salt and output have the lengths that the method asks for").to_string()
    }

    /// Compares a password with a stored string, which says itself how it was made.
    pub fn verify(&self, password: &str, stored: &str) -> Verdict {
        if self.method().verify_password(password.as_bytes(), stored).is_err() {
            return Verdict::Wrong;
        }
        let stored = argon2::PasswordHash::new(stored).ok().and_then(|hash| Params::try_from(&hash).ok());
        let cheaper = |stored: Params| stored.m_cost() < self.0.m_cost() || stored.t_cost() < self.0.t_cost();
        if stored.is_none_or(cheaper) { Verdict::RightButCheap } else { Verdict::Right }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_password_never_looks_the_same() {
        let cost = Cost::least();
        let (one, other) = (cost.hash("Lanjiang-86x2"), cost.hash("Lanjiang-86x2"));
        assert_ne!(one, other);
        for stored in [&one, &other] {
            assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{stored}");
            assert_eq!(cost.verify("Lanjiang-86x2", stored), Verdict::Right);
            assert_eq!(cost.verify("Lanjiang-86x3", stored), Verdict::Wrong);
        }
    }

    #[test]
    fn a_hash_that_was_made_cheaply_is_to_be_made_again() {
        let cheap = Cost::least().hash("Lanjiang-86x2");
        let dear = Cost(Params::new(64, 2, 1, None).unwrap());
        assert_eq!(dear.verify("Lanjiang-86x2", &cheap), Verdict::RightButCheap);
        assert_eq!(dear.verify("wrong", &cheap), Verdict::Wrong);
        assert_eq!(Cost::least().verify("Lanjiang-86x2", &dear.hash("Lanjiang-86x2")), Verdict::Right);
    }

    #[test]
    fn what_is_no_hash_proves_nobody() {
        for stored in ["", "Lanjiang-86x2", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$$", "$1$abc$def"] {
            assert_eq!(Cost::least().verify("Lanjiang-86x2", stored), Verdict::Wrong, "{stored}");
            assert_eq!(Cost::least().verify("", stored), Verdict::Wrong, "{stored}");
        }
    }

    #[test]
    fn a_known_hash_of_the_reference_implementation_is_read() {
        // `hashtest(2, 16, 1, "password", "somesalt")` in the tests of the reference implementation.
        let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert_eq!(Cost::least().verify("password", stored), Verdict::Right);
    }
}
