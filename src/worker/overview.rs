use crate::{data, message_loop::Context};
use domain::{Date, Kind};
use protocol::{Failure, Outcome, Stage};

const PARTS: f64 = 100.0;

pub async fn run(context: &Context, today: Date) -> Result<Outcome, Failure> {
    let book = data::load(context, &[Kind::Profile, Kind::Contact, Kind::Order, Kind::Deal, Kind::Model]).await?;
    context.progress(0, PARTS as u64, Stage::Working);
    context.breathe().await?;
    let mut told = |done: f64| context.progress((done * PARTS) as u64, PARTS as u64, Stage::Working);
    Ok(Outcome::Overview(Box::new(analytics::overview::overview_told(&book, today, &mut told))))
}
