;; Memory: the address and length of the unwritten bytes at 0 and 4, the count of written bytes at 8, and
;; the buffer from 16 to the end of the page. Resumes a short write, and traps on an error.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $r (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $l
      (if (i32.eqz (i32.load (i32.const 4)))
        (then
          (i64.store (i32.const 0) (i64.const 0xfff000000010))
          ;; The host stores the count of bytes as the length.
          (if (call $r (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)) (then unreachable))))
      (if (i32.load (i32.const 4))
        (then
          (if (call $w (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)) (then unreachable))
          ;; A single subtraction advances the address and reduces the length.
          (i64.store (i32.const 0)
            (i64.sub (i64.load (i32.const 0))
              (i64.mul (i64.load32_u (i32.const 8)) (i64.const 0xffffffff))))
          (br $l))))))
