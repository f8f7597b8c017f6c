//! Steps that say what they do and how long it took.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// The steps done so far.
#[derive(Default)]
pub struct Progress {
    done: Vec<(String, Duration)>,
}

impl Progress {
    /// Does `work` as the step called `name`.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("▸ {name}");
        let start = Instant::now();
        let value =
            work().with_context(|| format!("{name} failed after {:.1} s", start.elapsed().as_secs_f64()))?;
        let took = start.elapsed();
        eprintln!("  {name}: {:.1} s", took.as_secs_f64());
        self.done.push((name.to_owned(), took));
        Ok(value)
    }

    /// All steps with their seconds, one a line.
    pub fn summary(&self) -> String {
        let total: Duration = self.done.iter().map(|(_, took)| *took).sum();
        let mut text = String::new();
        for (name, took) in &self.done {
            writeln!(text, "{:8.1} s  {name}", took.as_secs_f64()).expect("a String takes any text");
        }
        write!(text, "{:8.1} s  all {} steps passed", total.as_secs_f64(), self.done.len())
            .expect("a String takes any text");
        text
    }
}

/// Runs a command to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("`{}` could not be started", line(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", line(command));
    }
    Ok(())
}

/// What a command printed, or `None` where it could not be started or failed.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    std::iter::once(program.file_name().unwrap_or(program.as_os_str()))
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
