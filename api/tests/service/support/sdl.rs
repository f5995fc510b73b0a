//! The schema as data: its root fields, and a document that asks for any of them with made-up arguments.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};

/// The types of the schema by name.
pub struct Sdl(BTreeMap<String, TypeDefinition>);

impl Sdl {
    pub fn of(text: &str) -> Self {
        let definitions = parse_schema(text).unwrap().definitions.into_iter();
        let types = definitions.filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => Some((definition.node.name.node.to_string(), definition.node)),
            TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
        });
        Self(types.collect())
    }

    /// The fields of an object, such as `Query`.
    pub fn fields(&self, object: &str) -> Vec<&FieldDefinition> {
        match &self.0[object].kind {
            TypeKind::Object(object) => object.fields.iter().map(|field| &field.node).collect(),
            TypeKind::Scalar
            | TypeKind::Interface(_)
            | TypeKind::Union(_)
            | TypeKind::Enum(_)
            | TypeKind::InputObject(_) => panic!("{object} is no object"),
        }
    }

    /// Asks for one root field with the least that it takes.
    pub fn document(&self, operation: &str, field: &FieldDefinition) -> String {
        format!("{operation} {{ {} }}", self.selection(field))
    }

    /// A field with the least that it takes, and the least of what is below it.
    pub fn selection(&self, field: &FieldDefinition) -> String {
        let arguments = field.arguments.iter().map(|argument| &argument.node).filter(|argument| is_required(argument));
        let arguments: Vec<_> = arguments.map(|argument| self.argument(argument)).collect();
        let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        let below = if self.is_leaf(&field.ty.node) { "" } else { " { __typename }" };
        format!("{}{arguments}{below}", field.name.node)
    }

    fn argument(&self, argument: &InputValueDefinition) -> String {
        format!("{}: {}", argument.name.node, self.value(&argument.ty.node))
    }

    fn value(&self, of: &Type) -> String {
        let name = match &of.base {
            BaseType::List(inner) => return format!("[{}]", self.value(inner)),
            BaseType::Named(name) => name.as_str(),
        };
        match self.0.get(name).map(|definition| (&definition.kind, definition)) {
            Some((TypeKind::Enum(of), _)) => of.values[0].node.value.node.to_string(),
            Some((TypeKind::InputObject(of), definition)) => {
                let fields = of.fields.iter().map(|field| &field.node);
                let fields: Vec<_> = match is_one_of(definition) {
                    true => fields.take(1).map(|field| self.argument(field)).collect(),
                    false => fields.filter(|field| is_required(field)).map(|field| self.argument(field)).collect(),
                };
                format!("{{ {} }}", fields.join(", "))
            }
            _ => scalar(name).to_owned(),
        }
    }

    fn is_leaf(&self, of: &Type) -> bool {
        match &of.base {
            BaseType::List(inner) => self.is_leaf(inner),
            BaseType::Named(name) => {
                self.0.get(name.as_str()).is_none_or(|of| matches!(of.kind, TypeKind::Scalar | TypeKind::Enum(_)))
            }
        }
    }
}

fn is_required(input: &InputValueDefinition) -> bool {
    !input.ty.node.nullable && input.default_value.is_none()
}

fn is_one_of(definition: &TypeDefinition) -> bool {
    definition.directives.iter().any(|directive| directive.node.name.node == "oneOf")
}

fn scalar(name: &str) -> &'static str {
    match name {
        "ID" | "UUID" => "\"00000000-0000-0000-0000-0000000000ee\"",
        "Boolean" => "true",
        "Int" | "Float" | "Long" => "1",
        "Position" => "\"1\"",
        "DateTime" => "\"2030-01-01T00:00:00Z\"",
        "Language" => "\"en\"",
        "Code" | "String" => "\"x\"",
        _ => panic!("no example of {name}"),
    }
}
