//! Which cell is the likely cause where several sums fail together.
