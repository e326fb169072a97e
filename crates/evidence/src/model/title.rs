use crate::limits::EXCERPT_CHARS;

/// The question as a heading: generated questions read `What is (are) Asthma ?`, and some have
/// lost what they ask about (`Who is at risk for ? ?`). Those fall back to the topic, and without
/// one to how the answer begins. Other languages than English keep their spacing: French writes a
/// blank before the mark.
#[must_use]
pub fn title(question: &str, topic: &str, answer: &str, language: &str) -> String {
    if !lost_its_subject(question) {
        let is_english = language == "en";
        return capitalised(&if is_english { tidied(question) } else { question.trim().into() });
    }
    let fallback = if topic.is_empty() { beginning(answer) } else { topic };
    capitalised(fallback)
}

fn tidied(question: &str) -> String {
    let words: Vec<&str> = question.split_whitespace().collect();
    let mut text = words.join(" ").replace("(are) ", "").replace(" (or clinical trials)", "");
    while let Some(shorter) = text.strip_suffix('?').map(str::trim_end) {
        text.truncate(shorter.len());
    }
    let asks = question.trim_end().ends_with('?');
    if asks { text + "?" } else { text }
}

/// Nothing stands between the words of the question and its mark.
fn lost_its_subject(question: &str) -> bool {
    let bare = question.trim().trim_end_matches([' ', '?']);
    let last = bare.rsplit(' ').next().unwrap_or_default();
    matches!(last, "" | "(are)" | "for" | "of" | "by" | "prevent" | "to" | "causes" | "diagnose")
}

/// The first sentence or as much of it as a heading takes, cut between words.
fn beginning(answer: &str) -> &str {
    let text = answer.trim_start_matches("On this Page ").trim_start_matches("- ");
    let end = text.find(['.', '?', '!', ':']).unwrap_or(text.len());
    let sentence = &text[..end];
    let most = EXCERPT_CHARS / 3;
    match sentence.char_indices().nth(most) {
        None => sentence,
        Some((cut, _)) => &sentence[..sentence[..cut].rfind(' ').unwrap_or(cut)],
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_questions_read_like_questions() {
        let table = [
            ("What is (are) Asthma ?", "What is Asthma?"),
            ("What are the symptoms of Heart Attack ?", "What are the symptoms of Heart Attack?"),
            ("Who is at risk for Stroke? ?", "Who is at risk for Stroke?"),
            (
                "what research (or clinical trials) is being done for Autism ?",
                "What research is being done for Autism?",
            ),
            (
                "Do you have information about Cosmetic Dentistry",
                "Do you have information about Cosmetic Dentistry",
            ),
            ("how common is botulism?", "How common is botulism?"),
        ];
        for (question, expected) in table {
            assert_eq!(title(question, "Topic", "Answer.", "en"), expected);
        }
        assert_eq!(title("étiologie ?", "Sujet", "Réponse.", "fr"), "Étiologie ?");
    }

    #[test]
    fn a_question_without_its_subject_takes_the_topic_or_the_answer() {
        assert_eq!(title("What is (are) ?", "Vaccines", "An answer.", "en"), "Vaccines");
        assert_eq!(
            title("How to prevent ?", "", "On this Page Wash your hands. Then", "en"),
            "Wash your hands"
        );
        let long = "word ".repeat(100);
        let cut = title("Who is at risk for ? ?", "", &long, "en");
        assert!(cut.len() <= EXCERPT_CHARS / 3 && cut.ends_with("word"), "{cut}");
    }
}
