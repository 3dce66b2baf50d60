//! Arts. 36–40: how an application ends, and in which row of the annual report that counts.
