use commonround_identity::Field;
use commonround_kernel::Role;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, button, card, error_summary, field, hidden_input,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use crate::model::Visibility;
use crate::people::api::OwnProfile;
use crate::people::edit_profile::ProfileInput;
use crate::people::language::LANGUAGES;
use crate::people::limits::{
    ASK_ME_ABOUT_CHARS_MAX, INTRO_CHARS_MAX, LINK_NAME_CHARS_MAX, LINK_URL_CHARS_MAX,
    PRONOUNS_CHARS_MAX,
};

/// Names of the link fields: form, error and label use the same.
const LINK_FIELDS: [(&str, &str); 4] = [
    ("link_1_name", "link_1_url"),
    ("link_2_name", "link_2_url"),
    ("link_3_name", "link_3_url"),
    ("link_4_name", "link_4_url"),
];

/// What stands in the form of a profile that was just read.
#[must_use]
pub fn own_profile_form(own: &OwnProfile) -> FormState {
    let form = FormState::new()
        .set("display_name", &own.display_name)
        .set("pronouns", &own.pronouns)
        .set("languages", own.languages.join(" "))
        .set("time_zone", own.time_zone.as_deref().unwrap_or_default())
        .set("intro", &own.intro)
        .set("ask_me_about", &own.ask_me_about)
        .set("field", own.field.map_or("", Field::as_str))
        .set("role_public", own.role_public.to_string())
        .set("locked", own.locked.to_string())
        .set("indexable", own.indexable.to_string())
        .set("tags_public", own.tags_public.to_string())
        .set("lists_public", own.lists_public.to_string())
        .set("default_visibility", own.default_visibility.as_str());
    let links = LINK_FIELDS.into_iter().zip(&own.fields);
    links.fold(form, |form, ((name, url), link)| form.set(name, &link.name).set(url, &link.value))
}

/// What somebody sent laid over what is stored: the form again, with nothing lost.
#[must_use]
pub fn over(form: FormState, input: &ProfileInput) -> FormState {
    let texts = [
        ("display_name", &input.display_name),
        ("pronouns", &input.pronouns),
        ("time_zone", &input.time_zone),
        ("intro", &input.intro),
        ("ask_me_about", &input.ask_me_about),
        ("link_1_name", &input.link_1_name),
        ("link_1_url", &input.link_1_url),
        ("link_2_name", &input.link_2_name),
        ("link_2_url", &input.link_2_url),
        ("link_3_name", &input.link_3_name),
        ("link_3_url", &input.link_3_url),
        ("link_4_name", &input.link_4_name),
        ("link_4_url", &input.link_4_url),
        ("field", &input.field),
    ];
    let choices = [
        ("role_public", input.role_public),
        ("locked", input.locked),
        ("indexable", input.indexable),
        ("tags_public", input.tags_public),
        ("lists_public", input.lists_public),
    ];
    let form = texts.into_iter().fold(form, |form, (name, sent)| match sent {
        Some(text) => form.set(name, text),
        None => form,
    });
    let form = choices.into_iter().fold(form, |form, (name, sent)| match sent {
        Some(choice) => form.set(name, choice.to_string()),
        None => form,
    });
    let form = match input.default_visibility {
        Some(visibility) => form.set("default_visibility", visibility.as_str()),
        None => form,
    };
    if input.languages.is_empty() { form } else { form.set("languages", input.languages.join(" ")) }
}

/// The form of one's own profile.
#[must_use]
pub fn own_profile(ui: &Ui<'_>, own: &OwnProfile, form: &FormState) -> Markup {
    let body = html! {
        p { a href={ "/@" (own.username) } { (ui.t("commons-people-see-profile")) } }
        form.stack.sheets method="post" action="/settings/profile" {
            (error_summary(ui, &form.invalid))
            (card(Some(ui.t("commons-people-section-you")), you(ui, form)))
            (card(Some(ui.t("commons-people-section-work")), work(ui, own.role, form)))
            (card(Some(ui.t("commons-people-section-links")), links(ui, form)))
            (card(Some(ui.t("commons-people-section-seen")), seen(ui, form)))
            (button(ui.t("commons-people-save"), ButtonKind::Primary))
        }
        p { a href="/settings/blocks" { (ui.t("commons-people-blocks")) } " · "
            a href="/settings/mutes" { (ui.t("commons-people-mutes")) } " · "
            a href="/follow-requests" { (ui.t("commons-people-requests")) } }
    };
    Page::new(ui, ui.t("commons-people-settings")).noindex().main_class("narrow").body(body)
}

