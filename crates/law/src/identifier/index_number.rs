//! 索引号: the number under which a published document is found.
