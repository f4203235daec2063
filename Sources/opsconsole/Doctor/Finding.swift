/// One thing the doctor looked at.
struct Finding: Hashable, Sendable {
    enum Grade: Hashable, Sendable {
        case fine
        /// Works, but not as well as it could.
        case warning
        /// Something would fail.
        case failure
    }

    var grade: Grade
    /// What was looked at: `terminal`, `state directory`.
    var subject: String
    /// What was found.
    var text: String
    /// What to do; empty where nothing is to be done.
    var advice: String

    static func fine(_ subject: String, _ text: String) -> Finding { Finding(grade: .fine, subject: subject, text: text, advice: "") }

    static func warning(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(grade: .warning, subject: subject, text: text, advice: advice)
    }

    static func failure(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(grade: .failure, subject: subject, text: text, advice: advice)
    }
}
