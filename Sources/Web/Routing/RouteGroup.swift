import HTTPTypes
package import Hummingbird
package import Kernel

/// Routes behind one gate: what the gate proves is the context that a handler takes.
package struct RouteGroup<Context: Sendable> {
    package typealias Handler = @Sendable (Request, Context) async throws -> Reply

    /// Where a group's routes stand: for the router, and as people see them.
    struct Place {
        let front: String
        let shown: String
    }

    let table: RouteTable
    let module: String
    let gate: Route.Gate
    let place: Place
    /// Throws a page error to whoever may not pass.
    let enter: @Sendable (SiteContext) throws -> Context

    package func get(_ path: String, use handler: @escaping Handler) {
        add(.get, path, handler)
    }

    /// A page that all readers share: it is made of nothing but its address and its language.
    ///
    /// `query` names what it reads of the address behind the question mark; it sees nothing else.
    package func shared(
        _ path: String,
        query: PageQuery = .nothing,
        use handler: @escaping Handler
    ) {
        table.share(address(path), query)
        add(.get, path, handler)
    }

    /// A write; `body` says how large what it takes may be.
    package func post(
        _ path: String,
        body: BodyRules = .form,
        use handler: @escaping Handler
    ) {
        table.take(body, at: address(path))
        add(.post, path, handler)
    }

    /// Where the router finds it.
    private func address(_ path: String) -> String { place.front + (path == "/" ? "" : path) }

    private func add(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        let enter = self.enter
        table.add(
            Route(method: method.rawValue, path: place.shown + path, gate: gate, module: module),
            method,
            at: address(path)
        ) { request, context in
            let reply = try await handler(request, try enter(context))
            return context.visit?.publication?.publish(reply, to: request)
                ?? reply.personal().response(from: request, context: context)
        }
    }
}

/// The groups in which a module declares its routes: the group is the gate.
package struct ModuleRoutes {
    let table: RouteTable
    let module: String
    let place: RouteGroup<VisitorContext>.Place
    /// Data for machines, without a language in the address.
    package let api: RouteGroup<VisitorContext>

    /// For whoever asks.
    package var anyone: RouteGroup<VisitorContext> {
        RouteGroup(table: table, module: module, gate: .anyone, place: place) {
            try VisitorContext(context: $0)
        }
    }

    /// For whoever is signed in with an account.
    package var members: RouteGroup<MemberContext> {
        let place = RouteGroup<MemberContext>.Place(front: place.front, shown: place.shown)
        return RouteGroup<MemberContext>(table: table, module: module, gate: .member, place: place)
        {
            try MemberContext(VisitorContext(context: $0))
        }
    }

    /// How the module makes out groups of readers by what their browser prefers.
    ///
    /// There are few groups, or every reader would be one of their own.
    package func group(readers: @escaping RouteTable.ReaderGroups) {
        table.group(readers, of: module)
    }

    /// How slots of the module's shared pages are filled for readers who are signed in.
    package func fill(_ name: String, use filler: @escaping SlotFiller) {
        table.fill(name, of: module, use: filler)
    }

    /// For members with a permission, after a one-time code.
    package func staff(_ permission: Permission) -> RouteGroup<StaffContext> {
        staff(permission, isAnywhere: false)
    }

    /// The same for pages of the back office: whoever has the permission in one space may come in, and the
    /// handler asks for which.
    package func office(_ permission: Permission) -> RouteGroup<StaffContext> {
        staff(permission, isAnywhere: true)
    }

    /// The same for pages about one thing of a space, which the address names by this parameter: whoever has
    /// the permission for that one may come in too, and to no other.
    package func staff(
        _ permission: Permission,
        of kind: Subject.Kind,
        named parameter: String
    ) -> RouteGroup<StaffContext> {
        group(permission) { visitor in
            let subject = visitor.scope.subject(kind, try visitor.parameter(parameter))
            return try StaffContext(visitor, permission: permission, on: subject)
        }
    }

    private func staff(
        _ permission: Permission,
        isAnywhere: Bool
    ) -> RouteGroup<StaffContext> {
        group(permission) { visitor in
            try StaffContext(visitor, permission: permission, isAnywhere: isAnywhere)
        }
    }

    private func group(
        _ permission: Permission,
        enter: @escaping @Sendable (VisitorContext) throws -> StaffContext
    ) -> RouteGroup<StaffContext> {
        let place = RouteGroup<StaffContext>.Place(front: place.front, shown: place.shown)
        return RouteGroup<StaffContext>(
            table: table,
            module: module,
            gate: .staff(permission),
            place: place
        ) {
            try enter(VisitorContext(context: $0))
        }
    }
}
