//! `Module` reports what a module's text says.

use nanowasi_test_host::Module;

#[test]
fn a_module_is_parsed_correctly() {
    let wasm = wat::parse_str(
        r#"(module
            (import "wasi_snapshot_preview1" "clock_time_get"
                (func (param i32 i64 i32) (result i32)))
            (import "env" "memcmp" (func (param i32 i32 i32) (result i32)))
            (memory (export "memory") 1)
            (data (i32.const 8) "panicked at")
            (func (export "_start"))
            (func))"#,
    )
    .expect("the text above is valid");
    let module = Module::parse(&wasm).expect("wat writes valid modules");
    assert_eq!(module.wasi(), ["clock_time_get"]);
    assert_eq!(module.imports[0].ty, "(i32, i64, i32) -> (i32)");
    assert_eq!(module.foreign().len(), 1);
    assert_eq!(module.foreign()[0].name, "memcmp");
    let exports: Vec<_> = module
        .exports
        .iter()
        .map(|e| (e.name.as_str(), e.kind))
        .collect();
    assert_eq!(exports, [("memory", "memory"), ("_start", "func")]);
    assert_eq!(module.functions, 2);
    assert!(module.has_text("panicked"));
    assert!(!module.has_text("unwrap"));
    assert!(Module::parse(b"\0asm\x01\0\0").is_err());
}
