//! What comes first, and what is not shown.

use super::*;

fn refunds() -> Vec<Article> {
    vec![
        article("refund", "Refunds", "We refund within five days."),
        article("delivery", "Delivery", "Parcels arrive in two days; no refund for late ones."),
    ]
}

#[test]
fn a_new_version_replaces_the_former() {
    let mut index = index_of(&refunds());
    let newer = Article { version: 2, ..article("refund", "Chargebacks", "Ask your bank.") };
    index.put(&newer).expect("put");
    assert_eq!(found(&index, &Query::new("acme", "chargebacks")), [""; 0], "not before the commit");
    index.commit(2).expect("committed");
    let hits = index.reader().search(&Query::new("acme", "chargebacks")).expect("an answer");
    assert_eq!((hits[0].id.as_str(), hits[0].version), ("refund", 2));
    assert_eq!(found(&index, &Query::new("acme", "five")), [""; 0]);
    assert_eq!(index.reader().articles(), 2);
}

#[test]
fn what_is_removed_is_not_found() {
    let mut index = index_of(&refunds());
    index.remove("acme", "refund").expect("removed");
    index.commit(2).expect("committed");
    assert_eq!(found(&index, &Query::new("acme", "refund")), ["delivery"]);
}

#[test]
fn tenants_do_not_see_each_other() {
    // without lengths in front, these two tenants and ids would be one key, and these tenants and languages one place
    let mut ours = article("bc", "Refunds", "ours");
    ours.tenant = "a".to_owned();
    let mut theirs = article("c", "Refunds", "theirs");
    theirs.tenant = "ab".to_owned();
    let mut index = index_of(&[ours, theirs]);
    assert_eq!(found(&index, &Query::new("a", "refund theirs")), ["bc"]);
    assert_eq!(found(&index, &Query::new("ab", "refund ours")), ["c"]);
    index.remove("ab", "c").expect("removed");
    index.commit(2).expect("committed");
    assert_eq!(found(&index, &Query::new("a", "refund")), ["bc"]);
    assert_eq!(found(&index, &Query::new("ab", "refund")), [""; 0]);
}

#[test]
fn customers_do_not_see_what_is_for_agents() {
    let mut internal = article("internal", "Refund refund refund", "Refund limits of agents");
    internal.audience = Audience::Agent;
    let index = index_of(&[vec![internal], refunds()].concat());
    let customer = Query::new("acme", "refund");
    assert_eq!(found(&index, &customer), ["refund", "delivery"]);
    assert_eq!(found(&index, &Query { limit: 1, ..customer }), ["refund"]);
    let agent = Query { audience: Audience::Agent, ..customer };
    assert_eq!(found(&index, &agent).len(), 3);
}

#[test]
fn what_the_conversation_is_about_comes_first() {
    let hotel = |id: &str, name: &str| Article {
        entities: vec![name.to_owned()],
        ..article(id, "Is breakfast included?", "Breakfast is included.")
    };
    let index = index_of(&[hotel("grand", "Grand Hôtel"), hotel("plaza", "Hotel Plaza")]);
    let query = Query::new("acme", "is breakfast included there");
    assert_eq!(found(&index, &query), ["grand", "plaza"], "equal scores in the order of ids");
    assert_eq!(found(&index, &Query { entities: &["HOTEL PLAZA"], ..query }), ["plaza", "grand"]);
    assert_eq!(found(&index, &Query { entities: &["grand  hotel"], ..query }), ["grand", "plaza"]);
}

#[test]
fn of_articles_that_score_alike_the_first_ids_are_shown_wherever_they_stand() {
    let named =
        |id: &String| Article { entities: vec!["Plaza".to_owned()], ..article(id, "Breakfast", "It is included.") };
    let better = article("z", "Breakfast, breakfast", "Breakfast");
    for turn in [0, 7, 19, 29] {
        // More than are looked at first.
        let mut order: Vec<_> = (0..30).map(|number| format!("{number:02}")).rev().collect();
        order.rotate_left(turn);
        let mut index = index_of(std::slice::from_ref(&better));
        for (id, position) in order.iter().zip(2..) {
            index.put(&named(id)).expect("put");
            // Some stand in segments of their own.
            if position % 7 == 0 {
                index.commit(position).expect("committed");
            }
        }
        index.commit(99).expect("committed");
        let query = Query::new("acme", "breakfast");
        assert_eq!(found(&index, &Query { limit: 2, ..query }), ["z", "00"], "{order:?}");
        assert_eq!(found(&index, &Query { limit: 4, ..query }), ["z", "00", "01", "02"], "{order:?}");
        assert_eq!(found(&index, &Query { limit: 20, ..query })[19], "18", "{order:?}");
        let about = Query { entities: &["Plaza"], limit: 2, ..query };
        assert_eq!(found(&index, &about), ["00", "01"], "{order:?}");
    }
}

