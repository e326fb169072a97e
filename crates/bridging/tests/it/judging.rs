use commonround_bridging::{
    Community, Frame, Hold, Key, Level, Model, Note, Profession, RaterFit, Status, Tag, TagShares,
    Tags, Voice, judge,
};

const DAY_MS: i64 = 86_400_000;
const COMMUNITIES: [&[Community]; 2] = [&[Community(1)], &[Community(2)]];
const ORDINARY: TagShares = TagShares { incorrect: 0.06, source_does_not_support: 0.06 };

/// A note with its ratings in a model, and how it differs from one that is shown.
struct Case {
    mu: f64,
    raters: u32,
    note: Note,
    voices: Vec<Voice<'static>>,
    now_ms: i64,
}

fn voice(at: usize, level: Level) -> Voice<'static> {
    let factor = if at.is_multiple_of(2) { -0.5 } else { 0.5 };
    let praise = [Tag::HelpfulClear, Tag::HelpfulGoodSources];
    Voice {
        level,
        tags: Tags::from_iter(praise),
        profession: None,
        communities: COMMUNITIES[at / 2 % 2],
        everyone: Some(RaterFit { intercept: 0.0, factor }),
        professionals: None,
        set_aside: false,
    }
}

/// Twelve people of both sides and two communities who find it helpful.
fn shown() -> Case {
    let note = Note { accredited: true, ..Note::new(1, 2, 0) };
    let voices = (0..12).map(|at| voice(at, Level::Helpful)).collect();
    Case { mu: 0.16, raters: 400, note, voices, now_ms: DAY_MS }
}

/// Ten professionals who find helpful what twenty others find neither helpful nor not.
fn by_professionals(professions: &[u16]) -> Case {
    let mut case = shown();
    case.voices = (0..20).map(|at| voice(at, Level::Somewhat)).collect();
    for (at, profession) in (0..10).zip(professions.iter().cycle()) {
        let mut of_them = voice(at, Level::Helpful);
        of_them.profession = Some(Profession(*profession));
        (of_them.professionals, of_them.everyone) = (of_them.everyone, None);
        case.voices.push(of_them);
    }
    case
}

/// `incorrect` by so many people of these professions, who have no place in any fit.
fn incorrect(case: &mut Case, professions: &[Option<u16>]) {
    for profession in professions {
        let mut against = voice(0, Level::NotHelpful);
        against.tags = Tags::from_iter([Tag::NotHelpfulIncorrect]);
        against.profession = profession.map(Profession);
        against.everyone = None;
        case.voices.push(against);
    }
}

fn check(case: &Case, expected: &str) {
    let frame = |raters| Frame { mu: case.mu, ratings_per_note: 5.0, raters };
    let model = Model {
        everyone: frame(case.raters),
        professionals: Some(frame(100)),
        tag_shares: ORDINARY,
    };
    let verdict = judge(&model, &case.note, &case.voices, case.now_ms);
    let keys: Vec<&str> = verdict.keys().into_iter().map(Key::code).collect();
    let holds: Vec<&str> = verdict.holds.iter().map(Hold::code).collect();
    let locked = if verdict.locked { " locked" } else { "" };
    let found = format!("{:?}{locked} {keys:?} {holds:?}", verdict.status).replace('"', "");
    assert_eq!(found, expected);
    assert_eq!(verdict.provisional, case.raters < 500);
    assert_eq!(verdict.needs_review(), holds.contains(&"awaits_review"));
}

fn check_with(change: impl FnOnce(&mut Case), expected: &str) {
    let mut case = shown();
    change(&mut case);
    check(&case, expected);
}

#[test]
fn helpful_on_both_sides_is_shown() {
    check(&shown(), "Helpful [everyone] []");
}

#[test]
fn four_ratings_are_too_few() {
    check_with(|case| case.voices.truncate(4), "NeedsMore [] [too_few_ratings, too_few_ratings]");
}

