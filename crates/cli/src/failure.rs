//! Why a command ends badly: whose fault it is decides the exit code.

use sim_core::{Problem, RunFault};
use std::process::ExitCode;

/// The end of a command that could not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// Something cannot be read or written.
    World(anyhow::Error),
    /// What was written is wrong: one line for each mistake.
    Author(Vec<String>),
    /// The run's numbers broke.
    Run(RunFault),
}

impl Failure {
    /// One mistake of the author.
    pub fn author(message: impl Into<String>) -> Self {
        Self::Author(vec![message.into()])
    }

    /// All mistakes found in the author's files.
    pub fn problems(problems: &[Problem]) -> Self {
        Self::Author(problems.iter().map(ToString::to_string).collect())
    }

    /// Says on stderr what went wrong, and gives the exit code.
    pub fn report(&self) -> ExitCode {
        match self {
            Self::World(error) => {
                eprintln!("error: {error:#}");
                ExitCode::from(1)
            }
            Self::Author(lines) => {
                for line in lines {
                    eprintln!("{line}");
                }
                ExitCode::from(2)
            }
            Self::Run(fault) => {
                eprintln!("error: {fault}");
                ExitCode::from(3)
            }
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::World(error)
    }
}

impl From<RunFault> for Failure {
    fn from(fault: RunFault) -> Self {
        Self::Run(fault)
    }
}
