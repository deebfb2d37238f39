//! What Java and its libraries read: Quartz, Guava, Spring, JDBC, the virtual machine.

pub mod class;
pub mod guava_cache_spec;
pub mod jdbc_params;
pub mod jdbc_url;
pub mod jvm_args;
pub mod memory_size;
pub mod quartz_cron;
pub mod quartz_cron_or_blank;
pub mod quartz_unit;
pub mod spring_int;
pub mod timezone;
