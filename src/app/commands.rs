//! Everything the user can do from anywhere. The palette, the shortcuts and the menus read this one list.
