extension Role {
    /// The role whose look stands in when a theme says nothing of this one; nil for `text` alone.
    public var parent: Role? {
        switch self {
        case .text: nil
        case .heading, .selection, .good, .warning, .muted, .code, .inputField: .text
        case .title, .borderFocused, .key: .heading
        case .border, .hint, .verdictIdle, .logDebug, .done: .muted
        case .info, .pending, .unknown, .threshold, .verdictHold, .logWarning: .warning
        case .bad: .warning
        case .verdictGood: .good
        case .verdictBad, .logError, .danger: .bad
        case .verdictBusy, .logMarker, .link, .curve: .info
        }
    }
}
