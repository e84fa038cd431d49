//! duibiao 对标
#![forbid(unsafe_code)]
