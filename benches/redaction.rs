//! Secrets in long texts.

use std::hint::black_box;

use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use omero_config::testing::schema::redacted_message;
use omero_config::testing::schema::redacted_text;

/// Beginnings of secrets, strings and addresses. Repeated, each could make every place look at all that follows.
const PIECES: &[&str] = &[
    "//",
    "://",
    "a://b:",
    "(//",
    "token='",
    "token=http://a",
    "password=a ",
    "thin:",
    "\\",
    "\"",
    "{\"token\":[",
    "pass:",
    "'",
    "oracle:thin:a/",
    "a=",
    "pass ",
    "token: http://a, ",
    "\\u0070ass=",
    "<pass>",
    "-----BEGIN PRIVATE KEY-----",
    "redis://:a",
    "pass=\"\"",
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for piece in PIECES {
        texts_of(&mut criterion, piece);
    }
    criterion.final_summary();
}

/// The time has to grow with the length.
fn texts_of(criterion: &mut Criterion, piece: &str) {
    let mut group = criterion.benchmark_group(format!("redact, {}", piece.escape_default()));
    group.sample_size(10);
    for length in [10_000, 100_000] {
        let text = piece.repeat(length / piece.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(length), &text, |bencher, text| {
            bencher.iter(|| (redacted_text(black_box(text)), redacted_message(black_box(text))));
        });
    }
}
