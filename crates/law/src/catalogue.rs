//! Arts. 20 and 21: what an agency must publish on its own.
