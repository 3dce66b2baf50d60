//! 依申请公开: the rules for one application, from its receipt to the remedy text under its reply.
//!
//! One file a rule, named after the step that it governs.

pub mod clock;
pub mod consultation;
pub mod correction;
pub mod exemption;
pub mod extension;
pub mod fee;
pub mod ground;
pub mod outcome;
pub mod payment;
pub mod practice;
pub mod receipt;
pub mod remedy;
pub mod reply;
pub mod situation;
pub mod term;
