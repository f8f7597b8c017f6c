//! Optimisers as state that is asked for candidates and told their values: it can be stored and resumed.
