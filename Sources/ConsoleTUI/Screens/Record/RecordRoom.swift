import LaunchCore

extension ScreenState {
    /// How many records there is room for; nil where none are shown.
    public func recordRoom(_ snapshot: Snapshot) -> Int? {
        guard focus == .record else { return nil }
        let layout = layout(snapshot)
        return layout.rect(of: .record) == nil ? nil : max(1, layout.inner(of: .record).height)
    }
}
