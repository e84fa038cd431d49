//! Writing files: whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts `text` in place of the file at `path`, whole or not at all.
pub(super) fn replace(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    // A link stays a link, and what it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let beside = beside(&path);
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let written = write_new(&beside, text.as_ref())
        .and_then(|()| fs::set_permissions(&beside, permissions))
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // What is left of it is of no use to anyone; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a file that is not there yet, whole or not at all.
pub(super) fn create(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    let beside = beside(path);
    let written = write_new(&beside, text.as_ref()).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Puts `text` into the file at `path`, whether it is there or not, whole or not at all.
pub(super) fn put(path: &Path, text: &[u8]) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(_) => replace(path, text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, text),
        Err(error) => Err(error),
    }
}

/// The file that is written before it gets its name.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

fn write_new(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    io::Write::write_all(&mut file, text)?;
    file.sync_all()
}
