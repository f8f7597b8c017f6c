//! The state of a search in a file, from which it goes on.

use crate::failure::Failure;
use crate::output::Sink;
use crate::question::Question;
use anyhow::{Context, anyhow};
use serde::{Deserialize, Serialize};
use sim_core::MODEL_VERSION;
use sim_core::scenario::{PARAMS, ParamKey};
use sim_core::sorted::Map;
use sim_core::study::seek::{Seek, Task};
use sim_core::study::uncertainty::Cause;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What the search is of, beside its task: with anything else, the same state would go on to other answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Of {
    model: String,
    params: Map<String, f64>,
    causes: Vec<Cause>,
}

#[derive(Serialize)]
struct Written<'a> {
    of: &'a Of,
    seek: &'a Seek,
}

#[derive(Deserialize)]
struct Found {
    of: Of,
    seek: Seek,
}

/// Losing so much work is no harm, and writing costs less.
const PAUSE: Duration = Duration::from_secs(2);

/// A place for the state, or none.
pub struct Kept {
    path: Option<PathBuf>,
    of: Of,
    last: Instant,
    /// The state that was found there.
    pub seek: Option<Seek>,
}

impl Kept {
    /// Looks whether a state is there, and whether it is one of this search.
    pub fn open(
        path: Option<&Path>,
        task: &Task,
        question: &Question,
        causes: &[Cause],
    ) -> Result<Self, Failure> {
        let params = question.model.params();
        let own = &question.own_params;
        let changed = ParamKey::all().zip(PARAMS).filter(|(key, _)| params.value(*key) != own.value(*key));
        let of = Of {
            model: MODEL_VERSION.to_owned(),
            params: changed.map(|(key, row)| (row.key.to_owned(), params.value(key))).collect(),
            causes: causes.to_vec(),
        };
        let mut kept = Self { path: path.map(Path::to_owned), of, last: Instant::now(), seek: None };
        let Some(path) = path else { return Ok(kept) };
        let cannot = || format!("cannot read the state in '{}'", path.display());
        match std::fs::read(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // Where it cannot be written, that is said before the work and not after it.
                kept.keep(&Seek::new(task.clone()), true)?;
                Ok(kept)
            }
            Err(error) => Err(anyhow!(error).context(cannot()).into()),
            Ok(bytes) => {
                let found: Found = serde_json::from_slice(&bytes)
                    .map_err(|e| anyhow!("it is no state of a search ({e}): choose another file"))
                    .with_context(cannot)?;
                if found.of != kept.of || found.seek.task() != task {
                    return Err(Failure::author(format!(
                        "error: '{}' holds the state of another search: give the same scenario, options and seed as then, \
                         or choose another file",
                        path.display()
                    )));
                }
                kept.seek = Some(found.seek);
                Ok(kept)
            }
        }
    }

    /// Writes the state down, unless that was done just now.
    pub fn keep(&mut self, seek: &Seek, must: bool) -> Result<(), Failure> {
        let Some(path) = &self.path else { return Ok(()) };
        if !must && self.last.elapsed() < PAUSE {
            return Ok(());
        }
        let text = serde_json::to_string(&Written { of: &self.of, seek })
            .expect("a state has plain fields and text keys");
        Sink::open(Some(path), true)?.write(&text)?;
        self.last = Instant::now();
        Ok(())
    }
}
