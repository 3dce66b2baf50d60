//! Letters have registers of their own. Earlier releases let a reply bear the serial of its application, so that the register of replies begins
//! above the applications of each year: no number is given twice.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0009_letters",
    statements: &["INSERT INTO register (agency, name, taken)
               SELECT agency, 'request_reply/' || substr(name, 9), taken FROM register WHERE name LIKE 'request/%'"],
};
