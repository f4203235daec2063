import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Begins the steps of one run, here or on other hosts, and keeps the links to those hosts. Used from the runner's thread.
final class StepStarter {
    private let run: String
    private let setting: RunnerSetting
    private let files: RunFiles
    private let program: SSHProgram
    private var links: [String: HostLink] = [:]
    private var sockets: SocketDirectory?
    private let reserve: DiskReserve

    init(run: String, setting: RunnerSetting, files: RunFiles) {
        self.run = run
        self.setting = setting
        self.files = files
        program = SSHProgram(environment: setting.environment)
        reserve = DiskReserve(path: files.reserve, mode: files.modes.file)
    }

    deinit {
        links = [:]
        sockets?.remove()
    }

    var watched: [Descriptor] { links.values.flatMap(\.watched) }

    /// Opens links to hosts before they are needed.
    func prepare(for steps: some Sequence<RunStep>) {
        for host in steps.compactMap({ asCommand($0).host }) { _ = link(to: host) }
    }

    func poll(at now: Duration) { for link in links.values { link.poll(at: now) } }

    func start(_ step: RunStep, _ index: Int, attempt: Int) throws(SystemError) -> any StepExecution {
        reserve.release()
        let step = asCommand(step)
        let attemptFiles = files.attempt(step: index, attempt)
        if let host = step.host {
            return try RemoteStep(
                attemptFiles, step, name: (files.worldName, index, attempt), over: link(to: host), timing: setting.timing, mayStart: true)
        }
        return try LocalStep(start: attemptFiles, step, in: place(index, attempt))
    }

    func takeUp(_ step: RunStep, _ index: Int, attempt: Int) throws(SystemError) -> any StepExecution {
        let attemptFiles = files.attempt(step: index, attempt)
        let step = asCommand(step)
        if let host = step.host {
            return try RemoteStep(
                attemptFiles, step, name: (files.worldName, index, attempt), over: link(to: host), timing: setting.timing, mayStart: false)
        }
        return LocalStep(takeUp: attemptFiles, timing: setting.timing) ?? EndedStep(.neverRan)
    }

    private func link(to host: String) -> HostLink {
        if let link = links[host] { return link }
        if sockets == nil { sockets = SocketDirectory(folder: setting.folder.path, environment: setting.environment) }
        let socket = sockets?.path("\(links.count)") ?? ""
        let link = HostLink(host: host, program: program, socket: socket, timing: setting.timing)
        links[host] = link
        return link
    }

    private func place(_ index: Int, _ attempt: Int) -> LocalStep.Place {
        let mask = umask(0)
        umask(mask)
        let environment = setting.environment.setting("OPSCONSOLE_RUN", to: run).setting("OPSCONSOLE_STEP", to: String(index + 1))
            .setting("OPSCONSOLE_ATTEMPT", to: String(attempt))
        return LocalStep.Place(
            supervisorScript: files.supervisor, root: setting.root, environment: environment, timing: setting.timing,
            mask: mask, holder: SpawnedProgram.lastingPath)
    }

    /// The step with the text that a shell is given, where it is given it.
    private func asCommand(_ step: RunStep) -> RunStep {
        var step = step
        if step.kind == .verifyCommand { step.text = RepeatedCommand.text(step.text) }
        if step.isInteractive, let host = step.host {
            // Its terminal is here, and ssh's is there: when the link breaks, it cannot be taken up again.
            step.text = program.interactive(on: host, step.text)
            step.host = nil
        }
        return step
    }
}
