use crate::{data::use_data, routes::PageId};
use domain::{Kind, profile};

/// The pages of the navigation that the owner has not hidden, with their names. Watches the profile.
pub fn pages() -> Vec<(PageId, String)> {
    use_data().watch(&[Kind::Profile], |book| {
        let hidden = profile::hidden_pages(book);
        let shown = PageId::ALL.into_iter().filter(|page| !hidden.iter().any(|code| code == page.code()));
        shown.map(|page| (page, page.name(book))).collect()
    })
}
