/// What is worth a record while a step goes on.
enum StepNews: Hashable {
    case note(String)
    /// `begun`: it may be going on there.
    case linkBroke(host: String, reason: String, begun: Bool)
    case linkMended(host: String)
}
