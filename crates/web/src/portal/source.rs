//! What the public's pages ask for.

use async_trait::async_trait;

/// Where the pages of the public get what they show; the office implements it.
#[async_trait]
pub trait Source: Send + Sync {}
