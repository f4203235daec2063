/// A part of the printed report, the same for Markdown and HTML.
enum ReportBlock {
    case heading(level: Int, String)
    case paragraph(String)
    case list([String])
    /// Lines for a shell, as they stand.
    case code(String)
    /// Column titles, empty where the first column names the rows; then rows of as many cells.
    case table([String], [[String]])
}
