//! How the API's objects and names are written down: two macros that give them their leniency.

/// Defines an object of the API: its id is required, all else is optional and read leniently. The name
/// in quotes is what the API writes as `object`. All fields are public.
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(= $tag:literal)? {
            $(required $required:ident: $required_type:ty,)?
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        $(#[serde(tag = "object", rename = $tag)])?
        pub struct $name {
            $(pub $required: $required_type,)?
            $(
                $(#[$field_meta])*
                #[serde(default, deserialize_with = "crate::openai::lenient::lenient")]
                pub $field: $type,
            )*
        }

        impl crate::openai::lenient::Lenient for $name {
            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
                crate::openai::nested::object(from)
            }
        }
    };
}
pub(crate) use object;

/// Defines a set of names that may grow: what is not known is kept as it came.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A name that was not known when this was written.
            Unknown(String),
        }

        impl $name {
            /// Those that are known.
            pub const KNOWN: &'static [Self] = &[$($name::$variant,)*];

            /// As the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $text,)*
                    $name::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => $name::$variant,)*
                    _ => $name::Unknown(text.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <std::borrow::Cow<str>>::deserialize(from).map(|text| $name::from(&*text))
            }
        }

        impl crate::openai::lenient::Lenient for $name {
            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
                use crate::openai::lenient::Scalar;
                <Scalar as serde::Deserialize>::deserialize(from)
                    .map(|value| if let Scalar::Text(text) = value { Some($name::from(&*text)) } else { None })
            }
        }
    };
}
pub(crate) use open_enum;
