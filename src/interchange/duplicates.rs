//! Which records are the same person or company.

pub mod address;
pub mod birthday;
pub mod company;
pub mod email;
mod letters;
pub mod name;
mod nicknames;
pub mod phone;
