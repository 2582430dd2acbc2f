//! QR codes (ISO/IEC 18004) as modules and as a picture: always dark on white, whatever is around them.

use domain::collect::Code;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Modules of white around a code.
const MARGIN: usize = 4;

/// The code of a text: it stays readable with a quarter of it lost, a long one with less. Nothing where there is no
/// text, or more than a code can hold.
pub fn code(text: &str) -> Option<Code> {
    if text.is_empty() {
        return None;
    }
    let levels = [EcLevel::Q, EcLevel::M, EcLevel::L];
    let code = levels.into_iter().find_map(|level| QrCode::with_error_correction_level(text, level).ok())?;
    let side = code.width();
    let dark: Vec<bool> = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
    let whole = side + 2 * MARGIN;
    let mut path = String::new();
    for (row, line) in dark.chunks(side).enumerate() {
        let mut at = 0;
        while at < side {
            let run = line[at..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", at + MARGIN, row + MARGIN);
            }
            at += run.max(1);
        }
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#ffffff\" d=\"M0 0h{whole}v{whole}H0z\"/><path fill=\"#000000\" d=\"{path}\"/></svg>"
    );
    Some(Code { side: u32::try_from(side).ok()?, dark, svg, text: text.to_owned() })
}
