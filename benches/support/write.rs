//! Puts a corpus on disk, for measuring the program itself.

use std::path::{Path, PathBuf};

/// The folder and the number of files that `-- --write FOLDER COUNT` asks for.
pub(super) fn wanted() -> Option<(PathBuf, usize)> {
    let mut arguments = std::env::args()
        .skip_while(|argument| argument != "--write")
        .skip(1);
    Some((arguments.next()?.into(), arguments.next()?.parse().ok()?))
}

/// Writes each file, a hundred to a folder.
pub(super) fn write<'a>(folder: &Path, files: impl Iterator<Item = (&'a str, &'a str)>) {
    for (index, (name, text)) in files.enumerate() {
        let folder = folder.join(format!("{:04}", index / 100));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
    }
}
