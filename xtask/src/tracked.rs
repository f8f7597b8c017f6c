//! What no committed file may say: where one machine keeps its files, or which registry one machine asks.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::paths::root;
use crate::progress::{Progress, output};

/// In pieces, since this file is committed too.
const PATHS: [&str; 3] = [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/wo", "rk/")];
const OUTSIDE: &str = concat!("..", "/shared");
const HOSTS: [&str; 6] = [
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("files.", "pythonhosted.org"),
    concat!("arti", "factory"),
];

pub fn check(progress: &mut Progress) -> Result<()> {
    progress.step("tracked files", || {
        let listing = output(Command::new("git").args(["ls-files", "-z"]).current_dir(root()))
            .context("`git ls-files` should list the tracked files")?;
        let mut wrong = Vec::new();
        for name in listing.split('\0').filter(|name| !name.is_empty()) {
            // A file may be gone from the folder or not be text; neither can say anything.
            let text = fs::read_to_string(root().join(name)).unwrap_or_default();
            for (number, line) in text.lines().enumerate() {
                wrong.extend(problem(line).map(|problem| format!("{name}:{}: {problem}", number + 1)));
            }
        }
        if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
    })
}

fn problem(line: &str) -> Option<String> {
    if let Some(path) = PATHS.iter().find(|path| starts_a_path(line, path)) {
        return Some(format!("{path} is a folder of one machine; name files from the repository's root"));
    }
    if let Some(host) = HOSTS.iter().find(|host| line.contains(**host)) {
        return Some(format!("{host} is one machine's registry; leave it to each machine's settings"));
    }
    line.contains(OUTSIDE)
        .then(|| format!("{OUTSIDE} is outside the repository; copy what is needed into it"))
}

/// In `example.org/home/`, a page on the web, the same letters do not start a path.
fn starts_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        !line[..at].ends_with(|before: char| {
            before.is_alphanumeric() || matches!(before, '_' | '-' | '.' | '}' | ')')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, wrong: bool) {
        assert_eq!(problem(line).is_some(), wrong, "{line}");
    }

    #[test]
    fn a_machines_folders_are_found_and_web_pages_are_not() {
        check(&format!("cd {}main", PATHS[2]), true);
        check(&format!("see \"{}ann/x\"", PATHS[1]), true);
        check("https://example.org/home/page.html", false);
        check("social/work/posts.csv", false);
        check("$ROOT/work/x", false);
    }

    #[test]
    fn registries_and_outside_folders_are_found() {
        check(&format!("\"resolved\": \"https://{}/x\"", HOSTS[0]), true);
        check(&format!("{OUTSIDE}/notes.md"), true);
        check("source = \"registry+https://github.com/rust-lang/crates.io-index\"", false);
    }
}
