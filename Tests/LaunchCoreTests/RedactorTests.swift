import LaunchCore
import Testing

@Suite struct RedactorTests {
    @Test(arguments: [
        ("token=hunter22!", "token=[redacted]"), ("hunter22!hunter22!", "[redacted][redacted]"), ("hunter2", "hunter2"),
        ("?key=hunter22%21&x=1", "?key=[redacted]&x=1"), ("hunter22!-and-more", "[redacted]"), ("abc", "abc"), ("", ""),
    ])
    func secretsAreReplaced(text: String, redacted: String) {
        let redactor = Redactor(secrets: ["hunter22!", "hunter22!-and-more", "abc", ""])
        #expect(redactor.redact(text) == redacted)
        #expect(redactor.redact(Array(text.utf8)) == Array(redacted.utf8))
    }
}
