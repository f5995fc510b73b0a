//! What breaks a client, and what does not.

use super::breaking::breaking_changes;

fn check(old: &str, new: &str, breaks: &[&str]) {
    assert_eq!(breaking_changes(old, new), breaks, "{old} -> {new}");
}

#[test]
fn what_is_new_breaks_nobody() {
    check("", "type Query { a: Int }", &[]);
    check("type Query { a: Int }", "type Query { a: Int b(c: Int): Int } enum E { A }", &[]);
    check("enum E { A }", "enum E { A B }", &[]);
    check("union U = A", "union U = A | B", &[]);
    check("input I { a: Int }", "input I { a: Int b: Int c: Int! = 1 }", &[]);
}

#[test]
fn what_is_gone_breaks() {
    check("type Query { a: Int } type T { b: Int }", "type Query { a: Int }", &["type T is gone"]);
    check("type T { a: Int b: Int }", "type T { a: Int }", &["T.b is gone"]);
    check("type T { a(b: Int): Int }", "type T { a: Int }", &["T.a(b) is gone"]);
    check("enum E { A B }", "enum E { A }", &["value E.B is gone"]);
    check("union U = A | B", "union U = A", &["member U.B is gone"]);
    check("input I { a: Int b: Int }", "input I { a: Int }", &["I(b) is gone"]);
    check("type T implements N { a: Int }", "type T { a: Int }", &["interface T.N is gone"]);
}

#[test]
fn a_field_may_promise_more_and_not_less() {
    check("type T { a: Int b: [Int] }", "type T { a: Int! b: [Int!]! }", &[]);
    check("type T { a: Int! }", "type T { a: Int }", &["T.a was Int! and is Int"]);
    check("type T { a: [Int!] }", "type T { a: [Int] }", &["T.a was [Int!] and is [Int]"]);
    check("type T { a: Int }", "type T { a: String }", &["T.a was Int and is String"]);
    check("type T { a: Int }", "type T { a: [Int] }", &["T.a was Int and is [Int]"]);
}

#[test]
fn an_input_may_ask_less_and_not_more() {
    check("input I { a: Int! b: [Int!]! }", "input I { a: Int b: [Int] }", &[]);
    check("input I { a: Int! }", "input I { a: Int! = 1 }", &[]);
    check("input I { a: Int }", "input I { a: Int! }", &["I(a) took Int and takes Int!"]);
    check("input I { a: Int! = 1 }", "input I { a: Int! }", &["I(a) took Int! and takes Int!"]);
    check("input I { a: Int }", "input I { a: Int b: Int! }", &["I(b) is new and required"]);
    check("type T { a: Int }", "type T { a(b: Int!): Int }", &["T.a(b) is new and required"]);
}

#[test]
fn another_kind_of_type_breaks() {
    check("enum E { A }", "scalar E", &["E is another kind of type"]);
}
