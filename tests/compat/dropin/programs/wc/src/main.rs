//! wc, of uutils.

uucore::bin!(uu_wc);