fn you(ui: &Ui<'_>, form: &FormState) -> Markup {
    let name = FieldSpec::text("display_name", ui.t("commons-people-display-name"))
        .required()
        .autocomplete("name");
    let pronouns =
        FieldSpec::text("pronouns", ui.t("commons-people-pronouns")).chars_max(PRONOUNS_CHARS_MAX);
    let zone = FieldSpec::text("time_zone", ui.t("commons-people-time-zone"))
        .hint(ui.t("commons-people-time-zone-hint"))
        .verbatim();
    let intro = FieldSpec::area("intro", ui.t("commons-people-intro"), 5)
        .hint(ui.t("commons-people-intro-hint"))
        .chars_max(INTRO_CHARS_MAX);
    let ask = FieldSpec::text("ask_me_about", ui.t("commons-people-ask-me-about"))
        .hint(ui.t("commons-people-ask-me-about-hint"))
        .chars_max(ASK_ME_ABOUT_CHARS_MAX);
    html! {
        (field(ui, &name, form))
        (field(ui, &pronouns, form))
        (languages(ui, form))
        (field(ui, &zone, form))
        (field(ui, &intro, form))
        (field(ui, &ask, form))
    }
}

/// Boxes to tick, with an empty one before them: so the form can say "none".
fn languages(ui: &Ui<'_>, form: &FormState) -> Markup {
    let chosen: Vec<&str> = form.value("languages").split(' ').collect();
    let wrong = form.problem("languages").map(|why| ui.problem(why));
    let shown: Vec<&str> = LANGUAGES
        .iter()
        .filter(|language| chosen.contains(&language.code))
        .map(|language| language.own_name)
        .collect();
    html! {
        fieldset #f-languages.formfield.bad[wrong.is_some()] tabindex="-1" {
            legend { (ui.t("commons-people-languages")) }
            @if let Some(wrong) = wrong { p.wrong { (wrong) } }
            (hidden_input("languages", ""))
            details open[wrong.is_some()] {
                summary {
                    @if shown.is_empty() { (ui.t("commons-people-languages-choose")) }
                    @else { (shown.join(", ")) }
                }
                @for language in LANGUAGES {
                    label.tick {
                        input type="checkbox" name="languages" value=(language.code) checked[chosen.contains(&language.code)];
                        span lang=(language.code) { (language.own_name) }
                    }
                }
            }
        }
    }
}

fn work(ui: &Ui<'_>, role: Role, form: &FormState) -> Markup {
    let none = Choice::new("", ui.t("commons-people-field-none"));
    let fields = Field::ALL.into_iter().map(|f| Choice::new(f.as_str(), ui.t(f.name_key())));
    let fields = std::iter::once(none).chain(fields).collect();
    let work = FieldSpec::select("field", ui.t("commons-people-field"), fields)
        .hint(ui.t("commons-people-field-hint"));
    let shown = yes_no(
        ui,
        "role_public",
        "commons-people-role-public",
        ["commons-people-role-shown", "commons-people-role-private"],
    );
    html! {
        @if role == Role::HealthWorker { (field(ui, &work, form)) }
        (field(ui, &shown, form))
    }
}

fn links(ui: &Ui<'_>, form: &FormState) -> Markup {
    html! {
        p.meta { (ui.t("commons-people-links-hint")) }
        @for (name, url) in LINK_FIELDS {
            (field(ui, &FieldSpec::text(name, ui.t("commons-people-link-name")).chars_max(LINK_NAME_CHARS_MAX), form))
            (field(ui, &FieldSpec::text(url, ui.t("commons-people-link-url")).chars_max(LINK_URL_CHARS_MAX).verbatim(), form))
        }
    }
}

fn seen(ui: &Ui<'_>, form: &FormState) -> Markup {
    let locked = yes_no(
        ui,
        "locked",
        "commons-people-who-follows",
        ["commons-people-follows-ask", "commons-people-follows-free"],
    );
    let indexable = yes_no(
        ui,
        "indexable",
        "commons-people-who-finds",
        ["commons-people-findable", "commons-people-not-findable"],
    );
    let lists = yes_no(
        ui,
        "lists_public",
        "commons-people-who-lists",
        ["commons-people-everyone", "commons-people-only-me"],
    );
    let tags = yes_no(
        ui,
        "tags_public",
        "commons-people-who-tags",
        ["commons-people-everyone", "commons-people-only-me"],
    );
    let visibility = Visibility::ALL.into_iter();
    let visibility = visibility.map(|v| Choice::new(v.as_str(), ui.t(visibility_key(v)))).collect();
    let visibility = FieldSpec::select(
        "default_visibility",
        ui.t("commons-people-default-visibility"),
        visibility,
    )
    .hint(ui.t("commons-people-default-visibility-hint"))
    .required();
    html! {
        @for spec in [&locked, &indexable, &lists, &tags, &visibility] { (field(ui, spec, form)) }
    }
}

/// Two radio buttons, always sent: so what is left out of a form was never in it.
fn yes_no<'u>(
    ui: &Ui<'u>,
    name: &'u str,
    label: &'u str,
    [yes, no]: [&'u str; 2],
) -> FieldSpec<'u> {
    let choices = vec![Choice::new("true", ui.t(yes)), Choice::new("false", ui.t(no))];
    FieldSpec::radios(name, ui.t(label), choices).required()
}

const fn visibility_key(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "commons-people-visibility-public",
        Visibility::Quiet => "commons-people-visibility-quiet",
        Visibility::Followers => "commons-people-visibility-followers",
    }
}