#[test]
fn helpful_to_one_side_alone_is_not_shown() {
    let divided = |case: &mut Case| {
        let level = |at: usize| [Level::Helpful, Level::NotHelpful][at % 2];
        case.voices = (0..24).map(|at| voice(at, level(at))).collect();
        case.mu = 0.0;
    };
    check_with(divided, "NeedsMore [] [divides, too_few_ratings]");
    let alone = |case: &mut Case| case.voices.retain(|v| v.everyone.unwrap().factor < 0.0);
    check_with(alone, "NeedsMore [] [not_helpful_enough, too_few_ratings]");
}

#[test]
fn one_helpful_rating_of_the_other_side_is_too_few() {
    let nearly = |case: &mut Case| {
        case.voices.retain(|v| v.everyone.unwrap().factor < 0.0);
        let mild = RaterFit { intercept: 0.0, factor: -0.05 };
        case.voices.iter_mut().for_each(|v| v.everyone = Some(mild));
        case.voices.push(voice(1, Level::Helpful));
    };
    check_with(nearly, "NeedsMore [] [one_sided, too_few_ratings]");
}

#[test]
fn unhelpful_on_both_sides_is_not_helpful() {
    let against = |case: &mut Case| {
        case.voices = (0..12).map(|at| voice(at, Level::NotHelpful)).collect();
    };
    check_with(
        against,
        "NotHelpful [] [not_helpful_enough, too_few_ratings, too_few_groups, unexplained]",
    );
}

#[test]
fn a_large_community_has_the_published_minima() {
    let eight = |case: &mut Case| case.voices.truncate(8);
    check_with(eight, "Helpful [everyone] []");
    check_with(
        |case| {
            eight(case);
            case.raters = 500;
        },
        "NeedsMore [] [one_sided, too_few_ratings]",
    );
}

#[test]
fn without_an_accredited_source_no_key_helps() {
    let bare = |case: &mut Case| case.note.accredited = false;
    check_with(bare, "NeedsMore [everyone] [no_accredited_source]");
    let mut case = by_professionals(&[1, 2, 3]);
    bare(&mut case);
    check(&case, "NeedsMore [professionals] [no_accredited_source]");
}

#[test]
fn professionals_are_the_second_key() {
    check(&by_professionals(&[1, 2, 3]), "Helpful [professionals] []");
    check(&by_professionals(&[1, 2]), "Helpful [professionals] []");
    check(&by_professionals(&[1]), "NeedsMore [] [not_helpful_enough, too_few_professions]");
}

#[test]
fn the_authors_own_profession_does_not_make_two_enough() {
    let mut case = by_professionals(&[1, 2]);
    case.note.author_profession = Some(Profession(2));
    check(&case, "NeedsMore [] [not_helpful_enough, too_few_professions]");
    let mut case = by_professionals(&[1, 2, 3]);
    case.note.author_profession = Some(Profession(2));
    check(&case, "Helpful [professionals] []");
}

#[test]
fn what_everyone_finds_unhelpful_has_no_second_key() {
    let mut case = by_professionals(&[1, 2, 3]);
    for voice in case.voices.iter_mut().filter(|voice| voice.everyone.is_some()) {
        voice.level = Level::NotHelpful;
    }
    check(&case, "NotHelpful [] [not_helpful_enough, unhelpful_overall]");
}

#[test]
fn professionals_who_are_set_aside_hold_nothing() {
    let change = |case: &mut Case| {
        incorrect(case, &[Some(1), Some(1), Some(2)]);
        case.voices.last_mut().unwrap().set_aside = true;
    };
    check_with(change, "Helpful [everyone] []");
}

