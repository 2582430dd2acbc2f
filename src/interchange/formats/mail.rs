/// The columns of the table of senders.
pub const HEADERS: &str = "Sender,Sender Address,Messages";
