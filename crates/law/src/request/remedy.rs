//! 救济: before which body, within which term, by the law in force on the day of the reply.
