//! The language of what people read; what programs read is the same in both.

use clap::{Args, ValueEnum};
use sim_core::scenario::Text;

/// A language of the text form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 简体中文
    Zh,
    /// English
    En,
}

/// `--lang`.
#[derive(Args, Debug)]
pub struct LangArgs {
    /// Language of the text form [default: zh when LANG starts with zh, else en]
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
}

impl LangArgs {
    /// The language that was asked for, else that of the environment.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(|| {
            let zh = std::env::var("LANG").is_ok_and(|lang| lang.starts_with("zh"));
            if zh { Lang::Zh } else { Lang::En }
        })
    }
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
