//! Which inputs matter: Morris, Sobol, one at a time.
