//! Names of preview 1's error numbers.
//!
//! Logs and traces show `BADF` rather than 8. The table is the host's own, so
//! that a wrong number in the code under test can't hide behind the same
//! wrong number here. Source: `errno` in the `witx` of
//! `wasi_snapshot_preview1`, in its order.

/// The names, by number. Zero is success, which a trace shows as `OK`.
const NAMES: [&str; 77] = [
    "OK",
    "2BIG",
    "ACCES",
    "ADDRINUSE",
    "ADDRNOTAVAIL",
    "AFNOSUPPORT",
    "AGAIN",
    "ALREADY",
    "BADF",
    "BADMSG",
    "BUSY",
    "CANCELED",
    "CHILD",
    "CONNABORTED",
    "CONNREFUSED",
    "CONNRESET",
    "DEADLK",
    "DESTADDRREQ",
    "DOM",
    "DQUOT",
    "EXIST",
    "FAULT",
    "FBIG",
    "HOSTUNREACH",
    "IDRM",
    "ILSEQ",
    "INPROGRESS",
    "INTR",
    "INVAL",
    "IO",
    "ISCONN",
    "ISDIR",
    "LOOP",
    "MFILE",
    "MLINK",
    "MSGSIZE",
    "MULTIHOP",
    "NAMETOOLONG",
    "NETDOWN",
    "NETRESET",
    "NETUNREACH",
    "NFILE",
    "NOBUFS",
    "NODEV",
    "NOENT",
    "NOEXEC",
    "NOLCK",
    "NOLINK",
    "NOMEM",
    "NOMSG",
    "NOPROTOOPT",
    "NOSPC",
    "NOSYS",
    "NOTCONN",
    "NOTDIR",
    "NOTEMPTY",
    "NOTRECOVERABLE",
    "NOTSOCK",
    "NOTSUP",
    "NOTTY",
    "NXIO",
    "OVERFLOW",
    "OWNERDEAD",
    "PERM",
    "PIPE",
    "PROTO",
    "PROTONOSUPPORT",
    "PROTOTYPE",
    "RANGE",
    "ROFS",
    "SPIPE",
    "SRCH",
    "STALE",
    "TIMEDOUT",
    "TXTBSY",
    "XDEV",
    "NOTCAPABLE",
];

/// The name of an error number, if preview 1 has one for it.
pub fn name(errno: i32) -> Option<&'static str> {
    NAMES.get(usize::try_from(errno).ok()?).copied()
}

/// The name of an error number, or `errno N` for one that nobody defined.
pub fn describe(errno: i32) -> String {
    name(errno).map_or_else(|| format!("errno {errno}"), str::to_owned)
}

/// The number of a name, as tests like to write it: `errno::number("BADF")`.
pub fn number(name: &str) -> Option<i32> {
    let at = NAMES.iter().position(|known| *known == name)?;
    i32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::{describe, name, number};

    #[test]
    fn numbers_are_those_of_the_specification() {
        // The ends, and landmarks in between: one name too many or too few
        // anywhere shifts one of these.
        for (errno, expected) in [
            (0, "OK"),
            (8, "BADF"),
            (20, "EXIST"),
            (28, "INVAL"),
            (44, "NOENT"),
            (52, "NOSYS"),
            (58, "NOTSUP"),
            (64, "PIPE"),
            (76, "NOTCAPABLE"),
        ] {
            assert_eq!(name(errno), Some(expected));
            assert_eq!(number(expected), Some(errno));
        }
        assert_eq!(name(77), None);
        assert_eq!(name(-1), None);
        assert_eq!(describe(9999), "errno 9999");
    }
}
