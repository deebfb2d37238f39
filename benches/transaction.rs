//! The store on a real file: looking something up, and changing one property durably.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

mod support;

use std::path::Path;

use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use omero_config::testing::model::Edit;
use omero_config::testing::model::ProfileName;
use omero_config::testing::store::LOCK_TIMEOUT;
use omero_config::testing::store::Store;
use omero_config::testing::store::StoreError;
use tempfile::TempDir;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    lookup(&mut criterion);
    change(&mut criterion);
    criterion.final_summary();
}

fn lookup(criterion: &mut Criterion) {
    let mut group = support::group(criterion, "lookup");
    for size in support::SIZES {
        let (_directory, store) = store(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| {
                let configuration = store.read().unwrap();
                let profile = configuration.profile(ProfileName::DEFAULT).unwrap();
                profile.get("omero.bench.section0.key0").map(str::to_owned)
            });
        });
    }
}

fn change(criterion: &mut Criterion) {
    let mut group = support::group(criterion, "change");
    for size in support::SIZES {
        let (_directory, store) = store(size);
        let mut round = 0;
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| {
                round += 1;
                set(&store, round);
            });
        });
    }
}

/// A store of `size` properties in a directory of its own, which goes when the value is dropped.
fn store(size: usize) -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = store_at(&directory.path().join("config.xml"));
    let mut transaction = store.begin().unwrap();
    let filled = transaction.change(|configuration| {
        *configuration = support::configuration(size);
        Ok::<_, StoreError>(())
    });
    filled.unwrap();
    transaction.commit().unwrap();
    (directory, store)
}

fn store_at(path: &Path) -> Store {
    Store::new(path.to_owned(), ProfileName::default(), LOCK_TIMEOUT)
}

/// Gives one property a value that it did not have.
fn set(store: &Store, round: usize) {
    let key = "omero.bench.changed".parse().unwrap();
    let value = support::value(round);
    let mut transaction = store.begin().unwrap();
    transaction.edit(ProfileName::DEFAULT, Edit::Set(key, value)).unwrap();
    transaction.commit().unwrap();
}
