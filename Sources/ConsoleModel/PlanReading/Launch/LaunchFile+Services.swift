import LaunchCore

extension LaunchFile {
    mutating func services() -> [Service] {
        var services: [Service] = []
        for (name, value, location) in named("services") {
            guard let url = value["url"], let text = url.text else { continue }
            guard let target = ProbeTarget(launchText: text) else {
                refuse(
                    url,
                    "`url` cannot be polled: `\(text)`; use http://, https://, http+unix:///SOCKET:/PATH, tcp://HOST:PORT or exec:COMMAND")
                continue
            }
            services.append(
                Service(
                    name: name, target: target, every: value["every"]?.duration ?? .seconds(5),
                    timeout: value["timeout"]?.duration ?? .seconds(2), expect: expectation(value["expect"]),
                    failures: value["failures"]?.integer ?? 3, successes: value["successes"]?.integer ?? 2,
                    depends: value["depends"]?.texts ?? [], versionPointer: value["version"]?.text,
                    verifiesTLS: value["insecure"]?.boolean != true, location: location))
        }
        return services
    }

    private func expectation(_ value: YamlValue?) -> Expectation {
        guard let value else { return Expectation() }
        let ranges = value["status"].map { $0.texts.compactMap(StatusRange.parse).flatMap(\.self) } ?? []
        var json: [String: String] = [:]
        for entry in value["json"]?.entries ?? [] { json[entry.key] = entry.value.text }
        return Expectation(
            status: ranges.isEmpty ? [200...299] : ranges, json: json, body: value["body"]?.text, within: value["within"]?.duration,
            certificate: value["certificate"]?.duration)
    }

    func deployments() -> [Deployment] {
        named("deployments").compactMap { name, value, location in
            let source = value["state"]?.text.map(Deployment.Source.file) ?? value["command"]?.text.map(Deployment.Source.command)
            guard let source else { return nil }
            return Deployment(
                name: name, source: source, fields: fields(value["fields"]), preset: value["preset"]?.text,
                every: value["every"]?.duration ?? .seconds(5), stale: value["stale"]?.duration ?? .seconds(120),
                deadline: value["deadline"]?.duration, location: location)
        }
    }

    private func fields(_ value: YamlValue?) -> Deployment.Fields {
        let usual = Deployment.Fields()
        guard let value else { return usual }
        return Deployment.Fields(
            status: value["status"]?.text ?? usual.status, version: value["version"]?.text ?? usual.version,
            progress: value["progress"]?.text ?? usual.progress, updated: value["updated"]?.text ?? usual.updated,
            message: value["message"]?.text ?? usual.message)
    }

    func logs() -> [LogSource] {
        named("logs").compactMap { name, value, location in
            let file = value.text ?? value["file"]?.text
            guard let origin = file.map(LogSource.Origin.file) ?? value["command"]?.text.map(LogSource.Origin.command) else { return nil }
            return LogSource(name: name, origin: origin, host: value["host"]?.text, location: location)
        }
    }
}

extension ProbeTarget {
    /// Reads what `url:` of a service may be. Nil for anything that cannot be polled.
    init?(launchText text: String) {
        func rest(_ prefix: String) -> Substring? { text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : nil }
        if let host = rest("http://") ?? rest("https://") {
            guard let first = host.first, !"/:?#".contains(first), !host.contains(where: \.isWhitespace) else { return nil }
            self = .http(text)
        } else if let place = rest("http+unix://") {
            guard let colon = place.firstIndex(of: ":"), place.hasPrefix("/") else { return nil }
            let path = place[place.index(after: colon)...]
            guard path.hasPrefix("/") else { return nil }
            self = .httpUnix(socket: String(place[..<colon]), path: String(path))
        } else if let place = rest("tcp://") {
            guard let colon = place.lastIndex(of: ":"), let port = Int(place[place.index(after: colon)...]) else { return nil }
            var host = place[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            guard !host.isEmpty, (1...65_535).contains(port) else { return nil }
            self = .tcp(host: String(host), port: port)
        } else if let command = rest("exec:"), command.contains(where: { !$0.isWhitespace }) {
            self = .exec(String(command.drop(while: \.isWhitespace)))
        } else {
            return nil
        }
    }
}
