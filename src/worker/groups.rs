use crate::{data, message_loop::Context};
use analytics::NoGroups;
use domain::{Date, Kind};
use protocol::{Failure, Outcome, Stage};

const PARTS: f64 = 100.0;

pub async fn run(context: &Context, today: Date) -> Result<Outcome, Failure> {
    let book = data::load(context, &[Kind::Profile, Kind::Contact, Kind::Order, Kind::Model]).await?;
    context.progress(0, PARTS as u64, Stage::Working);
    context.breathe().await?;
    let mut told = |done: f64| context.progress((done * PARTS) as u64, PARTS as u64, Stage::Working);
    match analytics::groups(&book, today, &mut told, &|| false) {
        Ok(found) => Ok(Outcome::Groups(Ok(Box::new(found)))),
        Err(NoGroups::Refused(why)) => Ok(Outcome::Groups(Err(why))),
        Err(NoGroups::Cancelled) => Err(Failure::Cancelled),
    }
}
