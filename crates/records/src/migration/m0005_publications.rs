//! The list row of publications, what the public reads of them, and what hangs on it.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0005_publications",
    statements: &[
"CREATE TABLE publication_row (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, version BIGINT NOT NULL, stage TEXT NOT NULL,
                    attribute TEXT NOT NULL, item TEXT NOT NULL, genre TEXT NOT NULL, norm TEXT, scope TEXT NOT NULL,
                    unit BIGINT NOT NULL, drafted_by BIGINT, formed_on TEXT NOT NULL, made_on TEXT, due_on TEXT,
                    provisional BIGINT NOT NULL, owed TEXT, owed_by TEXT NOT NULL, awaited TEXT, is_open BIGINT NOT NULL,
                    published_on TEXT, index_number TEXT, document_number TEXT, edition BIGINT NOT NULL, revised_on TEXT,
                    repealed_on TEXT, repeal TEXT, withdrawn_on TEXT, withdrawal TEXT, is_public BIGINT NOT NULL,
                    started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (agency, file))",
                "CREATE UNIQUE INDEX publication_by_number ON publication_row (agency, index_number)",
                "CREATE INDEX publication_public ON publication_row (agency, published_on, file) WHERE is_public = 1",
                "CREATE INDEX publication_of_item ON publication_row (agency, item, published_on, file)
                    WHERE is_public = 1",
                "CREATE INDEX publication_of_genre ON publication_row (agency, genre, published_on, file)
                    WHERE is_public = 1",
                "CREATE INDEX publication_owed ON publication_row (agency, owed_by, file) WHERE is_open = 1",
                "CREATE INDEX publication_by_change ON publication_row (agency, changed_at, file)",
                "CREATE INDEX publication_norms ON publication_row (agency, norm) WHERE norm IS NOT NULL",
                // Earlier editions stay, until a leak takes all of them away.
                "CREATE TABLE public_text (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, edition BIGINT NOT NULL, title TEXT NOT NULL,
                    summary TEXT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL, written_at TEXT NOT NULL,
                    PRIMARY KEY (agency, file, edition))",
                "CREATE TABLE public_attachment (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, edition BIGINT NOT NULL, number BIGINT NOT NULL,
                    name TEXT NOT NULL, media_type TEXT NOT NULL, size BIGINT NOT NULL, digest TEXT NOT NULL,
                    blob TEXT NOT NULL,
                    PRIMARY KEY (agency, file, edition, number))",
    ],
};
