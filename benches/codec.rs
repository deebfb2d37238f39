//! The text of `config.xml` to a configuration and back.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

mod support;

use std::hint::black_box;

use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use omero_config::store::xml;
use omero_config::store::xml::Document;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    reading(&mut criterion);
    writing(&mut criterion);
    criterion.final_summary();
}

fn reading(criterion: &mut Criterion) {
    let mut group = support::group(criterion, "read");
    for size in support::SIZES {
        let configuration = support::configuration(size);
        let text = xml::write(&Document::new(configuration.clone()), &configuration).unwrap();
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), &text, |bencher, text| {
            bencher.iter(|| xml::read(black_box(text.as_bytes())).unwrap());
        });
    }
}

fn writing(criterion: &mut Criterion) {
    let mut group = support::group(criterion, "write");
    for size in support::SIZES {
        let configuration = support::configuration(size);
        let document = Document::new(configuration.clone());
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(size),
            &(document, configuration),
            |bencher, (document, configuration)| {
                bencher.iter(|| xml::write(black_box(document), black_box(configuration)).unwrap());
            },
        );
    }
}
