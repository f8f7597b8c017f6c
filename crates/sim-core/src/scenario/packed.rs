//! A scenario as bytes: what one program has read, another takes without its texts.

use super::Scenario;
use crate::MODEL_VERSION;

impl Scenario {
    /// The scenario as bytes for [`Scenario::unpack`] of the same program.
    ///
    /// # Panics
    /// Never: a scenario holds nothing that cannot be written.
    pub fn pack(&self) -> Vec<u8> {
        postcard::to_allocvec(&(MODEL_VERSION, self))
            .expect("a scenario holds nothing that cannot be written")
    }

    /// Takes up what [`Scenario::pack`] wrote: valid, as it was read.
    ///
    /// # Errors
    /// That the bytes are none, or of another version of the model.
    pub fn unpack(bytes: &[u8]) -> Result<Self, String> {
        let (version, rest) = postcard::take_from_bytes::<&str>(bytes).map_err(|error| error.to_string())?;
        if version != MODEL_VERSION {
            return Err(format!("packed for model {version}, not {MODEL_VERSION}"));
        }
        postcard::from_bytes(rest).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::builtin_scenarios;

    #[test]
    fn what_is_packed_comes_out_the_same() {
        for builtin in builtin_scenarios() {
            let scenario = builtin.read().expect("built in").0;
            assert_eq!(Scenario::unpack(&scenario.pack()), Ok(scenario), "{}", builtin.key);
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = Scenario::builtin("chuxiong-2021").expect("built in").pack();
        for end in [0, 1, 4, whole.len() / 2, whole.len() - 1] {
            assert!(Scenario::unpack(&whole[..end]).is_err(), "{end}");
        }
        let later = postcard::to_allocvec("0.0.0").expect("a word");
        assert!(Scenario::unpack(&later).is_err_and(|why| why.contains("0.0.0")));
        assert!(Scenario::unpack(b"<!doctype html>").is_err());
    }
}
