//! `pack FOLDER` writes every scenario that ships with the program as the page takes it: `FOLDER/KEY.place`.

#![allow(clippy::disallowed_methods, reason = "a program of the build, no part of the model")]

use sim_core::scenario::builtin_scenarios;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_default());
    for builtin in builtin_scenarios() {
        let (scenario, _) =
            builtin.read().expect("the tests read every scenario that ships with the program");
        std::fs::write(folder.join(builtin.key).with_extension("place"), scenario.pack())?;
    }
    Ok(())
}
