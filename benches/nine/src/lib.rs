//! Empty: the nine programs in `bin` share no code.
#![no_std]
