import Testing

@testable import ConsoleModel

@Suite struct LinkTroubleTests {
    @Test(arguments: [
        ("Host key verification failed.\r\n", "web1: Host key verification failed.", true),
        (
            "@@@@\r\nsomebody\r\ndana@web1: Permission denied (publickey).\r\nConnection closed\r\n",
            "web1: dana@web1: Permission denied (publickey).", true
        ),
        ("kex_exchange: \u{1b}[31mreset\n", "web1: kex_exchange: ^[[31mreset", false), ("", "web1: no answer", false),
    ])
    func itIsTheTellingLineOfWhatSSHSaid(said: String, words: String, isFinal: Bool) {
        let trouble = LinkTrouble(host: "web1", said: Array(said.utf8), end: nil)
        #expect(trouble.words == words && trouble.isFinal == isFinal)
    }
}
