//! The one list from which an event's enum, wire name, decoder, schema and personal fields derive.

/// Declares the events of a stream: `Variant "name" version [personal fields]`. Each variant holds the struct of its name.
macro_rules! events {
    (
        $(#[$doc:meta])*
        $enum:ident $category:literal {
            $( $(#[$variant_doc:meta])* $variant:ident $name:literal $version:literal [$($personal:ident),*]; )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug)]
        pub enum $enum {
            $( $(#[$variant_doc])* $variant($variant), )*
        }

        $(
            impl From<$variant> for $enum {
                fn from(event: $variant) -> Self {
                    Self::$variant(event)
                }
            }
        )*

        impl vault::PersonalFields for $enum {
            fn visit_personal(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn vault::PersonalField)) {
                match self {
                    $( Self::$variant(event) => {
                        let _ = (&event, &visit);
                        $( $crate::event::VisitPersonal::visit(
                            &mut event.$personal,
                            concat!($category, ".", $name, "/", stringify!($personal)),
                            visit,
                        ); )*
                    } )*
                }
            }
        }

        impl $crate::event::DomainEvent for $enum {
            const CATEGORY: &'static str = $category;

            fn event_type(&self) -> &'static str {
                match self { $( Self::$variant(_) => concat!($category, ".", $name), )* }
            }

            fn schema_version(&self) -> u32 {
                match self { $( Self::$variant(_) => $version, )* }
            }

            fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
                match self { $( Self::$variant(event) => serde_json::to_vec(event), )* }
            }

            fn decode_current(event_type: &str, body: &[u8]) -> Option<Result<Self, serde_json::Error>> {
                match event_type {
                    $( concat!($category, ".", $name) => Some(serde_json::from_slice(body).map(Self::$variant)), )*
                    _ => None,
                }
            }

            fn current_version(event_type: &str) -> Option<u32> {
                match event_type {
                    $( concat!($category, ".", $name) => Some($version), )*
                    _ => None,
                }
            }

            fn schemas() -> Vec<$crate::event::EventSchema> {
                vec![ $( $crate::event::EventSchema {
                    event_type: concat!($category, ".", $name),
                    version: $version,
                    schema: schemars::schema_for!($variant),
                }, )* ]
            }
        }
    };
}

pub(crate) use events;
