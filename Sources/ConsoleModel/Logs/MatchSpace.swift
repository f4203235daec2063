import CPCRE2
import LaunchCore
import Synchronization

/// An expression compiled by PCRE2 to machine code and the memory that one match at a time needs.
///
/// Unchecked, because PCRE2's objects are bare pointers: they are made in `init`, used only under `lock` and freed in `deinit`.
final class MatchSpace: @unchecked Sendable {
    /// Steps of backtracking in one match: some milliseconds.
    static let matchLimit: UInt32 = 200_000
    /// The same in a block of many lines.
    static let blockLimit: UInt32 = 10_000_000

    private let lock = Mutex(())
    private let code: OpaquePointer
    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer

    init(_ text: String, ignoringCase: Bool) throws(PatternError) {
        let (code, error, offset) = Self.compile(text, ignoringCase: ignoringCase)
        guard let code else { throw .invalid(Self.message(error), offset: offset) }
        guard let data = pcre2_match_data_create_8(1, nil), let context = pcre2_match_context_create_8(nil),
            let stack = pcre2_jit_stack_create_8(32 << 10, 512 << 10, nil)
        else { throw .invalid("out of memory", offset: 0) }
        self.code = code
        self.data = data
        self.context = context
        self.stack = stack
        pcre2_set_match_limit_8(context, Self.matchLimit)
        // Where the kernel forbids machine code made at run time, matching goes on without it, only slower.
        pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
        pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
        pcre2_code_free_8(code)
    }

    /// - Parameter isBlock: whether the bytes are many lines at once.
    func firstMatch(in bytes: UnsafeRawBufferPointer, from start: Int, isBlock: Bool = false) throws(PatternError) -> Range<Int>? {
        try lock.withLock { _ throws(PatternError) in
            pcre2_set_match_limit_8(context, isBlock ? Self.blockLimit : Self.matchLimit)
            return try match(bytes, from: start)
        }
    }

    private func match(_ bytes: UnsafeRawBufferPointer, from start: Int) throws(PatternError) -> Range<Int>? {
        // PCRE2 wants an address even for no bytes; none of them is read.
        let base = bytes.baseAddress ?? UnsafeRawPointer(code)
        let result = pcre2_match_8(code, base.assumingMemoryBound(to: UInt8.self), bytes.count, start, 0, data, context)
        if result >= 0, let ends = pcre2_get_ovector_pointer_8(data) {
            // \K can put the start of a match behind its end.
            return min(ends[0], ends[1])..<max(ends[0], ends[1])
        }
        if result == PCRE2_ERROR_NOMATCH { return nil }
        throw .stopped
    }

    private static func compile(_ text: String, ignoringCase: Bool) -> (OpaquePointer?, Int32, Int) {
        let options = PCRE2_MULTILINE | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C
        var text = text
        var error: Int32 = 0, offset = 0
        let code = text.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, ignoringCase ? options | PCRE2_CASELESS : options, &error, &offset, nil)
        }
        return (code, error, offset)
    }

    private static func message(_ error: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(error, &text, text.count)
        return Printable.text(bytes: text.prefix(max(0, Int(length))))
    }
}
