use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// The bytes of a message.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Writing to memory fails only for types that cannot be described, and ours can: the tests encode each.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message is from another version, or not a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(pub String);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a message that this version cannot read: {}", self.0)
    }
}

impl std::error::Error for DecodeError {}

pub fn decode<T: de::DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    postcard::from_bytes(bytes).map_err(|error| DecodeError(error.to_string()))
}

/// A file's content, kept as one run of bytes (a plain `Vec<u8>` would travel as a list of numbers).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Bytes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Visitor)
    }
}

/// A transaction as the journal's bytes, which are read without code of their own for this way.
pub(crate) mod transaction {
    use super::{Bytes, Deserialize, Deserializer, Serialize, Serializer, de};
    use domain::{Transaction, journal};

    pub fn serialize<S: Serializer>(transaction: &Transaction, serializer: S) -> Result<S::Ok, S::Error> {
        Bytes(journal::encode_transaction(transaction)).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Transaction, D::Error> {
        let bytes = Bytes::deserialize(deserializer)?;
        journal::decode_transaction(&bytes.0).map_err(de::Error::custom)
    }
}
