//! The second factor: six digits of an authenticator (TOTP, RFC 6238), and codes for when it is lost. The secret is stored
//! nowhere: it follows from the installation's key and from a number that is drawn anew each time one is set up.

use casework::who::{Account, Agency};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use super::account::AccountRow;
use super::token::{below, fingerprint, random};
use super::{number, one, run};
use crate::time as clock;
use crate::vault::Vault;

/// How many recovery codes are handed out.
const RECOVERY_CODES: usize = 10;

/// What an authenticator and this program share.
#[derive(Debug)]
pub struct SecondFactor(Totp);

/// What is drawn when a second factor is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// A new one.
    pub fn random() -> Nonce {
        Nonce(hex::encode(random::<16>()))
    }
}

impl SecondFactor {
    /// The factor of an account. `issuer` is what the authenticator shows above the digits; colons in it are left out.
    pub fn new(vault: &Vault, account: &AccountRow, nonce: &Nonce, issuer: &str) -> SecondFactor {
        let Nonce(nonce) = nonce;
        let secret = Zeroizing::new(vault.derive("second factor", &format!("{}/{nonce}", account.account.0)));
        SecondFactor::of(&secret[..20], issuer, &account.login)
    }

    fn of(secret: &[u8], issuer: &str, login: &str) -> SecondFactor {
        let issuer: String = issuer.chars().filter(|c| *c != ':').collect();
        let totp = Builder::new().with_secret(secret).with_account_name(login).with_issuer(Some(issuer)).build();
        SecondFactor(totp.expect("160 bits, six digits, half a minute, and no colon in the names"))
    }

    /// What to show as a QR code: `otpauth://totp/…`.
    pub fn uri(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_url().expect("the account has a name"))
    }

    /// What to type into an authenticator that has no camera: base 32.
    pub fn secret(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.secret().to_base32())
    }

    /// The step of half a minute to which six digits belong: this one, the one before or the one after.
    pub fn step(&self, digits: &str, now: Timestamp) -> Option<i64> {
        let step = self.0.check(digits, u64::try_from(now.as_second()).ok()?)?;
        i64::try_from(step).ok()
    }

    /// The digits of now: for tests, which have no authenticator.
    #[cfg(any(test, feature = "testing"))]
    pub fn digits(&self, now: Timestamp) -> String {
        self.0.generate(u64::try_from(now.as_second()).expect("after 1970")).to_string()
    }
}

/// What was drawn for an account, whether or not the factor is in use yet.
pub async fn nonce<C: ConnectionTrait>(on: &C, agency: Agency, account: Account) -> Result<Option<Nonce>, DbErr> {
    let sql = "SELECT factor FROM account WHERE agency = $1 AND account = $2";
    let Some(row) = one(on, sql, [number(agency.0).into(), number(account.0).into()]).await? else { return Ok(None) };
    Ok(row.try_get::<Option<String>>("", "factor")?.map(Nonce))
}

/// Begins to set a factor up: it is in use once its first digits were shown. One that is in use is not touched; says whether
/// it was begun.
pub async fn begin(transaction: &DatabaseTransaction, of: &AccountRow, nonce: &Nonce) -> Result<bool, DbErr> {
    let sql = "UPDATE account SET factor = $3, factor_step = NULL WHERE agency = $1 AND account = $2 AND factor_on = 0";
    let values = [number(of.agency.0).into(), number(of.account.0).into(), nonce.0.clone().into()];
    Ok(run(transaction, sql, values).await? > 0)
}

/// Uses up a step: digits are good once, and so are all that are older. Says whether it was still to be had.
pub async fn use_step(transaction: &DatabaseTransaction, of: &AccountRow, step: i64) -> Result<bool, DbErr> {
    let sql = "UPDATE account SET factor_on = 1, factor_step = $3
               WHERE agency = $1 AND account = $2 AND factor IS NOT NULL AND (factor_step IS NULL OR factor_step < $3)";
    Ok(run(transaction, sql, [number(of.agency.0).into(), number(of.account.0).into(), step.into()]).await? > 0)
}

