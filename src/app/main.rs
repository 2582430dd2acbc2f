//! The program of the page; all of it is in the library.

fn main() {
    app::start();
}