#[test]
fn earlier_turns_and_slots_decide_between_equals() {
    let index = index_of(&[
        article("amber", "Cancelling the amber plan", "Ends with the month."),
        article("basic", "Cancelling the basic plan", "Ends with the month."),
    ]);
    let query = Query::new("acme", "how do I cancel it");
    assert_eq!(found(&index, &Query { earlier: &["I have the basic plan"], ..query }), ["basic", "amber"]);
    assert_eq!(found(&index, &Query { state: &[("plan", "basic")], ..query }), ["basic", "amber"]);
}

#[test]
fn a_query_of_stop_words_alone_still_asks() {
    let index = index_of(&[article("who", "Who we are", "About us."), article("fees", "Fees", "None.")]);
    assert_eq!(found(&index, &Query::new("acme", "who are you")), ["who"]);
}

#[test]
fn a_snippet_shows_the_part_that_answers() {
    let body = format!(
        "{} The warranty of batteries ends after two years. {}",
        "Filler here. ".repeat(80),
        "More filler. ".repeat(80)
    );
    let index = index_of(&[article("long", "Terms", &body)]);
    let hits = index.reader().search(&Query::new("acme", "battery warranty")).expect("an answer");
    let snippet = &hits[0].snippet;
    let words: Vec<_> = snippet.ranges.iter().map(|range| &snippet.text[range.clone()]).collect();
    assert_eq!(words, ["warranty", "batteries"]);
    assert!(snippet.text.len() <= 260, "{} bytes", snippet.text.len());
}

/// The text of a question as long as is asked: the words that find articles, and those that only rank them.
fn long_question() -> [String; 2] {
    let Weights { most_words, finding, .. } = Weights::default();
    let say = |kind: &str, count: usize| (0..count).map(|n| format!("{kind}{n}x")).collect::<Vec<_>>().join(" ");
    [say("rare", finding), say("common", most_words - finding)]
}

#[test]
fn words_of_a_long_question_that_find_nothing_themselves_still_count() {
    // enough articles hold the rare words alike; what tells one of them apart stands in more
    let [rare, common] = long_question();
    let padding = common.replace("common", "padding");
    let mut articles = vec![article("b", "One", &format!("{rare} {common}"))];
    articles.extend((0..20).map(|n| article(&format!("a{n:02}"), "One", &format!("{rare} {padding}"))));
    articles.extend((0..30).map(|n| article(&format!("c{n:02}"), "One", &common)));
    let index = index_of(&articles);
    let question = format!("{rare} {common}");
    let asked = Query { limit: 1, ..Query::new("acme", &question) };
    let first = |weights| index.reader().weighing(weights).search(&asked).expect("an answer").remove(0).id;
    let weights = Weights::default();
    assert_eq!(first(weights), "b");
    assert_eq!(first(Weights { finding: weights.most_words, ..weights }), "b", "as if all found articles");
    assert_eq!(first(Weights { most_words: weights.finding, ..weights }), "a00", "the others decide");
}

#[test]
fn a_long_question_finds_what_customers_see_though_its_rarest_words_stand_elsewhere() {
    let [rare, common] = long_question();
    let internal = Article { audience: Audience::Agent, ..article("internal", "First", &rare) };
    let others = (0..3).map(|n| article(&format!("c{n}"), "Other", &common));
    let mut index = index_of(&[vec![internal, article("gone", "Second", &rare)], others.collect()].concat());
    index.remove("acme", "gone").expect("removed");
    index.commit(2).expect("committed");
    let question = format!("{rare} {common}");
    assert_eq!(found(&index, &Query::new("acme", &question)), ["c0", "c1", "c2"]);
    let agent = Query { audience: Audience::Agent, ..Query::new("acme", &question) };
    assert_eq!(found(&index, &agent), ["internal", "c0", "c1", "c2"]);
}

#[test]
fn what_very_many_articles_hold_alike_is_ranked_by_all_words() {
    // the one word that finds stands in too many alike for all of them to be looked at; the other tells one of them apart
    let weights = Weights { finding: 1, ..Weights::default() };
    let articles: Vec<_> = (0..900)
        .map(|n| article(&format!("a{n:03}"), "Title", &format!("alpha {}", if n == 777 { "beta" } else { "gamma" })))
        .chain((0..901).map(|n| article(&format!("b{n:03}"), "Title", "beta gamma")))
        .collect();
    let index = index_of(&articles);
    let asked = Query { limit: 1, ..Query::new("acme", "alpha beta") };
    let first = |weights| index.reader().weighing(weights).search(&asked).expect("an answer").remove(0).id;
    assert_eq!(first(Weights::default()), "a777");
    assert_eq!(first(weights), "a777");
}
