//! Which policies reach given targets.
