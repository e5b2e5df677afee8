//! Names of preview 1's error numbers: logs and traces show `BADF` instead of 8.
//!
//! The table is independent of nanowasi's, so that a wrong number in nanowasi does not match the
//! same wrong number here. Source: `errno` in the `witx` of `wasi_snapshot_preview1`, in its order.

/// The names, indexed by number. A trace shows 0, which is success, as `OK`.
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

/// Returns the name of an error number, or `None` for a number that preview 1 does not define.
pub fn name(errno: i32) -> Option<&'static str> {
    NAMES.get(usize::try_from(errno).ok()?).copied()
}

/// Returns the name of an error number, or `errno N` for a number that preview 1 does not define.
pub fn describe(errno: i32) -> String {
    name(errno).map_or_else(|| format!("errno {errno}"), str::to_owned)
}

/// Returns the number of a name, such as `BADF`.
pub fn number(name: &str) -> Option<i32> {
    let at = NAMES.iter().position(|known| *known == name)?;
    i32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::{describe, name, number};

    #[test]
    fn numbers_are_those_of_the_specification() {
        // A name too many or too few shifts at least one of these.
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
