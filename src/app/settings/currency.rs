//! The currencies of the world, named by the browser.

use crate::words;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Offered first, and all there is where the browser cannot list them.
const FREQUENT: &[&str] =
    &["USD", "EUR", "CNY", "GBP", "JPY", "HKD", "TWD", "SGD", "AUD", "CAD", "CHF", "INR", "KRW", "BRL", "MXN", "ZAR"];

/// Codes with their names, frequent ones first.
pub fn options(current: &str) -> Vec<(String, String)> {
    let mut codes: Vec<String> = FREQUENT.iter().map(|code| (*code).to_owned()).collect();
    for code in listed().into_iter().chain([current.to_owned()]) {
        if !code.is_empty() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    let names = names();
    codes.into_iter().map(|code| (code.clone(), worded(names.as_ref(), code))).collect()
}

fn worded(names: Option<&(JsValue, Function)>, code: String) -> String {
    let name = names.and_then(|(this, of)| of.call1(this, &code.as_str().into()).ok()?.as_string());
    match name {
        Some(name) if name != code => format!("{code} · {name}"),
        _ => code,
    }
}

fn intl() -> JsValue {
    Reflect::get(&js_sys::global(), &"Intl".into()).unwrap_or_default()
}

fn listed() -> Vec<String> {
    let supported: Option<Function> =
        Reflect::get(&intl(), &"supportedValuesOf".into()).ok().and_then(|found| found.dyn_into().ok());
    let codes = supported.and_then(|list| list.call1(&JsValue::NULL, &"currency".into()).ok());
    codes.map(|codes| Array::from(&codes).iter().filter_map(|code| code.as_string()).collect()).unwrap_or_default()
}

/// `Intl.DisplayNames` and its `of`.
fn names() -> Option<(JsValue, Function)> {
    let class: Function = Reflect::get(&intl(), &"DisplayNames".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"currency".into()).ok()?;
    let locales = Array::of1(&words::lang().tag().into());
    let names = Reflect::construct(&class, &Array::of2(&locales, &options)).ok()?;
    let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some((names, of))
}
