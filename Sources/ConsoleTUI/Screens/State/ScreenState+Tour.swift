import LaunchCore

extension ScreenState {
    /// Walks the operator through these steps, beginning with what is to be seen now.
    public mutating func guide(through steps: [TourStep], _ snapshot: Snapshot) { tour = Tour(steps, snapshot) }

    /// The last step has no next one: there the tour ends.
    mutating func goOnWithTour(_ snapshot: Snapshot) {
        if tour?.isLast ?? true { tour = nil } else { tour?.goOn(snapshot) }
    }

    /// How many rows go to the card; none where there is hardly room for the launch itself.
    var tourHeight: Int {
        guard let tour, width >= Layout.smallestWidth, height >= Layout.smallestHeight else { return 0 }
        return TourCard(tour: tour, table: table).height(width: width)
    }
}
