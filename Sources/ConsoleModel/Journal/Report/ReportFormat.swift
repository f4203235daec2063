import LaunchCore

/// The argument of `opsconsole report --format`.
public enum ReportFormat: String, CaseIterable, Sendable {
    case markdown = "md"
    case json, html
}

extension Report {
    /// The whole report, ending in a line break.
    ///
    /// - Parameter offset: the time zone of the Markdown and HTML, east of UTC. JSON is always in UTC.
    public func text(as format: ReportFormat, offset: Duration) -> String {
        switch format {
        case .markdown: ReportMarkdown.text(blocks(offset: offset))
        case .html: ReportHTML.text(blocks(offset: offset), title: title)
        case .json: json.text + "\n"
        }
    }
}
