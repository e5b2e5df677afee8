//! Empty, but cargo wants a package to have a library or a program: the benches are beside this file.
