//! What Java and its libraries read: Quartz, Guava, Spring, JDBC, the virtual machine.

pub(crate) mod class;
pub(crate) mod guava_cache_spec;
pub(crate) mod jdbc_params;
pub(crate) mod jdbc_url;
pub(crate) mod jvm_args;
pub(crate) mod memory_size;
pub(crate) mod quartz_cron;
pub(crate) mod quartz_cron_or_blank;
pub(crate) mod quartz_unit;
pub(crate) mod spring_int;
pub(crate) mod timezone;
