//! duibiao 对标
#![forbid(unsafe_code)]

pub mod vocabulary;
