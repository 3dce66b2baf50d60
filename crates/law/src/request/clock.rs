//! Arts. 30–35: the clock of one application, explained in dated steps.
