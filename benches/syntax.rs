//! Long values of every format of the schema.

use std::hint::black_box;

use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use omero_config::testing::schema::FORMATS;

/// What the long texts repeat: beginnings, ends and separators of the little languages.
const PIECES: &[&str] = &[
    "(", "(&", "%a", "\\", "\"", "${", "$${a}", ":", ",", " ", "a,", "a=b,", "://", ".", "[", "1",
    "cn=a+",
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for (name, check) in FORMATS {
        texts_of(&mut criterion, name, |text| drop(black_box(check(text))));
    }
    criterion.final_summary();
}

/// The time has to grow with the length.
fn texts_of(criterion: &mut Criterion, name: &str, check: impl Fn(&str)) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for length in [10_000, 100_000] {
        let texts: Vec<_> = PIECES.iter().map(|piece| piece.repeat(length / piece.len())).collect();
        group.throughput(Throughput::Elements(length as u64));
        group.bench_with_input(BenchmarkId::from_parameter(length), &texts, |bencher, texts| {
            bencher.iter(|| texts.iter().for_each(|text| check(black_box(text))));
        });
    }
}
