use crate::{data, message_loop::Context};
use domain::{Date, Kind};
use protocol::{Failure, Outcome, Stage};

pub async fn run(context: &Context, today: Date) -> Result<Outcome, Failure> {
    let book = data::load(context, &[Kind::Profile, Kind::Contact, Kind::Order, Kind::Deal, Kind::Model]).await?;
    context.progress(0, 0, Stage::Working);
    context.breathe().await?;
    Ok(Outcome::Overview(Box::new(analytics::overview(&book, today))))
}
