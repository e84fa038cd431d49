//! Writing files: whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Puts `text` in place of the file at `path`, whole or not at all.
pub(super) fn replace(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    // A link stays a link, and what it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let written = beside(&path, text.as_ref())?;
    fs::set_permissions(written.path(), permissions)?;
    written.persist(&path).map_err(|error| error.error)?;
    settle(&path);
    Ok(())
}

/// Writes a file that is not there yet, whole or not at all.
pub(super) fn create(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    let written = beside(path, text.as_ref())?;
    written.persist_noclobber(path).map_err(|error| error.error)?;
    settle(path);
    Ok(())
}

/// Puts `text` into the file at `path`, whether it is there or not, whole or not at all.
pub(super) fn put(path: &Path, text: &[u8]) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(_) => replace(path, text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, text),
        Err(error) => Err(error),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The whole text in a file of its own in the same folder, so that giving it the name is one step. It goes
/// where that fails.
fn beside(path: &Path, text: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".duibiao-").suffix(".tmp");
    // Otherwise nobody else could read what is written; what the user's mask takes away is taken away.
    #[cfg(unix)]
    let mode = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(mode);
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Lets the new name last as the text does. Where a folder cannot be opened, the system sees to that itself.
fn settle(path: &Path) {
    if let Ok(folder) = fs::File::open(folder(path)) {
        let _ = folder.sync_all();
    }
}
