//! Working days: the yearly notices of the State Council (调休 included), later years and local days off.
