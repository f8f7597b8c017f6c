//! Why a command ends badly: whose fault it is decides the exit code.

use crate::lang;
use sim_core::engine::AgentFault;
use sim_core::{Problem, RunFault};
use std::fmt::Display;
use std::io::{self, Write};
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
        Self::Author(lines(problems))
    }

    /// Says on stderr what went wrong, and gives the exit code.
    pub fn report(&self) -> ExitCode {
        match self {
            Self::World(error) => {
                say(&[format!("error: {error:#}")]);
                ExitCode::from(1)
            }
            Self::Author(lines) => {
                say(lines);
                ExitCode::from(2)
            }
            Self::Run(fault) => {
                say(&[format!("error: {fault}")]);
                ExitCode::from(3)
            }
        }
    }
}

/// Problems as lines in the language of the reader.
pub fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| lang::spoken().text(&problem.said()).to_owned()).collect()
}

/// Says lines on stderr. Nobody may be there to read them (`2>&1 | head`): that is no reason to end otherwise.
pub fn say(lines: &[impl Display]) {
    let mut stderr = io::stderr().lock();
    for line in lines {
        if writeln!(stderr, "{line}").is_err() {
            return;
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::World(error)
    }
}

impl From<AgentFault> for Failure {
    fn from(fault: AgentFault) -> Self {
        match fault {
            AgentFault::Broken(fault) => Self::Run(fault),
            AgentFault::TooMany(..) => {
                Self::author(format!("error: {fault} (--weight), or allow more memory (--memory)"))
            }
            AgentFault::Stopped => Self::World(anyhow::anyhow!("{fault}")),
        }
    }
}

impl From<RunFault> for Failure {
    fn from(fault: RunFault) -> Self {
        Self::Run(fault)
    }
}
