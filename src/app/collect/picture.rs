//! Pictures made small, and codes painted as pictures.

use domain::collect::Code;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement, Url};

/// Dots of the longer side.
const SIDE: f64 = 360.0;
/// Dots of a code's picture at least, and modules of white around it.
const CODE_SIDE: u32 = 1_024;
const MARGIN: u32 = 4;

fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = web_sys::window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.set_fill_style_str("white");
    context.fill_rect(0.0, 0.0, width.into(), height.into());
    Some((canvas, context))
}

/// A picture file as a small data address. Nothing where the browser cannot read it.
pub async fn small(file: &File) -> Option<String> {
    let address = Url::create_object_url_with_blob(file).ok()?;
    let made = smaller(&address).await;
    drop(Url::revoke_object_url(&address));
    made
}

async fn smaller(address: &str) -> Option<String> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let (canvas, context) = canvas(width as u32, height as u32)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    canvas.to_data_url_with_type("image/png").ok()
}

/// Dark on white, sharp.
pub fn painted(code: &Code) -> Option<HtmlCanvasElement> {
    let modules = code.side + 2 * MARGIN;
    let scale = CODE_SIDE.div_ceil(modules);
    let (canvas, context) = canvas(modules * scale, modules * scale)?;
    context.set_fill_style_str("black");
    let module = f64::from(scale);
    for (at, _) in code.dark.iter().enumerate().filter(|(_, dark)| **dark) {
        let at = u32::try_from(at).ok()?;
        let (column, row) = (at % code.side + MARGIN, at / code.side + MARGIN);
        context.fill_rect(f64::from(column) * module, f64::from(row) * module, module, module);
    }
    Some(canvas)
}
