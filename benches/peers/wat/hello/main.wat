;; Memory: the count of written bytes at 0, the text at 2, its address and length at 16.
;; Errors and short writes are ignored.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 2) "Hello, world!\n\02\00\00\00\0e")
  (func (export "_start")
    (drop (call $w (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 0)))))
