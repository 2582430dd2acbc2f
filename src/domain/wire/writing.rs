//! The writing half: bytes as a derived serialisation with named fields would write them.
//!
//! Invariant: what is written here, [`super::Reader`] reads. Deliberately not here: headers and checksums.

use crate::{Address, EntryId, Id, Key, Line, Money, Value};
use rmp::encode;
use rustc_hash::FxHashMap;

/// A growing run of bytes. Writing to memory cannot fail: what rmp returns is dropped.
#[derive(Default)]
pub(crate) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn array(&mut self, length: usize) {
        drop(encode::write_array_len(&mut self.0, length as u32));
    }
    pub fn map(&mut self, length: usize) {
        drop(encode::write_map_len(&mut self.0, length as u32));
    }
    pub fn text(&mut self, text: &str) {
        drop(encode::write_str(&mut self.0, text));
    }
    pub fn unsigned(&mut self, number: u64) {
        drop(encode::write_uint(&mut self.0, number));
    }
    pub fn signed(&mut self, number: i64) {
        drop(encode::write_sint(&mut self.0, number));
    }
    pub fn float(&mut self, number: f64) {
        drop(encode::write_f64(&mut self.0, number));
    }
    pub fn nothing(&mut self) {
        drop(encode::write_nil(&mut self.0));
    }
    pub fn entry_id(&mut self, id: EntryId) {
        self.map(2);
        self.text("clock");
        self.unsigned(id.clock);
        self.text("device");
        self.unsigned(id.device);
    }
    pub fn bytes(&mut self, bytes: &[u8]) {
        drop(encode::write_bin(&mut self.0, bytes));
    }
    pub fn id(&mut self, id: Id) {
        self.bytes(&id.0.to_be_bytes());
    }
    /// `{"name": …`, the value comes next.
    fn only(&mut self, name: &str) {
        self.map(1);
        self.text(name);
    }
    /// A map of the texts that are not empty.
    fn texts(&mut self, texts: &[(&str, &str)]) {
        self.map(texts.iter().filter(|(_, text)| !text.is_empty()).count());
        for (name, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            self.text(name);
            self.text(text);
        }
    }

    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.named_text("t", text),
            Value::Choice(text) => self.named_text("c", text),
            Value::Json(text) => self.named_text("j", text),
            Value::Number(number) => {
                self.only("n");
                self.float(*number);
            }
            Value::Money(Money { minor, currency }) => {
                self.only("m");
                self.map(2);
                self.text("m");
                self.signed(*minor);
                self.named("c", currency.as_str());
            }
            Value::Date(date) => {
                self.only("d");
                self.signed(i64::from(date.0));
            }
            Value::Instant(at) => {
                self.only("i");
                self.signed(at.0);
            }
            Value::Bool(yes) => {
                self.only("b");
                drop(encode::write_bool(&mut self.0, *yes));
            }
            Value::Choices(choices) => {
                self.only("cs");
                self.array(choices.len());
                choices.iter().for_each(|choice| self.text(choice));
            }
            Value::Labelled(list) => {
                self.only("l");
                self.array(list.len());
                for item in list {
                    self.map(2);
                    self.named("l", &item.label);
                    self.named("v", &item.value);
                }
            }
            Value::Address(address) => {
                let Address { street, city, region, postal_code, country } = &**address;
                self.only("a");
                self.texts(&[("s", street), ("c", city), ("r", region), ("p", postal_code), ("n", country)]);
            }
            Value::Ref(id) => {
                self.only("r");
                self.id(*id);
            }
            Value::Lines(lines) => {
                self.only("ls");
                self.array(lines.len());
                lines.iter().for_each(|line| self.line(line));
            }
        }
    }

    fn named(&mut self, name: &str, text: &str) {
        self.text(name);
        self.text(text);
    }
    fn named_text(&mut self, name: &str, text: &str) {
        self.only(name);
        self.text(text);
    }
    fn line(&mut self, line: &Line) {
        self.map(if line.sku.is_empty() { 3 } else { 4 });
        self.named("n", &line.product);
        if !line.sku.is_empty() {
            self.named("s", &line.sku);
        }
        self.text("q");
        self.float(line.quantity);
        self.text("p");
        self.signed(line.price_minor);
    }
}

/// Key names in the order of their first use: what follows them names a key by its position.
#[derive(Default)]
pub(crate) struct Names {
    pub names: Vec<&'static str>,
    index: FxHashMap<Key, u64>,
}

impl Names {
    pub fn position(&mut self, key: Key) -> u64 {
        *self.index.entry(key).or_insert_with(|| {
            self.names.push(key.as_str());
            self.names.len() as u64 - 1
        })
    }
    /// `[names, body]` for a body already written.
    pub fn before(self, body: &Writer) -> Vec<u8> {
        let mut whole = Writer::default();
        whole.array(2);
        whole.array(self.names.len());
        self.names.iter().for_each(|name| whole.text(name));
        whole.0.extend_from_slice(&body.0);
        whole.0
    }
}
