use super::render;

fn golden(name: &str, markdown: &str) {
    let rendered = render(markdown);
    let tags: Vec<_> = rendered.hashtags.iter().map(|tag| &tag.folded).collect();
    let shown = format!(
        "{}\n=== html\n{}\n=== plain\n{}\n=== names\n{:?} {tags:?} {:?}\n",
        markdown.trim_end(),
        rendered.html.trim_end(),
        rendered.plain,
        rendered.mentions,
        rendered.links,
    );
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, shown);
    });
}

#[test]
fn a_story() {
    golden("story", include_str!("story.md"));
}

#[test]
fn professional_information() {
    golden("professional_information", include_str!("professional_information.md"));
}

#[test]
fn everything_at_once() {
    golden("everything", include_str!("everything.md"));
}
