//! names, types, traits, layout, the typed tree and its flow graph.
