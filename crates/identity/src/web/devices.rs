use commonround_kernel::{Id, Session};
use commonround_web::{Answer, Auth, Caller, Done, Nothing, Path, Routes, State, doc};

use super::api;
use crate::devices as use_case;
use crate::identity::Identity;
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/settings/devices",
            list_devices,
            doc("list_devices", "The devices that are signed in.")
                .auth(Auth::Session)
                .answers::<Vec<api::Device>>(),
        )
        .post(
            "/settings/devices/{id}/sign-out",
            sign_out_device,
            doc("sign_out_device", "Signs a device out from afar.")
                .auth(Auth::Session)
                .answers::<Nothing>(),
        )
}

pub async fn list_devices(State(identity): State<Identity>, caller: Caller) -> Answer {
    let actor = caller.require()?;
    let asking = actor.require_session()?;
    let rows = use_case::list_devices(&identity, actor).await?;
    let json = || rows.iter().map(|row| api::Device::of(row, asking)).collect::<Vec<_>>();
    Ok(caller.show(json, |ui| views::devices::page(ui, &rows, asking)))
}

pub async fn sign_out_device(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let id: Id<Session> = id.parse()?;
    use_case::sign_out_device(&identity, caller.require()?, id).await?;
    let done = Done::to("/settings/devices").saying("identity-notice-device-signed-out");
    Ok(caller.done(done, || Nothing {}))
}
