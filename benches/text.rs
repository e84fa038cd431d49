//! How fast a notice's text is decoded, repaired and cut into its parts, beside what it takes to look at
//! the same bytes at all.
//!
//! The texts are real notices where they are at hand, else an invented one; each is repeated, so that the
//! time of starting does not count.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark: what goes wrong here is to stop it"
)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use duibiao::source::decode;
use duibiao::text::{NoticeText, Repaired};

fn main() {
    divan::main();
}

/// About a megabyte.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    paths.sort();
    let mut bytes: Vec<u8> = paths.iter().flat_map(|path| fs::read(path).unwrap()).collect();
    if bytes.is_empty() {
        bytes = invented().into_bytes();
    }
    let times = (1 << 20) / bytes.len() + 1;
    bytes.repeat(times)
});

fn invented() -> String {
    let mut text =
        String::from("青医保发〔2023〕5号\n\n关于做好2023年工作的通知\n\n各县（市、区）医保局：\n\n");
    for number in 1..=20 {
        text.push_str(&format!("{number}. 加强领导。各级要高度重视，压实责任，把参保率\n\n— {number} —\n\n稳定在 9{number} % 以上，补助提高到 640 元。（牵头单位：市医保局；配合单位：市财政局。完成时限：2025年）\n\n"));
    }
    text
}

static TEXT: LazyLock<String> = LazyLock::new(|| decode(BYTES.clone()).unwrap().text);

/// The floor: every amount and every percentage, by a byte scan, and nothing else.
#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_slice(BYTES.as_slice()))
        .bench_local(|| figures(divan::black_box(&BYTES)));
}

/// How many of 元 and % stand behind a digit.
fn figures(bytes: &[u8]) -> usize {
    let digit = |at: usize| at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_digit);
    let percent = memchr::memchr_iter(b'%', bytes).filter(|&at| digit(at)).count();
    let yuan = memchr::memmem::find_iter(bytes, "元")
        .filter(|&at| digit(at))
        .count();
    percent + yuan
}

/// Bytes to text.
#[divan::bench]
fn decoding(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_slice(BYTES.as_slice()))
        .with_inputs(|| BYTES.clone())
        .bench_local_values(|bytes| decode(bytes).unwrap());
}

/// The text without the damage of layout.
#[divan::bench]
fn repair(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_slice(BYTES.as_slice()))
        .bench_local(|| Repaired::new(divan::black_box(&TEXT)));
}

/// All of it: decoding, repair, structure.
#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_slice(BYTES.as_slice()))
        .with_inputs(|| BYTES.clone())
        .bench_local_values(|bytes| NoticeText::read(&decode(bytes).unwrap().text));
}
