import Kernel
import TestSupport
import Testing

@testable import Mail

/// Goal: as many letters leave at once as the mail server takes, and a server that is away is asked once.
///
/// Method: answers in every order that matters, by hand.
@Suite("The lanes of the postman")
struct PostLanesTests {
    @Test("it begins with one letter; each answer opens a lane, up to the bound")
    func opening() {
        var lanes = PostLanes(4)
        var widths: [Int] = []
        for _ in 0..<6 {
            var stages: [Int] = []
            while lanes.isFree { stages.append(lanes.begin()) }
            widths.append(stages.count)
            for stage in stages {
                let goesOn = lanes.end(.taken, of: stage)
                #expect(goesOn)
            }
        }

        #expect(widths == [1, 2, 4, 4, 4, 4])
        #expect(lanes.isIdle)
    }

    @Test("a server that is away is asked by one letter; a letter that was not tried says nothing")
    func away() {
        var lanes = PostLanes(4)
        let unread = lanes.begin()
        let untried = lanes.end(nil, of: unread)
        let stage = lanes.begin()
        let isBound = !lanes.isFree
        let goesOn = lanes.end(.unreachable("nobody"), of: stage)

        #expect(untried && isBound && !goesOn)
    }

    @Test("letters that fail together halve the lanes once, and for good")
    func halved() {
        var lanes = PostLanes(8)
        for _ in 0..<7 {
            let stage = lanes.begin()
            let goesOn = lanes.end(.taken, of: stage)
            #expect(goesOn)
        }
        var stages: [Int] = []
        while lanes.isFree { stages.append(lanes.begin()) }
        let all = stages.count
        for (index, stage) in stages.enumerated() {
            let goesOn = lanes.end(index < 3 ? .taken : .unreachable("421"), of: stage)
            #expect(goesOn)
        }
        for _ in 0..<20 {
            let stage = lanes.begin()
            let goesOn = lanes.end(.later(451), of: stage)
            #expect(goesOn)
        }
        stages = []
        while lanes.isFree { stages.append(lanes.begin()) }

        #expect(all == 8 && stages.count == 4)
    }

    @Test("a server that goes away while all lanes are open is given up after the last one")
    func gone() {
        var lanes = PostLanes(8)
        for _ in 0..<7 {
            let stage = lanes.begin()
            _ = lanes.end(.taken, of: stage)
        }
        var tried = 0
        var goesOn = true
        while goesOn {
            var stages: [Int] = []
            while lanes.isFree { stages.append(lanes.begin()) }
            tried += stages.count
            for stage in stages { goesOn = lanes.end(.unreachable("gone"), of: stage) && goesOn }
        }

        #expect(tried == 8 + 4 + 2 + 1)
    }
}
