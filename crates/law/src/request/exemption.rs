//! Arts. 13–18: what may or must be withheld.
