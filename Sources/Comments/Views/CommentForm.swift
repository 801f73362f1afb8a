import Kernel
import Localization
import Markup
import Web

/// Where somebody writes: how they stand to the subject, and what they say.
struct CommentForm: Component {
    let action: Path
    /// Answers take no stance.
    let isReply: Bool
    /// Names the comment before it is written, so that the same form sent twice is one.
    let key: String
    var stance: String = Stance.neutral.rawValue
    var text = ""
    var typed = Typed()
    /// Of the button.
    let label: String
    let t: Translator

    var html: HTML {
        """
        <form class="comment-form" method="post" action="\(url: action)" novalidate>
        <input type="hidden" name="key" value="\(key)">
        \(stances.html, when: !isReply)\(field)<p>\(Button(label))</p></form>
        """
    }

    private var stances: RadioField {
        RadioField(
            FieldFrame(name: "stance", label: t("comments.stance.label")),
            choices: Stance.allCases.map { stance in
                FieldChoice(
                    value: stance.rawValue,
                    label: t(MessageKey("comments.stance", stance.rawValue))
                )
            },
            selected: stance
        )
    }

    private var field: TextArea {
        TextArea(
            FieldFrame(
                name: "comment",
                label: t(isReply ? "comments.form.reply.label" : "comments.form.label"),
                hint: "\(t("comments.form.hint"))",
                problem: typed.problem("comment")
            ),
            value: text,
            maximum: Limits.commentCharacters,
            rows: 4,
            isRequired: true,
            t: t
        )
    }
}

/// What was typed into it.
struct CommentFields: Sendable {
    let key: Comment.ID?
    let stance: String
    /// As it was typed.
    let typedText: String
    /// Nil when there is something wrong with it.
    let text: CommentText?
    var typed = Typed()

    init(_ data: FormData, _ t: Translator) {
        key = Comment.ID(data["key"])
        stance = Stance(rawValue: data["stance"])?.rawValue ?? Stance.neutral.rawValue
        typedText = data.exact("comment")
        var read: CommentText?
        do {
            read = try CommentText(typed: typedText)
        } catch {
            typed.refuse("comment", Self.sentence(error, t))
        }
        text = read
    }

    private static func sentence(_ problem: CommentText.Problem, _ t: Translator) -> String {
        switch problem {
        case .empty: t("comments.error.empty")
        case .tooLong:
            t("comments.error.tooLong", ["maximum": .number(Limits.commentCharacters)])
        }
    }
}
