//! What the benchmarks share: configurations of a given size, and how they are measured.

use std::time::Duration;

use criterion::BenchmarkGroup;
use criterion::Criterion;
use criterion::SamplingMode;
use criterion::measurement::WallTime;
use omero_config::testing::model::Configuration;
use omero_config::testing::model::ProfileName;
use omero_config::testing::model::PropertyValue;

/// Numbers of properties. If time grows linearly, criterion shows the same throughput for all of them.
pub(crate) const SIZES: [usize; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];

/// A group in which one round may take a second.
pub(crate) fn group<'criterion>(
    criterion: &'criterion mut Criterion,
    name: &str,
) -> BenchmarkGroup<'criterion, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat);
    group.sample_size(10);
    group.warm_up_time(Duration::from_secs(1));
    group
}

/// One profile with `size` properties: words, numbers, paths, and JSON lists with quotes to be escaped.
pub(crate) fn configuration(size: usize) -> Configuration {
    let mut configuration = Configuration::new(&ProfileName::default());
    let profile = configuration.profile_or_new(ProfileName::DEFAULT);
    for number in 0..size {
        let key = format!("omero.bench.section{}.key{number}", number / 50).parse().unwrap();
        profile.set(&key, &value(number));
    }
    configuration
}

/// The value of the property `number`.
pub(crate) fn value(number: usize) -> PropertyValue {
    let text = match number % 4 {
        0 => "INFO".to_owned(),
        1 => number.to_string(),
        2 => format!("/OMERO/files/{number}"),
        _ => format!(r#"[["omero{number}.example.org", 4064, "omero"]]"#),
    };
    PropertyValue::try_from(text).unwrap()
}
