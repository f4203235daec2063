import CPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A process to be started: in a session and process group of its own, signals at their defaults, with no open file but those named
/// here. Any thread may start it.
public struct Spawn: Sendable {
    /// A path; nothing is searched for.
    public var executable: String
    /// Without the name of the program itself.
    public var arguments: [String]
    /// The program's name as it sees it; nil is `executable`.
    public var name: String?
    /// Nil is this process's own.
    public var environment: SpawnEnvironment?
    /// Where it begins; nil is where this process is.
    public var directory: String?
    /// Its standard input, output and error, and whatever follows as descriptor 3 and so on. What is missing of the first three is
    /// `/dev/null`.
    public var descriptors: [Descriptor]
    /// The path of a terminal that becomes its controlling one and its first three descriptors.
    public var terminal: String?
    /// In a session of its own: neither the hangup of a terminal nor a signal to this process's group reaches it.
    public var ownSession: Bool

    public init(
        _ executable: String, _ arguments: [String] = [], environment: SpawnEnvironment? = nil, directory: String? = nil,
        descriptors: [Descriptor] = [], terminal: String? = nil, ownSession: Bool = true
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.descriptors = descriptors
        self.terminal = terminal
        self.ownSession = ownSession
    }

    /// Starts it and does not wait. Whoever starts it must also `wait` for it, or it stays in the list of processes when it is dead.
    public func start() throws(SystemError) -> SpawnedProcess {
        var given = descriptors
        while given.count < 3, terminal == nil { given.append(try Descriptor(opening: "/dev/null", O_RDWR)) }
        let numbers = given.map(\.number)
        var pid: pid_t = 0
        let variables = (environment ?? .inherited).entries
        let failure = withExtendedLifetime(given) {
            CStrings.with([name ?? executable] + arguments) { arguments in
                CStrings.with(variables) { variables in
                    start(arguments, variables, numbers, &pid)
                }
            }
        }
        guard failure == 0 else { throw SystemError("start", executable, number: failure) }
        return SpawnedProcess(pid: pid)
    }

    private func start(
        _ arguments: UnsafePointer<UnsafeMutablePointer<CChar>?>, _ variables: UnsafePointer<UnsafeMutablePointer<CChar>?>,
        _ numbers: [Int32], _ pid: inout pid_t
    ) -> Int32 {
        CStrings.with([executable, directory ?? "", terminal ?? ""]) { texts in
            numbers.withUnsafeBufferPointer { numbers in
                var birth = cposix_birth()
                birth.executable = UnsafePointer(texts[0])
                birth.arguments = arguments
                birth.environment = variables
                birth.directory = directory == nil ? nil : UnsafePointer(texts[1])
                birth.descriptors = numbers.baseAddress
                birth.descriptor_count = Int32(numbers.count)
                birth.terminal = terminal == nil ? nil : UnsafePointer(texts[2])
                birth.new_session = ownSession ? 1 : 0
                return cposix_spawn(&birth, &pid)
            }
        }
    }
}

/// Texts as C wants them: an array of pointers that ends in null, valid while the body runs. A text ends at its first NUL.
private enum CStrings {
    static func with<Result>(_ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result) -> Result {
        var pointers = texts.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
    }
}
