//! The texts of the page in one language, by key, with their numbers put in.

use crate::number::Lang;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

/// What a page says, in Chinese and in English.
#[derive(Clone, Copy, Debug)]
pub struct Texts(&'static str, &'static str);

/// The file of this name of both locales.
macro_rules! file {
    ($file:literal) => {
        Texts(
            include_str!(concat!("../locales/zh-CN/", $file, ".ftl")),
            include_str!(concat!("../locales/en/", $file, ".ftl")),
        )
    };
}

/// What every visit needs.
const FIRST: [Texts; 4] = [file!("common"), file!("frame"), file!("plan"), file!("studies")];

/// The texts of pages that come when they are opened.
pub mod texts {
    use super::Texts;

    macro_rules! pages {
        ($($name:ident: $file:literal),* $(,)?) => {
            $(#[doc = concat!("Of `", $file, ".ftl`.")] pub const $name: Texts = file!($file);)*
            /// All of them.
            pub const ALL: &[Texts] = &[$($name),*];
            /// The files of every locale.
            pub const FILES: &[&str] = &["common", "frame", "plan", "studies", $($file),*];
        };
    }

    pages! {
        WHY: "why",
        COMPARE: "compare",
        CHANCES: "chances",
        SEEK: "seek",
        PEOPLE: "people",
        MODEL: "model",
        TESTS: "tests",
        DATA: "data",
        INDICATORS: "indicators",
        REPORT: "report",
        HELP: "help",
    }
}

/// All texts in one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// How a part of a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As the rest.
    Plain,
    /// `*…*` in the locales: what the sentence is about.
    Strong,
    /// `!…!`: a shortfall.
    Short,
    /// `~…~`: rests on an assumption.
    Assumed,
}

/// Values to put into a text.
pub fn args<const N: usize>(values: [(&str, String); N]) -> FluentArgs<'_> {
    values.into_iter().map(|(name, value)| (name, FluentValue::from(value))).collect()
}

impl Words {
    /// All texts in `lang`.
    pub fn of(lang: Lang) -> Self {
        let mut words = Self::first(lang);
        for texts in texts::ALL {
            words.add(*texts);
        }
        words
    }

    /// The texts in `lang` that every visit needs.
    ///
    /// # Panics
    /// Never: both tags are valid.
    pub fn first(lang: Lang) -> Self {
        let tag = lang.tag().parse().expect("both tags are valid");
        let mut bundle = FluentBundle::new(vec![tag]);
        // The marks around inserted values are invisible on the page and visible to whoever copies from it.
        bundle.set_use_isolating(false);
        let mut words = Self { lang, bundle };
        for texts in FIRST {
            words.add(texts);
        }
        words
    }

    /// The texts of a page as well.
    pub fn add(&mut self, texts: Texts) {
        let source = match self.lang {
            Lang::Zh => texts.0,
            Lang::En => texts.1,
        };
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
        self.bundle.add_resource_overriding(resource);
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A text without values.
    pub fn say(&self, key: &str) -> String {
        self.tell(key, &FluentArgs::new())
    }

    /// A text with values. A key that is missing shows itself; a test sees to it that none is.
    pub fn tell(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    /// A text about a number of things, which may choose its form by the number.
    pub fn number(&self, key: &str, number: usize) -> String {
        let mut values = FluentArgs::new();
        values.set("n", number);
        self.tell(key, &values)
    }
}

/// A text in parts: see [`Tone`] for the marks.
pub fn parts(text: &str) -> Vec<(Tone, String)> {
    let mut parts = Vec::new();
    let (mut tone, mut part) = (Tone::Plain, String::new());
    for letter in text.chars() {
        let mark = match letter {
            '*' => Tone::Strong,
            '!' => Tone::Short,
            '~' => Tone::Assumed,
            other => {
                part.push(other);
                continue;
            }
        };
        parts.push((tone, std::mem::take(&mut part)));
        tone = if tone == mark { Tone::Plain } else { mark };
    }
    parts.push((tone, part));
    parts.retain(|(_, text)| !text.is_empty());
    parts
}

/// A text without the marks of its parts, for a screen reader.
pub fn plain(text: &str) -> String {
    text.chars().filter(|letter| !matches!(letter, '*' | '!' | '~')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_divide_a_text_into_parts() {
        assert_eq!(
            parts("met *four*: short !140!"),
            [
                (Tone::Plain, "met ".into()),
                (Tone::Strong, "four".into()),
                (Tone::Plain, ": short ".into()),
                (Tone::Short, "140".into())
            ]
        );
        assert_eq!(plain("met *four*"), "met four");
    }

    #[test]
    fn numbers_choose_their_form() {
        assert_eq!(Words::of(Lang::En).number("number-word", 4), "four");
        assert_eq!(Words::of(Lang::Zh).number("number-word", 2), "两");
        assert_eq!(Words::of(Lang::En).number("number-word", 14), "14");
    }
}
