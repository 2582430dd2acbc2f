//! "Something new" between tabs.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// Tells the other tabs of this database, and hears from them, for as long as it lives.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    _on_message: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Channel {
    /// Calls `heard` whenever another tab has stored something.
    pub fn open(database: &str, mut heard: impl FnMut() + 'static) -> Self {
        let channel = BroadcastChannel::new(database).ok();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |_| heard());
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Self { channel, _on_message: Some(on_message) }
    }

    /// One that only tells.
    pub(crate) fn to_tell(database: &str) -> Self {
        Self { channel: BroadcastChannel::new(database).ok(), _on_message: None }
    }

    pub(crate) fn tell(&self) {
        if let Some(channel) = &self.channel {
            // A closed channel has nobody to tell.
            drop(channel.post_message(&"stored".into()));
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
