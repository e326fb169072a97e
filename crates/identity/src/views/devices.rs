use commonround_kernel::{Id, Session};
use commonround_web::components::{ButtonKind, Tone, chip, icon, post_button};
use commonround_web::{Markup, Ui, html};

use super::setting;
use crate::model::Device;
use crate::store::sessions::SessionRow;

pub fn page(ui: &Ui<'_>, rows: &[SessionRow], asking: Id<Session>) -> Markup {
    let content = html! {
        p { (ui.t("identity-devices-intro")) }
        section.card {
            ul.rows role="list" {
                @for row in rows { (device(ui, row, row.id == asking)) }
            }
        }
    };
    setting(ui, ui.t("identity-place-devices"), content)
}

fn device(ui: &Ui<'_>, row: &SessionRow, is_this: bool) -> Markup {
    let action = format!("/settings/devices/{}/sign-out", row.id);
    html! {
        li {
            (icon("laptop"))
            div {
                b { (name(ui, &row.device)) }
                p.meta { (ui.t("identity-device-seen")) " " (ui.ago(row.seen_at)) }
                p.meta { (ui.t("identity-device-since")) " " (ui.date(row.created_at)) }
            }
            @if is_this {
                (chip(Tone::Ok, "check", ui.t("identity-device-this")))
            } @else {
                (post_button(&action, ui.t("identity-device-sign-out"), ButtonKind::Quiet))
            }
        }
    }
}

fn name(ui: &Ui<'_>, device: &Device) -> String {
    match (device.browser, device.system) {
        (Some(browser), Some(system)) => {
            ui.ta("identity-device-on", &[("browser", browser.into()), ("system", system.into())])
        }
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => ui.t("identity-device-unknown").to_owned(),
    }
}
