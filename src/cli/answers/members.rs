//! An object whose members are not known in advance.

use serde::Serialize;
use serde::Serializer;

/// Names and values in their order.
pub(crate) struct Members<N, V>(pub(crate) Vec<(N, V)>);

impl<N: Serialize, V: Serialize> Serialize for Members<N, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
