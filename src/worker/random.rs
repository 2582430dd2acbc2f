use protocol::Failure;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// From the system's source of randomness.
pub fn bytes<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
        .map_err(|error| Failure::Internal(format!("no randomness: {error:?}")))?;
    Ok(bytes)
}
