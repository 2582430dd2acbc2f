use super::header;
use domain::{
    Instant, Kind,
    backup::{About, BackupError},
    chunk,
};
use serde::{Deserialize, Serialize};

pub const NAME: &str = "manifest.json";
const PRODUCT: &str = "solo-crm-backup";

/// What is in the archive, and how to tell that it is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub product: String,
    pub format: u16,
    pub schema: u16,
    pub created_at: Instant,
    /// Not all records of a business, but those about one person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    pub files: Vec<FileEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    pub name: String,
    /// The code of the records' kind; files for people have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default)]
    pub records: u64,
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
    /// Hexadecimal.
    pub crc32: String,
}

impl Manifest {
    pub fn new(created_at: Instant) -> Self {
        let (format, schema) = (header::FORMAT, chunk::SCHEMA);
        Self { product: PRODUCT.to_owned(), format, schema, created_at, partial: false, files: Vec::new() }
    }

    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    pub fn read(bytes: &[u8]) -> Result<Self, BackupError> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| BackupError::Damaged(NAME.to_owned()))?;
        if manifest.product != PRODUCT {
            return Err(BackupError::NotABackup);
        }
        if manifest.format > header::FORMAT || manifest.schema > chunk::SCHEMA {
            return Err(BackupError::Newer { format: manifest.format, schema: manifest.schema });
        }
        Ok(manifest)
    }

    /// How many records it promises.
    pub fn records(&self) -> u64 {
        self.files.iter().fold(0, |sum, file| sum.saturating_add(file.records))
    }

    pub fn about(&self, encrypted: bool, bytes: u64) -> About {
        let of_kind = |file: &FileEntry| Some((Kind::from_code(file.kind.as_deref()?)?, file.records));
        About {
            created_at: self.created_at,
            schema: self.schema,
            encrypted,
            counts: self.files.iter().filter_map(of_kind).filter(|(_, records)| *records > 0).collect(),
            bytes,
            partial: self.partial,
        }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
