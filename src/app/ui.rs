//! Widgets that know nothing of customers: each takes plain values and signals.

pub mod avatar;
pub mod chart;
pub mod dialog;
pub mod empty;
pub mod field_input;
pub mod icon;
pub mod menu;
pub mod page;
pub mod save_as;
pub mod tabs;
pub mod toasts;

pub use avatar::Avatar;
pub use dialog::Dialog;
pub use empty::Empty;
pub use field_input::FieldInput;
pub use icon::Icon;
pub use menu::{Menu, MenuItem};
pub use page::Page;
pub use tabs::Tabs;
pub use toasts::{Toasts, use_toasts};
