//! Sets of files, told by their paths.

use std::fmt;
use std::sync::Arc;

/// Which files something holds for. Nobody but whoever makes it knows how the paths are told apart.
#[derive(Clone)]
pub struct PathSet(Arc<dyn Fn(&str) -> bool + Send + Sync>);

impl PathSet {
    /// The files whose paths, as the user gave them, `takes` takes.
    pub fn new(takes: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        PathSet(Arc::new(takes))
    }

    /// Whether the file at `path` is one of them.
    pub fn takes(&self, path: &str) -> bool {
        (self.0)(path)
    }
}

impl Default for PathSet {
    /// No file.
    fn default() -> Self {
        PathSet::new(|_| false)
    }
}

impl fmt::Debug for PathSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PathSet(…)")
    }
}
