;; Memory: the count of arguments, later of written bytes, at 0; the length of the strings at 4; the address
;; and length of the unwritten bytes at 8 and 12; the pointers from 16 on, followed by the strings.
;; Assumes contiguous strings, as all hosts store them. Resumes a short write, and traps on an error.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $s (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $g (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $b i32) (local $e i32)
    (if (call $s (i32.const 0) (i32.const 4)) (then unreachable))
    ;; $b: the first string, after a spare pointer. $e: the last NUL.
    (local.set $e
      (i32.add
        (local.tee $b (i32.add (i32.shl (i32.load (i32.const 0)) (i32.const 2)) (i32.const 24)))
        (i32.sub (i32.load (i32.const 4)) (i32.const 1))))
    (drop (memory.grow (i32.shr_u (local.get $e) (i32.const 16))))
    ;; Without an argument, the output begins at the last NUL.
    (i32.store (i32.const 20) (local.get $e))
    (if (call $g (i32.const 16) (local.get $b)) (then unreachable))
    (i32.store (i32.const 8) (local.tee $b (i32.load (i32.const 20))))
    (i32.store (i32.const 12) (i32.add (i32.sub (local.get $e) (local.get $b)) (i32.const 1)))
    (loop $l
      (if (i32.eqz (i32.load8_u (local.get $b)))
        (then (i32.store8 (local.get $b) (i32.const 32))))
      (br_if $l (i32.le_u (local.tee $b (i32.add (local.get $b) (i32.const 1))) (local.get $e))))
    (i32.store8 (local.get $e) (i32.const 10))
    (loop $l
      (if (call $w (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)) (then unreachable))
      (i64.store (i32.const 8)
        (i64.sub (i64.load (i32.const 8))
          (i64.mul (i64.load32_u (i32.const 0)) (i64.const 0xffffffff))))
      (br_if $l (i32.load (i32.const 12))))))
