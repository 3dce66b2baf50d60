//! Several texts as one, so that no two different lists give the same bytes: each follows its own length (8 bytes, the
//! highest first). What is hashed, signed or bound to a ciphertext is put together here and nowhere else.

/// The fields, each behind its length.
pub(crate) fn framed(fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(fields.iter().map(|field| field.len() + 8).sum());
    for field in fields {
        bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn different_lists_have_different_bytes(
            one in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4), 0..4),
            other in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4), 0..4),
        ) {
            let bytes = |list: &[Vec<u8>]| framed(&list.iter().map(Vec::as_slice).collect::<Vec<_>>());
            prop_assert_eq!(one == other, bytes(&one) == bytes(&other));
        }
    }
}
