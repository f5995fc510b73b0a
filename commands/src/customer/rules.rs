//! Rules that several commands share.

pub(super) use domain::customer::CustomerRefusal as Refusal;
use domain::customer::event::{IDENTITY_VALUE_TAG, IdentityLinked, NAME_TAG, ProfileChanged, REMARK_TAG};
use domain::customer::{Consent, Customer, CustomerEvent, Identity, Kept};
use domain::ids::IdentityId;
use domain::{Actor, Code, CustomerId};
use uuid::Uuid;
use vault::Personal;

use crate::Context;

const MAX_IDENTITIES: usize = 50;
const MAX_CONSENTS: usize = 50;
const MAX_NAME_CHARS: usize = 200;
const MAX_REMARK_CHARS: usize = 2000;

/// What every command on a Customer decides.
pub(super) type Decision = Result<Vec<CustomerEvent>, Refusal>;
/// A sealed field with the event it is bound to and its tag.
pub(super) type Field<'a> = (Uuid, &'static str, &'a Personal<String>);

/// They were registered.
pub(super) fn known(state: &Customer) -> Result<(), Refusal> {
    if state.registered { Ok(()) } else { Err(Refusal::NotFound) }
}

/// Their keys are there.
pub(super) fn not_erased(state: &Customer) -> Result<(), Refusal> {
    if state.erased.is_some() { Err(Refusal::Erased) } else { Ok(()) }
}

/// They go on as themselves.
pub(super) fn not_merged(state: &Customer) -> Result<(), Refusal> {
    state.merged_into.map_or(Ok(()), |into| Err(Refusal::MergedElsewhere { into }))
}

/// They were registered, and neither erased nor merged.
pub(super) fn standing(state: &Customer) -> Result<(), Refusal> {
    known(state)?;
    not_erased(state)?;
    not_merged(state)
}

/// Whoever serves says it for them; a customer says it for themselves alone.
pub(super) fn speaks_for(actor: &Actor, customer: CustomerId) -> Result<(), Refusal> {
    match actor {
        Actor::Customer(own) if *own != customer => Err(Refusal::NotTheCustomer),
        Actor::Customer(_)
        | Actor::Assistant
        | Actor::Agent(_)
        | Actor::Supervisor(_)
        | Actor::Admin(_)
        | Actor::Service(_) => Ok(()),
    }
}

/// Whether a code is of Latin letters, digits and signs, a letter first: it stands in the log in the clear, where a name or a number
/// of somebody has no place.
pub(super) fn is_plain(code: &Code) -> bool {
    code.as_str().is_ascii() && code.as_str().starts_with(|first: char| first.is_ascii_alphabetic())
}

/// What they said last of a purpose, if there is room for one more.
pub(super) fn consent<'a>(state: &'a Customer, purpose: &Code) -> Result<Option<&'a Consent>, Refusal> {
    let said = state.consents.get(purpose);
    if said.is_none() && state.consents.len() >= MAX_CONSENTS { Err(Refusal::TooManyConsents) } else { Ok(said) }
}

/// The identities as [`Context::reveal`] takes them.
pub(super) fn identity_fields(state: &Customer) -> Vec<Field<'_>> {
    state.identities.values().map(|identity| field(&identity.value, IDENTITY_VALUE_TAG)).collect()
}

/// Name and remark as [`Context::reveal`] takes them.
pub(super) fn profile_fields(state: &Customer) -> Vec<Field<'_>> {
    let name = state.name.as_ref().map(|name| field(name, NAME_TAG));
    let remark = state.remark.as_ref().map(|remark| field(remark, REMARK_TAG));
    name.into_iter().chain(remark).collect()
}

fn field<'a>(kept: &'a Kept, tag: &'static str) -> Field<'a> {
    (kept.event_id, tag, &kept.value)
}

/// Whether the identity, or another under the same id, is theirs.
pub(super) fn is_linked(state: &Customer, id: IdentityId, identity: &Identity, context: &Context<'_>) -> bool {
    let is_same = |kept: &Kept| opens_to(kept, IDENTITY_VALUE_TAG, identity.value(), context);
    state.identities.contains_key(&id)
        || state.identities.values().any(|linked| linked.kind == identity.kind && is_same(&linked.value))
}

/// The identity becomes theirs.
pub(super) fn link(
    state: &Customer,
    id: IdentityId,
    identity: &Identity,
    verified_by: &Code,
) -> Result<CustomerEvent, Refusal> {
    if state.identities.len() >= MAX_IDENTITIES {
        return Err(Refusal::TooManyIdentities);
    }
    let value = Personal::clear(identity.value().to_owned());
    Ok(IdentityLinked { identity: id, kind: identity.kind.clone(), value, verified_by: verified_by.clone() }.into())
}

/// What of name and remark is new; nothing when neither is.
pub(super) fn profile(
    state: &Customer,
    name: Option<&Personal<String>>,
    remark: Option<&Personal<String>>,
    context: &Context<'_>,
) -> Result<Option<CustomerEvent>, Refusal> {
    let fits = |text: Option<&Personal<String>>, most| {
        text.and_then(Personal::as_clear).is_none_or(|text| text.chars().count() <= most)
    };
    if !fits(name, MAX_NAME_CHARS) || !fits(remark, MAX_REMARK_CHARS) {
        return Err(Refusal::TextTooLong);
    }
    let name = name.filter(|name| differs(state.name.as_ref(), NAME_TAG, name, context)).cloned();
    let remark = remark.filter(|remark| differs(state.remark.as_ref(), REMARK_TAG, remark, context)).cloned();
    let changes = name.is_some() || remark.is_some();
    Ok(changes.then(|| ProfileChanged { name, remark }.into()))
}

fn differs(kept: Option<&Kept>, tag: &'static str, text: &Personal<String>, context: &Context<'_>) -> bool {
    !kept.is_some_and(|kept| text.as_clear().is_some_and(|text| opens_to(kept, tag, text, context)))
}

fn opens_to(kept: &Kept, tag: &'static str, text: &str, context: &Context<'_>) -> bool {
    (context.reveal)(kept.event_id, tag, &kept.value).as_deref() == Some(text)
}
