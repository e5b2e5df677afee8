//! Empty: the nine programs in `bin` stand each for itself.
#![no_std]
