//! Errors, compared with those of `std`.

use super::*;

/// The texts are `std`'s output on this target, from a run on a host.
#[test]
fn prints_as_std_does() {
    let error = Error::from(Errno::NOENT);
    assert_eq!(
        format!("{error:?}"),
        r#"Os { code: 44, kind: NotFound, message: "No such file or directory" }"#
    );
    assert_eq!(
        Error::from(Errno::NOTCAPABLE).to_string(),
        "Capabilities insufficient (os error 76)"
    );
    let error = Error::from(ErrorKind::TimedOut);
    assert_eq!(format!("{error:?} {error}"), "Kind(TimedOut) timed out");
    let error = Error::from_message(Message::ReadExact);
    assert_eq!(
        format!("{error:?} {error}"),
        r#"Error { kind: UnexpectedEof, message: "failed to fill whole buffer" } failed to fill whole buffer"#
    );
    let error = Error::from(std::ffi::CString::new("a\0b").unwrap_err());
    assert_eq!(
        format!("{error:?} {error}"),
        r#"Error { kind: InvalidInput, message: "data provided contains a nul byte" } data provided contains a nul byte"#
    );
}

/// The error printed the names of the preopens, which no program of `std` does. Guests test the
/// names in the note: natively, a test in another thread may replace them.
#[test]
fn a_missing_preopen_prints_as_std_does_and_has_a_separate_note() {
    let error = Error::missing_preopen(&["a", "b"]);
    assert_eq!(error.to_string(), "No such file or directory (os error 44)");
    assert_eq!(
        format!("{error:?}"),
        r#"Os { code: 44, kind: NotFound, message: "No such file or directory" }"#
    );
    // Also if the error is inside another value.
    let note = missing_preopen_note(|| drop(format!("{:?}", Some(&error))));
    assert!(note.is_some());
    assert!(missing_preopen_note(|| {}).is_none());
}

/// One entry out of order in a table gives all later ones the wrong name.
#[test]
fn every_kind_and_message_is_decoded_as_it_was_encoded() {
    for &kind in ErrorKind::ALL {
        assert_eq!(Error::from(kind).kind(), kind);
        assert_eq!(Error::from(kind).raw_os_error(), None);
    }
    for &message in Message::ALL {
        let (error, text) = (
            Error::from_message(message),
            Message::static_message(message as u8),
        );
        assert_eq!(error.kind(), ErrorKind::from_number(text.kind));
        assert_eq!(error.name(), text.errno.name());
        assert_eq!(error.to_string(), text.text);
    }
}

/// The texts are printed without escapes, so a text with a quote would print differently.
#[test]
fn prints_as_a_derived_debug_would() {
    #[derive(Debug)]
    #[expect(dead_code, reason = "printed")]
    struct Os {
        code: i32,
        kind: ErrorKind,
        message: &'static str,
    }
    #[derive(Debug)]
    #[expect(dead_code, reason = "printed")]
    struct Kind(ErrorKind);

    fn check(error: &Error, like: &dyn fmt::Debug) {
        assert_eq!(format!("{error:?}"), format!("{like:?}"));
        assert_eq!(format!("{error:#?}"), format!("{like:#?}"));
        assert_eq!(format!("{:#?}", Some(error)), format!("{:#?}", Some(like)));
    }

    for code in (0..=77).chain([255, 9999, 65_535]) {
        let (errno, kind) = (Errno(code), ErrorKind::from(Errno(code)));
        let (code, message) = (code.into(), errno.message());
        check(
            &errno.into(),
            &Os {
                code,
                kind,
                message,
            },
        );
    }
    for &kind in ErrorKind::ALL {
        check(&kind.into(), &Kind(kind));
    }
    for &message in Message::ALL {
        #[derive(Debug)]
        #[expect(dead_code, reason = "printed")]
        struct Error {
            kind: ErrorKind,
            message: &'static str,
        }
        let error = super::Error::from_message(message);
        let kind = error.kind();
        if kind == ErrorKind::OutOfMemory {
            check(&error, &Kind(kind));
        } else {
            let message = Message::static_message(message as u8).text;
            check(&error, &Error { kind, message });
        }
    }
}

#[test]
fn every_error_has_a_name() {
    assert_eq!(Error::from(Errno::PIPE).name(), "PIPE");
    assert_eq!(Error::missing_preopen(&"").name(), "NOENT");
    assert_eq!(Error::from_message(Message::NotUtf8).name(), "ILSEQ");
    assert_eq!(Error::from_static_message(&INVALID_SEEK).name(), "INVAL");
    assert_eq!(Error::from(ErrorKind::NotFound).name(), "UNKNOWN");
}

#[test]
fn numbers_that_no_host_returns_stay_errors() {
    for code in [-1, 65_536, i32::MAX, i32::MIN] {
        assert_eq!(Error::from_raw_os_error(code).raw_os_error(), Some(65_535));
    }
    assert_eq!(Error::from_raw_os_error(9999).raw_os_error(), Some(9999));
}

#[test]
fn only_interruptions_are_interrupted() {
    for &kind in ErrorKind::ALL {
        let interrupted = kind == ErrorKind::Interrupted;
        assert_eq!(Error::from(kind).is_interrupted(), interrupted);
        assert_eq!(Error::new(kind, "").is_interrupted(), interrupted);
    }
    assert!(Error::from(Errno::INTR).is_interrupted());
    assert!(!Error::from(Errno::AGAIN).is_interrupted());
    assert!(!Error::from_message(Message::ReadExact).is_interrupted());
}
