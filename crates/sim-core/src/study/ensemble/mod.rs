//! How sure a result is: many runs over what nobody knows, and their bands.
