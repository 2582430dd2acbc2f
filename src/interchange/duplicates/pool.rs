use rustc_hash::FxHashMap;

/// Values that many records share, each kept once and counted.
pub(super) struct Pool<T> {
    values: Vec<T>,
    counts: Vec<u32>,
    by_key: FxHashMap<String, u32>,
    /// How many records have a value.
    filled: u32,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { values: Vec::new(), counts: Vec::new(), by_key: FxHashMap::default(), filled: 0 }
    }
}

impl<T> Pool<T> {
    /// Counts a record's value; `key` is what equal values share.
    pub fn add(&mut self, key: String, value: impl FnOnce() -> T) -> u32 {
        let new = self.values.len() as u32;
        let at = *self.by_key.entry(key).or_insert(new);
        if at == new {
            self.values.push(value());
            self.counts.push(0);
        }
        self.counts[at as usize] += 1;
        self.filled += 1;
        at
    }
    /// A record that had the value is gone.
    pub fn drop_one(&mut self, at: u32) {
        self.counts[at as usize] -= 1;
        self.filled -= 1;
    }
    pub fn find(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }
    pub fn get(&self, at: u32) -> &T {
        &self.values[at as usize]
    }
    pub fn count(&self, at: u32) -> u32 {
        self.counts[at as usize]
    }
    pub fn filled(&self) -> u32 {
        self.filled
    }
}
