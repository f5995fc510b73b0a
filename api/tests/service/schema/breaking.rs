//! Compares two schemas: what in the new one would break a client of the old one.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, EnumType, FieldDefinition, InputObjectType, InputValueDefinition, Type, TypeDefinition, TypeKind,
    TypeSystemDefinition, UnionType,
};
use async_graphql::{Name, Positioned};

/// What breaks, in words; empty when nothing does.
pub fn breaking_changes(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (types(old), types(new));
    let mut found = Vec::new();
    for (name, was) in &old {
        match new.get(name) {
            Some(is) => compare_types(name, &was.kind, &is.kind, &mut found),
            None => found.push(format!("type {name} is gone")),
        }
    }
    found
}

fn types(sdl: &str) -> BTreeMap<String, TypeDefinition> {
    if sdl.trim().is_empty() {
        return BTreeMap::new();
    }
    let definitions = parse_schema(sdl).unwrap().definitions.into_iter();
    let types = definitions.filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some((definition.node.name.node.to_string(), definition.node)),
        TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
    });
    types.collect()
}

fn compare_types(name: &str, was: &TypeKind, is: &TypeKind, found: &mut Vec<String>) {
    match (was, is) {
        (TypeKind::Scalar, TypeKind::Scalar) => {}
        (TypeKind::Object(was), TypeKind::Object(is)) => {
            gone(name, "interface", names(&was.implements), &names(&is.implements), found);
            compare_fields(name, &was.fields, &is.fields, found);
        }
        (TypeKind::Interface(was), TypeKind::Interface(is)) => compare_fields(name, &was.fields, &is.fields, found),
        (TypeKind::Union(UnionType { members: was }), TypeKind::Union(UnionType { members: is })) => {
            gone(name, "member", names(was), &names(is), found);
        }
        (TypeKind::Enum(was), TypeKind::Enum(is)) => gone(name, "value", values(was), &values(is), found),
        (TypeKind::InputObject(InputObjectType { fields: was }), TypeKind::InputObject(is)) => {
            compare_inputs(name, was, &is.fields, found);
        }
        _ => found.push(format!("{name} is another kind of type")),
    }
}

fn compare_fields(
    owner: &str,
    was: &[Positioned<FieldDefinition>],
    is: &[Positioned<FieldDefinition>],
    found: &mut Vec<String>,
) {
    for old in was.iter().map(|field| &field.node) {
        let place = format!("{owner}.{}", old.name.node);
        let Some(new) = is.iter().map(|field| &field.node).find(|new| new.name.node == old.name.node) else {
            found.push(format!("{place} is gone"));
            continue;
        };
        if !output_fits(&old.ty.node, &new.ty.node) {
            found.push(format!("{place} was {} and is {}", old.ty.node, new.ty.node));
        }
        compare_inputs(&place, &old.arguments, &new.arguments, found);
    }
}

/// Arguments of a field, or fields of an input.
fn compare_inputs(
    owner: &str,
    was: &[Positioned<InputValueDefinition>],
    is: &[Positioned<InputValueDefinition>],
    found: &mut Vec<String>,
) {
    for old in was.iter().map(|input| &input.node) {
        let place = format!("{owner}({})", old.name.node);
        match is.iter().map(|input| &input.node).find(|new| new.name.node == old.name.node) {
            None => found.push(format!("{place} is gone")),
            Some(new) if !input_fits(old, new) => {
                found.push(format!("{place} took {} and takes {}", old.ty.node, new.ty.node));
            }
            Some(_) => {}
        }
    }
    let is_new = |new: &&InputValueDefinition| was.iter().all(|old| old.node.name.node != new.name.node);
    for new in is.iter().map(|input| &input.node).filter(is_new).filter(|new| is_required(new)) {
        found.push(format!("{owner}({}) is new and required", new.name.node));
    }
}

fn is_required(input: &InputValueDefinition) -> bool {
    !input.ty.node.nullable && input.default_value.is_none()
}

/// Whoever could read the old type can read the new one.
fn output_fits(old: &Type, new: &Type) -> bool {
    (old.nullable || !new.nullable) && same_base(old, new, output_fits)
}

/// Whatever could be sent before can be sent still, and left out still.
fn input_fits(old: &InputValueDefinition, new: &InputValueDefinition) -> bool {
    let left_out = is_required(old) || !is_required(new);
    left_out && (value_fits(&old.ty.node, &new.ty.node))
}

fn value_fits(old: &Type, new: &Type) -> bool {
    (new.nullable || !old.nullable) && same_base(old, new, value_fits)
}

fn same_base(old: &Type, new: &Type, fits: fn(&Type, &Type) -> bool) -> bool {
    match (&old.base, &new.base) {
        (BaseType::Named(old), BaseType::Named(new)) => old == new,
        (BaseType::List(old), BaseType::List(new)) => fits(old, new),
        (BaseType::Named(_), BaseType::List(_)) | (BaseType::List(_), BaseType::Named(_)) => false,
    }
}

fn names(list: &[Positioned<Name>]) -> Vec<&str> {
    list.iter().map(|name| name.node.as_str()).collect()
}

fn values(of: &EnumType) -> Vec<&str> {
    of.values.iter().map(|value| value.node.value.node.as_str()).collect()
}

fn gone(owner: &str, what: &str, was: Vec<&str>, is: &[&str], found: &mut Vec<String>) {
    let lost = was.into_iter().filter(|name| !is.contains(name));
    found.extend(lost.map(|name| format!("{what} {owner}.{name} is gone")));
}
