import Comments

/// What people say about something: the tests have comments of their own, which explain what they expect.
typealias OurComment = Comment
