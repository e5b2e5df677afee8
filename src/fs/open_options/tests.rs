//! Compares [`OpenOptions`] with `std`, and checks the rights that it requests.

use super::*;

/// All 64 combinations. A combination that only `std` refuses would open a file that a program
/// expects to stay closed.
#[test]
fn invalid_combinations_are_those_of_std() {
    let path = std::env::temp_dir().join(format!("nanowasi-options-{}", std::process::id()));
    for bits in 0..64 {
        let is = |bit: u32| bits & 1 << bit != 0;
        let mut ours = OpenOptions::new();
        ours.read(is(0)).write(is(1)).append(is(2));
        ours.truncate(is(3)).create(is(4)).create_new(is(5));
        let mut theirs = std::fs::OpenOptions::new();
        theirs.read(is(0)).write(is(1)).append(is(2));
        theirs.truncate(is(3)).create(is(4)).create_new(is(5));
        let refused = |error: std::io::Error| {
            (error.kind() == std::io::ErrorKind::InvalidInput).then(|| error.to_string())
        };
        let _ = std::fs::remove_file(&path);
        let theirs = theirs.open(&path).err().and_then(refused);
        let ours_error = ours.args().err().map(|error| error.to_string());
        assert_eq!(ours_error, theirs, "{ours:?}");
    }
    let _ = std::fs::remove_file(&path);
}

/// The expected text is what `std` prints for this error, which it keeps on the heap.
#[test]
fn the_error_of_a_combination_prints_as_in_std() {
    let error = OpenOptions::new().args().err().unwrap();
    assert_eq!(
        format!("{error:?}"),
        "Custom { kind: InvalidInput, error: \"must specify at least one of read, write, or append access\" }"
    );
}

#[test]
fn create_new_overrides_create_and_truncate() {
    let mut options = OpenOptions::new();
    options
        .write(true)
        .create(true)
        .truncate(true)
        .create_new(true);
    let args = options.args().unwrap();
    assert_eq!(args.open, Oflags::CREAT | Oflags::EXCL);
}

/// wasmtime and wasmi trap on a bit that has no name.
#[test]
fn only_bits_with_a_name_reach_the_host() {
    let mut options = OpenOptions::new();
    options.read(true).set_custom_flags(-1);
    options.set_rights(Some(u64::MAX), Some(u64::MAX));
    let args = options.args().unwrap();
    assert!(args.lookup.is_empty());
    assert_eq!(args.open, Oflags::all());
    assert_eq!(args.flags, Fdflags::all());
    assert_eq!((args.base, args.inheriting), (Rights::all(), Rights::all()));
}

/// Hosts that enforce rights refuse to open a directory for writing. They refuse the right to read,
/// too, if the preopened directory has none.
#[test]
fn rights_are_those_of_the_options() {
    let rights = |set: fn(&mut OpenOptions)| {
        let mut options = OpenOptions::new();
        set(&mut options);
        options.args().unwrap().base
    };
    let read = rights(|options| {
        options.read(true);
    });
    assert_eq!(read, OpenArgs::READ.base);
    assert!(!read.intersects(Rights::FD_WRITE | Rights::FD_DATASYNC | Rights::FD_ALLOCATE));
    let append = rights(|options| {
        options.append(true);
    });
    assert!(append.contains(Rights::FD_WRITE | Rights::FD_SEEK | Rights::FD_TELL));
    assert!(!append.contains(Rights::FD_READ));
    let directory = rights(|options| options.read(true).set_flag(OpenFlag::Directory, true));
    assert!(directory.contains(Rights::PATH_OPEN | Rights::FD_READDIR));
    assert!(!directory.intersects(Rights::FD_WRITE | Rights::FD_READ));
}

/// The expected text is what `std` printed on this target under a host.
#[test]
fn prints_as_std_does() {
    assert_eq!(
        format!("{:?}", OpenOptions::new().read(true)),
        "OpenOptions(OpenOptions { read: true, write: false, append: false, truncate: false, \
         create: false, create_new: false, custom_flags: 0, mode: 0o000666 })"
    );
}
