//! The language of what people read; what programs read is the same in both.

use clap::ValueEnum;
use sim_core::scenario::Text;
use std::sync::OnceLock;

/// A language of the text form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 简体中文
    Zh,
    /// English
    En,
}

static SPOKEN: OnceLock<Lang> = OnceLock::new();

/// Takes the language that was asked for, else that of the environment; the first call holds.
pub fn speak(asked: Option<Lang>) -> Lang {
    *SPOKEN.get_or_init(|| {
        asked.unwrap_or_else(|| {
            let zh = std::env::var("LANG").is_ok_and(|lang| lang.starts_with("zh"));
            if zh { Lang::Zh } else { Lang::En }
        })
    })
}

/// The language of this run of the program: wherever something goes wrong, it is told in it.
pub fn spoken() -> Lang {
    speak(None)
}

impl Lang {
    /// One of two words.
    pub fn word<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
    /// A text in this language.
    pub fn text(self, text: &Text) -> &str {
        self.word(&text.zh, &text.en)
    }
}
