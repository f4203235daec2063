extension ConsoleCommand { static let launch: [ConsoleCommand] = [] }
