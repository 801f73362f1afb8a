import Foundation
import Kernel
import TestSupport
import Testing

@testable import Mail

/// Goal: only a server that says that there is no such mailbox silences an address; a mistake would cost
/// somebody their letters for a month.
///
/// Method: answers of real servers, by themselves and said by a mail server that is no program of ours.
@Suite("Answers of mail servers")
struct AnswerTests {
    @Test("each answer is understood", arguments: RealAnswer.all)
    func understood(answer: RealAnswer) {
        let lines = answer.text.split(separator: "\n").map { String($0.dropFirst(4)) }
        let stage: SMTPRefusal.Stage = answer.stage == "content" ? .content : .recipient

        let refusal = SMTPRefusal(stage: stage, code: answer.code, lines: lines)

        #expect(refusal.delivery == answer.expected)
    }

    @Test("over the wire each answer is understood, and the connection goes on working")
    func wire() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/answers.json"
        try JSONEncoder().encode(RealAnswer.all).write(to: URL(fileURLWithPath: file))
        try await MailSink.run(["--answers", file]) { sink in
            let carrier = SMTPCarrier(settings: try sink.settings())
            for (number, answer) in RealAnswer.all.enumerated() {
                // After 421 a server closes the connection (RFC 5321 §3.8); this one does not.
                let message = try SMTPTests.message(.plain(to: "answer-\(number)@example.org"))

                let delivery = await carrier.carry(message, of: .eci)

                #expect(delivery == answer.expected, "\(answer.text)")
            }
            let message = try SMTPTests.message(.plain(to: "ada@example.org"))
            let taken = await carrier.carry(message, of: .eci)

            #expect(taken == .taken)
        }
    }

    @Test("whatever is said of a sender is the sender's, and never the address's")
    func sender() {
        let refusal = SMTPRefusal(stage: .sender, code: 550, lines: ["5.1.1 unknown"])

        #expect(refusal.delivery == .senderRefused(550))
    }

    @Test("an answer without lines is not more than its code")
    func silent() {
        let refusal = SMTPRefusal(stage: .recipient, code: 550, lines: [])

        #expect(refusal.delivery == .refused(550))
    }
}
