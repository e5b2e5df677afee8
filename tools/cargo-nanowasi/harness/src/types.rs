//! The types that describe a test. Their names and fields are those of the toolchain's crate, since
//! the compiler generates code that names them.

use std::borrow::Cow;
use std::fmt;

use crate::bench::Bencher;

/// A test: its description and its function.
#[derive(Debug)]
pub struct TestDescAndFn {
    /// The description.
    pub desc: TestDesc,
    /// The function.
    pub testfn: TestFn,
}

impl TestDescAndFn {
    /// Describes a documentation test, in the code that rustdoc generates.
    pub const fn new_doctest(
        name: &'static str,
        ignore: bool,
        source_file: &'static str,
        start_line: usize,
        no_run: bool,
        should_panic: bool,
        testfn: TestFn,
    ) -> Self {
        let should_panic = match should_panic {
            true => ShouldPanic::Yes,
            false => ShouldPanic::No,
        };
        Self {
            desc: TestDesc {
                name: TestName::StaticTestName(name),
                ignore,
                ignore_message: None,
                source_file,
                start_line,
                start_col: 0,
                end_line: 0,
                end_col: 0,
                should_panic,
                compile_fail: false,
                no_run,
                test_type: TestType::DocTest,
            },
            testfn,
        }
    }
}

/// The description of a test.
#[derive(Clone, Debug)]
pub struct TestDesc {
    /// The path of the test.
    pub name: TestName,
    /// Whether the test has `#[ignore]`.
    pub ignore: bool,
    /// The reason in `#[ignore = "reason"]`.
    pub ignore_message: Option<&'static str>,
    /// The source file.
    pub source_file: &'static str,
    /// The first line, from 1.
    pub start_line: usize,
    /// The first column, from 1.
    pub start_col: usize,
    /// The last line, from 1.
    pub end_line: usize,
    /// The last column, from 1.
    pub end_col: usize,
    /// Whether the test has `#[should_panic]`.
    pub should_panic: ShouldPanic,
    /// Whether a documentation test must not compile.
    pub compile_fail: bool,
    /// Whether a documentation test is only compiled.
    pub no_run: bool,
    /// The kind of source file.
    pub test_type: TestType,
}

impl TestDesc {
    /// Returns what a report says after the name: how the test passes, unless by running to its
    /// end.
    pub(crate) const fn mode(&self) -> &'static str {
        match self.should_panic {
            ShouldPanic::Yes | ShouldPanic::YesWithMessage(_) => "should panic",
            ShouldPanic::No if self.compile_fail => "compile fail",
            ShouldPanic::No if self.no_run => "compile",
            ShouldPanic::No => "",
        }
    }
}

/// Whether a test has to panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShouldPanic {
    /// The test must not panic.
    No,
    /// The test has to panic.
    Yes,
    /// The test has to panic with a message that contains this text.
    YesWithMessage(&'static str),
}

/// The kind of source file that a test is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TestType {
    /// A file of the crate itself.
    UnitTest,
    /// A file in `tests`.
    IntegrationTest,
    /// A documentation comment.
    DocTest,
    /// Another file.
    Unknown,
}

/// The path of a test.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TestName {
    /// A path that the compiler has written.
    StaticTestName(&'static str),
    /// A path that a program has made.
    DynTestName(String),
    /// A path with a padding, which is not used here.
    AlignedTestName(Cow<'static, str>, NamePadding),
}

/// How a name is padded in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamePadding {
    /// No padding.
    PadNone,
    /// Spaces after the name.
    PadOnRight,
}

impl TestName {
    /// Returns the path.
    pub fn as_slice(&self) -> &str {
        match self {
            Self::StaticTestName(name) => name,
            Self::DynTestName(name) => name,
            Self::AlignedTestName(name, _) => name,
        }
    }
}

impl fmt::Display for TestName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_slice())
    }
}

/// The function of a test or benchmark.
pub enum TestFn {
    /// A function with `#[test]`.
    StaticTestFn(fn() -> Result<(), String>),
    /// A function with `#[bench]`.
    StaticBenchFn(fn(&mut Bencher) -> Result<(), String>),
    /// A function with `#[bench]` that runs as a test.
    StaticBenchAsTestFn(fn(&mut Bencher) -> Result<(), String>),
    /// A test that a program has made.
    DynTestFn(Box<dyn FnOnce() -> Result<(), String> + Send>),
    /// A benchmark that a program has made.
    DynBenchFn(Box<dyn Fn(&mut Bencher) -> Result<(), String> + Send>),
    /// A benchmark that a program has made, and that runs as a test.
    DynBenchAsTestFn(Box<dyn Fn(&mut Bencher) -> Result<(), String> + Send>),
}

impl TestFn {
    /// Returns a copy of a function that the compiler has named.
    ///
    /// # Panics
    ///
    /// If a program has made the test. The compiler makes no such test.
    pub(crate) fn as_static(&self) -> Self {
        match self {
            Self::StaticTestFn(test) => Self::StaticTestFn(*test),
            Self::StaticBenchFn(bench) | Self::StaticBenchAsTestFn(bench) => {
                Self::StaticBenchFn(*bench)
            }
            Self::DynTestFn(_) | Self::DynBenchFn(_) | Self::DynBenchAsTestFn(_) => {
                panic!("`test_main_static` takes tests that the compiler has made only")
            }
        }
    }

    /// Whether the function is a benchmark.
    pub(crate) const fn is_bench(&self) -> bool {
        !matches!(self, Self::StaticTestFn(_) | Self::DynTestFn(_))
    }

    /// Runs the function. A benchmark runs its code once.
    pub(crate) fn run(self) -> Result<(), String> {
        let bencher = &mut Bencher::default();
        match self {
            Self::StaticTestFn(test) => test(),
            Self::DynTestFn(test) => test(),
            Self::StaticBenchFn(bench) | Self::StaticBenchAsTestFn(bench) => bench(bencher),
            Self::DynBenchFn(bench) | Self::DynBenchAsTestFn(bench) => bench(bencher),
        }
    }
}

impl fmt::Debug for TestFn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StaticTestFn(_) => "StaticTestFn(..)",
            Self::StaticBenchFn(_) => "StaticBenchFn(..)",
            Self::StaticBenchAsTestFn(_) => "StaticBenchAsTestFn(..)",
            Self::DynTestFn(_) => "DynTestFn(..)",
            Self::DynBenchFn(_) => "DynBenchFn(..)",
            Self::DynBenchAsTestFn(_) => "DynBenchAsTestFn(..)",
        })
    }
}
