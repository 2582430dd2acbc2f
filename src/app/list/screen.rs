use leptos::{ev, prelude::*};

/// How much room there is.
#[derive(Clone, Copy)]
pub struct Screen {
    /// A record fits beside the list.
    pub wide: RwSignal<bool>,
    pub phone: RwSignal<bool>,
    /// Pointed at with a finger.
    pub coarse: RwSignal<bool>,
}

impl Screen {
    pub fn new() -> Self {
        let screen = Self { wide: RwSignal::new(false), phone: RwSignal::new(false), coarse: RwSignal::new(false) };
        screen.look();
        let listener = window_event_listener(ev::resize, move |_| screen.look());
        on_cleanup(move || listener.remove());
        screen
    }

    fn look(self) {
        for (signal, query) in
            [(self.wide, "(min-width: 1024px)"), (self.phone, "(max-width: 719px)"), (self.coarse, "(pointer: coarse)")]
        {
            let matches = window().match_media(query).ok().flatten().is_some_and(|media| media.matches());
            if signal.get_untracked() != matches {
                signal.set(matches);
            }
        }
    }

    /// Pixels per row; the stylesheet draws rows of the same height.
    pub fn row_height(self) -> f64 {
        match (self.phone.get(), self.coarse.get()) {
            (true, _) => 64.0,
            (false, true) => 48.0,
            (false, false) => 36.0,
        }
    }
}

impl Default for Screen {
    fn default() -> Self {
        Self::new()
    }
}