/// Takes the factor and its recovery codes away.
pub async fn remove(transaction: &DatabaseTransaction, of: &AccountRow) -> Result<(), DbErr> {
    let account = || [number(of.agency.0).into(), number(of.account.0).into()];
    let sql = "UPDATE account SET factor = NULL, factor_on = 0, factor_step = NULL WHERE agency = $1 AND account = $2";
    run(transaction, sql, account()).await?;
    run(transaction, "DELETE FROM recovery_code WHERE agency = $1 AND account = $2", account()).await.map(|_| ())
}

/// Draws new recovery codes in place of all that there were. They are shown once; the database holds their hashes.
pub async fn new_recovery_codes(
    transaction: &DatabaseTransaction,
    of: &AccountRow,
) -> Result<Vec<Zeroizing<String>>, DbErr> {
    let account = || [number(of.agency.0), number(of.account.0)].map(sea_orm::Value::from);
    run(transaction, "DELETE FROM recovery_code WHERE agency = $1 AND account = $2", account()).await?;
    let codes: Vec<_> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    for code in &codes {
        let [agency, account] = account();
        let values = [agency, account, hashed(of, code).into()];
        run(transaction, "INSERT INTO recovery_code (agency, account, code) VALUES ($1, $2, $3)", values).await?;
    }
    Ok(codes)
}

/// Uses up a recovery code. Says whether it was still to be had.
pub async fn use_recovery_code(
    transaction: &DatabaseTransaction,
    of: &AccountRow,
    typed: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql =
        "UPDATE recovery_code SET used_at = $4 WHERE agency = $1 AND account = $2 AND code = $3 AND used_at IS NULL";
    let values =
        [number(of.agency.0).into(), number(of.account.0).into(), hashed(of, typed).into(), clock::written(now).into()];
    Ok(run(transaction, sql, values).await? > 0)
}

/// How many recovery codes are left.
pub async fn recovery_codes_left<C: ConnectionTrait>(on: &C, agency: Agency, account: Account) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) AS left_over FROM recovery_code WHERE agency = $1 AND account = $2 AND used_at IS NULL";
    let row = one(on, sql, [number(agency.0).into(), number(account.0).into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "left_over"))
}

/// Four groups of four letters and digits that are not taken for each other: 79 bits.
fn recovery_code() -> Zeroizing<String> {
    const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    let mut code = Zeroizing::new(String::with_capacity(19));
    for place in 0..16 {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(LETTERS[below(LETTERS.len())]));
    }
    code
}

/// However it is typed: small letters, without dashes, with blanks.
fn hashed(of: &AccountRow, code: &str) -> String {
    let code: Zeroizing<String> =
        Zeroizing::new(code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect());
    fingerprint(&format!("recovery code of {}", of.account.0), &code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn digits_are_those_of_rfc_6238() {
        // Appendix B, SHA-1: the last six of its eight digits.
        let factor = SecondFactor::of(b"12345678901234567890", "澜江", "zhang");
        for (second, digits) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(factor.digits(at(second)), digits);
            assert_eq!(factor.step(digits, at(second)), Some(second / 30));
        }
    }

    #[test]
    fn digits_are_good_for_one_step_before_and_after() {
        let factor = SecondFactor::of(b"12345678901234567890", "澜江", "zhang");
        let digits = factor.digits(at(1_111_111_110));
        for (second, good) in [(-31, false), (-30, true), (0, true), (29, true), (59, true), (60, false)] {
            let step = factor.step(&digits, at(1_111_111_110 + second));
            assert_eq!(step, good.then_some(37_037_037), "{second}");
        }
        for odd in ["", "12345", "1234567", "abcdef", "２８７０８２", "-87082"] {
            assert_eq!(factor.step(odd, at(1_111_111_110)), None, "{odd}");
        }
    }

    #[test]
    fn the_uri_names_issuer_and_account() {
        let factor = SecondFactor::of(b"12345678901234567890", "云州市:澜江", "zhang.wei");
        let uri = factor.uri().to_string();
        assert!(uri.starts_with("otpauth://totp/"), "{uri}");
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") && uri.contains("zhang.wei"), "{uri}");
        assert_eq!(factor.secret().as_str(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
