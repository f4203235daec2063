import LaunchCore

extension ScreenState {
    /// Walks the operator through these steps, beginning with what is to be seen now.
    public mutating func guide(through steps: [TourStep], _ snapshot: Snapshot) { tour = Tour(steps, snapshot) }

    /// The last step has no next one: there the tour ends.
    mutating func goOnWithTour(_ snapshot: Snapshot) {
        if tour?.isLast ?? true { tour = nil } else { tour?.goOn(snapshot) }
        showWhatTheTourIsAbout()
    }

    mutating func goBackWithTour(_ snapshot: Snapshot) {
        tour?.goBack(snapshot)
        showWhatTheTourIsAbout()
    }

    /// Whoever turns the cards sees what they are about. Whoever does what they say is led nowhere: he goes by himself.
    private mutating func showWhatTheTourIsAbout() {
        guard let pane = tour?.step.pane else { return }
        dialogs = []
        go(to: pane)
    }

    /// How many rows go to the card; where there is hardly room for the launch itself, one that says so.
    func tourHeight(_ snapshot: Snapshot) -> Int {
        guard let tour else { return 0 }
        guard width >= Layout.smallestWidth, height >= Layout.smallestHeight else { return height >= 8 ? 1 : 0 }
        return TourCard(tour: tour, table: table, state: snapshot.state).height(width: width)
    }
}
