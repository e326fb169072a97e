//! One URL a use case.

mod notices;
mod settings;

use commonround_web::{Auth, Routes, doc};

use crate::change_settings::SettingsInput;
use crate::{Notify, api};

pub fn routes() -> Routes<Notify> {
    Routes::new()
        .get(
            "/notifications",
            notices::list_notifications,
            doc("list_notifications", "Lists what the caller was told, newest first.")
                .auth(Auth::SignedIn)
                .query::<notices::Asked>()
                .paged()
                .answers::<api::NotificationsPage>(),
        )
        .post(
            "/notifications/seen",
            notices::mark_notifications_seen,
            doc("mark_notifications_seen", "Marks what the caller was told as seen.")
                .auth(Auth::SignedIn)
                .takes::<notices::SeenInput>()
                .answers::<api::Seen>(),
        )
        .live(
            "/live/notifications",
            notices::stream_notifications,
            doc("stream_notifications", "Streams how many notifications are new.")
                .auth(Auth::SignedIn),
        )
        .get(
            "/settings/notifications",
            settings::show_notification_settings,
            doc("show_notification_settings", "Shows what the caller is told of, and how.")
                .auth(Auth::SignedIn)
                .answers::<api::NotificationSettings>(),
        )
        .post(
            "/settings/notifications",
            settings::change_notification_settings,
            doc("change_notification_settings", "Sets what the caller is told of, and how.")
                .auth(Auth::SignedIn)
                .takes::<SettingsInput>()
                .answers::<api::NotificationSettings>(),
        )
}
