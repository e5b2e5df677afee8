;; What is left to write has its address at 0 and its length at 4, the count comes to 8, the buffer is the rest
;; of the page from 16 on. A short write goes on; an error is a trap.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $r (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $l
      (if (i32.eqz (i32.load (i32.const 4)))
        (then
          (i64.store (i32.const 0) (i64.const 0xfff000000010))
          ;; The host writes the count straight to the length.
          (if (call $r (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)) (then unreachable))))
      (if (i32.load (i32.const 4))
        (then
          (if (call $w (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)) (then unreachable))
          ;; One subtraction moves the address up and the length down.
          (i64.store (i32.const 0)
            (i64.sub (i64.load (i32.const 0))
              (i64.mul (i64.load32_u (i32.const 8)) (i64.const 0xffffffff))))
          (br $l))))))
