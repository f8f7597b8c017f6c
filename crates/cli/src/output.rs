//! Where a result goes: stdout, or a file that appears whole or not at all.

use anyhow::{Context, anyhow, bail};
use serde::Serialize;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// An open destination. Whatever can be refused is refused when it is opened, before the work is done.
#[derive(Debug)]
pub enum Sink {
    /// Standard output.
    Stdout,
    /// Something that is not a file and holds nothing to lose: a pipe, a terminal, `/dev/null`.
    Stream(File, PathBuf),
    /// A file that gets its name when it is complete.
    File(Draft),
}

/// A temporary file beside the one it will become; removed unless it does.
#[derive(Debug)]
pub struct Draft {
    file: File,
    temporary: PathBuf,
    path: PathBuf,
    force: bool,
    done: bool,
}

impl Sink {
    /// Opens `out`; nothing and `-` mean standard output. An existing file needs `force`.
    pub fn open(out: Option<&Path>, force: bool) -> anyhow::Result<Self> {
        let Some(out) = out.filter(|out| *out != Path::new("-")) else { return Ok(Self::Stdout) };
        match fs::metadata(out) {
            Ok(is) if is.is_dir() => bail!("'{}' is a folder: give the name of a file", out.display()),
            Ok(is) if is.is_file() => {
                if !force {
                    return Err(exists(out));
                }
                // A link stays a link: the file it points to is the one that changes.
                let path = fs::canonicalize(out).with_context(|| cannot_write(out))?;
                let draft = Draft::create(path, force)?;
                draft.file.set_permissions(is.permissions()).with_context(|| cannot_write(out))?;
                Ok(Self::File(draft))
            }
            Ok(_) => {
                let stream = OpenOptions::new().write(true).open(out).with_context(|| cannot_write(out))?;
                Ok(Self::Stream(stream, out.to_owned()))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Draft::create(out.to_owned(), force).map(Self::File)
            }
            Err(error) => Err(error).with_context(|| cannot_write(out)),
        }
    }

    /// A writer for what comes piece by piece; `finish` must follow.
    pub fn writer(&self) -> anyhow::Result<Box<dyn Write>> {
        Ok(match self {
            Self::Stdout => Box::new(io::stdout().lock()),
            Self::Stream(stream, path) => {
                Box::new(BufWriter::new(stream.try_clone().with_context(|| cannot_write(path))?))
            }
            Self::File(draft) => {
                let file = draft.file.try_clone().with_context(|| cannot_write(&draft.path))?;
                Box::new(BufWriter::new(file))
            }
        })
    }

    /// All pieces are written.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::File(draft) => draft.publish(),
            Self::Stdout | Self::Stream(..) => Ok(()),
        }
    }

    /// Writes the whole text. A reader that has seen enough (`| head`) is no failure.
    pub fn write(self, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Stdout => print(text),
            Self::Stream(mut stream, path) => {
                quiet_when_closed(stream.write_all(text.as_bytes())).with_context(|| cannot_write(&path))
            }
            Self::File(draft) => draft.finish(text),
        }
    }
}

/// A value as JSON with a final line end.
pub fn json<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("rows have plain fields and text keys");
    text.push('\n');
    text
}

/// Writes to standard output.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    quiet_when_closed(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
        .context("cannot write to standard output")
}

fn quiet_when_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write '{}'", path.display())
}

fn exists(path: &Path) -> anyhow::Error {
    anyhow!("'{}' exists: choose another name, or overwrite it with --force", path.display())
}

impl Draft {
    fn create(path: PathBuf, force: bool) -> anyhow::Result<Self> {
        let name = path.file_name().with_context(|| format!("'{}' does not name a file", path.display()))?;
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}.tmp", std::process::id()));
        let temporary = path.with_file_name(temporary);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary)
            .with_context(|| cannot_write(&path))?;
        Ok(Self { file, temporary, path, force, done: false })
    }

    fn finish(mut self, text: &str) -> anyhow::Result<()> {
        self.file.write_all(text.as_bytes()).with_context(|| cannot_write(&self.path))?;
        self.publish()
    }

    /// Gives the file its name.
    fn publish(mut self) -> anyhow::Result<()> {
        self.file.sync_all().with_context(|| cannot_write(&self.path))?;
        // Somebody may have made the file while the run was going on.
        if !self.force && fs::symlink_metadata(&self.path).is_ok() {
            return Err(exists(&self.path));
        }
        fs::rename(&self.temporary, &self.path).with_context(|| cannot_write(&self.path))?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.done {
            // Nothing can be done about a temporary file that will not go.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}
