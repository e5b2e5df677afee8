//! The traits for types of `core` and `alloc`: pointers, slices, vectors and queues.

mod bytes;
mod pointers;
