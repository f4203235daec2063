extension ConsoleCommand { static let runs: [ConsoleCommand] = [] }
