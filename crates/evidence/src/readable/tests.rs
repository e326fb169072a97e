use super::*;
use proptest::prelude::*;

/// One line a block: `#` heading, `*` item, `=` row of a table.
fn show(answer: &str) -> String {
    let mut out = Vec::new();
    for block in blocks(answer) {
        match block {
            Block::Heading(text) => out.push(format!("# {text}")),
            Block::Paragraph(text) => out.push(text.to_owned()),
            Block::List(items) => out.extend(items.iter().map(|item| format!("* {item}"))),
            Block::Signs(rows) => {
                out.extend(
                    rows.iter().map(|(sign, share)| format!("= {sign} {}", share.unwrap_or("-"))),
                );
            }
        }
    }
    out.join("\n")
}

fn check(answer: &str, expected: &[&str]) {
    assert_eq!(show(answer).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn key_points_become_a_list_and_then_headings() {
    check(
        "Key Points - Stages tell how far it has spread. - Tests find it. Stages tell how far it has \
         spread. There are four. Tests find it. Two are used: - Chest x-ray : A picture. It is quick. \
         - Blood test : A sample. Ask your team.",
        &[
            "# Key Points",
            "* Stages tell how far it has spread.",
            "* Tests find it.",
            "# Stages tell how far it has spread.",
            "There are four.",
            "# Tests find it.",
            "Two are used:",
            "* Chest x-ray : A picture. It is quick.",
            "* Blood test : A sample.",
            "Ask your team.",
        ],
    );
}

#[test]
fn a_list_without_full_stops_ends_where_the_next_sentence_begins() {
    check(
        "Many foods contain it, including - beer - dark sodas - beans from Peru More information is \
         on the site. Eat less of them.",
        &[
            "Many foods contain it, including",
            "* beer",
            "* dark sodas",
            "* beans from Peru",
            "More information is on the site. Eat less of them.",
        ],
    );
    check(
        "These help: - Drug Therapy - Palliative Care These resources tell more: - Genetic Counseling",
        &[
            "These help:",
            "* Drug Therapy",
            "* Palliative Care",
            "These resources tell more:",
            "* Genetic Counseling",
        ],
    );
}

#[test]
fn a_question_repeated_on_top_is_a_heading() {
    check(
        "Is it inherited? Yes, often. Is it rare? No.",
        &["# Is it inherited?", "Yes, often. Is it rare? No."],
    );
    check("Is it inherited?", &["Is it inherited?"]);
}

#[test]
fn text_that_ran_into_an_item_is_taken_out() {
    check(
        "Signs can include - gas - vomiting Being unable to absorb food can lead to more, such as - \
         weight loss - joints of the hand",
        &[
            "Signs can include",
            "* gas",
            "* vomiting",
            "Being unable to absorb food can lead to more, such as",
            "* weight loss",
            "* joints of the hand",
        ],
    );
}

#[test]
fn a_new_list_inside_the_last_item_of_another_begins_anew() {
    check(
        "Cells are of three types: - Red cells. - White cells. A stem cell becomes one of two: - B cells. \
         - T cells.",
        &[
            "Cells are of three types:",
            "* Red cells.",
            "* White cells.",
            "A stem cell becomes one of two:",
            "* B cells.",
            "* T cells.",
        ],
    );
}

#[test]
fn a_dash_is_no_list() {
    check(
        "Asthma - a disease of the airways - is common.",
        &["Asthma - a disease of the airways - is common."],
    );
    check("Treat for 10 - 14 days. Then stop.", &["Treat for 10 - 14 days. Then stop."]);
    check("Open 8:00 - 16:30.", &["Open 8:00 - 16:30."]);
    check("Wear gloves -- always -- and wash.", &["Wear gloves -- always -- and wash."]);
}

#[test]
fn an_answer_may_begin_with_an_item() {
    check("- It is rare. - It is mild.", &["* It is rare.", "* It is mild."]);
    check("- It is rare.", &["* It is rare."]);
}

#[test]
fn an_answer_with_lines_of_its_own_keeps_them() {
    check(
        "First.\n\n- one - two\n- three\n\nLast - really - line.",
        &["First.", "* one - two", "* three", "Last - really - line."],
    );
}

#[test]
fn signs_become_a_table() {
    let answer = "Signs and Symptoms Approximate number of patients (when available) Ataxia 90% \
                  Deafness - The Human Phenotype Ontology (HPO) has collected data. It is free.";
    check(
        answer,
        &[
            "Signs and Symptoms Approximate number of patients (when available)",
            "= Ataxia 90%",
            "= Deafness -",
            "The Human Phenotype Ontology (HPO) has collected data. It is free.",
        ],
    );
}

#[test]
fn long_text_is_cut_between_sentences() {
    let answer = "This is a sentence of a fair length, neither short nor long. ".repeat(30);
    let blocks = blocks(&answer);
    assert!(blocks.len() > 2);
    for block in blocks {
        let Block::Paragraph(text) = block else { panic!("{block:?}") };
        assert!(text.ends_with('.') && text.len() < 2 * PARAGRAPH_BYTES, "{text}");
    }
}

#[test]
fn an_answer_that_was_lost_is_known() {
    for lost in ["Topics", "What causes Bell's palsy?", "How might it be treated? "] {
        assert!(says_little(lost), "{lost}");
    }
    for said in ["The prevalence is unknown.", "Is it rare? Yes.", "Not inherited"] {
        assert!(!says_little(said), "{said}");
    }
}

/// The words of a text without the marks that layout turns into lines.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| *word != "-").collect()
}

fn laid_out(answer: &str) -> Vec<String> {
    let shown = show(answer);
    let lines = shown.lines().map(|line| {
        let text = line.strip_prefix("# ").or(line.strip_prefix("* ")).or(line.strip_prefix("= "));
        text.unwrap_or(line)
    });
    lines.flat_map(words).map(str::to_owned).collect()
}

fn answer() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("Key Points"),
        Just("-"),
        Just("-"),
        Just("The end."),
        Just("and so on"),
        Just("are:"),
        Just("A - B"),
        Just("10 - 14"),
        Just("Dr. Li"),
        Just("90%"),
        Just("\n"),
        Just("\n- "),
        Just("Approximate number of patients (when available)"),
        Just("Élan ?"),
        Just("The Human Phenotype Ontology (HPO) has collected"),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn layout_keeps_every_word_in_order(answer in answer()) {
        prop_assert_eq!(laid_out(&answer), words(&answer));
    }

    #[test]
    fn layout_takes_any_text(answer in any::<String>()) {
        let _ = (blocks(&answer), says_little(&answer));
    }
}

#[test]
fn only_whole_sentences_are_quoted() {
    let answer =
        "Key Points - It is mild. - It passes soon. Rest at home. Drink enough. Call if it";
    assert_eq!(
        quotable(answer, 300),
        ["It is mild.", "It passes soon.", "Rest at home.", "Drink enough."]
    );
    assert_eq!(
        quotable(answer, 12),
        ["It is mild.", "Rest at home.", "Drink enough."][..1].to_vec()
    );
    assert!(quotable("It never ends", 300).is_empty());
}
