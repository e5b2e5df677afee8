//! wc, from uutils.

uucore::bin!(uu_wc);
