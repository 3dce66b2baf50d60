//! Arts. 32–34: asking third parties and other agencies; those days are not counted.
