//! Nothing: the benches beside this file are what the package is for.
