//! The portal and the console.
