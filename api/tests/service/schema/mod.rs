//! The committed SDL: it is what is served, and no change of it breaks a client by accident.

mod breaking;
mod rules;

use expect_test::expect_file;

use self::breaking::breaking_changes;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/graphql/schema.graphql");

/// `UPDATE_EXPECT=1` accepts what breaks nobody, `UPDATE_EXPECT=breaking` everything.
#[test]
fn the_committed_schema_is_the_one_that_is_served() {
    let (committed, served) = (std::fs::read_to_string(COMMITTED).unwrap_or_default(), api::graphql::sdl());
    let breaking = breaking_changes(&committed, &served);
    let accepted = std::env::var("UPDATE_EXPECT").is_ok_and(|accept| accept == "breaking");
    let advice = "change the schema otherwise, or accept with UPDATE_EXPECT=breaking";
    assert!(breaking.is_empty() || accepted, "clients would break: {}\n{advice}", breaking.join("; "));
    expect_file![COMMITTED].assert_eq(&served);
}
