import LaunchCore

/// What a deployment's source says, understood.
struct DeploymentContent: Hashable, Sendable {
    var status: String
    var version: String?
    /// 0 to 1.
    var progress: Double?
    /// When the source says it was last changed.
    var updated: Moment?
    var message: String?

    init(status: String, version: String? = nil, progress: Double? = nil, updated: Moment? = nil, message: String? = nil) {
        self.status = status
        self.version = version
        self.progress = progress
        self.updated = updated
        self.message = message
    }

    /// Reads a JSON document by pointers. Only the status must be there.
    init(_ document: JSONValue, _ fields: Deployment.Fields, scale: inout ProgressScale) throws(Failure) {
        guard let status = document.at(fields.status)?.text, !status.isEmpty else {
            throw Failure(.parse, "no text at \(Printable.text(fields.status, limit: 60))")
        }
        func value(_ pointer: String?) -> JSONValue? { pointer.flatMap { document.at($0) } }
        self.init(
            status: status, version: value(fields.version)?.text, progress: value(fields.progress).flatMap { scale.progress($0) },
            updated: value(fields.updated).flatMap { Moment($0) }, message: value(fields.message)?.text)
    }
}

extension Moment {
    /// RFC 3339, or seconds or milliseconds since 1970: which of the two shows by the size, until the year 5138.
    init?(_ value: JSONValue) {
        guard let text = value.text else { return nil }
        if let moment = Moment(rfc3339: text) {
            self = moment
        } else if let number = Decimal(text: text)?.double, number > 0, number < 1e14 {
            self.init(milliseconds: Int64(number < 1e11 ? number * 1000 : number))
        } else {
            return nil
        }
    }
}
