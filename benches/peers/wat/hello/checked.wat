;; As `main.wat`, but traps on an error, and resumes a short write.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 2) "Hello, world!\n\02\00\00\00\0e")
  (func (export "_start")
    (loop $l
      (if (call $w (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 24)) (then unreachable))
      (i64.store (i32.const 16)
        (i64.sub (i64.load (i32.const 16))
          (i64.mul (i64.load32_u (i32.const 24)) (i64.const 0xffffffff))))
      (br_if $l (i32.load (i32.const 20))))))