#[test]
fn three_professionals_of_two_professions_hold_a_note_for_review() {
    let veto = [Some(1), Some(1), Some(2)];
    check_with(|case| incorrect(case, &veto), "NeedsMore [everyone] [awaits_review]");
    check_with(|case| incorrect(case, &veto[..2]), "Helpful [everyone] []");
    check_with(|case| incorrect(case, &[Some(1); 3]), "Helpful [everyone] []");
    check_with(|case| incorrect(case, &[None; 9]), "Helpful [everyone] []");
    check_with(
        |case| {
            incorrect(case, &veto);
            case.note.reviewed = true;
        },
        "Helpful [everyone] []",
    );
}

/// All helpful and symmetric: with twelve ratings the intercept is 12 (1 - mu) / 12.75.
fn with_intercept(case: &mut Case, intercept: f64) {
    case.mu = 1.0 - intercept * 12.75 / 12.0;
}

#[test]
fn a_tag_that_stands_out_raises_the_bar() {
    let tag = |case: &mut Case, people: usize| {
        let tags = [Tag::HelpfulClear, Tag::HelpfulGoodSources, Tag::NotHelpfulIncorrect];
        case.voices[..people].iter_mut().for_each(|v| v.tags = Tags::from_iter(tags));
        with_intercept(case, 0.45);
    };
    check_with(|case| tag(case, 5), "Helpful [everyone] []");
    let held = "NeedsMore [] [not_helpful_enough, too_few_ratings, tag_stands_out]";
    check_with(|case| tag(case, 6), held);
    let two_professionals = |case: &mut Case| {
        case.voices[..2].iter_mut().for_each(|v| v.profession = Some(Profession(1)));
    };
    check_with(
        |case| {
            tag(case, 4);
            two_professionals(case);
        },
        held,
    );
    check_with(
        |case| {
            tag(case, 6);
            with_intercept(case, 0.505);
        },
        "Helpful [everyone] []",
    );
}

#[test]
fn two_declared_groups_have_to_find_it_helpful() {
    let alike = |case: &mut Case| {
        case.voices.iter_mut().for_each(|voice| voice.communities = COMMUNITIES[0]);
    };
    check_with(alike, "NeedsMore [everyone] [too_few_groups]");
}

#[test]
fn two_tags_have_to_explain_it() {
    let terse = |case: &mut Case| {
        for (at, voice) in case.voices.iter_mut().enumerate() {
            let second = (at == 0).then_some(Tag::HelpfulGoodSources);
            voice.tags = [Tag::HelpfulClear].into_iter().chain(second).collect();
        }
    };
    check_with(terse, "NeedsMore [everyone] [unexplained]");
}

#[test]
fn what_is_shown_may_lose_a_little() {
    let before = |case: &mut Case, status, intercept| {
        case.note.before = status;
        with_intercept(case, intercept);
    };
    let held = "NeedsMore [] [not_helpful_enough, too_few_ratings]";
    check_with(|case| before(case, None, 0.395), held);
    check_with(|case| before(case, Some(Status::NeedsMore), 0.395), held);
    check_with(|case| before(case, Some(Status::Helpful), 0.395), "Helpful [everyone] []");
    check_with(|case| before(case, Some(Status::Helpful), 0.385), held);
}

#[test]
fn a_status_of_fourteen_days_is_locked_unless_its_ground_gives_way() {
    let old = |case: &mut Case, status, days: i64| {
        case.note.before = Some(status);
        case.now_ms = days * DAY_MS;
    };
    check_with(|case| old(case, Status::NotHelpful, 13), "Helpful [everyone] []");
    check_with(|case| old(case, Status::NotHelpful, 14), "NotHelpful locked [everyone] []");
    check_with(
        |case| {
            old(case, Status::NotHelpful, 14);
            case.note.reopened = true;
        },
        "Helpful [everyone] []",
    );
    check_with(|case| old(case, Status::NeedsMore, 14), "Helpful [everyone] []");
    check_with(
        |case| {
            old(case, Status::NeedsMore, 14);
            case.raters = 500;
        },
        "NeedsMore locked [everyone] []",
    );
}
