//! The text of `config.xml` to a configuration and back.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

mod support;

use std::hint::black_box;

use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use omero_config::testing::store::xml;
use omero_config::testing::store::xml::Document;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    reading(&mut criterion);
    reading_the_python_layout(&mut criterion);
    reading_unusual_files(&mut criterion);
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

/// The same properties as the Python tool writes them, all on one line.
fn reading_the_python_layout(criterion: &mut Criterion) {
    let mut group = support::group(criterion, "read, written by the Python tool");
    for size in support::SIZES {
        let configuration = support::configuration(size);
        let text = xml::write(&Document::new(configuration.clone()), &configuration).unwrap();
        let text: String = text.lines().map(str::trim_start).collect();
        let text = text.replace("\"/>", "\" />");
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), &text, |bencher, text| {
            bencher.iter(|| xml::read(black_box(text.as_bytes())).unwrap());
        });
    }
}

/// Much of what stores have little of. The time has to grow with the number.
fn reading_unusual_files(criterion: &mut Criterion) {
    let attribute = |number: usize| [" a", &number.to_string(), "=\"&lt;\""].concat();
    let attributes = |size| (0..size).map(attribute).collect::<String>();
    let nested = |depth| "<a>".repeat(depth) + &"</a>".repeat(depth);
    let kinds: [(&str, &dyn Fn(usize) -> String); 4] = [
        ("attributes of one element", &|size| format!("<x{}/>", attributes(size))),
        ("comments", &|size| "<!-- a - b -->".repeat(size)),
        ("nested elements", &|size| nested(900).repeat(size / 900)),
        ("declared prefixes", &|size| "<x xmlns:a=\"urn:a\" a:b=\"\"/>".repeat(size)),
    ];
    for (kind, content) in kinds {
        let mut group = support::group(criterion, &format!("read, {kind}"));
        for size in [10_000, 100_000] {
            let text = format!("<icegrid>{}</icegrid>", content(size));
            group.throughput(Throughput::Elements(size as u64));
            group.bench_with_input(BenchmarkId::from_parameter(size), &text, |bencher, text| {
                bencher.iter(|| xml::read(black_box(text.as_bytes())).unwrap());
            });
        }
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
