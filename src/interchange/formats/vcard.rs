/// The columns of the table of contacts; an email or phone follows its label.
pub const HEADERS: &str = "vCard UID,vCard Name,vCard Given,vCard Family";
