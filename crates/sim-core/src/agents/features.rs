//! What a person has that cells do not: each can be switched off, and with all off persons do on average what cells do.

use serde::{Deserialize, Serialize};

macro_rules! features {
    ($($(#[$doc:meta])* $field:ident = $key:literal, $zh:literal, $en:literal;)*) => {
        /// Which of them are on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Features { $($(#[$doc])* pub $field: bool,)* }

        /// Key and name of each feature.
        pub const FEATURES: &[(&str, crate::ids::Label)] =
            &[$(($key, crate::ids::Label { zh: $zh, en: $en }),)*];

        impl Features {
            /// All on.
            pub const ALL: Self = Self { $($field: true,)* };
            /// All off.
            pub const NONE: Self = Self { $($field: false,)* };

            /// Switches the feature with this key; `false` where there is none.
            pub fn set(&mut self, key: &str, on: bool) -> bool {
                match key {
                    $($key => self.$field = on,)*
                    _ => return false,
                }
                true
            }

            /// Keys of those that are on.
            pub fn keys(&self) -> Vec<&'static str> {
                [$((self.$field, $key),)*].into_iter().filter_map(|(on, key)| on.then_some(key)).collect()
            }
        }
    };
}

features! {
    /// Practice in exact months, instead of in Januaries spent in a post.
    tenure = "tenure", "从业月数", "Exact practice months";
    /// Everybody has their own education route, instead of the shares of all.
    routes = "routes", "学历路径", "Own education route";
    /// Who moves to another region is drawn to their home region.
    home = "home", "家乡", "Home region";
    /// People differ in how readily they leave the field.
    preference = "preference", "职业偏好", "Preference for the field";
    /// A contract ends for all of an organisation, instead of for one person at a time.
    organisations = "organisations", "用人单位", "Organisations";
    /// Colleagues who sat last year make others sit.
    colleagues = "colleagues", "同事", "Colleagues";
    /// Whoever passed some mid papers sits the rest, and who passed the senior exam goes to the review.
    papers = "papers", "单科成绩", "Own papers";
    /// Whoever is appointed earns the grade, instead of all holders earning the mean.
    grades = "grades", "聘任等级", "Own grade";
}

impl Default for Features {
    fn default() -> Self {
        Self::ALL
    }
}

impl Features {
    /// Whether single persons sit the exam, instead of shares of cells.
    pub(crate) fn candidates(&self) -> bool {
        self.routes || self.papers || self.colleagues
    }
}
