use commonround_db::Tx;
use commonround_web::{Answer, Caller, Done, LimitClass, State};

use crate::Safety;
use crate::api::HelpersJson;
use crate::ask_helper::ask_helper;
use crate::{duty, views};

pub async fn show_helpers(State(safety): State<Safety>, caller: Caller) -> Answer {
    let on_duty = safety.db.read(duty::is_staffed).await?;
    Ok(caller.show(|| HelpersJson { on_duty }, |ui| views::helpers(ui, on_duty)))
}

pub async fn ask(State(safety): State<Safety>, caller: Caller) -> Answer {
    safety.limiter.check(LimitClass::Report, &caller.limit_key())?;
    let actor = caller.require()?.clone();
    let write = move |tx: &mut Tx<'_>| {
        ask_helper(tx, &actor)?;
        duty::is_staffed(tx)
    };
    let on_duty = safety.db.write(write).await?;
    let said = if on_duty { "safety-notice-helper-called" } else { "safety-notice-helper-nobody" };
    Ok(caller.done(Done::to("/helpers").saying(said), || HelpersJson { on_duty }))
}
