//! What a 解读 explains, in the list row: the document's page leads to it.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0010_interpretations",
    statements: &[
        "ALTER TABLE publication_row ADD COLUMN interprets TEXT",
        "ALTER TABLE publication_row ADD COLUMN interpretation TEXT",
        "CREATE INDEX publication_interprets ON publication_row (agency, interprets, published_on, file)
                    WHERE interprets IS NOT NULL",
    ],
};
