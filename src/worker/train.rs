use crate::{data, message_loop::Context};
use domain::Kind;
use protocol::{Failure, Outcome, Stage, TrainJob};

pub async fn run(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let _book = data::load(context, &Kind::ALL).await?;
    context.progress(0, 0, Stage::Working);
    context.breathe().await?;
    Err(Failure::Internal(format!("not trained: {:?}", job.at)))
}
