//! Records and edits as MessagePack, read and written by hand.
//!
//! The bytes are the ones a derived serialisation with named fields would write (a test compares them), but code
//! that is derived anew for each type and each format was a third of the page's program. Invariants: reading never
//! panics and never takes more memory than the input has bytes for; a struct's fields that this version does
//! not know are skipped. Deliberately not here: headers and checksums (`chunk`) and what is in an entry's head
//! (`journal`).

mod writing;

pub(crate) use writing::{Names, Writer};

use crate::{
    Address, Currency, Date, EntryId, Id, Instant, Key, Kind, Labelled, Line, Money, Value, chunk::ChunkError,
};
use rmp::{Marker, decode};

type Read<T> = Result<T, ChunkError>;

/// What is left to read.
pub(crate) struct Reader<'a>(pub &'a [u8]);

fn damaged<E>(_: E) -> ChunkError {
    ChunkError::Damaged
}

impl<'a> Reader<'a> {
    /// How many items follow. Each takes a byte at least, so a longer claim than what is left is a lie.
    fn bounded(&self, length: u32) -> Read<usize> {
        let length = length as usize;
        if length > self.0.len() { Err(ChunkError::Damaged) } else { Ok(length) }
    }
    pub fn array(&mut self) -> Read<usize> {
        let length = decode::read_array_len(&mut self.0).map_err(damaged)?;
        self.bounded(length)
    }
    pub fn map(&mut self) -> Read<usize> {
        let length = decode::read_map_len(&mut self.0).map_err(damaged)?;
        self.bounded(length)
    }
    fn bytes(&mut self, length: usize) -> Read<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(ChunkError::Damaged)?;
        self.0 = rest;
        Ok(bytes)
    }
    pub fn text(&mut self) -> Read<&'a str> {
        let length = decode::read_str_len(&mut self.0).map_err(damaged)?;
        std::str::from_utf8(self.bytes(length as usize)?).map_err(damaged)
    }
    fn owned(&mut self) -> Read<String> {
        self.text().map(str::to_owned)
    }
    pub fn integer(&mut self) -> Read<i64> {
        decode::read_int(&mut self.0).map_err(damaged)
    }
    pub fn unsigned(&mut self) -> Read<u64> {
        decode::read_int(&mut self.0).map_err(damaged)
    }
    pub fn small(&mut self) -> Read<u32> {
        decode::read_int(&mut self.0).map_err(damaged)
    }
    fn float(&mut self) -> Read<f64> {
        decode::read_f64(&mut self.0).map_err(damaged)
    }
    pub fn binary(&mut self) -> Read<&'a [u8]> {
        let length = decode::read_bin_len(&mut self.0).map_err(damaged)?;
        self.bytes(length as usize)
    }
    pub fn id(&mut self) -> Read<Id> {
        let bytes = <[u8; 16]>::try_from(self.binary()?).map_err(damaged)?;
        Ok(Id(u128::from_be_bytes(bytes)))
    }
    pub fn entry_id(&mut self) -> Read<EntryId> {
        let mut id = EntryId { clock: 0, device: 0 };
        self.fields(|reader, name| {
            match name {
                "clock" => id.clock = reader.unsigned()?,
                "device" => id.device = reader.unsigned()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(id)
    }
    /// An array of exactly so many items.
    pub fn tuple(&mut self, length: usize) -> Read<()> {
        if self.array()? == length { Ok(()) } else { Err(ChunkError::Damaged) }
    }
    pub fn names(&mut self) -> Read<Vec<Key>> {
        self.list(|reader| reader.text().map(Key::new))
    }
    /// A key by its position among the names.
    pub fn key(&mut self, names: &[Key]) -> Read<Key> {
        names.get(self.small()? as usize).copied().ok_or(ChunkError::Damaged)
    }
    pub fn kind(&mut self) -> Read<Kind> {
        Kind::from_code(self.text()?).ok_or(ChunkError::Damaged)
    }
    /// Whether a nil stands here; it is taken.
    pub fn nothing(&mut self) -> bool {
        let nil = self.0.first() == Some(&Marker::Null.to_u8());
        if nil {
            self.0 = &self.0[1..];
        }
        nil
    }
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let length = self.array()?;
        let mut items = Vec::with_capacity(length.min(1_024));
        for _ in 0..length {
            items.push(item(self)?);
        }
        Ok(items)
    }
    /// A struct: `field` reads the value of a name it knows and says whether it did.
    pub fn fields(&mut self, mut field: impl FnMut(&mut Self, &str) -> Read<bool>) -> Read<()> {
        for _ in 0..self.map()? {
            let name = self.text()?;
            if !field(self, name)? {
                self.skip()?;
            }
        }
        Ok(())
    }
    /// Passes one value of any type.
    fn skip(&mut self) -> Read<()> {
        let mut left = 1_u64;
        while left > 0 {
            left -= 1;
            let size = match decode::read_marker(&mut self.0).map_err(damaged)? {
                Marker::FixPos(_) | Marker::FixNeg(_) | Marker::Null | Marker::True | Marker::False => 0,
                Marker::U8 | Marker::I8 => 1,
                Marker::U16 | Marker::I16 => 2,
                Marker::U32 | Marker::I32 | Marker::F32 => 4,
                Marker::U64 | Marker::I64 | Marker::F64 => 8,
                Marker::FixStr(length) => usize::from(length),
                Marker::Str8 | Marker::Bin8 => self.length(1)?,
                Marker::Str16 | Marker::Bin16 => self.length(2)?,
                Marker::Str32 | Marker::Bin32 => self.length(4)?,
                Marker::FixExt1 => 2,
                Marker::FixExt2 => 3,
                Marker::FixExt4 => 5,
                Marker::FixExt8 => 9,
                Marker::FixExt16 => 17,
                Marker::Ext8 => self.length(1)? + 1,
                Marker::Ext16 => self.length(2)? + 1,
                Marker::Ext32 => self.length(4)? + 1,
                Marker::FixArray(length) => self.nest(&mut left, length.into(), 1)?,
                Marker::Array16 => self.length(2).and_then(|length| self.nest(&mut left, length, 1))?,
                Marker::Array32 => self.length(4).and_then(|length| self.nest(&mut left, length, 1))?,
                Marker::FixMap(length) => self.nest(&mut left, length.into(), 2)?,
                Marker::Map16 => self.length(2).and_then(|length| self.nest(&mut left, length, 2))?,
                Marker::Map32 => self.length(4).and_then(|length| self.nest(&mut left, length, 2))?,
                Marker::Reserved => return Err(ChunkError::Damaged),
            };
            self.bytes(size)?;
        }
        Ok(())
    }
    fn length(&mut self, bytes: usize) -> Read<usize> {
        Ok(self.bytes(bytes)?.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)))
    }
    fn nest(&self, left: &mut u64, length: usize, each: u64) -> Read<usize> {
        *left += self.bounded(length as u32)? as u64 * each;
        Ok(0)
    }

    pub fn value(&mut self) -> Read<Value> {
        if self.map()? != 1 {
            return Err(ChunkError::Damaged);
        }
        Ok(match self.text()? {
            "t" => Value::Text(self.owned()?),
            "n" => Value::Number(self.float()?),
            "m" => Value::Money(self.money()?),
            "d" => Value::Date(Date(decode::read_int(&mut self.0).map_err(damaged)?)),
            "i" => Value::Instant(Instant(self.integer()?)),
            "b" => Value::Bool(decode::read_bool(&mut self.0).map_err(damaged)?),
            "c" => Value::Choice(self.owned()?),
            "cs" => Value::Choices(self.list(Self::owned)?),
            "l" => Value::Labelled(self.list(Self::labelled)?),
            "a" => Value::Address(self.address()?.into()),
            "r" => Value::Ref(self.id()?),
            "ls" => Value::Lines(self.list(Self::line)?),
            "j" => Value::Json(self.owned()?),
            _ => return Err(ChunkError::Damaged),
        })
    }

    fn money(&mut self) -> Read<Money> {
        let (mut minor, mut currency) = (None, None);
        self.fields(|reader, name| {
            match name {
                "m" => minor = Some(reader.integer()?),
                "c" => currency = Currency::new(reader.text()?),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        let (Some(minor), Some(currency)) = (minor, currency) else { return Err(ChunkError::Damaged) };
        Ok(Money { minor, currency })
    }

    fn labelled(&mut self) -> Read<Labelled> {
        let mut item = Labelled { label: String::new(), value: String::new() };
        self.fields(|reader, name| {
            match name {
                "l" => item.label = reader.owned()?,
                "v" => item.value = reader.owned()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(item)
    }

    fn address(&mut self) -> Read<Address> {
        let mut address = Address::default();
        self.fields(|reader, name| {
            let part = match name {
                "s" => &mut address.street,
                "c" => &mut address.city,
                "r" => &mut address.region,
                "p" => &mut address.postal_code,
                "n" => &mut address.country,
                _ => return Ok(false),
            };
            *part = reader.owned()?;
            Ok(true)
        })?;
        Ok(address)
    }

    fn line(&mut self) -> Read<Line> {
        let mut line = Line { product: String::new(), sku: String::new(), quantity: 0.0, price_minor: 0 };
        self.fields(|reader, name| {
            match name {
                "n" => line.product = reader.owned()?,
                "s" => line.sku = reader.owned()?,
                "q" => line.quantity = reader.float()?,
                "p" => line.price_minor = reader.integer()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(line)
    }
}

#[cfg(test)]
mod tests;
