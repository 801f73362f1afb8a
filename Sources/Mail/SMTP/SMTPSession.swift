private import CCurl

/// A handle of libcurl with the connection that it keeps, closed when its owner goes.
///
/// Safe: it lives inside one actor, and its pointer is used by this type alone.
@safe final class SMTPSession {
    private let handle: UnsafeMutableRawPointer
    private let settings: SMTPSettings
    private let exchange = SMTPExchange()

    /// Done once for the process, before the first handle.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init?(_ settings: SMTPSettings) {
        guard Self.isReady, let handle = unsafe curl_easy_init() else { return nil }
        unsafe self.handle = unsafe handle
        self.settings = settings
    }

    deinit { unsafe curl_easy_cleanup(handle) }

    /// Blocks until the server has answered, or the time is over.
    func send(_ message: Message) -> Delivery {
        exchange.begin(Array(message.content.utf8))
        // Keeps the connection, forgets every option.
        unsafe curl_easy_reset(handle)
        let recipients = unsafe curl_slist_append(nil, message.to.text)
        defer { unsafe curl_slist_free_all(recipients) }
        var reason = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
        let status = unsafe reason.withUnsafeMutableBufferPointer { buffer in
            unsafe parvis_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer.baseAddress)
            configure()
            text(CURLOPT_MAIL_FROM, message.from.text)
            unsafe parvis_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
            unsafe parvis_curl_set_function(handle, CURLOPT_READFUNCTION, readContent)
            unsafe parvis_curl_set_pointer(handle, CURLOPT_READDATA, context)
            unsafe parvis_curl_set_function(handle, CURLOPT_HEADERFUNCTION, hearAnswer)
            unsafe parvis_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
            number(CURLOPT_UPLOAD, 1)
            let status = unsafe curl_easy_perform(handle)
            unsafe parvis_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
            return status
        }
        guard status != CURLE_OK else { return .taken }
        return delivery(status, reason: Self.text(reason))
    }

    private func configure() {
        text(CURLOPT_URL, settings.address)
        text(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // Nothing of the environment decides where letters go.
        text(CURLOPT_PROXY, "")
        if let user = settings.user { text(CURLOPT_USERNAME, user) }
        if let password = settings.password { text(CURLOPT_PASSWORD, password) }
        number(CURLOPT_USE_SSL, settings.requiresTLS ? Self.tlsForAll : Self.tlsForNone)
        if let certificates = settings.certificates { text(CURLOPT_CAINFO, certificates) }
        number(CURLOPT_SSLVERSION, Self.tls12)
        number(CURLOPT_NOSIGNAL, 1)
        let seconds = Int(settings.patience.components.seconds)
        number(CURLOPT_CONNECTTIMEOUT, min(10, seconds))
        number(CURLOPT_TIMEOUT, seconds)
    }

    /// What the server, or libcurl, has said, as one of a few things that can follow from it.
    private func delivery(_ status: CURLcode, reason: String) -> Delivery {
        var code = 0
        unsafe parvis_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &code)
        // libcurl says at which command it was (smtp.c); after the content there is no sentence.
        let stage: SMTPRefusal.Stage? =
            if reason.hasPrefix("RCPT failed") {
                .recipient
            } else if reason.hasPrefix("MAIL failed") {
                .sender
            } else if reason.hasPrefix("DATA failed")
                || (status == CURLE_WEIRD_SERVER_REPLY && exchange.isRead)
            {
                .content
            } else {
                nil
            }
        guard let stage, (400...599).contains(code) else {
            return .unreachable(Self.trouble(status))
        }
        return SMTPRefusal(stage: stage, code: code, lines: exchange.refusal).delivery
    }

    /// libcurl's own sentence for the kind of trouble: it names no host, address or password.
    private static func trouble(_ status: CURLcode) -> String {
        guard let text = unsafe curl_easy_strerror(status) else { return "unknown trouble" }
        return unsafe String(cString: text)
    }

    private static func text(_ buffer: [CChar]) -> String {
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func text(_ option: CURLoption, _ value: String) {
        unsafe parvis_curl_set_text(handle, option, value)
    }

    private func number(_ option: CURLoption, _ value: Int) {
        unsafe parvis_curl_set_number(handle, option, value)
    }

    private static let tlsForAll = Int(CURLUSESSL_ALL.rawValue)
    private static let tlsForNone = Int(CURLUSESSL_NONE.rawValue)
    private static let tls12 = CURL_SSLVERSION_TLSv1_2
}

/// What goes to the server and what comes back, for the length of one message.
private final class SMTPExchange {
    private var content: [UInt8] = []
    private var position = 0
    /// The lines of the last answer that refuses something, without their codes.
    private(set) var refusal: [String] = []
    private var isAnswered = true

    /// Whether the whole message was handed over.
    var isRead: Bool { position == content.count }

    func begin(_ content: [UInt8]) {
        self.content = content
        position = 0
        refusal = []
        isAnswered = true
    }

    func next(_ room: Int) -> ArraySlice<UInt8> {
        let part = content[position..<min(position + room, content.count)]
        position = part.endIndex
        return part
    }

    /// A line of an answer; `-` behind the code says that there is one more (RFC 5321 §4.2.1).
    func hear(_ line: UnsafeRawBufferPointer) {
        let isFirst = isAnswered
        isAnswered = unsafe line.count < 4 || line[3] != 0x2D
        guard let first = unsafe line.first, first == 0x34 || first == 0x35 else { return }
        // What is said after the refusal, to QUIT or RSET, takes nothing of it away.
        if isFirst { refusal = [] }
        guard refusal.count < Self.lines else { return }
        let text = unsafe line.dropFirst(4).prefix { $0 != 0x0D && $0 != 0x0A }.prefix(200)
        refusal.append(unsafe String(decoding: text, as: UTF8.self))
    }

    /// Answers are short; what is longer is not read.
    private static let lines = 20
}

/// libcurl asks for the next bytes of the message.
private func readContent(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
    let part = exchange.next(size * count)
    unsafe UnsafeMutableRawBufferPointer(start: bytes, count: size * count).copyBytes(from: part)
    return part.count
}

/// libcurl gives each line of the server's answers.
private func hearAnswer(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
    unsafe exchange.hear(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}
