//! What visitors will see, drawn from the same markup and styles.
//!
//! Invariant: nothing of it acts. The markup was parsed without scripts, the security policy runs none either, and the
//! whole is inert: it is a picture to assistive technology.

use domain::collect::{Collected, Sheet};
use js_sys::{Array, Reflect};
use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, DomParser, HtmlElement, ShadowRootInit, ShadowRootMode, SupportedType};

#[component]
pub fn Preview(
    #[prop(into)] made: Signal<Option<Collected>>,
    label: &'static str,
    /// A part of a page: it brings no margin of its own.
    #[prop(optional)]
    part: bool,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let (Some(host), Some(Collected::Sheet(sheet))) = (host.get(), made.get())
            && let Err(reason) = draw(&host, &sheet)
        {
            web_sys::console::warn_2(&"the preview could not be drawn".into(), &reason);
        }
    });
    view! {
        <div class="collect-frame" role="img" aria-label=label tabindex="0" data-part=part.then_some("true")>
            <div node_ref=host inert=true></div>
        </div>
    }
    .into_any()
}

fn draw(host: &HtmlElement, sheet: &Sheet) -> Result<(), JsValue> {
    let root = match host.shadow_root() {
        Some(root) => root,
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?,
    };
    let style = CssStyleSheet::new()?;
    style.replace_sync(&sheet.style)?;
    Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&style))?;
    let parsed = DomParser::new()?.parse_from_string(&sheet.body, SupportedType::TextHtml)?;
    if let Some(body) = parsed.body().and_then(|body| body.first_element_child()) {
        root.replace_children_with_node_1(&body);
    }
    Ok(())
}
