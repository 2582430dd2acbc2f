use super::words;

words! {
}
