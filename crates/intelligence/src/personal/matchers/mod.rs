//! One file per kind of identifier: whether a candidate is one.

pub(super) mod card;
pub(super) mod chinese_id;
pub(super) mod credit_code;
pub(super) mod email;
pub(super) mod hong_kong;
pub(super) mod iban;
pub(super) mod ip;
pub(super) mod national;
pub(super) mod papers;
pub(super) mod plate;
pub(super) mod ssn;
pub(super) mod token;
pub(super) mod url;
