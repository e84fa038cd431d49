//! The national notices that ship inside the program.

/// Name and text of each built-in extract. The name stands where a path stands for files.
pub(crate) const BUILTIN: [(&str, &str); 1] = [(
    "builtin/national-2023-24.notice",
    include_str!("../../fixtures/corpus/national-2023-24.notice"),
)];
