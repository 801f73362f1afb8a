import Kernel
import Testing

@testable import Spaces

/// Goal: a workflow is data that cannot contradict itself, or what its module can do.
@Suite("Workflows as data")
struct WorkflowTests {
    @Test("what leads on from a state depends on who asks")
    func steps() {
        let workflow = Self.workflow([
            .init("publish", from: ["draft"], to: "public", by: [.author, .staff("look")]),
            .init("close", from: ["public"], to: "over", by: [.time], deadline: .days(3)),
        ])

        #expect(workflow.steps(from: "draft", for: [.author]).map(\.name) == ["publish"])
        #expect(workflow.steps(from: "draft", for: [.staff("look")]).map(\.name) == ["publish"])
        #expect(workflow.steps(from: "draft", for: [.staff("other"), .time]).isEmpty)
        #expect(workflow.isFinal("over") && !workflow.isFinal("public"))
        #expect(workflow.flaws(conditions: [], effects: []).isEmpty)
    }

    @Test("what contradicts itself is named")
    func flaws() {
        let begin = Workflow.Step("begin", from: ["draft"], to: "public", by: [.author])
        let end = Workflow.Step("end", from: ["public"], to: "over", by: [.author])
        func flaws(_ steps: Workflow.Step...) -> [WorkflowFlaw] {
            Self.workflow(steps).flaws(conditions: ["fits"], effects: ["count"])
        }

        #expect(flaws(begin, end).isEmpty)
        #expect(flaws(begin) == [.unreachable("over")])
        #expect(flaws(begin, end, end) == [.repeatedStep("end")])
        #expect(
            flaws(begin, end, .init("lose", from: ["over"], to: "lost", by: [.author]))
                == [.unknownState("lost", step: "lose")]
        )
        #expect(
            flaws(begin, .init("end", from: ["public"], to: "over", by: []))
                == [.nobody(step: "end")]
        )
        #expect(
            flaws(begin, .init("end", from: ["public"], to: "over", by: [.time]))
                == [.deadline(step: "end")]
        )
        #expect(
            flaws(
                begin,
                .init("end", from: ["public"], to: "over", by: [.author], deadline: .days(1))
            )
                == [.deadline(step: "end")]
        )
        #expect(
            flaws(
                begin,
                .init(
                    "end",
                    from: ["public"],
                    to: "over",
                    by: [.author],
                    conditions: ["fits", "shines"],
                    effects: ["count", "dance"]
                )
            ) == [.unknownCondition("shines", step: "end"), .unknownEffect("dance", step: "end")]
        )
        #expect(
            Workflow(of: "thing", states: [], steps: []).flaws(conditions: [], effects: [])
                == [.noStates]
        )
    }

    private static func workflow(_ steps: [Workflow.Step]) -> Workflow {
        Workflow(of: "thing", states: ["draft", "public", "over"], steps: steps)
    }
}
