/// Where everything is on a screen of a given size.
struct Layout: Hashable {
    enum Form: Hashable {
        /// Phases, status, triggers side by side and logs below; on a medium screen status above triggers.
        case dashboard
        /// One pane at a time.
        case single
        /// Verdict, countdown and triggers only.
        case tiny
    }

    let form: Form
    let head: Head.Form
    let header: Rect
    let banner: Rect
    /// Empty on a dashboard: there the panes' own titles carry the numbers.
    let tabs: Rect
    let panes: [Place]
    let hint: Rect
    /// The step of a tour; empty where there is none.
    let card: Rect
    /// The room between what is always there: for panes and dialogs.
    let body: Rect

    struct Place: Hashable {
        let pane: Pane
        let rect: Rect
    }

    static let dashboardWidth = 120
    static let dashboardHeight = 24
    /// The least for a verdict and a T+ three rows high over a dashboard.
    static let largeHeight = 36
    /// The least for status and triggers one above the other.
    static let mediumWidth = 96
    static let mediumHeight = 32
    static let smallestWidth = 60
    static let smallestHeight = 16

    /// - Parameter vacant: panes that the plan gives nothing to show; the others get their room.
    init(
        width: Int, height: Int, bannerHeight: Int, head: Head.Form, focus: Pane, zoomed: Bool, wantedRows: Int = .max,
        vacant: Set<Pane> = [], cardHeight: Int = 0
    ) {
        let isTiny = width < Self.smallestWidth || height < Self.smallestHeight
        let isWide = width >= Self.dashboardWidth && height >= Self.dashboardHeight
        let isDashboard = isWide || width >= Self.mediumWidth && height >= Self.mediumHeight
        let screen = Rect(x: 0, y: 0, width: width, height: height)
        self.head = head
        header = Rect(x: 0, y: 0, width: width, height: head.height).intersection(screen)
        banner = Rect(x: 0, y: head.height, width: width, height: bannerHeight).intersection(screen)
        let showsTabs = !isTiny && (!isDashboard || zoomed || focus == .record)
        tabs = Rect(x: 0, y: max(header.maxY, banner.maxY), width: width, height: showsTabs ? 1 : 0).intersection(screen)
        hint = Rect(x: 0, y: height - 1, width: width, height: isTiny ? 0 : 1).intersection(screen)
        let top = max(header.maxY, banner.maxY) + tabs.height
        card = Rect(x: 0, y: height - hint.height - cardHeight, width: width, height: cardHeight).intersection(screen)
        body = Rect(x: 0, y: top, width: width, height: height - top - hint.height - card.height)
        if isTiny {
            form = .tiny
            panes = [Place(pane: .triggers, rect: body)]
        } else if showsTabs {
            form = .single
            panes = [Place(pane: focus, rect: body)]
        } else {
            form = .dashboard
            panes = isWide ? Self.dashboard(body, wantedRows: wantedRows, vacant: vacant) : Self.twoColumns(body, vacant: vacant)
        }
    }

    /// The upper panes get what they want as long as three tenths are left for the logs, and the logs get the rest.
    private static func dashboard(_ body: Rect, wantedRows: Int, vacant: Set<Pane>) -> [Place] {
        let hasLogs = !vacant.contains(.logs)
        let most = body.height - (hasLogs ? max(6, body.height * 3 / 10) : 3)
        let upper = hasLogs ? min(most, max(wantedRows, 14)) : most
        let status = vacant.contains(.status) ? narrowest : max(narrowest, min(body.width * 28 / 100, 60))
        let triggers = vacant.contains(.triggers) ? narrowest : max(48, min(body.width * 38 / 100, 80))
        let checklist = body.width - status - triggers
        return [
            Place(pane: .checklist, rect: Rect(x: 0, y: body.y, width: checklist, height: upper)),
            Place(pane: .status, rect: Rect(x: checklist, y: body.y, width: status, height: upper)),
            Place(pane: .triggers, rect: Rect(x: checklist + status, y: body.y, width: triggers, height: upper)),
            Place(pane: .logs, rect: Rect(x: 0, y: body.y + upper, width: body.width, height: body.height - upper)),
        ]
    }

    /// The checklist beside the two that tell how it goes, which share its height, and the logs below.
    private static func twoColumns(_ body: Rect, vacant: Set<Pane>) -> [Place] {
        let upper = body.height - (vacant.contains(.logs) ? 3 : max(6, body.height * 3 / 10))
        let checklist = body.width * 46 / 100, rest = body.width - checklist
        let status =
            switch (vacant.contains(.status), vacant.contains(.triggers)) {
            case (true, false): min(5, upper / 2)
            case (false, true): upper - min(6, upper / 2)
            case (true, true), (false, false): upper / 2
            }
        return [
            Place(pane: .checklist, rect: Rect(x: 0, y: body.y, width: checklist, height: upper)),
            Place(pane: .status, rect: Rect(x: checklist, y: body.y, width: rest, height: status)),
            Place(pane: .triggers, rect: Rect(x: checklist, y: body.y + status, width: rest, height: upper - status)),
            Place(pane: .logs, rect: Rect(x: 0, y: body.y + upper, width: body.width, height: body.height - upper)),
        ]
    }

    /// Columns a pane needs to say that there is nothing in it.
    private static let narrowest = 36

    func rect(of pane: Pane) -> Rect? { panes.first { $0.pane == pane }?.rect }

    /// Room for lines inside a pane's frame.
    func inner(of pane: Pane) -> Rect {
        guard let rect = rect(of: pane) else { return Rect(x: 0, y: 0, width: 0, height: 0) }
        return form == .tiny ? rect : rect.inset()
    }
}
