//! What is worked out of a vocabulary once, and kept beside it.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Room for one thing that readers work out of a vocabulary, such as an automaton of all its names. The
/// vocabulary itself does not know what it is.
#[derive(Default)]
pub(super) struct Derived(OnceLock<Arc<dyn Any + Send + Sync>>);

impl Derived {
    pub(super) fn get<T: Send + Sync + 'static>(&self, make: impl Fn() -> T) -> Arc<T> {
        let kept = self.0.get_or_init(|| Arc::new(make()));
        // A second kind of thing is worked out each time; there is none today.
        Arc::clone(kept).downcast().unwrap_or_else(|_| Arc::new(make()))
    }
}

impl Clone for Derived {
    /// Names may be added to a copy, so that nothing holds for it yet.
    fn clone(&self) -> Self {
        Derived::default()
    }
}

impl fmt::Debug for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Derived(…)")
    }
}
