use super::writer::Writer;
use domain::{Book, FieldType, Id, Key, Kind, Value, custom, keys};

/// The custom fields of the imported kind, old and new.
pub(super) struct Fields {
    kind: Kind,
    known: Vec<Own>,
    made: u64,
    position: usize,
}

struct Own {
    id: Id,
    key: Key,
    label: String,
    type_: FieldType,
    /// Words of the file that its list lacked.
    grown: bool,
    /// Of a new field: how many decimals all of its numbers have, as long as they agree.
    decimals: Decimals,
}

#[derive(Clone, Copy, PartialEq)]
enum Decimals {
    Unasked,
    None,
    All(usize),
    Mixed,
}

impl Fields {
    pub fn new(book: &Book, kind: Kind) -> Self {
        let definitions = custom::definitions(book, kind);
        let position = definitions.len();
        let known = definitions
            .into_iter()
            .filter(|field| field.get(keys::RETIRED_AT).is_none())
            .map(|field| Own {
                id: field.id,
                key: Key::custom(field.id),
                label: field.text(keys::LABEL).to_owned(),
                type_: custom::type_of(field),
                grown: false,
                decimals: Decimals::Unasked,
            })
            .collect();
        Self { kind, known, made: 0, position }
    }

    pub fn made(&self) -> u64 {
        self.made
    }

    pub fn type_of(&self, key: Key) -> Option<&FieldType> {
        self.known.iter().find(|field| field.key == key).map(|field| &field.type_)
    }

    /// The field of this name, made if there is none.
    pub fn named(&mut self, label: &str, type_: &FieldType, writer: &mut Writer) -> Key {
        let label = label.trim();
        if let Some(field) = self.known.iter().find(|field| field.label.trim().eq_ignore_ascii_case(label)) {
            return field.key;
        }
        let id = writer.create(Kind::Field, custom::definition(self.kind, label, type_, self.position));
        let key = Key::custom(id);
        // What the definition can say is what the field is.
        let choices = match type_ {
            FieldType::Choice(choices) | FieldType::Choices(choices) => choices.as_slice(),
            _ => &[],
        };
        let type_ = custom::type_from(custom::type_code(type_), choices);
        self.known.push(Own { id, key, label: label.to_owned(), type_, grown: false, decimals: Decimals::None });
        self.made += 1;
        self.position += 1;
        key
    }

    /// Notes how a number of a new field is written.
    pub fn note_decimals(&mut self, key: Key, text: &str, comma: bool) {
        let Some(field) = self.known.iter_mut().find(|field| field.key == key) else {
            return;
        };
        let mark = if comma { ',' } else { '.' };
        let count = text.rsplit_once(mark).map_or(0, |(_, rest)| rest.bytes().filter(u8::is_ascii_digit).count());
        field.decimals = match field.decimals {
            Decimals::Unasked => Decimals::Unasked,
            Decimals::None => Decimals::All(count),
            Decimals::All(before) if before == count => Decimals::All(count),
            _ => Decimals::Mixed,
        };
    }

    /// Adds a word to the list of a choice field.
    pub fn learn(&mut self, key: Key, word: &str) {
        let Some(field) = self.known.iter_mut().find(|field| field.key == key) else {
            return;
        };
        if let FieldType::Choice(choices) | FieldType::Choices(choices) = &mut field.type_
            && !choices.iter().any(|known| known == word)
        {
            choices.push(word.to_owned());
            field.grown = true;
        }
    }

    /// Writes the lists that have grown, and how new numbers are written.
    pub fn finish(&mut self, writer: &mut Writer) {
        for field in &self.known {
            if let Decimals::All(count @ 1..) = field.decimals {
                writer.update(Kind::Field, field.id, vec![(keys::DECIMALS, Value::Number(count as f64))]);
            }
        }
        for field in self.known.iter_mut().filter(|field| field.grown) {
            field.grown = false;
            if let FieldType::Choice(choices) | FieldType::Choices(choices) = &field.type_ {
                writer.update(Kind::Field, field.id, vec![(keys::CHOICES, Value::Choices(choices.clone()))]);
            }
        }
    }
}
